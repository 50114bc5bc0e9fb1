import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EditorWindow, openWindow } from './support/window.ts'

const plan = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
calendars:
  default:
    name: Berlin
    week: { mon-fri: [08:00-12:00, 13:00-17:00] }
tasks:
  build:
    name: Build
    duration: 300d
`

let vscode: EditorWindow
const rows = () => vscode.page.locator('.quick-input-list .monaco-list-row')
const input = () => vscode.page.locator('.quick-input-widget input').first()

beforeAll(async () => {
  vscode = await openWindow({ files: { 'bridge.tpm.yaml': plan } })
  await vscode.open('bridge.tpm.yaml')
})
afterAll(() => vscode?.close())

test('a person chooses country, region and years, and sees what was written', async () => {
  await vscode.run('TPM: Add Public Holidays…')
  await vscode.page.locator('.quick-input-widget', { hasText: 'Add Public Holidays' }).waitFor()
  await rows().filter({ hasText: 'Andorra' }).first().waitFor()
  await input().fill('germany')
  await rows().filter({ hasText: 'Deutschland' }).waitFor()
  await vscode.screenshot('holidays-country')
  await rows().filter({ hasText: 'Deutschland' }).click()
  await rows().filter({ hasText: 'Berlin' }).click()
  await vscode.page.locator('.quick-input-widget', { hasText: 'Years' }).waitFor()
  // The plan's own span.
  await expect.poll(() => input().inputValue()).toBe('2026-2027')
  await input().fill('2026')
  await vscode.page.keyboard.press('Enter')
  await vscode.waitForText('# Public holidays: Deutschland, Berlin (DE-BE), 2026')
  await vscode.waitForText('2026-05-25: Pfingstmontag')
  await vscode.screenshot('holidays-written')
  await vscode.save()
  const added = () =>
    vscode
      .read('bridge.tpm.yaml')
      .split('\n')
      .filter(line => !plan.split('\n').includes(line))
  await expect.poll(added).toHaveLength(13)
})

test('where the plan runs past their last year, a quick fix adds what is missing for the same region', async () => {
  await vscode.page.locator('.editor-instance .squiggly-warning').first().waitFor({ state: 'attached' })
  const line = vscode
    .read('bridge.tpm.yaml')
    .split('\n')
    .findIndex(text => text.includes('holidays:'))
  await vscode.goTo(line + 1, 6)
  const fix = await vscode.lightBulb('Add the public holidays of 2027 (DE-BE)')
  await vscode.screenshot('holidays-fix')
  await fix.click()
  await vscode.waitForText('# Public holidays: Deutschland, Berlin (DE-BE), 2027')
  await vscode.page.locator('.editor-instance .squiggly-warning').waitFor({ state: 'detached' })
})
