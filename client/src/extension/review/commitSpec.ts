import { l10n, Uri } from 'vscode'
import { gitApi, repositoryOf } from '../git/gitApi.ts'
import type { ComparisonSpec } from './compare.ts'
import type { RevisionSpec } from './revisions.ts'

/** One version of a plan: a commit, and where the plan was in it; without a commit, what is not committed yet. */
interface Version {
  readonly commit?: string | null
  /** From the top of the repository; left out where that is where it is now. */
  readonly path?: string
  /** What its commit says of itself. Untrusted. */
  readonly subject?: string
}

/** The comparison of a commit with its parent; of what is not committed yet with the last commit. */
export async function commitSpec(uri: string, { commit, path, subject }: Version): Promise<ComparisonSpec> {
  if (!commit) return { uri, base: { kind: 'git', ref: 'HEAD', label: 'HEAD' }, head: { kind: 'working-tree' } }
  const plan = Uri.parse(uri)
  const git = await gitApi()
  const repository = git && (await repositoryOf(git, plan))
  const parents = (await repository?.getCommit(commit).catch(() => undefined))?.parents
  const then = repository && path !== undefined ? Uri.joinPath(repository.rootUri, path).toString() : uri
  const isFirst = parents?.length === 0
  const base = isFirst ? nothing() : at(parents?.[0] ?? `${commit}^`)
  return { uri: then, base, head: at(commit, subject) }
}

const longestSubject = 60

function at(ref: string, subject = ''): RevisionSpec {
  const words = subject.length <= longestSubject ? subject : `${subject.slice(0, longestSubject)}…`
  return { kind: 'git', ref, label: `${ref.slice(0, 8)} ${words}`.trim() }
}

function nothing(): RevisionSpec {
  return { kind: 'nothing', label: l10n.t('before the first commit') }
}
