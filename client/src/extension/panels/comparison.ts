import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode'
import type { FromComparison, ToComparison } from '#protocol/comparison'
import { gitApi } from '../git/gitApi.ts'
import { afterPause } from '../pause.ts'
import { type Compared, type ComparisonSpec, compare } from '../review/compare.ts'
import type { Reviewer } from '../review/reviewer.ts'
import { isRevisionSpec, type Revision } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { isRecord } from './messages.ts'
import { webviewPage } from './page.ts'
import { showing } from './showing.ts'

const viewType = 'tpm.comparison'

/** The panel that says what a change of a plan means. There is at most one. */
export interface ComparisonPanels {
  readonly open: (spec: ComparisonSpec) => void
}

interface Parts {
  readonly server: PlanServer
  readonly reviewer: Reviewer
  /** Asks the person with what the plan is to be compared instead. */
  readonly choose: (uri: string) => Promise<ComparisonSpec | undefined>
}

export function registerComparison(context: ExtensionContext, parts: Parts): ComparisonPanels {
  let shown: ComparisonPanel | undefined
  const adopt = (panel: WebviewPanel, spec: ComparisonSpec | undefined) => {
    shown?.panel.dispose()
    const adopted = comparisonPanel(panel, spec, context.extensionUri, parts)
    shown = adopted
    panel.onDidDispose(() => {
      if (shown === adopted) shown = undefined
    })
  }
  const listening: Disposable[] = [
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => adopt(panel, specIn(state)),
    }),
    parts.server.onChecked(({ uri }) => shown?.onChanged(uri)),
  ]
  context.subscriptions.push(...listening)
  return {
    open: spec => {
      if (shown) {
        shown.show(spec)
        shown.panel.reveal(undefined, false)
        return
      }
      const title = l10n.t('Plan Comparison')
      adopt(window.createWebviewPanel(viewType, title, { viewColumn: ViewColumn.Active, preserveFocus: false }), spec)
    },
  }
}

interface ComparisonPanel {
  readonly panel: WebviewPanel
  readonly show: (spec: ComparisonSpec) => void
  readonly onChanged: (uri: string) => void
}

function comparisonPanel(
  panel: WebviewPanel,
  first: ComparisonSpec | undefined,
  extensionUri: Uri,
  { reviewer, choose }: Parts,
): ComparisonPanel {
  let spec = first
  let compared: Compared | undefined
  let isReady = false
  let isDisposed = false
  let version = 0
  const post = (message: ToComparison) => {
    if (!isDisposed) void panel.webview.postMessage(message)
  }
  const pictures = showing(
    async () => {
      const wanted = spec
      if (!isReady || !panel.visible || !wanted) return
      const answer = await compare(reviewer, wanted, await gitApi()).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      )
      if (isDisposed || spec !== wanted) return
      if (answer instanceof Error) {
        post({ type: 'failed', version: ++version, spec: wanted, message: answer.message })
        return
      }
      compared = answer
      panel.title = l10n.t('Comparison: {0}', answer.view.title)
      post({ type: 'show', version: ++version, spec: wanted, view: answer.view })
    },
    { now: () => performance.now(), sleep: ms => new Promise(resolve => setTimeout(resolve, ms)) },
  )
  const typed = afterPause(() => void pictures.refresh())
  const show = (next: ComparisonSpec) => {
    spec = next
    void pictures.refresh()
  }
  const onMessage = async (message: unknown) => {
    const gesture = gestureOf(message)
    if (gesture?.type === 'page') {
      const page = Uri.joinPath(extensionUri, 'dist/rules/policy', `${gesture.rule}.md`)
      await commands.executeCommand('markdown.showPreview', page)
    } else if (gesture?.type === 'ready') {
      isReady = true
      if (!spec) post({ type: 'failed', version: ++version, spec, message: l10n.t('There is nothing to compare.') })
      await pictures.refresh()
    } else if (gesture?.type === 'choose' && spec) {
      const chosen = await choose(spec.uri)
      if (chosen) show(chosen)
    } else if (gesture?.type === 'open' && spec && compared) await openLine(Uri.parse(spec.uri), compared, gesture)
  }
  const listening: Disposable[] = [
    typed,
    panel.webview.onDidReceiveMessage(onMessage),
    panel.onDidChangeViewState(() => panel.visible && typed.soon()),
  ]
  panel.onDidDispose(() => {
    isDisposed = true
    for (const each of listening) each.dispose()
  })
  const icon = (theme: string) => Uri.joinPath(extensionUri, 'media', 'icons', `comparison-${theme}.svg`)
  panel.iconPath = { light: icon('light'), dark: icon('dark') }
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
  }
  panel.webview.html = webviewPage(panel.webview, extensionUri, 'comparison')
  return {
    panel,
    show,
    onChanged: uri => {
      if (spec?.uri === uri && spec.head.kind === 'working-tree') typed.soon()
    },
  }
}

/** The line in the diff editor; of a file that is on one side only, in that side's document. */
async function openLine(
  plan: Uri,
  { base, head, files }: Compared,
  { side, line, file }: Extract<FromComparison, { type: 'open' }>,
): Promise<void> {
  // The page is untrusted: it may name files that this comparison has read, and no other
  const target = file === undefined ? plan : files.includes(file) ? Uri.parse(file) : undefined
  if (!target) return
  const at = new Range(line, 0, line, 0)
  const isIn = async (revision: Revision) => (await revision.read(target)) !== undefined
  const [isBefore, isAfter] = await Promise.all([isIn(base), isIn(head)])
  if (isBefore && isAfter && side === 'head') {
    const title = `${target.path.split('/').at(-1)} (${base.label} ↔ ${head.label})`
    const options = { selection: at, viewColumn: ViewColumn.Beside, preview: true }
    await commands.executeCommand('vscode.diff', base.documentOf(target), head.documentOf(target), title, options)
    return
  }
  const document = (side === 'base' ? base : head).documentOf(target)
  await window.showTextDocument(document, { selection: at, viewColumn: ViewColumn.Beside, preview: true })
}

function gestureOf(message: unknown): FromComparison | undefined {
  if (!isRecord(message)) return undefined
  const { type, side, line, file, rule } = message
  // A name of a page, and no way out of its folder
  if (type === 'page' && typeof rule === 'string' && /^[a-z-]{1,40}$/.test(rule)) return { type, rule }
  if (type === 'ready' || type === 'choose') return { type }
  if (type !== 'open' || (side !== 'base' && side !== 'head')) return undefined
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 0) return undefined
  return { type, side, line, ...(isLongText(file) && { file }) }
}

/** A URI is longer than an id may be. */
function isLongText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 4000
}

/** What the page has kept of itself over a reload of the window. */
function specIn(state: unknown): ComparisonSpec | undefined {
  const spec = isRecord(state) ? state.spec : undefined
  if (!isRecord(spec) || typeof spec.uri !== 'string') return undefined
  const { uri, base, head } = spec
  return isRevisionSpec(base) && isRevisionSpec(head) ? { uri, base, head } : undefined
}
