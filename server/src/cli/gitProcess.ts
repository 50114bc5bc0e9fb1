import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'

/** How a run of git ended. `status` is `undefined` where there is no git, or it could not be started. */
export interface GitResult {
  readonly status: number | undefined
  readonly out: Buffer
  readonly err: string
}

/** Runs git in a folder with a list of words, and waits for its end. No word is read by a shell. */
export type RunGit = (folder: string, words: readonly string[], input?: string) => GitResult

/**
 * Settings that hold whatever a repository's own say: nothing that it names is run (hooks, the file-system monitor,
 * pagers, signature checks), nothing is fetched, and a repository hidden inside a work tree is not taken for one.
 */
const settings = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['log.showSignature', 'false'],
  ['protocol.allow', 'never'],
  ['safe.bareRepository', 'explicit'],
  ['submodule.recurse', 'false'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** What git's environment may say of where its own settings are and how far up it looks; all else of it is left out. */
const kept = /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|EXEC_PATH)$/

/** The real git. */
export const runGit: RunGit = (folder, words, input = '') => {
  const options = ['--no-pager', '--no-optional-locks', '--literal-pathspecs', '--no-replace-objects']
  try {
    const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...options, ...settings, ...words], {
      // Windows looks for programs in the folder where one starts: never in the repository.
      cwd: dirname(process.execPath),
      input,
      maxBuffer: 1 << 29,
      env: environment(process.env),
      windowsHide: true,
    })
    return { status: status ?? undefined, out: stdout ?? Buffer.alloc(0), err: stderr?.toString('utf8') ?? '' }
  } catch (error) {
    // A word that no process can be given, e.g. with a NUL in it.
    return { status: 128, out: Buffer.alloc(0), err: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Ours without what a hook sets (which would make git take this folder for another), in English, and without any way
 * to ask a person or a server.
 */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(own).filter(([name]) => !/^GIT_/i.test(name) || kept.test(name))
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_NO_LAZY_FETCH: '1',
    NoDefaultCurrentDirectoryInExePath: '1',
  }
}
