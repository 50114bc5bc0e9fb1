import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EditorWindow, openWindow } from './support/window.ts'

const file = 'bridge.tpm.yaml'
const text = `tpm: 1
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  currency: EUR
resources:
  ana: { name: Ana, rate: 100/h }
tasks:
  design:
    name: Design
    duration: 4d
    assign: ana
  build:
    name: Build
    duration: 10d
    after: [design SS+2d]
milestones:
  opening:
    name: Opening
    after: build
    deadline: 2026-03-27
`
let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: { [file]: text } })
  await vscode.open(file)
  await hint('Mon 2 Mar → Thu 5 Mar').waitFor()
})
afterAll(async () => vscode?.close())
beforeEach(async () => {
  writeFileSync(join(vscode.folder, file), text)
  await vscode.run('File: Revert File')
  await vscode.page.locator(`.tab[data-resource-name="${file}"]:not(.dirty)`).waitFor()
  await vscode.waitForText('deadline: 2026-03-27')
})

/** The editor writes its spaces as no-break ones. */
const hint = (words: string) =>
  vscode.page.locator('.editor-instance .view-line span', { hasText: new RegExp(words.replaceAll(' ', '\\s')) }).last()
const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => vscode.page.keyboard.press(key)), Promise.resolve())

/** Puts the cursor behind a part of the text. */
async function goBehind(part: string): Promise<void> {
  const before = text.slice(0, text.indexOf(part) + part.length).split('\n')
  await vscode.goTo(before.length, before.at(-1)!.length + 1)
}

/** What the file says once it is saved. */
async function saved(): Promise<string> {
  await vscode.save()
  return vscode.read(file)
}

describe('stepping with Alt+Up and Alt+Down', () => {
  test('a deadline moves from Friday to Monday and back, and the schedule says so at once', async () => {
    await goBehind('deadline: 2026-03-2')
    await press('Alt+ArrowUp')
    await vscode.waitForText('deadline: 2026-03-30')
    await press('Alt+ArrowDown', 'Alt+ArrowDown')
    await vscode.waitForText('deadline: 2026-03-26')
    await vscode.screenshot('step-deadline')
  })

  test('a duration moves by its unit, and the dates follow', async () => {
    await goBehind('duration: 4')
    await press('Alt+ArrowUp')
    await vscode.waitForText('duration: 5d')
    await hint('Mon 2 Mar → Fri 6 Mar').waitFor()
    await press('Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp')
    await vscode.waitForText('duration: 10d')
    await press('Alt+ArrowUp')
    await vscode.waitForText('duration: 11d')
    expect((await saved()).replace('duration: 11d', 'duration: 4d')).toBe(text)
    await press('Control+Z')
    await vscode.waitForText('duration: 10d')
    await goBehind('duration: 4')
    for (let i = 0; i < 6; i++) await press('Alt+ArrowDown')
    await vscode.waitForText('duration: 4d')
    expect(await saved()).toBe(text)
  })

  test('where there is nothing to step the line moves, as in every file', async () => {
    const above = (first: string, second: string) =>
      expect
        .poll(async () => {
          const lines = await vscode.visibleText()
          return 0 < lines.indexOf(first) && lines.indexOf(first) < lines.indexOf(second)
        })
        .toBe(true)
    await goBehind('    name: Design')
    await press('Alt+ArrowDown')
    await above('duration: 4d', 'name: Design')
    await press('Alt+ArrowUp')
    await above('name: Design', 'duration: 4d')
    expect(await vscode.read(file)).toBe(text)
  })

  test('is offered in the palette too', async () => {
    await goBehind('+2')
    await vscode.run('TPM: Step Date, Duration or Amount Up')
    await vscode.waitForText('SS+3d')
    await vscode.run('TPM: Step Date, Duration or Amount Down')
    await vscode.waitForText('SS+2d')
  })
})

describe('help with typing', () => {
  test('an id is edited with its references', async () => {
    await goBehind('  design')
    await vscode.page.locator('.linked-editing-decoration').first().waitFor({ state: 'attached' })
    await vscode.page.keyboard.type('er')
    await vscode.waitForText('[designer SS+2d]')
    await vscode.screenshot('linked-editing')
    expect((await saved()).replaceAll('designer', 'design')).toBe(text)
    await press('Control+Z')
    await vscode.waitForText('[design SS+2d]')
    expect(await saved()).toBe(text)
  })

  test('Enter goes on with a list, and ends it', async () => {
    const line = (words: string) => expect.poll(() => vscode.visibleText()).toContain(`\n${words}\n`)
    await goBehind('duration: 10d')
    await press('Enter')
    await vscode.page.keyboard.type('tags:')
    await press('Escape', 'Enter')
    await line('      - ')
    await vscode.page.keyboard.type('one')
    await press('Escape', 'Enter')
    await line('      - one\n      - ')
    await vscode.page.keyboard.type('two')
    await press('Escape', 'Enter')
    await line('      - two')
    await press('Escape', 'Enter')
    await line('    ')
    await vscode.page.keyboard.type('priority: 500')
    await vscode.screenshot('enter-in-a-list')
    expect(await saved()).toContain('    tags:\n      - one\n      - two\n\n    priority: 500\n')
  })

  test('what is copied is indented where it is pasted', async () => {
    await vscode.goTo(14, 3)
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+End')
    await press('Control+C')
    await goBehind('    after: [design SS+2d]')
    await press('Enter')
    await expect.poll(() => vscode.visibleText()).toContain('SS+2d]\n    \n')
    await press('Control+V')
    await vscode.page.locator('.view-line', { hasText: 'build:' }).nth(1).waitFor()
    await vscode.screenshot('paste')
    expect(await saved()).toContain(
      '    after: [design SS+2d]\n  build:\n    name: Build\n    duration: 10d\n    after: [design SS+2d]\nmilestones:',
    )
  })
})

describe('computed facts in the text', () => {
  test('each kind is switched by itself', async () => {
    await hint('Mon 2 Mar → Thu 5 Mar').waitFor()
    expect(await hint('3,200 EUR').count()).toBe(0)
    vscode.setSettings({ 'tpm.inlayHints': { dates: false, float: true, cost: true } })
    await hint('3,200 EUR').waitFor()
    await hint('→').waitFor({ state: 'detached' })
    await vscode.screenshot('hints-float-and-cost')
    vscode.setSettings({ 'tpm.inlayHints': { dates: true } })
    await hint('Mon 2 Mar → Thu 5 Mar').waitFor()
    await hint('3,200 EUR').waitFor({ state: 'detached' })
  })
})
