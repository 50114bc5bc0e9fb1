import { type ConnectionOptions, LSPErrorCodes, ResponseError } from 'vscode-languageserver'

/** Requests about what an editor shows all the time. It asks again after each change, so only the last one counts. */
const shown =
  /^textDocument\/(semanticTokens|inlayHint|codeLens$|documentSymbol|foldingRange|documentLink|diagnostic)|^tpm\/(timeline|heatmap|outline)$/

/** Requests that look at all plans of the workspace. */
const wide = /^(workspace\/symbol|textDocument\/(references|rename)|tpm\/plans)$/

/** Longest that waiting work gives way to messages that keep coming, in milliseconds. */
const patience = 25

interface Message {
  readonly id?: number | string | null
  readonly method?: string
  readonly params?: {
    readonly id?: unknown
    readonly uri?: unknown
    readonly textDocument?: { readonly uri?: unknown }
  }
}

/** Methods that no client knows: they answer for a request that is not worked on. */
const unanswered = { cancelled: 'tpm/cancelled', modified: 'tpm/modified' }

/**
 * The messages as they come in. A request that was cancelled is answered `RequestCancelled` without work. One about
 * what an editor shows waits until all that came in with it has been taken in; if its document changed meanwhile it
 * is answered `ContentModified` (LSP 3.17, `ErrorCodes`), since a later one asks for the same.
 */
export class Incoming {
  #dispatched = 0
  readonly #editions = new Map<unknown, number>()
  readonly #waiting = new Set<unknown>()
  readonly #cancelled = new Set<unknown>()

  /** Gets ready, a slice at a time, what a request about all plans reads, as long as it is still asked for. */
  prepare: (method: string, isAsked: () => boolean) => Promise<void> = async () => {}

  /** How a connection is to be made for this to see its messages. */
  readonly options: ConnectionOptions = {
    connectionStrategy: {
      cancelUndispatched: message => {
        const { id } = message as Message
        return { jsonrpc: '2.0', id: id ?? null, error: cancelled().toJson() }
      },
    },
    messageStrategy: {
      handleMessage: async (message, next) => {
        this.#dispatched++
        const { id, method = '', params } = message as Message
        const uri = params?.textDocument?.uri ?? params?.uri
        if (id === undefined) {
          if (method.startsWith('textDocument/did')) this.#editions.set(uri, this.#edition(uri) + 1)
          if (method === '$/cancelRequest' && this.#waiting.has(params?.id)) this.#cancelled.add(params?.id)
          return next(message)
        }
        const isWide = wide.test(method)
        if (!isWide && !shown.test(method)) return next(message)
        const asked = this.#edition(uri)
        this.#waiting.add(id)
        await this.settled()
        const isCurrent = () => !this.#cancelled.has(id) && asked === this.#edition(uri)
        if (isWide) await this.prepare(method, isCurrent)
        this.#waiting.delete(id)
        const instead = this.#cancelled.delete(id) ? 'cancelled' : asked === this.#edition(uri) ? undefined : 'modified'
        return next(instead ? Object.assign({}, message, { method: unanswered[instead] }) : message)
      },
    },
  }

  /** Resolves when a turn of the event loop has brought no message. */
  async settled(): Promise<void> {
    const until = performance.now() + patience
    for (let quiet = 0; quiet < 2 && performance.now() < until; ) {
      const before = this.#dispatched
      await nextTurn()
      quiet = this.#dispatched === before ? quiet + 1 : 0
    }
  }

  /** The answers for what is not worked on. */
  register(onRequest: (method: string, handler: () => ResponseError) => unknown): void {
    onRequest(unanswered.cancelled, cancelled)
    onRequest(
      unanswered.modified,
      () => new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since'),
    )
  }

  #edition(uri: unknown): number {
    return this.#editions.get(uri) ?? 0
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled')
}

/** Node's, which a browser lacks: its `setTimeout` would take a whole millisecond. */
const { setImmediate: soon } = globalThis as { setImmediate?: (work: () => void) => unknown }

/** After the messages that wait in the event loop's queue. */
export function nextTurn(): Promise<void> {
  return new Promise(done => (soon ? soon(done) : setTimeout(done, 0)))
}
