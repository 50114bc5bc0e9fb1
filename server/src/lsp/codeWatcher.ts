import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
} from 'vscode-languageserver'
import { isNegated } from '#engine/rules/plan/unmatched-code'

/** Has an editor tell of changes in the files that plans name, as long as they name any. */
export function codeWatcher(connection: Connection, capabilities: () => ClientCapabilities | undefined) {
  let last: Promise<Disposable> | undefined
  return (globs: readonly { readonly folder: string; readonly glob: string }[]): void => {
    const can = capabilities()?.workspace?.didChangeWatchedFiles
    if (!can?.dynamicRegistration) return
    void last?.then(registration => registration.dispose()).catch(() => {})
    last = undefined
    if (globs.length === 0) return
    // What lies above the plan's folder is watched by name alone.
    const patterns = new Set(
      globs.filter(({ glob }) => !isNegated(glob)).map(({ glob }) => `**/${glob.replace(/^(\.\.?\/)+/, '')}`),
    )
    last = connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [...patterns, '**/.gitignore'].map(globPattern => ({ globPattern })),
    })
    last.catch(() => {})
  }
}
