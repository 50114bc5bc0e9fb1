import { PassThrough } from 'node:stream'
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { holidays } from '../../server/src/interchange/holidays.ts'
import type { Host } from '../../server/src/lsp/host.ts'
import { Incoming } from '../../server/src/lsp/incoming.ts'
import { onDemand } from '../../server/src/lsp/onDemand.ts'

import { startServer } from '../../server/src/lsp/server.ts'

/** An editor without a screen: opens documents, types, and waits for what the server says of them. */
export class Editor {
  readonly connection: ProtocolConnection
  readonly files: Map<string, string>
  readonly published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>()
  readonly #waiting: (() => void)[] = []
  #words = 0
  readonly #versions = new Map<string, number>()

  constructor(files: Record<string, string> = {}, ownHost: Partial<Host> = {}) {
    this.files = new Map(Object.entries(files))
    const [up, down] = [new PassThrough(), new PassThrough()]
    const host: Host = {
      findPlans: async folders =>
        [...this.files.keys()].filter(
          uri => uri.endsWith('.tpm.yaml') && folders.some(folder => uri.startsWith(`${folder}/`)),
        ),
      findFiles: async () => [...this.files.keys()],
      readFile: async (uri, folders) =>
        folders.some(folder => uri.startsWith(`${folder}/`)) ? this.files.get(uri) : undefined,
      fileExists: async uri => this.files.has(uri),
      loadOnDemand: async () => onDemand,
      loadHolidays: async () => holidays,
      ...ownHost,
    }
    const incoming = new Incoming()
    startServer(
      createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(up),
        new StreamMessageWriter(down),
        incoming.options,
      ),
      host,
      incoming,
    )
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
    this.connection.onNotification('textDocument/publishDiagnostics', params => {
      this.#words++
      this.published.set(params.uri, params)
      for (const wake of this.#waiting.splice(0)) wake()
    })
    this.connection.listen()
  }

  async start(
    capabilities: object = {},
    initializationOptions?: object,
    workspaceFolders: readonly object[] | null = null,
  ): Promise<unknown> {
    const answer = await this.request('initialize', {
      processId: null,
      rootUri: 'file:///w',
      capabilities,
      workspaceFolders,
      initializationOptions,
    })
    await this.connection.sendNotification('initialized', {})
    return answer
  }

  request<R = unknown>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params)
  }

  open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1)
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'tpm-yaml', version: 1, text },
    })
  }

  change(uri: string, contentChanges: readonly object[]): Promise<void> {
    const version = this.#versions.get(uri)! + 1
    this.#versions.set(uri, version)
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    })
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
  }

  /** The codes of a document, once the server has said something that fits. */
  async codes(uri: string, fits: (codes: readonly string[]) => boolean): Promise<readonly string[]> {
    for (;;) {
      const codes = this.published.get(uri)?.diagnostics.map(({ code }) => String(code))
      if (codes && fits(codes)) return codes
      await new Promise<void>(wake => this.#waiting.push(wake))
    }
  }

  /** Resolves when the server has nothing more to say of all that was sent to it. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      const before = this.#words
      await this.request('tpm/ping', {})
      await new Promise(done => setTimeout(done, 5))
      quiet = this.#words === before ? quiet + 1 : 0
    }
  }

  dispose(): void {
    this.connection.dispose()
  }
}
