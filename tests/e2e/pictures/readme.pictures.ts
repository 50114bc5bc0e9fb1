/** The README's pictures, and the views in the four themes for looking at; made by `npm run screenshots`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { root } from '../../../scripts/embedded.mjs'
import { packPicture } from '../../../scripts/packPicture.mjs'
import { type EditorWindow, openWindow, type Theme, themes } from '../support/window.ts'

const plan = 'cloud-migration.tpm.yaml'
const views = [
  {
    name: 'timeline',
    command: 'TPM: Open Timeline',
    title: 'Timeline',
    at: /^ +progress: [1-9]/,
    readme: 'Default Dark Modern',
  },
  {
    name: 'heatmap',
    command: 'TPM: Open Risk Heatmap',
    title: 'Heatmap',
    at: /^ +probability: /,
    readme: 'Default Light Modern',
  },
] as const

describe.each(views)('$name', ({ name, command, title, at, readme }) => {
  let vscode: EditorWindow

  beforeAll(async () => {
    const settings = { 'editor.minimap.enabled': false }
    vscode = await openWindow({ copyOf: 'media/templates', size: { width: 1440, height: 900 }, settings })
    await vscode.open(plan)
    await vscode.run('View: Close Primary Side Bar')
    await vscode.run(command)
    await (await vscode.webview(title)).locator('[role="treegrid"], [role="grid"], table').first().waitFor()
    // The view marks what the cursor is in; the pointer's tooltip must not cover anything
    await vscode.open(plan)
    await vscode.goTo(
      vscode
        .read(plan)
        .split('\n')
        .findIndex(line => at.test(line)) + 1,
      7,
    )
    await vscode.page.mouse.move(720, 895)
  })
  afterAll(() => vscode?.close())

  test.each(Object.keys(themes) as Theme[])('in %s', async theme => {
    await vscode.setTheme(theme)
    // The webview hears of a theme a moment after the workbench has it
    await vscode.page.waitForTimeout(1000)
    const picture = await vscode.screenshot(`${name}-${theme}`)
    if (theme !== readme) return
    mkdirSync(join(root, 'media/readme'), { recursive: true })
    writeFileSync(join(root, `media/readme/${name}.png`), packPicture(readFileSync(picture)))
  })
})
