import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Opens a view's page as VS Code does: the same policy, the theme's own variables, messages for data. */
export type ViewName = 'timeline' | 'heatmap' | 'comparison' | 'history'
export type ThemeName = 'dark' | 'light' | 'hc-dark' | 'hc-light'
export const themeNames: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light']

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')
const origin = 'http://view.test'

/** Taken from VS Code's four default themes: every variable that our style sheets use. */
const themes: Record<ThemeName, Record<string, string>> = JSON.parse(readFileSync(join(here, 'themes.json'), 'utf8'))
const themeClass: Record<ThemeName, string> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
}

/** Where Debian, macOS and Windows put a browser; undefined where there is none. */
export function findBrowser(): string | undefined {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ]
  return known.find(path => path !== undefined && existsSync(path))
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [...flags, '--disable-component-update', '--disable-sync'],
  })
}

const built = new Map<ViewName, string>()

function bundle(view: ViewName): string {
  const known = built.get(view)
  if (known) return known
  const { outputFiles } = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: [`client/src/webviews/${view}/main.tsx`],
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
  })
  const text = outputFiles[0]?.text ?? ''
  built.set(view, text)
  return text
}

export function bundleSize(view: ViewName): number {
  return Buffer.byteLength(bundle(view))
}

export interface OpenView {
  readonly page: Page
  /** Sends a message as the extension would. */
  show(message: unknown): Promise<void>
  /** What the page has posted since it was last asked. */
  sent(): Promise<readonly Record<string, unknown>[]>
  /** What the page has kept of itself. */
  kept(): Promise<Record<string, unknown>>
  /** Anything the browser complained about: errors and breaches of the policy. */
  readonly complaints: readonly string[]
  useTheme(theme: ThemeName): Promise<void>
  /** What axe has to report about the page as it stands, each with its first element. */
  violations(): Promise<readonly string[]>
  /** How far the line around the first such shape stands out from the page (WCAG 2 contrast, 1 to 21). */
  contrastOfLine(selector: string): Promise<number>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly theme?: ThemeName
  readonly width?: number
  readonly height?: number
  readonly kept?: unknown
  readonly scale?: number
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly forcedColors?: 'active' | 'none'
}

export async function openView(browser: Browser, view: ViewName, options: OpenOptions = {}): Promise<OpenView> {
  const { theme = 'dark', width = 1100, height = 700, scale = 1 } = options
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: options.reducedMotion ?? 'reduce',
    forcedColors: options.forcedColors ?? 'none',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.route('**/*', route => {
    const path = new URL(route.request().url()).pathname
    const answer = filesOf(view, theme, options.kept)[path]
    return answer ? route.fulfill(answer) : route.fulfill({ status: 404, body: '' })
  })
  await page.goto(`${origin}/`)
  await page.waitForFunction(() => Reflect.get(window, 'sent').length > 0)
  return {
    page,
    complaints,
    show: message => page.evaluate(data => window.postMessage(data, '*'), message),
    sent: () => page.evaluate(() => Reflect.get(window, 'sent').splice(0)),
    kept: async () => {
      await page.waitForTimeout(300)
      return page.evaluate(() => Reflect.get(window, 'kept') ?? {})
    },
    useTheme: next => page.evaluate(applyTheme, { values: themes[next], body: themeClass[next] }),
    violations: async () => {
      const before = complaints.length
      const found = await findViolations(page)
      // axe itself would like to read style sheets, which the policy forbids
      complaints.length = before
      return found
    },
    contrastOfLine: selector => page.locator(selector).first().evaluate(contrastOfLine),
    close: () => context.close(),
  }
}

function applyTheme({ values, body }: { readonly values: Record<string, string>; readonly body: string }): void {
  const { style } = document.documentElement
  for (const name of [...style]) if (name.startsWith('--vscode-')) style.removeProperty(name)
  for (const [name, value] of Object.entries(values)) style.setProperty(name, value)
  document.body.className = body
}

/** Runs in the page. A canvas turns any CSS colour into red, green and blue. */
function contrastOfLine(shape: Element): number {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const luminance = (colour: string): number => {
    if (!context) return Number.NaN
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(byte => {
      const share = byte / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const line = luminance(getComputedStyle(shape).stroke)
  const ground = luminance(getComputedStyle(document.body).backgroundColor)
  return (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05)
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: { violations: readonly Violation[] } = await page.evaluate(() =>
    Reflect.get(window, 'axe').run({ preload: false }),
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

interface Answer {
  readonly contentType: string
  readonly body: string
}

function filesOf(view: ViewName, theme: ThemeName, kept: unknown): Readonly<Record<string, Answer>> {
  const style = (name: string) => ({
    contentType: 'text/css',
    body: readFileSync(join(root, 'media', `${name}.css`), 'utf8'),
  })
  const script = (body: string) => ({ contentType: 'text/javascript', body })
  return {
    '/': { contentType: 'text/html', body: pageOf(view, theme) },
    '/view.js': script(bundle(view)),
    '/host.js': script(hostOf(theme, kept)),
    '/shared.css': style('shared'),
    [`/${view}.css`]: style(view),
  }
}

function pageOf(view: ViewName, theme: ThemeName): string {
  const policy = `default-src 'none'; script-src 'nonce-n'; style-src ${origin}; font-src ${origin}; img-src ${origin} data:`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${view}.css">
<title>${view}</title>
</head>
<body class="${themeClass[theme]}">
<div id="app"></div>
<script nonce="n" src="host.js"></script>
<script nonce="n" src="view.js"></script>
</body>
</html>`
}

/** What VS Code puts into each page. */
function hostOf(theme: ThemeName, kept: unknown): string {
  const values = {
    ...themes[theme],
    '--vscode-font-family': process.env.TEST_FONT ?? '"Segoe UI", "Liberation Sans", sans-serif',
    '--vscode-font-size': '13px',
  }
  return `window.sent = []
window.kept = ${JSON.stringify(kept ?? null)} ?? undefined
for (const [name, value] of Object.entries(${JSON.stringify(values)})) document.documentElement.style.setProperty(name, value)
window.acquireVsCodeApi = () => ({
  postMessage: message => window.sent.push(message),
  getState: () => window.kept,
  setState: state => { window.kept = JSON.parse(JSON.stringify(state)) },
})`
}
