import { pathToFileURL } from 'node:url'
import type { Diagnostic, MessageConnection } from 'vscode-languageserver/node'
import { restartPolicy } from '../../client/src/extension/restarts.ts'
import { Suspects } from '../../client/src/extension/suspects.ts'
import { patienceFor, startPatience, watchdog } from '../../client/src/extension/watchdog.ts'
import { ipcServer, type RunningServer } from '../support/servers.ts'

/**
 * The extension's way of keeping a server alive, with real processes and without an editor: its watchdog, its restarts
 * and its suspects around a client that sends open texts again, as `vscode-languageclient` does.
 */
export class KeptAlive {
  readonly suspects = new Suspects()
  readonly published = new Map<string, { readonly version?: number; readonly diagnostics: readonly Diagnostic[] }>()
  /** What a person would have been shown as a notification. */
  readonly notifications: unknown[] = []
  starts = 0
  readonly #texts = new Map<string, { text: string; version: number }>()
  readonly #restarts = restartPolicy()
  readonly #dog = watchdog({
    ping: async () => {
      await this.#ready
      await this.connection.sendRequest('tpm/ping')
    },
    patience: () => (this.#isStarting ? startPatience : patienceFor(10_000, this.suspects.hasSuspect)),
    onHung: () => this.server.process!.kill('SIGKILL'),
    sleep: ms => new Promise(done => setTimeout(done, ms)),
  })
  #ready: Promise<unknown> = Promise.resolve()
  #isStarting = true
  #isOver = false
  server!: RunningServer

  constructor(
    readonly bundles: string,
    readonly folder: string,
    readonly required?: string,
  ) {
    this.#start()
  }

  get connection(): MessageConnection {
    return this.server.connection
  }

  open(uri: string, text: string): void {
    this.#texts.set(uri, { text, version: 1 })
    this.#sendOpen(uri)
  }

  /** Replaces the whole text, as a keystroke does for all that matters here. */
  type(uri: string, text: string): void {
    const document = this.#texts.get(uri)!
    document.text = text
    document.version++
    this.suspects.changed(uri)
    this.suspects.sent(uri, document.version)
    void this.#send('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: [{ text }],
    })
    this.#dog.look()
  }

  /** Resolves when the newest text of a document has been checked; gives what was said of it. */
  async checked(uri: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uri)
      const isAside = found?.diagnostics[0]?.code === 'plan/set-aside'
      const version = this.#texts.get(uri)?.version
      if (found && (found.version === version || isAside)) return found.diagnostics
      await new Promise(done => setTimeout(done, 5))
    }
  }

  async end(): Promise<void> {
    this.#isOver = true
    this.#dog.dispose()
    await this.server.end()
  }

  #start(): void {
    this.starts++
    this.#isStarting = true
    this.server = ipcServer(this.bundles, this.required)
    const { connection } = this
    this.server.process!.on('close', () => this.#ended())
    // A message to one that has just died
    this.server.process!.on('error', () => {})
    connection.onNotification('textDocument/publishDiagnostics', params => {
      this.published.set(params.uri, params)
    })
    connection.onNotification('tpm/working', ({ uri }) => {
      this.suspects.working(uri)
      this.#dog.look()
    })
    connection.onNotification('tpm/checked', ({ uri, version }) => {
      this.suspects.checked(uri, version)
      this.#restarts.worked()
    })
    connection.onNotification('window/showMessage', params => {
      this.notifications.push(params)
    })
    connection.onRequest('window/showMessageRequest', params => this.notifications.push(params))
    connection.listen()
    const rootUri = pathToFileURL(this.folder).href
    this.#ready = connection
      .sendRequest('initialize', {
        processId: process.pid,
        rootUri,
        capabilities: {},
        initializationOptions: { pushDiagnostics: true, facts: true, setAside: this.suspects.setAside },
      })
      .then(() => {
        this.#isStarting = false
        return connection.sendNotification('initialized', {})
      })
      .catch(() => {})
    for (const uri of this.#texts.keys()) this.#sendOpen(uri)
    this.#dog.look()
  }

  #ended(): void {
    this.connection.dispose()
    this.suspects.ended()
    this.published.clear()
    if (!this.#isOver && this.#restarts.mayRestart()) this.#start()
  }

  #sendOpen(uri: string): void {
    const { text, version } = this.#texts.get(uri)!
    this.suspects.sent(uri, version)
    void this.#send('textDocument/didOpen', { textDocument: { uri, languageId: 'tpm-yaml', version, text } })
    this.#dog.look()
  }

  async #send(method: string, params: unknown): Promise<void> {
    const { connection } = this
    await this.#ready
    // What is typed while there is no server reaches the next one when the text is opened there.
    try {
      await connection.sendNotification(method, params)
    } catch {}
  }
}
