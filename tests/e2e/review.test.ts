import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameLocator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { extensionWithTests } from '../../scripts/host-tests.mjs'
import { plans } from './support/plans.ts'
import { makeRepository } from './support/repository.ts'
import { type EditorWindow, openWindow } from './support/window.ts'

const file = 'bridge.tpm.yaml'
const committed = `${plans[file].replace('duration: 10d', 'duration: 12d')}baselines: { kickoff: { name: Kick-off, ref: plan-v1 } }\n`
const typed = committed.replace('probability: 30%', 'probability: 80%').replace('duration: 12d', 'duration: 13d')

describe.each(['node', 'worker'] as const)('a comparison in the %s host', host => {
  let vscode: EditorWindow
  let panel: FrameLocator
  const row = (text: string | RegExp) => vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: text })
  const headline = async (words: RegExp) => {
    panel = await vscode.webview('Comparison')
    await panel.locator('h1').filter({ hasText: words }).waitFor()
  }

  beforeAll(async () => {
    vscode = await openWindow({
      files: plans,
      ...(host === 'worker' && { extension: await extensionWithTests('worker', inject('scratch')) }),
      prepare: folder => makeRepository(folder, { [file]: committed }),
    })
    // Changed since the last commit
    writeFileSync(join(vscode.folder, file), typed)
    await vscode.open(file)
    await vscode.waitForText('duration: 13d')
  })
  afterAll(() => vscode?.close())

  test('the button of a diff editor (TPM: Show What This Change Means) says what it means', async () => {
    await vscode.page.locator('.editor-actions .action-item a[aria-label^="Open Changes"]').click()
    await vscode.page.locator('.diff-editor, .monaco-diff-editor').first().waitFor()
    await vscode.page.locator('.editor-actions .action-item a[aria-label^="Show What This Change Means"]').click()
    await headline(/Worse: .*1d later.*1 risk raised/)
    expect(await panel.locator('.edits tbody tr').count()).toBe(2)
  })

  test('a click on an edit leads to its line in the diff', async () => {
    await panel
      .getByRole('button', { name: /Build: duration/ })
      .last()
      .click()
    const line = typed.split('\n').findIndex(text => text.includes('duration: 13d')) + 1
    await vscode.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` }).waitFor()
    await vscode.page.locator('.editor-group-container.active .monaco-diff-editor').waitFor()
  })

  test.runIf(host === 'node')(
    'what an edit does since the last commit stands above it, and in the timeline',
    async () => {
      await vscode.run('View: Close All Editors')
      await vscode.open(file)
      await vscode.page.locator('.codelens-decoration', { hasText: /was 12d → finish \+1d, Opening \+1d/ }).waitFor()
      await vscode.run('TPM: Open Timeline')
      const timeline = await vscode.webview('Timeline')
      await timeline.locator('.subject', { hasText: 'dashed where it stood at the last commit' }).waitFor()
      await timeline.locator('[data-task="build"] .ghost').waitFor()
      await vscode.page.keyboard.press('Control+1')
      await vscode.run('TPM: Compare Plan with the Last Commit')
      await headline(/1d later/)
      expect(await panel.locator('.subject').textContent()).toBe('Bridge: HEAD → Working tree')
    },
  )

  test.runIf(host === 'node')('a plan is compared with a tag of its repository, and follows the text', async () => {
    await vscode.run('View: Close All Editors')
    await vscode.open(file)
    await vscode.run('TPM: Compare Plan with…')
    await row(/^plan-v1/).click()
    await headline(/Worse: .*3d later/)
    expect(await panel.locator('.subject').textContent()).toBe('Bridge: plan-v1 → Working tree')
    writeFileSync(join(vscode.folder, file), typed.replace('duration: 13d', 'duration: 9d'))
    await headline(/Better: |1d earlier/)
  })

  test.runIf(host === 'node')('a revision that is not there is an error, not "no change"', async () => {
    await vscode.open(file)
    await vscode.run('TPM: Compare Plan with…')
    await row(/^A revision/).click()
    await vscode.page.locator('.quick-input-message', { hasText: 'A revision of git' }).waitFor()
    await vscode.page.keyboard.insertText('no-such-revision')
    await vscode.page.keyboard.press('Enter')
    panel = await vscode.webview('Comparison')
    await panel.getByRole('alert').getByText('no-such-revision').waitFor()
  })

  test.runIf(host === 'worker')('where there is no git, a baseline that needs it is said to', async () => {
    await vscode.run('View: Close All Editors')
    await vscode.open(file)
    await vscode.run('TPM: Show Baseline…')
    await row(/^Kick-off/).click()
    await vscode.run('Notifications: Show Notifications')
    await vscode.page.locator('.notification-list-item', { hasText: 'in no git repository' }).first().waitFor()
    expect(await vscode.offers('TPM: Hide Baseline')).toBe(false)
  })
})
