import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { installVsix } from '../../scripts/embedded.mjs'
import { makeVsix } from '../../scripts/package.mjs'
import { plans } from './support/plans.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

let vscode: EditorWindow

beforeAll(async () => {
  const home = join(inject('scratch'), 'vsix')
  mkdirSync(home)
  const { file } = await makeVsix(join(home, 'tpm.vsix'))
  const extensionsFolder = join(home, 'extensions')
  await installVsix({ file, extensionsFolder, dataFolder: join(home, 'data') })
  vscode = await openWindow({ files: plans, extension: null, extensionsFolder })
})
afterAll(() => vscode?.close())

test('the installed package gives a plan its language', async () => {
  await vscode.open('bridge.tpm.yaml')
  await vscode.page.locator('#status\\.editor\\.mode', { hasText: 'TPM' }).waitFor()
})

test('the installed package finds an error', async () => {
  const line = plans['bridge.tpm.yaml'].split('\n').findIndex(text => text.includes('after: design')) + 1
  await vscode.goTo(line, '    after: design'.length + 1)
  await vscode.insert('x')
  const squiggle = vscode.page.locator('.editor-instance .squiggly-error').first()
  await squiggle.waitFor({ state: 'attached' })
  await vscode.page.keyboard.press('Backspace')
  await squiggle.waitFor({ state: 'detached' })
})

test('the installed package draws the timeline and the heatmap', async () => {
  await vscode.run('TPM: Open Timeline')
  const timeline = await vscode.webview('Timeline')
  await timeline
    .getByRole('row', { name: /Design/ })
    .first()
    .waitFor()
  await vscode.open('bridge.tpm.yaml')
  await vscode.run('TPM: Open Risk Heatmap')
  const heatmap = await vscode.webview('Heatmap')
  await heatmap.getByText('Flood in spring').filter({ visible: true }).first().waitFor()
  expect(await vscode.page.locator('.notification-toast').count()).toBe(0)
})
