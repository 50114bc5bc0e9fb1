import { l10n, TabInputTextDiff, Uri, window } from 'vscode'
import { activePlan, isPlanFile } from '../plans.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import type { RevisionSpec } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { chooseRevision } from './chooseRevision.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/** Asks with what a plan is to be compared: a revision of git, one of its baselines, or another file. */
export async function chooseComparison(server: PlanServer, clicked: unknown): Promise<ComparisonSpec | undefined> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return undefined
  const base = await chooseRevision(server, uri, {
    title: l10n.t('Compare {0} with…', Uri.parse(uri).path.split('/').at(-1) ?? ''),
    placeHolder: l10n.t('A revision of this repository, a baseline of the plan, or another file'),
  })
  return base && base !== 'none' ? { uri, base, head: { kind: 'working-tree' } } : undefined
}

/** The two documents of the diff editor in front, whoever has opened it: git, a pull request, github.dev. */
export function comparisonOfDiff(): ComparisonSpec | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input
  if (!(input instanceof TabInputTextDiff) || !isPlanFile(input.modified)) return undefined
  const side = (uri: Uri): RevisionSpec => ({ kind: 'document', uri: uri.toString(), label: labelOf(uri) })
  const { original, modified } = input
  return {
    uri: modified.toString(),
    base: side(original),
    head: modified.scheme === 'file' ? { kind: 'working-tree' } : side(modified),
  }
}

/** What a document of another revision is called: by the revision in its query, where it names one. */
function labelOf({ query, scheme, path }: Uri): string {
  const named = /"(?:ref|commit|baseCommit|headCommit|rightCommit)":\s*"([^"]{1,200})"/.exec(query)?.[1]
  if (named === '' || named === '~') return l10n.t('Index')
  if (named !== undefined) return /^[0-9a-f]{40}$/.test(named) ? named.slice(0, 8) : named
  return scheme === 'git' ? l10n.t('Index') : (path.split('/').at(-1) ?? path)
}
