import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameLocator, Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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

/** The number, from 1, of the line that holds a text. */
const lineOf = (part: string) => text.split('\n').findIndex(line => line.includes(part)) + 1
/** The editor's cursor in a line, whether the keyboard is in the text or not. */
const cursorIn = (line: number) =>
  vscode.page.locator('.editor-instance .active-line-number').filter({ hasText: new RegExp(`^${line}$`) })
const focusText = () => vscode.page.keyboard.press('Control+1')
const titleButton = (name: string) =>
  vscode.page.locator(`.editor-actions .action-item a[aria-label^="${name}"]`).first()

async function widthOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.width ?? 0
}

describe('the timeline', () => {
  let timeline: FrameLocator
  const bar = (id: string) => timeline.locator(`[data-task="${id}"]`).locator('rect, path').first()
  const row = (id: string) => timeline.locator(`#row-${id}`)

  beforeAll(async () => {
    await titleButton('Open Timeline').click()
    timeline = await vscode.webview('Timeline')
    await row('design').waitFor()
  })

  test('opens beside the text, which keeps the keyboard', async () => {
    expect(await vscode.page.locator('.editor-group-container').count()).toBe(2)
    await vscode.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor()
    await vscode.page.keyboard.press('Control+End')
    await cursorIn(text.split('\n').length).waitFor()
  })

  test('says in words when the plan ends', async () => {
    await timeline.locator('h1').filter({ hasText: /\d/ }).waitFor()
  })

  test('follows the text with every keystroke', async () => {
    const before = await widthOf(bar('build'))
    const headline = await timeline.locator('h1').textContent()
    const line = lineOf('duration: 10d')
    await vscode.goTo(line, '    duration: 1'.length + 1)
    await vscode.insert('5')
    await expect.poll(() => timeline.locator('h1').textContent()).not.toBe(headline)
    // The whole plan still fits, so the longer task has the larger share of the width.
    await expect.poll(() => widthOf(bar('build'))).toBeGreaterThan(before + 5)
    await vscode.page.keyboard.press('Backspace')
    await expect.poll(() => timeline.locator('h1').textContent()).toBe(headline)
  })

  test('marks the task under the cursor', async () => {
    await vscode.goTo(lineOf('name: Design'))
    await timeline.locator('#row-design.selected').waitFor()
    await vscode.goTo(lineOf('after: design'))
    await timeline.locator('#row-build.selected').waitFor()
    await vscode.goTo(lineOf('opening:'))
    await timeline.locator('#row-opening.selected').waitFor()
  })

  test('writes below, in the words of `tpm why`, what holds the task under the cursor; `d` hides it', async () => {
    await vscode.goTo(lineOf('after: design'))
    const why = timeline.getByRole('region', { name: 'What holds Build' })
    await why.getByText('"Design" finishes').waitFor()
    await timeline.locator('.links .link-driving').waitFor({ state: 'attached' })
    await timeline.locator('.scroller').focus()
    await vscode.page.keyboard.press('d')
    await why.waitFor({ state: 'detached' })
    await vscode.page.keyboard.press('d')
    await why.getByRole('button', { name: 'Build' }).click()
    await cursorIn(lineOf('  build:')).waitFor()
  })

  test('a click on a bar reveals its line, and the mark stays where it was clicked', async () => {
    await vscode.goTo(1)
    await row('build').locator('.words').click()
    await cursorIn(lineOf('  build:')).waitFor()
    await timeline.locator('#row-build.selected').waitFor()
    // Bars are drawn: it is the row below that takes the pointer.
    await bar('design').click({ force: true })
    await cursorIn(lineOf('  design:')).waitFor()
    await timeline.locator('#row-design.selected').waitFor()
    expect(await timeline.locator('.row.selected').count()).toBe(1)
  })

  test('shows what is right in a broken plan, and says what is left out', async () => {
    await focusText()
    await vscode.goTo(lineOf('after: design'), '    after: design'.length + 1)
    for (let i = 0; i < 'design'.length; i++) await vscode.page.keyboard.press('Backspace')
    await vscode.insert('opening')
    await timeline.locator('.left-out').getByRole('button', { name: 'Build' }).waitFor()
    await timeline.locator('.note.error').waitFor()
    const line = lineOf('after: design')
    await vscode.goTo(1)
    await timeline
      .locator('.note.error')
      .getByRole('button', { name: `Line ${line}` })
      .click()
    await cursorIn(line).waitFor()
    await row('design').waitFor()
    await revert()
    await timeline.locator('.left-out').waitFor({ state: 'detached' })
  })

  test('marks what the palette asks for', async () => {
    await focusText()
    await vscode.goTo(lineOf('name: Design'))
    await vscode.run('TPM: Reveal in Timeline')
    await timeline.locator('#row-design.selected').waitFor()
  })
})

describe('the risk heatmap', () => {
  let heatmap: FrameLocator

  beforeAll(async () => {
    await focusText()
    await titleButton('Open Risk Heatmap').click()
    heatmap = await vscode.webview('Heatmap')
  })

  test('shows each risk', async () => {
    await heatmap.locator('.register').getByRole('button', { name: 'Flood in spring' }).waitFor()
  })

  test('a click on a risk reveals its line', async () => {
    await focusText()
    await vscode.goTo(1)
    await heatmap.locator('.register').getByRole('button', { name: 'Flood in spring' }).click()
    await cursorIn(lineOf('  flood:')).waitFor()
  })
})

describe('after a reload of the window', () => {
  beforeAll(async () => {
    await focusText()
    await vscode.save()
    await vscode.reload()
  })

  test('the panel that was on top is back with its content', async () => {
    const heatmap = await vscode.webview('Heatmap')
    await heatmap.locator('.register').getByRole('button', { name: 'Flood in spring' }).waitFor({ timeout: 45_000 })
  })

  test('and the one behind it', async () => {
    await vscode.page.locator('.tab', { hasText: 'Timeline' }).click()
    const timeline = await vscode.webview('Timeline')
    await timeline.locator('#row-design').waitFor({ timeout: 45_000 })
  })
})

describe('of a plan whose file was deleted', () => {
  test('the palette takes the plan that one looks at, then the picture says that it is gone, and comes back with it', async () => {
    await vscode.page.locator('.tab', { hasText: 'Timeline' }).click()
    const timeline = await vscode.webview('Timeline')
    await timeline.locator('.scroller').click()
    await vscode.run('TPM: Open Risk Heatmap')
    const heatmap = await vscode.webview('Heatmap')
    await heatmap.locator('.register').getByRole('button', { name: 'Flood in spring' }).waitFor()
    await focusText()
    await vscode.run('View: Close All Editors in Group')
    rmSync(join(vscode.folder, file))
    await heatmap.getByRole('alert').getByText('This plan’s file is gone').waitFor()
    writeFileSync(join(vscode.folder, file), text)
    await heatmap.locator('.register').getByRole('button', { name: 'Flood in spring' }).waitFor()
  })
})

beforeEach(async () => {
  expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
})
