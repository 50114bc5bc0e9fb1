import { l10n, type QuickPickItem, QuickPickItemKind, TabInputTextDiff, Uri, window } from 'vscode'
import { gitApi, type Ref, type Repository, repositoryOf } from '../git/gitApi.ts'
import { activePlan, isPlanFile } from '../plans.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import type { RevisionSpec } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/** Asks with what a plan is to be compared: a revision of git, one of its baselines, or another file. */
export async function chooseComparison(server: PlanServer, clicked: unknown): Promise<ComparisonSpec | undefined> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return undefined
  const plan = Uri.parse(uri)
  const git = await gitApi()
  const repository = git && (await repositoryOf(git, plan))
  const items = [
    ...(await gitChoices(repository)),
    ...(await baselineChoices(server, uri, repository)),
    ...fileChoices(),
  ]
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Compare {0} with…', plan.path.split('/').at(-1) ?? ''),
    placeHolder: repository
      ? l10n.t('A revision of this repository, a baseline of the plan, or another file')
      : l10n.t('Another file: this plan is in no git repository that VS Code has open'),
    matchOnDescription: true,
  })
  const base = await chosen?.choose?.()
  return base && { uri, base, head: { kind: 'working-tree' } }
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

type Choice = QuickPickItem & { readonly choose?: () => Promise<RevisionSpec | undefined> }

const heading = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator })
const atRef = (ref: string, label = ref): RevisionSpec => ({ kind: 'git', ref, label })

async function gitChoices(repository: Repository | undefined): Promise<readonly Choice[]> {
  if (!repository) return []
  const refs = (await repository.getRefs?.({ sort: 'committerdate' })) ?? repository.state.refs ?? []
  const branches = refs.filter(({ type, name }) => type < 2 && name !== undefined && !name.endsWith('/HEAD'))
  const tags = refs.filter(({ type, name }) => type === 2 && name !== undefined)
  const choice = ({ name, commit }: Ref): Choice => ({
    label: name!,
    description: commit?.slice(0, 8) ?? '',
    choose: async () => atRef(name!),
  })
  return [
    heading(l10n.t('Revisions')),
    { label: 'HEAD', description: l10n.t('the last commit'), choose: async () => atRef('HEAD') },
    ...(await mergeBases(repository, branches)),
    { label: l10n.t('A revision…'), description: l10n.t('a commit, HEAD~3, …'), choose: typedRevision },
    ...(branches.length > 0 ? [heading(l10n.t('Branches')), ...branches.map(choice)] : []),
    ...(tags.length > 0 ? [heading(l10n.t('Tags')), ...tags.map(choice)] : []),
  ]
}

/** Where this branch left the main one: what a pull request compares with. */
async function mergeBases(repository: Repository, branches: readonly Ref[]): Promise<readonly Choice[]> {
  const names = ['origin/main', 'origin/master', 'main', 'master']
  const main = names.find(name => branches.some(branch => branch.name === name))
  if (main === undefined) return []
  const commit = await repository.getMergeBase('HEAD', main).catch(() => undefined)
  if (!commit || commit === repository.state.HEAD?.commit) return []
  const label = l10n.t('Since this branch left {0}', main)
  return [{ label, description: commit.slice(0, 8), choose: async () => atRef(commit, commit.slice(0, 8)) }]
}

async function typedRevision(): Promise<RevisionSpec | undefined> {
  const ref = (await window.showInputBox({ prompt: l10n.t('A revision of git'), placeHolder: 'HEAD~3' }))?.trim()
  // What begins with a dash is no revision, and git would take it for an option
  return ref && !ref.startsWith('-') ? atRef(ref) : undefined
}

async function baselineChoices(
  server: PlanServer,
  uri: string,
  repository: Repository | undefined,
): Promise<readonly Choice[]> {
  if (!repository) return []
  const baselines = ((await server.plans()).find(plan => plan.uri === uri)?.baselines ?? []).filter(
    ({ ref }) => !ref.startsWith('-'),
  )
  if (baselines.length === 0) return []
  return [
    heading(l10n.t('Baselines of the plan')),
    ...baselines.map(({ name, ref }) => ({ label: name, description: ref, choose: async () => atRef(ref, name) })),
  ]
}

function fileChoices(): readonly Choice[] {
  return [
    heading(l10n.t('Files')),
    {
      label: l10n.t('Another file…'),
      choose: async () => {
        const [file] =
          (await window.showOpenDialog({ filters: { Plans: ['yaml', 'yml'] }, openLabel: l10n.t('Compare') })) ?? []
        return file && { kind: 'document', uri: file.toString(), label: file.path.split('/').at(-1) ?? '' }
      },
    },
  ]
}
