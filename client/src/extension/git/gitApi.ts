import { extensions, type Uri, workspace } from 'vscode'

/** What we use of VS Code's own git extension (`vscode.git`, API version 1). It is not there in a browser. */
export interface GitApi {
  readonly repositories: readonly Repository[]
  readonly getRepository: (uri: Uri) => Repository | null
  readonly toGitUri: (uri: Uri, ref: string) => Uri
  readonly openRepository?: (root: Uri) => Promise<Repository | null>
}

export interface Repository {
  readonly rootUri: Uri
  readonly state: RepositoryState
  readonly show: (ref: string, path: string) => Promise<string>
  /** The files that the working tree has otherwise than a revision. */
  readonly diffWith?: (ref: string) => Promise<readonly { readonly originalUri: Uri }[]>
  readonly getMergeBase: (one: string, other: string) => Promise<string | undefined>
  readonly getCommit: (ref: string) => Promise<Commit>
  readonly getRefs?: (query: { readonly sort?: 'committerdate' }) => Promise<readonly Ref[]>
  readonly log: (options?: { readonly maxEntries?: number; readonly path?: string }) => Promise<readonly Commit[]>
}

interface RepositoryState {
  readonly HEAD: (Ref & { readonly upstream?: { readonly remote: string; readonly name: string } }) | undefined
  readonly refs?: readonly Ref[]
  readonly onDidChange: (listener: () => void) => { dispose(): void }
}

/** `type`: 0 a branch, 1 a branch of a remote, 2 a tag. */
export interface Ref {
  readonly type: number
  readonly name?: string
  readonly commit?: string
}

export interface Commit {
  readonly hash: string
  readonly message: string
  readonly parents: readonly string[]
  readonly authorName?: string
  readonly authorDate?: Date
  readonly commitDate?: Date
}

interface GitExtension {
  readonly enabled: boolean
  getAPI(version: 1): GitApi & { readonly state: string; onDidChangeState(listener: () => void): { dispose(): void } }
}

const readyWithin = 5000

/**
 * VS Code's git, once it knows its repositories. `undefined` where there is none: in a browser, where a person has
 * switched it off, and in Restricted Mode, in which nothing of a repository may run.
 */
export async function gitApi(): Promise<GitApi | undefined> {
  if (!workspace.isTrusted) return undefined
  const extension = extensions.getExtension<GitExtension>('vscode.git')
  if (!extension) return undefined
  const git = await extension.activate()
  if (!git.enabled) return undefined
  const api = git.getAPI(1)
  if (api.state === 'initialized') return api
  await new Promise<void>(done => {
    const finish = () => {
      listening.dispose()
      clearTimeout(timer)
      done()
    }
    const listening = api.onDidChangeState(() => api.state === 'initialized' && finish())
    const timer = setTimeout(finish, readyWithin)
  })
  return api
}

/** The repository that a file lies in; opened where VS Code has not looked yet. */
export async function repositoryOf(api: GitApi, file: Uri): Promise<Repository | undefined> {
  const known = api.getRepository(file)
  if (known) return known
  const folder = workspace.getWorkspaceFolder(file)
  return (folder && (await api.openRepository?.(folder.uri))) ?? api.getRepository(file) ?? undefined
}
