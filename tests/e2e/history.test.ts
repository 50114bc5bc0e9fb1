import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { makeRepository } from './support/repository.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

const file = 'bridge.tpm.yaml'
const committed = plans[file].replace('duration: 10d', 'duration: 12d')
let vscode: EditorWindow
const row = (text: string) => vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: text })

beforeAll(async () => {
  vscode = await openWindow({ files: plans, prepare: folder => makeRepository(folder, { [file]: committed }) })
  writeFileSync(join(vscode.folder, file), committed.replace('duration: 12d', 'duration: 13d'))
  await vscode.open(file)
  await vscode.waitForText('duration: 13d')
})
afterAll(() => vscode?.close())

test('TPM: Create Status Report writes one for whom it is', async () => {
  await vscode.run('TPM: Create Status Report')
  await row('Sponsors').click()
  await vscode.page.locator('.tab.active', { hasText: /^Untitled|^# / }).waitFor()
  await vscode.waitForText('## Milestones')
  await vscode.waitForText('## Budget')
})

test('TPM: Show Plan History shows the trend, and the change of a commit', async () => {
  await vscode.open(file)
  await vscode.run('TPM: Show Plan History')
  const commits = vscode.page.locator('.quick-input-list .monaco-list-row')
  await commits.first().waitFor()
  expect(await commits.count()).toBeGreaterThan(0)
  await commits.first().click()
  await vscode.page.locator('.tab', { hasText: `History of ${file}` }).waitFor()
  await vscode.page.locator('.diff-editor, .monaco-diff-editor').first().waitFor()
})
