import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: plans, trust: false })
  await vscode.open('bridge.tpm.yaml')
})
afterAll(() => vscode?.close())

test('a workspace that is not trusted has all that reads a plan', async () => {
  await vscode.page.locator('.part.banner, #status\\.workspaceTrust').first().waitFor()
  await vscode.run('TPM: Open Timeline')
  const timeline = await vscode.webview('Timeline')
  await timeline.locator('#row-design').waitFor()
})

test('and its errors', async () => {
  await vscode.open('bridge.tpm.yaml')
  await vscode.goTo(1)
  await vscode.insert('nonsense: 1\n')
  await vscode.page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' })
  expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
})
