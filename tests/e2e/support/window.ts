/**
 * A real VS Code with the extension, for clicking.
 *
 *     let vscode: EditorWindow
 *     beforeAll(async () => {
 *       vscode = await openWindow({ files: { 'bridge.tpm.yaml': bridge } })
 *     })
 *     afterAll(() => vscode.close())
 *
 *     test('the timeline shows each task', async () => {
 *       await vscode.open('bridge.tpm.yaml')
 *       await vscode.run('TPM: Open Timeline')
 *       const timeline = await vscode.webview('Timeline')
 *       await timeline.getByText('Design').first().waitFor()
 *     })
 *
 * One window per test file (it costs 4 to 7 s), many cases per window. Each window has its own copy of its files,
 * its own VS Code server and so its own user settings. Wait for what the test needs, never for a time.
 * The window's `page` is Playwright's. Known selectors:
 *
 *     file in the explorer   page.getByRole('treeitem', { name })
 *     squiggle               .editor-instance .squiggly-error | .squiggly-warning | .squiggly-info   (state: attached)
 *     language, position     #status\.editor\.mode, #status\.editor\.selection
 *     active tab, line       .tab.active[data-resource-name="…"], .editor-instance .active-line-number
 *     suggestions, hover     .suggest-widget .monaco-list-row, .monaco-hover-content
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { cacheFolder, root, startEmbedded } from '../../../scripts/embedded.mjs'

/** Name of a theme → its class on `.monaco-workbench`. */
export const themes = {
  'Default Dark Modern': 'vs-dark',
  'Default Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const
export type Theme = keyof typeof themes

export interface WindowOptions {
  /** The workspace: path → text. */
  readonly files?: Readonly<Record<string, string>>
  /** The workspace begins as a copy of this folder (absolute, or relative to the project's root). */
  readonly copyOf?: string
  /** Called with the workspace's folder before VS Code opens it: makes a repository of it, say. */
  readonly prepare?: (folder: string) => void
  /** User settings over the calm ones. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Folder of the extension under development: by default this project. `null`: none, as with an installed VSIX. */
  readonly extension?: string | null
  /** Folder with installed extensions. */
  readonly extensionsFolder?: string
  /** false: the workspace begins in Restricted Mode. */
  readonly trust?: boolean
  readonly size?: { readonly width: number; readonly height: number }
  /** Test module inside the extension's folder, run in its host; see `host-run.ts`. */
  readonly tests?: string
  /** Called when the host's tests have ended, with 0 or 1. */
  readonly onExit?: (code: number) => void
  /** Called with each line that VS Code logs while the host's tests run. */
  readonly onLog?: (line: string) => void
}

export interface EditorWindow {
  readonly page: Page
  /** The workspace's folder on disk. */
  readonly folder: string
  /** Opens a file of the workspace and waits for its text. */
  open(path: string): Promise<void>
  /** Runs a command by its whole title in the palette, such as `TPM: Open Timeline`. */
  run(title: string): Promise<void>
  /** Opens the light bulb's menu, again where the server did not know yet, and gives the action of this title. */
  lightBulb(title: string): Promise<Locator>
  /** Does the palette offer this command now? */
  offers(title: string): Promise<boolean>
  /** Puts the cursor (both counted from 1). */
  goTo(line: number, column?: number): Promise<void>
  /** Types at the cursor of the active editor, without the editor's help (closing brackets, suggestions). */
  insert(text: string): Promise<void>
  save(): Promise<void>
  /** The inner frame of the visible webview whose title contains these words (without a title: the only one). */
  webview(title?: string): Promise<FrameLocator>
  /** Waits until the active editor's text, as far as it is on the screen, contains these words. */
  waitForText(text: string): Promise<void>
  /** The visible editor lines, joined by line feeds. */
  visibleText(): Promise<string>
  /** Waits for a status bar item whose text matches. */
  status(text: string | RegExp): Locator
  /** The text of a workspace file on disk. */
  read(path: string): string
  setTheme(theme: Theme): Promise<void>
  /** Writes the workspace's settings; VS Code sees them live. */
  setSettings(settings: Readonly<Record<string, unknown>>): void
  /** A picture in the cache folder's `screenshots`; answers its path. */
  screenshot(name: string): Promise<string>
  /** The window again, after "Developer: Reload Window". */
  reload(): Promise<void>
  close(): Promise<void>
}

const openWindows = new Set<EditorWindow>()
let browser: Promise<Browser> | undefined

export async function keepPictures(name: string) {
  for (const window of openWindows) {
    const path = await window.screenshot(name).catch(() => undefined)
    if (path) console.log(`Picture of the failure: ${path}`)
  }
}

export async function openWindow(options: WindowOptions = {}): Promise<EditorWindow> {
  const home = mkdtempSync(join(inject('scratch'), 'window-'))
  const folder = join(home, 'workspace')
  mkdirSync(folder)
  if (options.copyOf) cpSync(join(root, options.copyOf), folder, { recursive: true })
  for (const [path, text] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  options.prepare?.(folder)
  const server = await startEmbedded({
    dataFolder: join(home, 'data'),
    extensionsFolder: options.extensionsFolder,
    // Else an edit is on disk a second later, and can't be reverted
    settings: { 'files.autoSave': 'off', ...options.settings },
    trust: options.trust,
  })
  try {
    browser ??= chromium.connect(inject('browser'))
    const context = await (await browser).newContext({
      viewport: options.size ?? { width: 1400, height: 900 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    if (options.tests) {
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
        options.onLog?.(`${type}: ${args.join(' ')}`),
      )
      await page.exposeFunction('codeAutomationExit', (code: number) => options.onExit?.(code))
    }
    const extension = options.extension === null ? undefined : (options.extension ?? root)
    await page.goto(server.address({ folder, extension, tests: options.tests }))
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 })
    const window = windowOn(page, folder, async () => {
      openWindows.delete(window)
      await context.close()
      await server.stop()
    })
    openWindows.add(window)
    return window
  } catch (error) {
    await server.stop()
    throw error
  }
}

function windowOn(page: Page, folder: string, close: () => Promise<void>): EditorWindow {
  const input = page
    .locator('.quick-input-widget input[type="text"], .quick-input-widget input[role="combobox"]')
    .first()
  const rows = page.locator('.quick-input-list .monaco-list-row')
  const editor = page.locator('.editor-group-container.active .editor-instance .monaco-editor').first()
  const settingsFile = join(folder, '.vscode/settings.json')

  /** Opens the quick input with a text; a key pressed while VS Code is still starting is lost, so it is pressed again. */
  async function quickInput(key: string, text: string) {
    for (let attempt = 0; ; attempt++) {
      await page.keyboard.press(key)
      try {
        await input.waitFor({ timeout: 5000 })
        break
      } catch (error) {
        if (attempt === 5) throw error
      }
    }
    await input.fill(text)
  }

  const window: EditorWindow = {
    page,
    folder,
    close,
    async open(path) {
      const name = path.split('/').at(-1)!
      await quickInput('Control+P', path)
      await rows.filter({ hasText: name }).first().waitFor()
      await rows.filter({ hasText: name }).first().click()
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor()
      await page.locator('.editor-instance .view-line').first().waitFor()
    },
    async run(title) {
      // The palette lists what is offered at the moment it opens, and the extension may still be starting
      for (let attempt = 0; ; attempt++) {
        await quickInput('F1', `>${title}`)
        try {
          await rowOf(rows, title).click({ timeout: 5000 })
          break
        } catch (error) {
          if (attempt === 4) throw error
          await page.keyboard.press('Escape')
        }
      }
      // Of a command that asks at once for something the same field stays
      await input.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined)
    },
    async lightBulb(title) {
      const action = page.locator('.action-widget .monaco-list-row', { hasText: title }).first()
      for (let attempt = 0; ; attempt++) {
        await page.keyboard.press('Control+.')
        try {
          await action.waitFor({ timeout: 8000 })
          return action
        } catch (error) {
          if (attempt === 3) throw error
          await page.keyboard.press('Escape')
        }
      }
    },
    async offers(title) {
      await quickInput('F1', `>${title}`)
      await rows.first().waitFor()
      const found = await rowOf(rows, title)
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false)
      await page.keyboard.press('Escape')
      return found
    },
    async goTo(line, column = 1) {
      await quickInput('Control+G', `:${line}:${column}`)
      await page.keyboard.press('Enter')
      await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor()
    },
    async insert(text) {
      await page.keyboard.insertText(text)
    },
    async save() {
      await page.keyboard.press('Control+S')
      await page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor()
    },
    async webview(title) {
      for (const deadline = Date.now() + 30_000; ; ) {
        for (const outer of await page.locator('iframe.webview').filter({ visible: true }).all()) {
          const wanted = title ? `iframe#active-frame[title*="${title}"]` : 'iframe#active-frame'
          const inner = outer.contentFrame().locator(wanted)
          if ((await inner.count().catch(() => 0)) > 0) return inner.contentFrame()
        }
        if (Date.now() > deadline) throw new Error(`No webview "${title ?? ''}" is on the screen`)
        await page.waitForTimeout(100)
      }
    },
    async waitForText(text) {
      await page.waitForFunction(
        wanted =>
          [...document.querySelectorAll('.editor-instance .view-lines')].some(lines =>
            lines.textContent?.replaceAll('\u00a0', ' ').includes(wanted),
          ),
        text,
      )
    },
    async visibleText() {
      const lines = await editor.locator('.view-line').evaluateAll(found =>
        found
          .map(line => ({ top: (line as HTMLElement).offsetTop, text: line.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replaceAll('\u00a0', ' ')),
      )
      return lines.join('\n')
    },
    status: text => page.locator('.statusbar-item').filter({ hasText: text }),
    read: path => readFileSync(join(folder, path), 'utf8'),
    setSettings(settings) {
      mkdirSync(dirname(settingsFile), { recursive: true })
      const before = existsSync(settingsFile) ? JSON.parse(readFileSync(settingsFile, 'utf8')) : {}
      writeFileSync(settingsFile, JSON.stringify({ ...before, ...settings }, null, 2))
    },
    async setTheme(theme) {
      const workbench = page.locator(`.monaco-workbench.${themes[theme]}`)
      // The watcher of the workspace's files starts late: what was written before it did is written again
      for (let attempt = 0; ; attempt++) {
        window.setSettings({ 'workbench.colorTheme': theme })
        try {
          await workbench.waitFor({ timeout: 3000 })
          return
        } catch (error) {
          if (attempt === 5) throw error
        }
      }
    },
    async screenshot(name) {
      const pictures = join(cacheFolder, 'screenshots')
      mkdirSync(pictures, { recursive: true })
      const path = join(pictures, `${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}.png`)
      await page.screenshot({ path })
      return path
    },
    async reload() {
      // By the command: it keeps the state of all panels first, which a reload of the page may come before
      const loaded = page.waitForEvent('load', { timeout: 60_000 })
      await window.run('Developer: Reload Window')
      await loaded
      await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 })
    },
  }
  return window
}

function rowOf(rows: Locator, title: string) {
  return rows
    .filter({ has: rows.page().locator('.label-name', { hasText: new RegExp(`^${literally(title)}$`) }) })
    .first()
}

function literally(text: string) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
