import {
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import type { FromHistory, ToHistory } from '#protocol/history'
import { gitApi, repositoryOf } from '../git/gitApi.ts'
import type { RunTool } from '../host.ts'
import { afterPause } from '../pause.ts'
import { commitSpec } from '../review/commitSpec.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import { isRecord } from './messages.ts'
import { webviewPage } from './page.ts'
import { showing } from './showing.ts'

const viewType = 'tpm.history'

/** The panel that shows a plan through its commits. There is at most one. */
export interface HistoryPanels {
  readonly open: (uri: string) => void
}

interface Parts {
  /** Left out where there are no processes, and so no git. */
  readonly runTool: RunTool | undefined
  readonly compare: (spec: ComparisonSpec) => void
  /** Asks for a milestone, and finds the commit that moved it. */
  readonly find: (uri: string) => unknown
}

type View = Extract<ToHistory, { type: 'show' }>['view']

export function registerHistory(context: ExtensionContext, parts: Parts): HistoryPanels {
  let shown: HistoryPanel | undefined
  const adopt = (panel: WebviewPanel, uri: string | undefined) => {
    shown?.panel.dispose()
    const adopted = historyPanel(panel, uri, context, parts)
    shown = adopted
    panel.onDidDispose(() => {
      if (shown === adopted) shown = undefined
    })
  }
  context.subscriptions.push(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => adopt(panel, uriIn(state)),
    }),
  )
  return {
    open: uri => {
      if (shown) {
        shown.show(uri)
        shown.panel.reveal(undefined, false)
        return
      }
      const column = { viewColumn: ViewColumn.Beside, preserveFocus: false }
      adopt(window.createWebviewPanel(viewType, l10n.t('Plan History'), column), uri)
    },
  }
}

interface HistoryPanel {
  readonly panel: WebviewPanel
  readonly show: (uri: string) => void
}

function historyPanel(
  panel: WebviewPanel,
  first: string | undefined,
  context: ExtensionContext,
  { runTool, compare, find }: Parts,
): HistoryPanel {
  let uri = first
  let view: View | undefined
  let isReady = false
  let isDisposed = false
  let version = 0
  const post = (message: ToHistory) => {
    if (!isDisposed) void panel.webview.postMessage(message)
  }
  const pictures = showing(
    async () => {
      const wanted = uri
      if (!isReady || !panel.visible || wanted === undefined) return
      const answer = await readHistory(Uri.parse(wanted), runTool, context.storageUri)
      if (isDisposed || uri !== wanted) return
      if (typeof answer === 'string') {
        post({ type: 'failed', version: ++version, uri: wanted, message: answer })
        return
      }
      view = answer
      panel.title = l10n.t('History: {0}', answer.name)
      post({ type: 'show', version: ++version, uri: wanted, view: answer })
    },
    { now: () => performance.now(), sleep: ms => new Promise(resolve => setTimeout(resolve, ms)) },
  )
  const again = afterPause(() => void pictures.refresh(), 500)
  const watched = new Set<string>()
  const watch = async (plan: string) => {
    const git = await gitApi()
    const repository = git && (await repositoryOf(git, Uri.parse(plan)))
    if (!repository || isDisposed || watched.has(repository.rootUri.toString())) return
    watched.add(repository.rootUri.toString())
    listening.push(repository.state.onDidChange(again.soon))
  }
  const show = (next: string) => {
    uri = next
    void watch(next)
    void pictures.refresh()
  }
  const onMessage = async (message: unknown) => {
    const gesture = gestureOf(message)
    if (gesture?.type === 'ready') {
      isReady = true
      if (uri === undefined)
        post({ type: 'failed', version: ++version, uri: '', message: l10n.t('There is no plan to show.') })
      else show(uri)
    } else if (gesture?.type === 'find' && uri !== undefined) await find(uri)
    else if (gesture?.type === 'open' && uri !== undefined) {
      // The page is untrusted: it may name the commits that it was given, and no other
      const point = view?.points.find(({ commit }) => commit === gesture.commit)
      if (point) compare(await commitSpec(uri, point))
    }
  }
  const listening: Disposable[] = [
    again,
    panel.webview.onDidReceiveMessage(onMessage),
    panel.onDidChangeViewState(() => panel.visible && again.soon()),
    workspace.onDidSaveTextDocument(document => document.uri.toString() === uri && again.soon()),
  ]
  panel.onDidDispose(() => {
    isDisposed = true
    for (const each of listening) each.dispose()
  })
  const icon = (theme: string) => Uri.joinPath(context.extensionUri, 'media', 'icons', `comparison-${theme}.svg`)
  panel.iconPath = { light: icon('light'), dark: icon('dark') }
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(context.extensionUri, 'dist'), Uri.joinPath(context.extensionUri, 'media')],
  }
  panel.webview.html = webviewPage(panel.webview, context.extensionUri, 'history')
  return { panel, show }
}

/** What the command line says of a plan's history; a text says why there is none. */
async function readHistory(plan: Uri, runTool: RunTool | undefined, storage: Uri | undefined): Promise<View | string> {
  const why = whyNoGit(plan, runTool)
  if (why !== undefined || !runTool) return why ?? ''
  const { code, out, err } = await runTool(
    ['history', plan.fsPath, '--format', 'view', ...(await cacheWords(storage))],
    '',
  )
  return code === 0 ? (JSON.parse(out) as View) : err.trim()
}

/** Nothing of a repository is run but for a plan on this computer's disk, in a workspace that is trusted. */
export function whyNoGit(plan: Uri, runTool: RunTool | undefined): string | undefined {
  if (!workspace.isTrusted) return l10n.t('This needs git, which does not run in Restricted Mode.')
  if (!runTool || plan.scheme !== 'file') return l10n.t('This needs git, and a plan that is a file on this computer.')
  return undefined
}

/** What was computed of a version is kept with the workspace. */
async function cacheWords(storage: Uri | undefined): Promise<readonly string[]> {
  if (storage?.scheme !== 'file') return []
  await workspace.fs.createDirectory(storage)
  return ['--cache', Uri.joinPath(storage, 'history.json').fsPath]
}

function gestureOf(message: unknown): FromHistory | undefined {
  if (!isRecord(message)) return undefined
  const { type, commit } = message
  if (type === 'ready' || type === 'find') return { type }
  if (type !== 'open') return undefined
  return { type, ...(typeof commit === 'string' && { commit }) }
}

/** What the page has kept of itself over a reload of the window. */
function uriIn(state: unknown): string | undefined {
  return isRecord(state) && typeof state.uri === 'string' && state.uri !== '' ? state.uri : undefined
}
