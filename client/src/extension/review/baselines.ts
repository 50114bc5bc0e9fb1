import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type Memento,
  Uri,
  window,
} from 'vscode'
import type { ServerConnection } from '../connection.ts'
import { gitApi, type Repository, repositoryOf } from '../git/gitApi.ts'
import { afterPause } from '../pause.ts'
import type { PlanServer } from '../server.ts'
import { gatherSide } from './gather.ts'
import type { Reviewer } from './reviewer.ts'
import { type ChosenRevision, isRevisionSpec, revisionOf } from './revisions.ts'

/** What plans are measured against, by plan; kept with the workspace. */
export interface Baselines extends Disposable {
  readonly of: (uri: string) => ChosenRevision | undefined
  /** Measures a plan against another state of it; a person is told where that can't be had. */
  readonly show: (uri: string, baseline: ChosenRevision) => Promise<void>
  readonly hide: (uri: string) => Promise<void>
  /** The URI of a plan that is measured anew. */
  readonly onChange: Event<string>
}

interface Parts {
  readonly server: PlanServer
  readonly connection: ServerConnection
  readonly reviewer: Reviewer
  readonly log: LogOutputChannel
  readonly state: Memento
}

const key = 'tpm.baselines'

/** The server measures, and knows nothing of git: it is given the texts, again after it was started anew. */
export function baselines({ server, connection, reviewer, log, state }: Parts): Baselines {
  const kept = new Map(Object.entries(state.get<Record<string, unknown>>(key) ?? {}).filter(isKept))
  /** What the server has been given of each plan: a commit, or the name of a file. */
  const given = new Map<string, string>()
  tellWhether(0 < kept.size)
  const watched = new Map<Repository, Disposable>()
  const changed = new EventEmitter<string>()

  const keep = () => {
    tellWhether(0 < kept.size)
    return state.update(key, Object.fromEntries(kept))
  }
  const give = async (uri: string, spec: ChosenRevision): Promise<void> => {
    const plan = Uri.parse(uri)
    const git = await gitApi()
    const repository = git && spec.kind === 'git' ? await repositoryOf(git, plan) : undefined
    if (repository && !watched.has(repository)) watched.set(repository, repository.state.onDidChange(moved.soon))
    const revision = await revisionOf(spec, plan, git)
    const is = revision.commit ?? spec.label
    if (given.get(uri) === is) return
    given.set(uri, is)
    const side = await gatherSide({ server, reviewer }, revision, plan)
    if (!side) throw new Error(l10n.t('The plan is not in “{0}”.', spec.label))
    if (kept.get(uri) !== spec) return
    await server.setBaseline({ uri, baseline: { name: spec.label, files: side.files, roots: side.roots } })
    changed.fire(uri)
  }
  /** Where it fails it is tried again when the repository changes or the window is reloaded, not with every keystroke. */
  const giveKept = async (uri: string) => {
    const spec = kept.get(uri)
    if (!spec) return
    await give(uri, spec).catch(error => {
      given.set(uri, '')
      log.warn(`The baseline of ${uri} can't be shown: ${wordsOf(error)}`)
    })
  }
  // A branch that a plan is measured against may have moved.
  const moved = afterPause(() => {
    for (const uri of given.keys()) void giveKept(uri)
  }, 500)
  const listening: Disposable[] = [
    changed,
    moved,
    server.onChecked(({ uri }) => {
      if (!given.has(uri)) void giveKept(uri)
    }),
    connection.onHealth(() => connection.health() !== 'running' && given.clear()),
  ]
  return {
    of: uri => kept.get(uri),
    show: async (uri, spec) => {
      const before = kept.get(uri)
      kept.set(uri, spec)
      given.delete(uri)
      try {
        await give(uri, spec)
      } catch (error) {
        if (before) kept.set(uri, before)
        else kept.delete(uri)
        given.delete(uri)
        void window.showWarningMessage(wordsOf(error))
        await giveKept(uri)
      }
      await keep()
    },
    hide: async uri => {
      kept.delete(uri)
      given.delete(uri)
      await keep()
      await server.setBaseline({ uri })
      changed.fire(uri)
    },
    onChange: changed.event,
    dispose: () => {
      for (const each of [...listening, ...watched.values()]) each.dispose()
    },
  }
}

/** By which the command that hides one shows itself. */
function tellWhether(isThere: boolean): void {
  void commands.executeCommand('setContext', 'tpm.hasBaseline', isThere)
}

function isKept(entry: [string, unknown]): entry is [string, ChosenRevision] {
  return isRevisionSpec(entry[1]) && (entry[1].kind === 'git' || entry[1].kind === 'document')
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
