import { l10n, Uri, workspace } from 'vscode'
import { type GitApi, type Repository, repositoryOf } from '../git/gitApi.ts'
import { isPlanFile } from '../plans.ts'

/** A state of the files of a workspace: what is compared. */
export interface Revision {
  /** What a person calls it. */
  readonly label: string
  /** Of a revision of git. */
  readonly commit?: string
  /** The document that shows a file as it is there, for a diff editor. */
  readonly documentOf: (file: Uri) => Uri
  /** `undefined` where the file is not there. */
  readonly read: (file: Uri) => Promise<string | undefined>
  /** The text of now of a file that lies in another repository than this revision, or in none; `undefined` of all others. */
  readonly readElsewhere: (file: Uri) => Promise<string | undefined>
  /** The plans, where they are in it, that it has otherwise than the working tree, as far as that can be known. */
  readonly changedPlans: () => Promise<readonly Uri[]>
}

/** A revision as it is kept over a reload of the window: plain data, found again by {@link revisionOf}. */
export type RevisionSpec =
  | { readonly kind: 'working-tree' }
  /** A state in which there is no file. */
  | { readonly kind: 'nothing'; readonly label: string }
  | { readonly kind: 'git'; readonly ref: string; readonly label: string }
  /** One document, and what lies beside it: of a diff editor, or another file. */
  | { readonly kind: 'document'; readonly uri: string; readonly label: string }

/** A state that a person may choose. */
export type ChosenRevision = Extract<RevisionSpec, { readonly kind: 'git' | 'document' }>

export function isRevisionSpec(value: unknown): value is RevisionSpec {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const has = (key: string) => typeof Reflect.get(value, key) === 'string'
  if (value.kind === 'working-tree') return true
  return (
    has('label') &&
    (value.kind === 'nothing' || (value.kind === 'git' && has('ref')) || (value.kind === 'document' && has('uri')))
  )
}

/** Rejects with a message for the person when the revision can't be had. */
export async function revisionOf(spec: RevisionSpec, plan: Uri, git: GitApi | undefined): Promise<Revision> {
  if (spec.kind === 'working-tree') return workingTree
  if (spec.kind === 'nothing')
    return {
      label: spec.label,
      documentOf: file => file,
      read: async () => undefined,
      readElsewhere: nothing,
      changedPlans: noPlans,
    }
  if (spec.kind === 'document') return besideDocument(Uri.parse(spec.uri, true), plan, spec.label)
  if (!workspace.isTrusted) throw new Error(l10n.t('This needs git, which does not run in Restricted Mode.'))
  const repository = git && (await repositoryOf(git, plan))
  if (!git || !repository) throw new Error(inNoRepository())
  return gitRevision(git, repository, spec)
}

export function inNoRepository(): string {
  return l10n.t('This plan is in no git repository that VS Code has open.')
}

const workingTree: Revision = {
  label: l10n.t('Working tree'),
  documentOf: file => file,
  read: readText,
  readElsewhere: nothing,
  changedPlans: noPlans,
}

async function nothing(): Promise<undefined> {
  return undefined
}

async function noPlans(): Promise<readonly Uri[]> {
  return []
}

async function gitRevision(
  git: GitApi,
  repository: Repository,
  { ref, label }: { readonly ref: string; readonly label: string },
): Promise<Revision> {
  // What begins with a dash is no revision, and git would take it for an option
  const commit = ref.startsWith('-') ? undefined : await repository.getCommit(ref).catch(() => undefined)
  if (!commit)
    throw new Error(l10n.t('There is no revision “{0}” in this repository: fetch it, or choose another.', ref))
  return {
    label,
    commit: commit.hash,
    documentOf: file => git.toGitUri(file, commit.hash),
    read: file => repository.show(commit.hash, file.fsPath).catch(() => undefined),
    readElsewhere: async file => (isOf(repository, file, git) ? undefined : readText(file)),
    changedPlans: async () => {
      const changes = (await repository.diffWith?.(commit.hash).catch(() => [])) ?? []
      return changes.map(({ originalUri }) => originalUri).filter(isPlanFile)
    },
  }
}

/** Does a file lie in this repository, not in one inside of it or beside it? */
function isOf({ rootUri }: Repository, file: Uri, git: GitApi): boolean {
  return git.getRepository(file)?.rootUri.toString() === rootUri.toString()
}

/**
 * Another document in the plan's place; what the plan includes is looked for where it would be beside that document, and
 * so are other plans. Beside a plain file there need not be any: then they are as they are.
 */
function besideDocument(document: Uri, plan: Uri, label: string): Revision {
  const documentOf = (file: Uri): Uri => {
    if (file.toString() === plan.toString()) return document
    const steps = relativeSteps(plan, file)
    return inQuery(document, steps) ?? Uri.joinPath(document, ...steps)
  }
  const read = async (file: Uri) => {
    const beside = await readText(documentOf(file))
    const isOfNow = document.scheme === plan.scheme && isPlanFile(file) && file.toString() !== plan.toString()
    return beside === undefined && isOfNow ? readText(file) : beside
  }
  return { label, documentOf, read, readElsewhere: nothing, changedPlans: noPlans }
}

/** `../` and names from one file to another. */
function relativeSteps(from: Uri, to: Uri): string[] {
  const [a, b] = [from.path.split('/'), to.path.split('/')]
  let same = 0
  while (same < a.length - 1 && a[same] === b[same]) same++
  return [...a.slice(same).map(() => '..'), ...b.slice(same)]
}

/** Git's documents, and those of pull requests, name their file in the query too: `{ "path": …, "ref": … }`. */
function inQuery(document: Uri, steps: readonly string[]): Uri | undefined {
  try {
    const query: unknown = JSON.parse(document.query)
    if (typeof query !== 'object' || query === null || !('path' in query) || typeof query.path !== 'string')
      return undefined
    const path = Uri.joinPath(Uri.file(query.path), ...steps).path
    return Uri.joinPath(document, ...steps).with({ query: JSON.stringify({ ...query, path }) })
  } catch {
    return undefined
  }
}

async function readText(file: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString())
  if (open) return open.getText()
  try {
    if (file.scheme === 'file' || file.scheme.startsWith('vscode-'))
      return new TextDecoder().decode(await workspace.fs.readFile(file))
    return (await workspace.openTextDocument(file)).getText()
  } catch {
    return undefined
  }
}
