import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EditorWindow, openWindow } from './support/window.ts'

const plan = `tpm: 1
project: { name: Bridge, start: 2026-05-04, currency: EUR }
resources:
  ann: { name: Ann, role: engineer, rate: 400/d }
  ben: { name: Ben, role: engineer, rate: 500/d }
tasks:
  prep:
    name: Prepare
    duration: 5d
  sync:
    name: Data sync # the long one
    effort: 8d
    assign: { ann: 50% }
    after: prep
milestones:
  ga:
    name: GA
    after: sync
    deadline: 2026-05-22
`

let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: { 'bridge.tpm.yaml': plan } })
})
afterAll(() => vscode?.close())

test('a missed deadline offers what was tried, says what it does, and does it', async () => {
  await vscode.open('bridge.tpm.yaml')
  const squiggle = vscode.page.locator('.editor-instance .squiggly-warning').first()
  await squiggle.waitFor({ state: 'attached' })
  const lines = plan.split('\n')
  await vscode.goTo(lines.findIndex(line => line.includes('deadline:')) + 1, 18)
  const add = await vscode.lightBulb('Add ben to "Data sync": GA 1 Jun → 18 May, +€533')
  const menu = vscode.page.locator('.action-widget')
  await menu.getByText(/^Move the deadline to Mon 1 Jun/).waitFor()
  await vscode.screenshot('light-bulb')
  await add.click()
  await vscode.waitForText('assign: { ann: 50%, ben: 100% }')
  await squiggle.waitFor({ state: 'detached' })
  expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
})

test('tasks that are selected go into a summary', async () => {
  const lines = plan.split('\n')
  await vscode.goTo(lines.findIndex(line => line.includes('prep:')) + 1, 3)
  await vscode.page.keyboard.press('Shift+ArrowDown')
  await vscode.page.keyboard.press('Shift+ArrowDown')
  await vscode.run('Refactor...')
  const menu = vscode.page.locator('.action-widget')
  await menu.getByText('Extract into a summary').click()
  await vscode.waitForText('summary:')
  await vscode.screenshot('extracted')
})
