import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { StartReview } from './review/reviewer.ts'

/** Runs the command line that ships with the extension, on a person's act: words, and what it reads from standard input. */
export type RunTool = (
  words: readonly string[],
  input: string,
  /** Where it runs: what it says of files is relative to that. */
  folder?: string,
) => Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>

/** What differs between the desktop's extension host and the one in a browser: how a language server is run. */
export interface ServerHost {
  /** A client whose every start runs a new server. */
  readonly makeClient: (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient
  /** Ends the running server at once, hung or not; its client hears that the connection is closed. */
  readonly endServer: () => void
  /** Starts a worker that compares plans. */
  readonly startReview: StartReview
  /** Left out where there are no processes, and so no git. */
  readonly runTool?: RunTool
}
