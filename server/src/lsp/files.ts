import { canonicalUri, isInside, isPlanFile } from '#language/uris'
import type { Workspace } from '#language/workspace'
import type { Host } from './host.ts'

/** Files of a workspace beyond which we do not read (`spec/robustness.md`, limits). */
const maxPlans = 10_000

/**
 * Keeps the workspace's plans as they are on disk, except those that an editor has open: what is typed wins
 * until the document is closed.
 */
export class Files {
  readonly #open = new Map<string, string>()
  readonly #exists = new Map<string, boolean>()
  readonly #asked = new Set<string>()
  readonly #texts = new Map<string, string | undefined>()

  constructor(
    readonly workspace: Workspace,
    readonly host: Host,
    readonly changed: () => void,
    readonly folders: () => readonly string[],
  ) {}

  isOpen(uri: string): boolean {
    return this.#open.has(canonicalUri(uri))
  }

  /** URIs of the documents that an editor has open. */
  get openUris(): readonly string[] {
    return [...this.#open.values()]
  }

  open(uri: string, text: string, version: number): void {
    const key = canonicalUri(uri)
    this.#open.set(key, uri)
    this.workspace.set(uri, text, version)
    this.changed()
    void this.#loadIncludes()
  }

  change(uri: string, text: string, version: number): void {
    this.workspace.set(uri, text, version)
    this.changed()
    void this.#loadIncludes()
  }

  /** The editor let go of it: what is on disk holds again. */
  async close(uri: string): Promise<void> {
    this.#open.delete(canonicalUri(uri))
    await this.#load(uri)
    this.changed()
  }

  /** Reads all plans of the folders. */
  async scan(folders: readonly string[]): Promise<void> {
    const found = await this.host.findPlans(folders)
    for (const uri of found.slice(0, maxPlans)) await this.#load(uri)
    await this.#loadIncludes()
    this.changed()
  }

  /** Files came, went or changed outside the editor. */
  async watched(uris: readonly string[]): Promise<void> {
    this.#exists.clear()
    this.#asked.clear()
    this.#texts.clear()
    for (const uri of uris) {
      if (isPlanFile(uri) || this.workspace.has(uri)) await this.#load(uri)
    }
    await this.#loadIncludes()
    this.workspace.configure({})
    this.changed()
  }

  /** A workspace folder went: its plans go too, unless they are open. */
  forget(folder: string): void {
    for (const uri of this.workspace.uris) {
      if (isInside(canonicalUri(folder), canonicalUri(uri)) && !this.isOpen(uri)) this.workspace.delete(uri)
    }
    this.changed()
  }

  /** What is known now; asks the host and checks again when the answer comes. */
  readonly fileExists = (uri: string): boolean | undefined => {
    const known = this.#exists.get(uri)
    if (known === undefined && !this.#asked.has(uri)) {
      this.#asked.add(uri)
      void this.host
        .fileExists(uri)
        .catch(() => false)
        .then(exists => {
          this.#exists.set(uri, exists)
          this.workspace.configure({})
          this.changed()
        })
    }
    return known
  }

  /** The text that is known now, e.g. of a plan's evidence; asks the host and checks again when the answer comes. */
  readonly readFile = (uri: string): string | undefined => {
    if (!this.#texts.has(uri)) {
      this.#texts.set(uri, undefined)
      void this.host
        .readFile(uri, this.folders())
        .catch(() => undefined)
        .then(text => {
          if (text === undefined) return
          this.#texts.set(uri, text)
          this.workspace.configure({})
          this.changed()
        })
    }
    return this.#texts.get(uri)
  }

  async #load(uri: string): Promise<void> {
    const text = await this.host.readFile(uri, this.folders()).catch(() => undefined)
    if (this.isOpen(uri)) return
    if (text === undefined) this.workspace.delete(uri)
    else this.workspace.set(uri, text)
  }

  async #loadIncludes(): Promise<void> {
    const tried = new Set<string>()
    for (;;) {
      const missing = this.workspace.missingIncludes().filter(uri => !tried.has(uri) && this.#exists.get(uri) !== false)
      if (missing.length === 0) break
      for (const uri of missing) {
        tried.add(uri)
        await this.#load(uri)
        if (!this.workspace.has(uri)) this.#exists.set(uri, false)
      }
      this.changed()
    }
  }
}
