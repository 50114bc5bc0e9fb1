import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MessageConnection } from 'vscode-languageserver/node'
import { lineIndex } from '#language/lines'

/** A step of a conversation and what came back. */
export interface Step {
  readonly step: string
  readonly answer: unknown
}

/** Milliseconds without a word after which a server that answers a ping has said all it had to say. */
const quiet = 120
/** The same where it first reads files: of that it says nothing, and a busy machine takes its time. */
const quietAfterDisk = 800

/** An editor with a folder on disk that talks to a server and writes down each answer. */
export class Talk {
  readonly steps: Step[] = []
  readonly #texts = new Map<string, { text: string; version: number }>()
  readonly #published = new Map<string, unknown>()
  #lastWord = 0
  /** Is the folder still one of the workspace's? */
  isOpen = true

  constructor(
    readonly connection: MessageConnection,
    readonly folder: string,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string }) => {
      this.#lastWord = performance.now()
      this.#published.set(params.uri, params)
    })
    connection.onNotification(() => {
      this.#lastWord = performance.now()
    })
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null))
    connection.onRequest('client/registerCapability', () => null)
    connection.listen()
  }

  /** May the server have files of the folder? That it asks is a word too: it has more to say when it has them. */
  lends(): boolean {
    this.#lastWord = performance.now()
    return this.isOpen
  }

  /** `plans`: how many lie in the folder. */
  async start(plans: number): Promise<void> {
    const uri = pathToFileURL(this.folder).href
    const answer = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'w' }],
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
      initializationOptions: { pushDiagnostics: true, facts: true },
    })
    this.#note('initialize', answer)
    await this.connection.sendNotification('initialized', {})
    // A busy machine may be silent for long before it has read what there is
    while (this.#published.size < plans) await this.connection.sendRequest('tpm/ping')
    await this.settle('the start')
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).href
  }

  textOf(path: string): string {
    return this.#texts.get(path)!.text
  }

  /** The place in a document's text that a quotation with `|` in it points to. */
  position(path: string, quoted: string): { line: number; character: number } {
    const text = this.textOf(path)
    const at = text.indexOf(quoted.replace('|', ''))
    if (at < 0) throw new Error(`${path} does not say ${quoted}`)
    return lineIndex(text).positionAt(at + quoted.indexOf('|'))
  }

  async open(path: string, text: string): Promise<void> {
    this.#texts.set(path, { text, version: 1 })
    const textDocument = { uri: this.uri(path), languageId: 'tpm-yaml', version: 1, text }
    await this.connection.sendNotification('textDocument/didOpen', { textDocument })
    await this.settle(`open ${path}`)
  }

  /** Types: replaces the first place that says this. */
  async edit(path: string, from: string, to: string): Promise<void> {
    this.#change(path, from, to)
    await this.settle(`${path}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`)
  }

  /** Types character by character without waiting. */
  async type(path: string, after: string, typed: string): Promise<void> {
    let before = after
    for (const char of typed) {
      this.#change(path, before, before + char)
      before += char
    }
    await this.settle(`${path}: type ${JSON.stringify(typed)}`)
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path)
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } })
    await this.settle(`close ${path}`)
  }

  /** Files change outside the editor, all at once; `undefined` deletes one. */
  async disk(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = Object.entries(files).map(([path, text]) => {
      put(this.folder, path, text)
      return { uri: this.uri(path), type: text === undefined ? 3 : 2 }
    })
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
    await this.settle(`on disk: ${Object.keys(files).join(', ')}`, quietAfterDisk)
  }

  async move(from: string, to: string): Promise<void> {
    mkdirSync(dirname(join(this.folder, to)), { recursive: true })
    renameSync(join(this.folder, from), join(this.folder, to))
    const changes = [
      { uri: this.uri(from), type: 3 },
      { uri: this.uri(to), type: 1 },
    ]
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
    await this.settle(`move ${from} to ${to}`, quietAfterDisk)
  }

  /** A question about a document, at a place of it where one is quoted. */
  async ask(method: string, path: string, quoted?: string, more: object = {}): Promise<unknown> {
    const position = quoted === undefined ? {} : { position: this.position(path, quoted) }
    const named = method.startsWith('tpm/') ? { uri: this.uri(path) } : { textDocument: { uri: this.uri(path) } }
    return this.request(`${method} ${path} ${quoted ?? ''}`, method, { ...named, ...position, ...more })
  }

  async request(step: string, method: string, params: unknown): Promise<unknown> {
    const answer = await this.connection.sendRequest(method, params).catch((error: unknown) => String(error))
    this.#note(step, answer)
    return answer
  }

  /** Asks again and again until the answer fits, and writes that one down. */
  async until<R>(step: string, method: string, params: unknown, fits: (answer: R) => boolean): Promise<void> {
    for (;;) {
      const answer = await this.connection.sendRequest<R>(method, params)
      if (fits(answer)) return this.#note(step, answer)
      await new Promise(done => setTimeout(done, 20))
    }
  }

  /** The person takes the folder out of the workspace. */
  async leave(): Promise<void> {
    this.isOpen = false
    const removed = [{ uri: pathToFileURL(this.folder).href, name: 'w' }]
    await this.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } })
    await this.settle('leave the folder')
  }

  /** Waits until nothing more is said, and writes down all that is said of the documents then. */
  async settle(step: string, silence = quiet): Promise<void> {
    for (;;) {
      await this.connection.sendRequest('tpm/ping')
      await new Promise(done => setTimeout(done, silence))
      await this.connection.sendRequest('tpm/ping')
      if (performance.now() - this.#lastWord >= silence) break
    }
    this.#note(step, Object.fromEntries([...this.#published].sort(([a], [b]) => (a < b ? -1 : 1))))
  }

  #change(path: string, from: string, to: string): void {
    const document = this.#texts.get(path)!
    const at = document.text.indexOf(from)
    if (at < 0) throw new Error(`${path} does not say ${from}`)
    const lines = lineIndex(document.text)
    const range = { start: lines.positionAt(at), end: lines.positionAt(at + from.length) }
    document.text = document.text.slice(0, at) + to + document.text.slice(at + from.length)
    document.version++
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: to }],
    })
  }

  #note(step: string, answer: unknown): void {
    this.steps.push({ step, answer: withoutClock(answer, this.uri('')) })
  }
}

/** What is made from the time of day (ids of token answers), and the folder, which each conversation has for itself. */
function withoutClock(answer: unknown, folder: string): unknown {
  const text = JSON.stringify(answer ?? null, (key, value: unknown) => (key === 'resultId' ? 'some' : value))
  return JSON.parse(text.replaceAll(folder.replace(/\/?$/, '/'), 'w:/'))
}

/** Writes a file of a folder, or deletes it. */
export function put(folder: string, path: string, text: string | undefined): void {
  const place = join(folder, path)
  if (text === undefined) {
    rmSync(place, { force: true })
  } else {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)
  }
}
