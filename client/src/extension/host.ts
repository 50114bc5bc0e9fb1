import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { StartReview } from './review/reviewer.ts'

/** What differs between the desktop's extension host and the one in a browser: how a language server is run. */
export interface ServerHost {
  /** A client whose every start runs a new server. */
  readonly makeClient: (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient
  /** Ends the running server at once, hung or not; its client hears that the connection is closed. */
  readonly endServer: () => void
  /** Starts a worker that compares plans. */
  readonly startReview: StartReview
}
