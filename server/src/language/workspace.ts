import type { Severity } from '#engine/model/plan'
import { DocumentSnapshot, type Former } from './documentSnapshot.ts'
import { type LineIndex, lineIndex } from './lines.ts'
import { planReferences } from './portfolio.ts'
import { readPlan } from './read/read.ts'
import type { Reading } from './read/reading.ts'
import type { Snapshot, WorkspaceView } from './snapshot.ts'
import { type TestResults, testResults } from './testResults.ts'
import { canonicalUri, resolveInside } from './uris.ts'

export interface WorkspaceOptions {
  /** Folders that includes, evidence files and other plans must lie in; none: anywhere. */
  readonly roots?: readonly string[]
  /** Severities a person has set, by code; they win over the rule's own and the plan's policy. */
  readonly severities?: ReadonlyMap<string, Severity>
  /** `undefined`: not known (yet). */
  readonly fileExists?: (uri: string) => boolean | undefined
  /** The text of a file that is no plan. `undefined`: there is none, or it is not known (yet). */
  readonly readFile?: (uri: string) => string | undefined
}

/** One text as it came in, read when first asked for. */
interface Document {
  readonly uri: string
  readonly version: number
  readonly text: string
  /** An older reading of the same document, from which what an edit did not touch is taken over. */
  previous: Reading | undefined
  /** The lines of an older text of it, for the same reason. */
  formerLines: LineIndex | undefined
  /** What a former snapshot of it had found. */
  former: Former | undefined
  /** Filled when first asked for. */
  reading: Reading | undefined
}

/**
 * The texts of all plans that are known, and a snapshot of each when it is asked for.
 *
 * The only thing here that changes. A new text drops the snapshots of the document and of all that
 * include it or refer to its tasks; the others stay the same objects.
 */
export class Workspace implements WorkspaceView {
  readonly #documents = new Map<string, Document>()
  readonly #snapshots = new Map<string, DocumentSnapshot>()
  #options: WorkspaceOptions
  #byProjectId: ReadonlyMap<string, string> | undefined

  constructor(options: WorkspaceOptions = {}) {
    this.#options = options
  }

  /** URIs of all documents, sorted: no answer depends on the order they came in. */
  get uris(): readonly string[] {
    return [...this.#documents.values()].map(({ uri }) => uri).sort()
  }

  /** A new text of a document. The version may be any number that the caller wants to see again. */
  set(uri: string, text: string, version = 0): void {
    const key = canonicalUri(uri)
    const old = this.#documents.get(key)
    const formerLines = this.#snapshots.get(key)?.lines ?? old?.formerLines
    this.#drop(key)
    const previous = old?.reading ?? old?.previous
    const former = old?.former
    this.#documents.set(key, { uri, version, text, previous, formerLines, former, reading: undefined })
    this.#dropUsersOf(key)
  }

  delete(uri: string): void {
    const key = canonicalUri(uri)
    this.#drop(key)
    this.#documents.delete(key)
    this.#dropUsersOf(key)
  }

  has(uri: string): boolean {
    return this.#documents.has(canonicalUri(uri))
  }

  /** Other settings, or files that came or went: everything is checked anew, nothing is read anew. */
  configure(options: WorkspaceOptions): void {
    this.#options = { ...this.#options, ...options }
    for (const key of [...this.#snapshots.keys()]) this.#drop(key)
  }

  snapshot(uri: string): Snapshot | undefined {
    const key = canonicalUri(uri)
    const known = this.#snapshots.get(key)
    if (known) return known
    const document = this.#documents.get(key)
    if (!document) return undefined
    const { version, text } = document
    const snapshot = new DocumentSnapshot({
      uri: document.uri,
      version,
      text,
      lines: lineIndex(text, document.formerLines),
      reading: this.#read(document),
      workspace: this,
      severities: this.#options.severities ?? new Map(),
      former: document.former,
    })
    document.formerLines = undefined
    document.former = undefined
    this.#snapshots.set(key, snapshot)
    return snapshot
  }

  get snapshots(): ReadonlyMap<string, Snapshot> {
    return new Map(this.uris.map(uri => [uri, this.snapshot(uri)!]))
  }

  /** The plan with this `project.id`; of several the first by URI. */
  byProjectId(id: string): Snapshot | undefined {
    const uri = this.#index().get(id)
    return uri === undefined ? undefined : this.snapshot(uri)
  }

  resolve(from: string, relative: string): string | undefined {
    return resolveInside(this.#options.roots ?? [], from, relative)
  }

  fileExists(from: string, relative: string): boolean | undefined {
    const uri = this.resolve(from, relative)
    if (uri === undefined) return false
    return this.has(uri) || this.#options.fileExists?.(uri)
  }

  testResults(from: string, relative: string): TestResults | undefined {
    const uri = this.resolve(from, relative)
    const text = uri === undefined ? undefined : this.#options.readFile?.(uri)
    return text === undefined ? undefined : testResults(text)
  }

  /** URIs that documents include and that are not here: the host may bring them with {@link set}. */
  missingIncludes(): readonly string[] {
    const missing = new Set<string>()
    for (const document of this.#documents.values()) {
      for (const { target } of this.#read(document).plan.include) {
        const uri = this.resolve(document.uri, target)
        if (uri !== undefined && !this.has(uri)) missing.add(uri)
      }
    }
    return [...missing].sort()
  }

  #read(document: Document): Reading {
    const reading = document.reading ?? readPlan(document.text, { file: document.uri, previous: document.previous })
    document.reading = reading
    document.previous = undefined
    return reading
  }

  #index(): ReadonlyMap<string, string> {
    if (this.#byProjectId) return this.#byProjectId
    const index = new Map<string, string>()
    for (const key of [...this.#documents.keys()].sort()) {
      const id = this.#read(this.#documents.get(key)!).plan.project.id
      if (id !== undefined && !index.has(id)) index.set(id, key)
    }
    this.#byProjectId = index
    return index
  }

  #drop(key: string): void {
    const snapshot = this.#snapshots.get(key)
    if (!snapshot) return
    this.#documents.get(key)!.former = snapshot.forNext
    this.#snapshots.delete(key)
  }

  /** Drops the snapshots that were made with this document: they include it, or wait for its tasks, at any distance. */
  #dropUsersOf(key: string): void {
    if (this.#documents.size < 2) {
      this.#byProjectId = undefined
      return
    }
    const before = this.#byProjectId
    this.#byProjectId = undefined
    const changed = new Set([key])
    const idOf = (k: string) => this.#documents.get(k) && this.#read(this.#documents.get(k)!).plan.project.id
    const ids = new Set<string>()
    const rename = idOf(key)
    if (rename !== undefined) ids.add(rename)
    for (const [id, owner] of before ?? []) if (owner === key) ids.add(id)
    for (let grown = true; grown; ) {
      grown = false
      for (const [other, snapshot] of this.#snapshots) {
        if (changed.has(other) || !uses(snapshot, changed, ids, this)) continue
        changed.add(other)
        const id = idOf(other)
        if (id !== undefined) ids.add(id)
        grown = true
      }
    }
    for (const other of changed) this.#drop(other)
  }
}

function uses(
  snapshot: DocumentSnapshot,
  files: ReadonlySet<string>,
  ids: ReadonlySet<string>,
  view: WorkspaceView,
): boolean {
  for (const id of planReferences(snapshot.reading.plan)) if (ids.has(id)) return true
  return snapshot.reading.plan.include.some(({ target }) => {
    const uri = view.resolve(snapshot.uri, target)
    return uri !== undefined && files.has(canonicalUri(uri))
  })
}
