import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EditorWindow, openWindow, type Theme, themes } from './support/window.ts'

/** Pictures of the product in each theme, kept beside the cache for people to look at. */
let vscode: EditorWindow

beforeAll(async () => {
  vscode = await openWindow({ copyOf: 'media/templates', size: { width: 1600, height: 1000 } })
  await vscode.open('product-release.tpm.yaml')
  await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Plans' }).click()
  await vscode.run('TPM: Open Timeline')
})
afterAll(() => vscode?.close())

describe.each(Object.keys(themes) as Theme[])('%s', theme => {
  test('the timeline beside the text', async () => {
    await vscode.setTheme(theme)
    await vscode.open('product-release.tpm.yaml')
    await vscode.run('TPM: Open Timeline')
    const timeline = await vscode.webview('Timeline')
    await timeline.locator('[role=row]').nth(5).waitFor()
    expect(await vscode.screenshot(`timeline-${themes[theme]}`)).toContain(themes[theme])
  })

  test('the heatmap beside the text', async () => {
    await vscode.open('product-release.tpm.yaml')
    await vscode.run('TPM: Open Risk Heatmap')
    const heatmap = await vscode.webview('Heatmap')
    await heatmap.locator('main').waitFor()
    expect(await vscode.screenshot(`heatmap-${themes[theme]}`)).toContain(themes[theme])
  })
})
