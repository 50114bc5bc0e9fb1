import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

const file = 'bridge.tpm.yaml'
const text = plans[file]
let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: plans })
  await vscode.open(file)
})
afterAll(() => vscode?.close())

/** The plan as it is on disk. */
async function revert(): Promise<void> {
  await vscode.run('File: Revert File')
  await vscode.page.locator(`.tab[data-resource-name="${file}"]:not(.dirty)`).waitFor()
}

const lineOf = (part: string) => text.split('\n').findIndex(line => line.includes(part)) + 1
const selection = (line: number) => vscode.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` })
const squiggles = () => vscode.page.locator('.editor-instance .squiggly-error')

describe('writing', () => {
  test('a wrong reference is underlined, and the quick fix mends it', async () => {
    await vscode.goTo(lineOf('after: design'), '    after: desig'.length + 1)
    await vscode.insert('x')
    await squiggles().first().waitFor({ state: 'attached' })
    await (await vscode.lightBulb('Change to "design"')).click()
    await squiggles().first().waitFor({ state: 'detached' })
    await vscode.waitForText('after: design')
    await revert()
  })

  test('ids of tasks are offered with their names', async () => {
    await vscode.goTo(lineOf('after: design'), '    after: design'.length + 1)
    for (let i = 0; i < 'design'.length; i++) await vscode.page.keyboard.press('Backspace')
    await vscode.page.keyboard.press('Control+Space')
    const row = vscode.page
      .locator('.suggest-widget .monaco-list-row')
      .filter({ hasText: /^design/ })
      .first()
    await row.waitFor()
    await vscode.page.keyboard.press('Escape')
    await revert()
  })

  test('a hover on a task says its dates', async () => {
    // By the keyboard: lenses and hints that come in move what the mouse is on.
    await vscode.goTo(lineOf('design:'), 5)
    await vscode.page.keyboard.press('Control+K')
    await vscode.page.keyboard.press('Control+I')
    await vscode.page.locator('.monaco-hover-content', { hasText: 'Mar' }).first().waitFor()
    await vscode.page.keyboard.press('Escape')
  })

  test('a plan is formatted on command, comments kept', async () => {
    await vscode.goTo(lineOf('after: design'), '    after: design'.length + 1)
    await vscode.insert(' # waits')
    await vscode.run('Format Document')
    await vscode.waitForText('# waits')
    expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
    await revert()
  })
})

describe('the status bar', () => {
  test('says when the plan ends', async () => {
    const item = vscode.page.locator('#status\\.languageStatus')
    await item.waitFor()
    await item.hover()
    await vscode.page
      .locator('.hover-language-status', { hasText: /Finish .*Mar/ })
      .first()
      .waitFor()
    await vscode.page.keyboard.press('Escape')
  })
})

describe('the tree of plans', () => {
  const node = (name: string | RegExp) => vscode.page.getByRole('treeitem', { name }).first()
  const expand = async (name: string | RegExp) => {
    await node(name).hover()
    await node(name).locator('.monaco-tl-twistie').click()
  }

  beforeAll(async () => {
    await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Plans' }).click()
  })

  test('shows a plan, its tasks, milestones and risks', async () => {
    await node(/^Bridge/).waitFor()
    await node(/^Design/).waitFor()
    await expand(/^Milestones/)
    await node(/^Opening/).waitFor()
    await expand(/^Risks/)
    await node(/^Flood in spring/).waitFor()
  })

  test('a click goes to the line', async () => {
    await node(/^Build/).click()
    await selection(lineOf('  build:')).waitFor()
    await node(/^Flood in spring/).click()
    await selection(lineOf('  flood:')).waitFor()
  })

  test('problems come and go with the text', async () => {
    await vscode.goTo(lineOf('after: design'), '    after: design'.length + 1)
    await vscode.insert('x')
    await expand(/^Problems/)
    await node(/designx/).waitFor()
    await vscode.open(file)
    await revert()
    await node(/designx/).waitFor({ state: 'detached' })
  })
})

describe('commands', () => {
  test('are offered on a plan', async () => {
    await vscode.open(file)
    for (const title of ['TPM: Open Timeline', 'TPM: Restart Language Server', 'TPM: Show Log'])
      expect(await vscode.offers(title), title).toBe(true)
    expect(await vscode.offers('TPM: Go to Line')).toBe(false)
  })

  test('a server that is started again finds the same', async () => {
    await vscode.run('TPM: Restart Language Server')
    await vscode.open(file)
    await vscode.goTo(lineOf('after: design'), '    after: design'.length + 1)
    await vscode.insert('x')
    await squiggles().first().waitFor({ state: 'attached' })
    await revert()
    await squiggles().first().waitFor({ state: 'detached' })
    expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
  })

  test('the log is shown', async () => {
    await vscode.run('TPM: Show Log')
    await vscode.page.locator('.panel .output-view-container, .panel .pane-body').first().waitFor()
    await vscode.page.locator('.panel').getByRole('combobox').filter({ hasText: 'TPM' }).first().waitFor()
  })
})
