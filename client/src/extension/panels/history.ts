import { type ExtensionContext, l10n, Uri, ViewColumn, workspace } from 'vscode'
import type { FromHistory, ToHistory } from '#protocol/history'
import { gitApi, repositoryOf } from '../git/gitApi.ts'
import type { RunTool } from '../host.ts'
import { nameOfFile } from '../nameOfFile.ts'
import { commitSpec } from '../review/commitSpec.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import { toolWords } from '../toolWords.ts'
import { type AnswerKind, type AnswerPanel, answerPanel } from './answerPanel.ts'
import { isRecord, uriIn } from './messages.ts'
import { onePanel } from './onePanel.ts'

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
  const { extensionUri, storageUri } = context
  const { shown, open } = onePanel<string | undefined, AnswerPanel<string>>(context, {
    viewType: 'tpm.history',
    title: l10n.t('Plan History'),
    column: ViewColumn.Beside,
    preserveFocus: false,
    subjectIn: uriIn,
    create: (panel, first) => answerPanel(historyAnswer(storageUri, parts), panel, { extensionUri, first }),
    planOf: ({ subject }) => subject(),
    show: (history, uri) => uri !== undefined && history.show(uri),
  })
  context.subscriptions.push(
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (shown()?.subject() === uri.toString()) shown()?.renew()
    }),
  )
  return { open }
}

/** For one panel: it watches each repository once. */
function historyAnswer(storage: Uri | undefined, { runTool, compare, find }: Parts): AnswerKind<string, View> {
  const watched = new Set<string>()
  return {
    page: 'history',
    icon: 'comparison',
    pause: 500,
    ask: uri => readHistory(Uri.parse(uri), runTool, storage),
    title: ({ name }) => l10n.t('History: {0}', name),
    show: (version, uri, view): ToHistory => ({ type: 'show', version, uri, view }),
    failed: (version, uri = '', message): ToHistory => ({ type: 'failed', version, uri, message }),
    nothing: l10n.t('There is no plan to show.'),
    act: async (message, { subject: uri, answer: view }) => {
      const gesture = gestureOf(message)
      if (!gesture || uri === undefined) return
      if (gesture.type === 'find') {
        await find(uri)
        return
      }
      // The page is untrusted: it may name the commits that it was given, and no other
      const point = view?.points.find(({ commit }) => commit === gesture.commit)
      if (point) compare(await commitSpec(uri, point))
    },
    watch: async (uri, onChange) => {
      const git = await gitApi()
      const repository = git && (await repositoryOf(git, Uri.parse(uri)))
      if (!repository || watched.has(repository.rootUri.toString())) return undefined
      watched.add(repository.rootUri.toString())
      return repository.state.onDidChange(onChange)
    },
  }
}

/** What the command line says of a plan's history; a text says why there is none. */
async function readHistory(plan: Uri, runTool: RunTool | undefined, storage: Uri | undefined): Promise<View | string> {
  const why = whyNoGit(plan, runTool)
  if (why !== undefined || !runTool) return why ?? ''
  const { code, out, err } = await runTool(
    ['history', plan.fsPath, '--format', 'view', ...(await cacheWords(storage))],
    '',
  )
  if (code !== 0) return toolWords(err)
  const view = JSON.parse(out) as View
  return { ...view, name: view.name.trim() || nameOfFile(plan.path) }
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

function gestureOf(message: unknown): Exclude<FromHistory, { type: 'ready' }> | undefined {
  if (!isRecord(message)) return undefined
  const { type, commit } = message
  if (type === 'find') return { type }
  if (type !== 'open') return undefined
  return { type, ...(typeof commit === 'string' && { commit }) }
}
