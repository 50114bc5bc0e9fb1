import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

const plan = plans['bridge.tpm.yaml'].replace('    name: Design\n', '    name: Design\n    code: ["src/design/**"]\n')
const source = `// Loads of the bridge, agreed in tpm:design; what follows is tpm:bridge/build.
// TODO(design): wind from the side
export const load = 12
`

let vscode: EditorWindow

beforeAll(async () => {
  const files = { 'bridge.tpm.yaml': plan, 'src/design/loads.ts': source }
  vscode = await openWindow({ files })
  // The server runs once there is a plan
  await vscode.open('bridge.tpm.yaml')
})
afterAll(() => vscode?.close())

describe('a source file that a plan names', () => {
  test('shows its task, explains what its comments name, and leads to the plan', async () => {
    await vscode.open('src/design/loads.ts')
    const lens = vscode.page.locator('.codelens-decoration a', { hasText: 'Design' })
    await lens.waitFor()
    expect(await lens.textContent()).toContain('in progress')
    await vscode.goTo(1, '// Loads of the bridge, agreed in tpm:de'.length)
    await vscode.page.keyboard.press('Control+K')
    await vscode.page.keyboard.press('Control+I')
    await vscode.page.locator('.monaco-hover-content', { hasText: '2 Mar' }).first().waitFor()
    await vscode.screenshot('code-ties')
    await vscode.page.keyboard.press('Escape')
    await lens.click()
    await vscode.page.locator('.tab.active[data-resource-name="bridge.tpm.yaml"]').waitFor()
  })

  test('is in the hover of its task, with what is to be done', async () => {
    await vscode.open('bridge.tpm.yaml')
    await vscode.goTo(plan.split('\n').indexOf('  design:') + 1, 4)
    await vscode.page.keyboard.press('Control+K')
    await vscode.page.keyboard.press('Control+I')
    const hover = vscode.page.locator('.monaco-hover-content', { hasText: 'To do' }).first()
    await hover.waitFor()
    expect(await hover.textContent()).toContain('src/design/loads.ts')
    await vscode.screenshot('code-hover')
    await vscode.page.keyboard.press('Escape')
  })
})
