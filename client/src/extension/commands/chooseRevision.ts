import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window } from 'vscode'
import { gitApi, type Ref, type Repository, repositoryOf } from '../git/gitApi.ts'
import type { ChosenRevision } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'

interface Question {
  readonly title: string
  readonly placeHolder: string
  readonly baselinesFirst?: boolean
  /** Offers to have none. */
  readonly none?: string
}

/** Asks for another state of a plan: a revision of git, one of its baselines, or another file. */
export async function chooseRevision(
  server: PlanServer,
  uri: string,
  { title, placeHolder, baselinesFirst = false, none }: Question,
): Promise<ChosenRevision | 'none' | undefined> {
  const plan = Uri.parse(uri)
  const git = await gitApi()
  const repository = git && (await repositoryOf(git, plan))
  const [revisions, baselines] = [await gitChoices(repository), await baselineChoices(server, uri)]
  const items: readonly Choice[] = [
    ...(none === undefined ? [] : [{ label: none, choose: async () => 'none' as const }]),
    ...(baselinesFirst ? [...baselines, ...revisions] : [...revisions, ...baselines]),
    ...fileChoices(),
  ]
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: repository
      ? placeHolder
      : l10n.t('Another file: this plan is in no git repository that VS Code has open'),
    matchOnDescription: true,
  })
  return chosen?.choose?.()
}

type Choice = QuickPickItem & { readonly choose?: () => Promise<ChosenRevision | 'none' | undefined> }

const heading = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator })
const atRef = (ref: string, label = ref): ChosenRevision => ({ kind: 'git', ref, label })

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

async function typedRevision(): Promise<ChosenRevision | undefined> {
  const ref = (await window.showInputBox({ prompt: l10n.t('A revision of git'), placeHolder: 'HEAD~3' }))?.trim()
  return ref ? atRef(ref) : undefined
}

async function baselineChoices(server: PlanServer, uri: string): Promise<readonly Choice[]> {
  const baselines = (await server.plans()).find(plan => plan.uri === uri)?.baselines ?? []
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
          (await window.showOpenDialog({ filters: { Plans: ['yaml', 'yml'] }, openLabel: l10n.t('Choose') })) ?? []
        return file && { kind: 'document', uri: file.toString(), label: file.path.split('/').at(-1) ?? '' }
      },
    },
  ]
}
