import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ files: plans })
})
afterAll(() => vscode?.close())

test('a plan opens as text with our language', async () => {
  await vscode.open('bridge.tpm.yaml')
  await vscode.waitForText('name: Bridge')
  await vscode.page.locator('#status\\.editor\\.mode', { hasText: 'TPM' }).waitFor()
})

test('other YAML keeps its own language', async () => {
  await vscode.open('notes.yaml')
  await vscode.page.locator('#status\\.editor\\.mode', { hasText: /^YAML$/ }).waitFor()
})

test('an error is underlined while it is typed, and the line goes when it is mended', async () => {
  await vscode.open('bridge.tpm.yaml')
  const squiggles = vscode.page.locator('.editor-instance .squiggly-error')
  const line = plans['bridge.tpm.yaml'].split('\n').findIndex(text => text.includes('after: design')) + 1
  const column = '    after: design'.length + 1
  await vscode.goTo(line, column)
  expect(await squiggles.count()).toBe(0)
  await vscode.insert('x')
  await squiggles.first().waitFor({ state: 'attached' })
  await vscode.page.keyboard.press('Backspace')
  await squiggles.first().waitFor({ state: 'detached' })
})
