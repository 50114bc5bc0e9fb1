import { FileChangeType, type FileEvent } from 'vscode-languageserver'
import { canonicalUri, folderOf, isAtOrIn, isInside, isPlanFile } from '#language/uris'
import type { Workspace } from '#language/workspace'
import type { Host } from './host.ts'
import { nextTurn } from './incoming.ts'

/** Files of a workspace beyond which we do not read (`spec/robustness.md`, limits). */
const maxPlans = 10_000

/** How many files are read at a time: a host in a browser asks its editor for each. */
const atOnce = 16

/** What {@link Files} tells the rest of the server. */
export interface FilesListener {
  readonly changed: () => void
  readonly folders: () => readonly string[]
}

/**
 * Keeps the workspace's plans as they are on disk, except those that an editor has open: what is typed wins
 * until the document is closed.
 */
export class Files {
  readonly #open = new Map<string, string>()
  readonly #exists = new Map<string, boolean | undefined>()
  readonly #texts = new Map<string, string | undefined>()
  /** The last time that each file was asked for: an answer to an earlier question says nothing. */
  readonly #loads = new Map<string, number>()
  #loading = 0
  /** Included files that are being read. */
  readonly #bringing = new Set<string>()
  /** Files that ended the server and are not read until they change, with their text where an editor has them open. */
  readonly #aside = new Map<string, { readonly uri: string; text: string; version: number | undefined }>()

  constructor(
    readonly workspace: Workspace,
    readonly host: Host,
    readonly listener: FilesListener,
  ) {}

  isOpen(uri: string): boolean {
    return this.#open.has(canonicalUri(uri))
  }

  /** Are files on their way, so that only what an editor shows is worth checking? */
  get isLoading(): boolean {
    return this.#loading > 0
  }

  /** URIs of the documents that an editor has open. */
  get openUris(): readonly string[] {
    return [...this.#open.values()]
  }

  /** Files that are not read until they change. */
  setAside(uris: readonly string[]): void {
    for (const uri of uris) this.#aside.set(canonicalUri(uri), { uri, text: '', version: undefined })
  }

  /** A file that was set aside, as its editor knows it. */
  asideOf(
    uri: string,
  ): { readonly uri: string; readonly text: string; readonly version: number | undefined } | undefined {
    return this.#aside.get(canonicalUri(uri))
  }

  open(uri: string, text: string, version: number): void {
    const key = canonicalUri(uri)
    this.#open.set(key, uri)
    const aside = this.#aside.get(key)
    if (aside) Object.assign(aside, { uri, text, version })
    else this.workspace.set(uri, text, version)
    // What it includes is brought first: without it much would be told that is not so.
    void this.bringIncludes().then(this.listener.changed)
  }

  change(uri: string, text: string, version: number): void {
    this.#aside.delete(canonicalUri(uri))
    this.workspace.set(uri, text, version)
    this.listener.changed()
  }

  /** The editor let go of it: what is on disk holds again. */
  async close(uri: string): Promise<void> {
    this.#open.delete(canonicalUri(uri))
    await this.#load(uri)
    this.listener.changed()
  }

  /** Reads all plans of the folders. */
  async scan(folders: readonly string[]): Promise<void> {
    if (folders.length === 0) return
    const found = await this.host.findPlans(folders)
    await this.#loadAll(found.slice(0, maxPlans))
  }

  /**
   * Files came, went or changed outside the editor. Of a folder that went editors name the folder alone. Of one that has
   * another name now some tell only what came: the plans that are called as those may be gone.
   */
  async watched(changes: readonly FileEvent[]): Promise<void> {
    const uris = changes.map(({ uri }) => uri)
    const places = new Set(uris.map(canonicalUri))
    const isMeant = (uri: string) => isAtOrIn(places, canonicalUri(uri))
    for (const key of [...this.#aside.keys()]) if (isMeant(key)) this.#aside.delete(key)
    const plans = uris.filter(isPlanFile)
    const come = new Set(plans.filter(uri => !this.workspace.has(uri)).map(nameOf))
    const known = this.workspace.uris.filter(uri => isMeant(uri) || come.has(nameOf(uri)))
    const asked = [...this.#exists.keys(), ...this.#texts.keys()]
    const isGone = changes.every(({ type }) => type === FileChangeType.Deleted)
    if (isGone && known.length === 0 && plans.length === 0 && !asked.some(isMeant)) return
    await this.#loadAll([...new Set([...plans, ...known])])
    await this.#askAgain()
  }

  /** A workspace folder went: its plans go too, unless they are open or lie in another folder. */
  forget(folder: string): void {
    const holds = (uri: string) => (place: string) => isInside(canonicalUri(place), canonicalUri(uri))
    for (const uri of this.workspace.uris) {
      const isGone = holds(uri)(folder) && !this.listener.folders().some(holds(uri))
      if (isGone && !this.isOpen(uri)) this.workspace.delete(uri)
    }
    this.listener.changed()
  }

  /** What is known now; asks the host and checks again when the answer comes. */
  readonly fileExists = (uri: string): boolean | undefined => {
    if (!this.#exists.has(uri)) {
      this.#exists.set(uri, undefined)
      void this.#askExists(uri)
    }
    return this.#exists.get(uri)
  }

  /** The text that is known now, e.g. of a plan's evidence; asks the host and checks again when the answer comes. */
  readonly readFile = (uri: string): string | undefined => {
    if (!this.#texts.has(uri)) {
      this.#texts.set(uri, undefined)
      void this.#askText(uri)
    }
    return this.#texts.get(uri)
  }

  /** Brings the files that plans include and that no scan has found. */
  async bringIncludes(): Promise<void> {
    const missing = this.workspace
      .missingIncludes()
      .filter(uri => this.#exists.get(uri) !== false && !this.#bringing.has(uri))
    if (missing.length === 0) return
    for (const uri of missing) this.#bringing.add(uri)
    await this.#loadAll(missing)
    for (const uri of missing) {
      this.#bringing.delete(uri)
      if (this.workspace.has(uri)) continue
      this.#exists.set(uri, false)
      this.#fileChanged(uri)
    }
  }

  async #loadAll(uris: readonly string[]): Promise<void> {
    this.#loading++
    for (let at = 0; at < uris.length; at += atOnce) {
      await Promise.all(uris.slice(at, at + atOnce).map(uri => this.#load(uri)))
      // They are read here, a few at a time, and checked when all are there that they wait for and include.
      this.workspace.missingIncludes()
      await nextTurn()
    }
    this.#loading--
    this.listener.changed()
  }

  async #load(uri: string): Promise<void> {
    const key = canonicalUri(uri)
    if (this.#open.has(key) || this.#aside.has(key)) return
    const turn = (this.#loads.get(key) ?? 0) + 1
    this.#loads.set(key, turn)
    const text = await this.host.readFile(uri, this.listener.folders()).catch(() => undefined)
    if (this.#open.has(key) || this.#loads.get(key) !== turn) return
    if (text === undefined) this.workspace.delete(uri)
    else if (this.workspace.textOf(uri)?.text !== text) this.workspace.set(uri, text)
  }

  /** Files that plans speak of, and that no event tells of, may have come or gone with those that one did. */
  async #askAgain(): Promise<void> {
    await Promise.all([
      ...[...this.#exists.keys()].map(uri => this.#askExists(uri)),
      ...[...this.#texts.keys()].map(uri => this.#askText(uri)),
    ])
  }

  async #askExists(uri: string): Promise<void> {
    const exists = await this.host.fileExists(uri).catch(() => false)
    if (this.#exists.get(uri) === exists) return
    this.#exists.set(uri, exists)
    this.#fileChanged(uri)
  }

  async #askText(uri: string): Promise<void> {
    const text = await this.host.readFile(uri, this.listener.folders()).catch(() => undefined)
    if (this.#texts.get(uri) === text) return
    this.#texts.set(uri, text)
    this.#fileChanged(uri)
  }

  #fileChanged(uri: string): void {
    this.workspace.fileChanged(uri)
    this.listener.changed()
  }
}

function nameOf(uri: string): string {
  return canonicalUri(uri.slice(folderOf(uri).length))
}
