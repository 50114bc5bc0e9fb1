import {
  CodeLens,
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { CompareResult } from '#protocol/review'
import { gitApi, type Repository, repositoryOf } from '../git/gitApi.ts'
import { afterPause, type Paused } from '../pause.ts'
import { isPlan, planSelector } from '../plans.ts'
import type { PlanServer } from '../server.ts'
import { marksChanges } from '../settings.ts'
import { compareRevisions } from './compare.ts'
import type { Knowing } from './gather.ts'
import type { Reviewer } from './reviewer.ts'
import { type Revision, revisionOf } from './revisions.ts'

/** Where a task stood at the last commit, minutes on the civil clock. */
export interface Stood {
  readonly start: number
  readonly finish: number
}

/** What has changed in plans since the last commit: lenses in the text, ghosts for the timeline. */
export interface ChangeMarks extends Disposable {
  /** The tasks of a plan that have moved, by id. */
  readonly stood: (uri: string) => ReadonlyMap<string, Stood>
  /** The URI of a plan whose marks are others than before. */
  readonly onChange: Event<string>
}

interface Marks {
  readonly stood: ReadonlyMap<string, Stood>
  readonly lenses: readonly { readonly line: number; readonly text: string }[]
}

const none: Marks = { stood: new Map(), lenses: [] }
/** After the last keystroke: a comparison is for a look up, not for every letter. */
const pauseMs = 600
const mostLenses = 100

/**
 * Compares the plans that are looked at with the last commit of their repository, in the review worker, after a pause in
 * typing. Where there is no git, in Restricted Mode, or switched off: nothing.
 */
export function changeMarks(server: PlanServer, reviewer: Reviewer): ChangeMarks {
  const marks = new Map<string, Marks>()
  const changed = new EventEmitter<string>()
  const lensesChanged = new EventEmitter<void>()
  const waiting = new Map<string, Paused>()
  const heads = headReader()

  const set = (uri: string, next: Marks) => {
    const before = marks.get(uri) ?? none
    if (before === none && next === none) return
    marks.set(uri, next)
    changed.fire(uri)
    lensesChanged.fire()
  }
  const look = async (uri: string) => {
    const plan = Uri.parse(uri)
    const head = marksChanges(plan) ? await heads.of(plan, () => soon(uri)) : undefined
    const isSame = head === undefined || (await head.read(plan)) === (await textOf(plan))
    set(uri, isSame ? none : await marksSince({ server, reviewer }, plan, head).catch(() => none))
  }
  const soon = (uri: string) => {
    const pause = waiting.get(uri) ?? afterPause(() => void look(uri), pauseMs)
    waiting.set(uri, pause)
    pause.soon()
  }
  const isShown = (uri: string) => window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri)
  const listening: Disposable[] = [
    changed,
    lensesChanged,
    heads,
    server.onChecked(({ uri }) => isShown(uri) && soon(uri)),
    window.onDidChangeVisibleTextEditors(editors => {
      for (const { document } of editors) if (isPlan(document)) soon(document.uri.toString())
    }),
    languages.registerCodeLensProvider(planSelector(), {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: document => lensesOf(document, marks.get(document.uri.toString()) ?? none),
    }),
  ]
  return {
    stood: uri => (marks.get(uri) ?? none).stood,
    onChange: changed.event,
    dispose: () => {
      for (const each of [...listening, ...waiting.values()]) each.dispose()
    },
  }
}

function lensesOf({ uri, lineCount }: TextDocument, { lenses }: Marks): CodeLens[] {
  return lenses
    .filter(({ line }) => line < lineCount)
    .map(
      ({ line, text }) =>
        new CodeLens(new Range(line, 0, line, 0), {
          title: text,
          tooltip: l10n.t('Since the last commit. Click for the whole comparison'),
          command: 'tpm.compareWithHead',
          arguments: [uri.toString()],
        }),
    )
}

async function marksSince(knowing: Knowing, plan: Uri, head: Revision): Promise<Marks> {
  const tree = await revisionOf({ kind: 'working-tree' }, plan, undefined)
  const { view } = await compareRevisions(knowing, plan.toString(), { base: head, head: tree })
  const stood = new Map(
    view.ghosts.flatMap(({ id, before, after }) => (before && after ? [[id, before] as const] : [])),
  )
  return { stood, lenses: lensTexts(view) }
}

/** `was 12d → finish +1d, GA +1d` above the edit that does it; of edits without effect nothing is said. */
function lensTexts({ edits }: CompareResult): Marks['lenses'] {
  return edits
    .filter(({ location, effectText }) => location.side === 'head' && effectText !== undefined)
    .slice(0, mostLenses)
    .map(({ location, kind, effectText, before }) => {
      const was = before === undefined || kind !== 'changed' ? kind : l10n.t('was {0}', before)
      return { line: location.line, text: `${was} → ${effectText}` }
    })
}

/** The last commit of the repository that a plan is in, and what it has of the plan, read once for each commit. */
function headReader() {
  const known = new Map<string, { readonly commit: string | undefined; readonly head: Revision }>()
  const watched = new Map<Repository, Disposable>()
  return {
    async of(plan: Uri, onCommit: () => void): Promise<Revision | undefined> {
      const git = await gitApi()
      const repository = git && (await repositoryOf(git, plan))
      if (!repository?.state.HEAD?.commit) return undefined
      if (!watched.has(repository)) watched.set(repository, repository.state.onDidChange(onCommit))
      const { commit } = repository.state.HEAD
      const before = known.get(plan.toString())
      if (before?.commit === commit) return before.head
      const head = remembered(await revisionOf({ kind: 'git', ref: commit, label: 'HEAD' }, plan, git))
      known.set(plan.toString(), { commit, head })
      return head
    },
    dispose: () => {
      for (const each of watched.values()) each.dispose()
    },
  }
}

function remembered(revision: Revision): Revision {
  const texts = new Map<string, Promise<string | undefined>>()
  return {
    ...revision,
    read: file => {
      const text = texts.get(file.toString()) ?? revision.read(file)
      texts.set(file.toString(), text)
      return text
    },
  }
}

async function textOf(plan: Uri): Promise<string | undefined> {
  return workspace.textDocuments.find(({ uri }) => uri.toString() === plan.toString())?.getText()
}
