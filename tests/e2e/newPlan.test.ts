import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EditorWindow, openWindow } from './support/window.ts'

let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: { 'README.md': '# Nothing here yet\n' } })
})
afterAll(() => vscode?.close())

test('a workspace without a plan offers to make one', async () => {
  await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Plans' }).click()
  const button = vscode.page.locator('.welcome-view').getByRole('button', { name: 'New Plan from Template' })
  await button.click()
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Cybersecurity' }).waitFor()
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Cloud migration' }).click()
  await vscode.page.locator('.quick-input-widget input').first().waitFor()
  await vscode.page.keyboard.press('Enter')
  await vscode.page.locator('.tab.active[data-resource-name="cloud-migration.tpm.yaml"]').waitFor()
  expect(vscode.read('cloud-migration.tpm.yaml')).toContain('project:')
})

test('the new plan is in the tree, has no error, and its timeline opens', async () => {
  await vscode.page
    .getByRole('treeitem', { name: /^Move order-to-cash/ })
    .first()
    .waitFor()
  await vscode.run('TPM: Open Timeline')
  const timeline = await vscode.webview('Timeline')
  await timeline.locator('[role=row]').nth(5).waitFor()
  expect(await vscode.page.locator('.editor-instance .squiggly-error').count()).toBe(0)
})

test('a template used twice makes two plans with ids of their own', async () => {
  await vscode.run('TPM: New Plan from Template')
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Cloud migration' }).click()
  const input = vscode.page.locator('.quick-input-widget input').first()
  await expect.poll(() => input.inputValue()).toBe('cloud-migration-2.tpm.yaml')
  await vscode.page.keyboard.press('Enter')
  await vscode.page.locator('.tab.active[data-resource-name="cloud-migration-2.tpm.yaml"]').waitFor()
  expect(vscode.read('cloud-migration-2.tpm.yaml')).toContain('  id: cloud-migration-2\n')
})

test('a file that is there is not written over', async () => {
  await vscode.run('TPM: New Plan from Template')
  await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Cloud migration' }).click()
  const input = vscode.page.locator('.quick-input-widget input').first()
  await expect.poll(() => input.inputValue()).toBe('cloud-migration-3.tpm.yaml')
  await input.fill('cloud-migration.tpm.yaml')
  await vscode.page.locator('.quick-input-widget', { hasText: 'There is such a file already' }).waitFor()
  await vscode.page.keyboard.press('Escape')
})

test('an empty plan is in the tree, and TPM: Add the First Task begins it, once', async () => {
  writeFileSync(join(vscode.folder, 'empty.tpm.yaml'), '')
  await vscode.page
    .getByRole('treeitem', { name: /^empty/ })
    .first()
    .waitFor()
  await vscode.open('empty.tpm.yaml')
  await vscode.run('TPM: Add the First Task')
  await vscode.waitForText('first-task')
  await vscode.run('TPM: Add the First Task')
  await vscode.run('Notifications: Show Notifications')
  await vscode.page.locator('.notification-list-item', { hasText: 'This plan has tasks' }).first().waitFor()
})
