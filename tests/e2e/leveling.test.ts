import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EditorWindow, openWindow, type Theme, themes } from './support/window.ts'

const plan = `tpm: 1
project:
  name: Harbour move
  start: 2026-03-02
  deadline: 2026-03-20
resources:
  ann: { name: Ann Reyes }
  ben: { name: Ben Adeyemi, limits: { per-day: 4h } }
tasks:
  prepare:
    name: Prepare
    tasks:
      sync:
        name: Data sync
        duration: 5d
        assign: ann
      plan-b:
        name: Way back
        duration: 3d
        assign: ann
      papers:
        name: Papers
        effort: 12h
        assign: ben
  cut:
    name: Cut-over
    duration: 1d
    after: [sync, papers]
    assign: ann
milestones:
  live:
    name: Live
    after: [cut, plan-b]
`

const quay = `tpm: 1
project: { name: Quay, start: 2026-03-02 }
resources: { cem: { name: Cem } }
tasks:
  moorings: { name: Moorings, duration: 3d, assign: cem }
  paint: { name: Paint, duration: 2d, assign: cem }
`

let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: { 'move.tpm.yaml': plan, 'quay.tpm.yaml': quay } })
  await vscode.open('move.tpm.yaml')
})
afterAll(() => vscode?.close())

test('the command shows the levelled plan with what levelling does, and the bars as they were', async () => {
  await vscode.run('TPM: Preview Levelled Timeline')
  const timeline = await vscode.webview('Timeline')
  const preview = timeline.getByRole('region', { name: 'Preview of the levelled plan' })
  await preview.getByText('Finish Mon 9 Mar 2026 → Thu 12 Mar 2026.').waitFor()
  await preview.getByText('No order of the tasks finishes earlier').waitFor()
  await preview.getByText('for Ann Reyes behind').first().waitFor()
  expect(await timeline.locator('.ghost').count()).toBeGreaterThan(1)
})

describe.each(Object.keys(themes) as Theme[])('%s', theme => {
  test('the preview is drawn in it', async () => {
    await vscode.setTheme(theme)
    const timeline = await vscode.webview('Timeline')
    await timeline.locator('.ghost').first().waitFor()
    expect(await vscode.screenshot(`leveled-${themes[theme]}`)).toContain(themes[theme])
  })
})

test('it follows the text, goes back to the plan as it is, and comes again by its key', async () => {
  const timeline = await vscode.webview('Timeline')
  await timeline.getByRole('button', { name: 'Back to the plan as it is' }).click()
  await timeline.getByRole('region', { name: 'Preview of the levelled plan' }).waitFor({ state: 'detached' })
  expect(await timeline.locator('.ghost').count()).toBe(0)
  await timeline.getByRole('button', { name: 'Levelled' }).click()
  await timeline.locator('.ghost').first().waitFor()
})

test('the preview is of that plan alone, and ends where the timeline is asked for', async () => {
  const timeline = await vscode.webview('Timeline')
  const preview = timeline.getByRole('region', { name: 'Preview of the levelled plan' })
  const tab = (name: string) => vscode.page.locator(`.tab[data-resource-name="${name}"]`)
  // Beside the picture, not over it.
  await tab('move.tpm.yaml').click()
  await vscode.open('quay.tpm.yaml')
  await vscode.run('TPM: Open Timeline')
  await timeline.getByText('Moorings').first().waitFor()
  await preview.waitFor({ state: 'detached' })
  await tab('move.tpm.yaml').click()
  await vscode.run('TPM: Preview Levelled Timeline')
  await preview.waitFor()
  await vscode.run('TPM: Open Timeline')
  await preview.waitFor({ state: 'detached' })
  await vscode.run('TPM: Preview Levelled Timeline')
  await preview.waitFor()
})

test('it is written into the plan in the way that the person chooses, and is no preview any more', async () => {
  const timeline = await vscode.webview('Timeline')
  await timeline.getByRole('button', { name: 'Write into the plan…' }).click()
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Write the waits down' }).click()
  await vscode.waitForText('after: sync')
  await timeline.getByRole('region', { name: 'Preview of the levelled plan' }).waitFor({ state: 'detached' })
  expect(await timeline.locator('.ghost').count()).toBe(0)
  await vscode.screenshot('leveled-written')
})
