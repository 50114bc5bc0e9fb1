import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plans } from './support/plans.ts'
import { makeRepository } from './support/repository.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

const file = 'bridge.tpm.yaml'
const committed = `${plans[file].replace('duration: 10d', 'duration: 12d')}baselines:
  kickoff: { name: Kick-off, ref: plan-v1 }
  gone: { name: Gone, ref: "--output=x" }
`
let vscode: EditorWindow
const row = (text: string | RegExp) => vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: text })

beforeAll(async () => {
  vscode = await openWindow({ files: plans, prepare: folder => makeRepository(folder, { [file]: committed }) })
  writeFileSync(join(vscode.folder, file), committed.replace('duration: 12d', 'duration: 13d'))
  await vscode.open(file)
  await vscode.waitForText('duration: 13d')
})
afterAll(() => vscode?.close())

describe('the history', () => {
  const subjects = async () => (await vscode.webview('History')).locator('tbody th')
  const headline = async (words: RegExp) =>
    (await vscode.webview('Comparison')).locator('h1').filter({ hasText: words }).waitFor()

  test('TPM: Show Plan History has every commit, and a click compares one with its parent', async () => {
    await vscode.run('TPM: Show Plan History')
    const commits = await subjects()
    await commits.first().waitFor()
    expect(await commits.allTextContents()).toEqual(['Not committed yet', 'More to build', 'The plan'])
    await commits.nth(1).getByRole('button').click()
    await headline(/2d later/)
    await vscode.page.locator('.tab', { hasText: 'History: Bridge' }).click()
    await (await subjects()).nth(2).getByRole('button').click()
    await headline(/./)
    const comparison = await vscode.webview('Comparison')
    await comparison.locator('.subject', { hasText: 'before the first commit →' }).waitFor()
  })

  test('TPM: Find the Commit That Moved a Milestone… leads to its line in the diff', async () => {
    await vscode.run('View: Close All Editors')
    await vscode.open(file)
    await vscode.run('TPM: Find the Commit That Moved a Milestone…')
    await row('Opening').click()
    await vscode.page.locator('.quick-input-widget .quick-input-message', { hasText: 'Such as 2026-05-29' }).waitFor()
    await vscode.page.keyboard.insertText('2026-03-26')
    await vscode.page.keyboard.press('Enter')
    const line = committed.split('\n').findIndex(text => text.includes('duration: 12d')) + 1
    await vscode.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` }).waitFor()
    await vscode.page.locator('.editor-group-container.active .monaco-diff-editor').waitFor()
    await headline(/2d later/)
    const comparison = await vscode.webview('Comparison')
    expect(await comparison.locator('.found').textContent()).toMatch(
      /^Opening: .* → .* since [0-9a-f]{8} “More to build”\. It had to keep Thu 26 Mar 2026\.$/,
    )
    expect(await comparison.locator('.subject').textContent()).toMatch(
      /^Bridge: [0-9a-f]{8} → [0-9a-f]{8} More to build$/,
    )
  })
})

describe('a baseline', () => {
  const timeline = () => vscode.webview('Timeline')
  const measured = async (words: RegExp) => {
    const panel = await timeline()
    await panel.locator('.measured', { hasText: words }).waitFor()
    return panel
  }
  const later = /Baseline Kick-off: finish Wed 25 Mar, now 3d later. SPI/

  test('of the plan is shown by TPM: Show Baseline…: in the timeline, the tree, a hover and the status', async () => {
    await vscode.run('View: Close All Editors')
    await vscode.open(file)
    await vscode.run('TPM: Open Timeline')
    await vscode.page.keyboard.press('Control+1')
    await vscode.run('TPM: Show Baseline…')
    await row('Kick-off').click()
    const panel = await measured(later)
    await panel.locator('#row-build .variance', { hasText: '+3d' }).waitFor()
    await panel.locator('[data-task="build"] .baseline').waitFor()
    await vscode.page.keyboard.press('Control+1')
    const line =
      vscode
        .read(file)
        .split('\n')
        .findIndex(text => text.startsWith('  build:')) + 1
    await vscode.goTo(line, 5)
    await vscode.run('Show or Focus Hover')
    await vscode.page.locator('.monaco-hover-content', { hasText: 'Baseline Kick-off: Thu 12 Mar' }).first().waitFor()
    await vscode.page.keyboard.press('Escape')
    await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Plans' }).click()
    const item = (name: string) => vscode.page.getByRole('treeitem', { name })
    await item('Milestones').click()
    await item('Opening').filter({ hasText: '+3d to Kick-off' }).waitFor()
  })

  test('is still there after the window was loaded anew, and so is the history', async () => {
    await vscode.page.keyboard.press('Control+1')
    await vscode.run('TPM: Show Plan History')
    await (await vscode.webview('History')).getByText('More to build').first().waitFor()
    await vscode.reload()
    await (await vscode.webview('History')).getByText('More to build').first().waitFor()
    await vscode.page.locator('.tab', { hasText: 'Timeline: ' }).click()
    await measured(later)
  })

  test('that names no revision is said to, and what was shown stays', async () => {
    await vscode.run('TPM: Show Baseline…')
    await row('Gone').click()
    const told = vscode.page.locator('.notification-list-item', { hasText: '--output=x' }).first()
    // The list shows what has been told when it opens
    await expect
      .poll(async () => {
        await vscode.run('Notifications: Show Notifications')
        return told.isVisible()
      })
      .toBe(true)
    await measured(later)
  })

  test('is any commit, from the button of the timeline, until TPM: Hide Baseline', async () => {
    const panel = await timeline()
    await panel.getByRole('button', { name: 'Baseline' }).click()
    await row(/^HEAD/).click()
    await measured(/Baseline HEAD: .* now 1d later/)
    await vscode.run('TPM: Hide Baseline')
    await panel.locator('.measured').waitFor({ state: 'detached' })
    expect(await panel.locator('.baseline').count()).toBe(0)
  })
})

test('TPM: Create Status Report writes one for whom it is', async () => {
  await vscode.run('TPM: Create Status Report')
  await row('Sponsors').click()
  await vscode.page.locator('.tab.active', { hasText: /^Untitled|^# / }).waitFor()
  await vscode.waitForText('## Milestones')
  await vscode.waitForText('## Budget')
})
