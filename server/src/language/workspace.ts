import type { Baseline } from '#engine/cost/variance'
import type { Id, Severity } from '#engine/model/plan'
import { awaitedOutside } from './awaitedOutside.ts'
import type { CodeTies } from './code/ties.ts'
import { DocumentSnapshot, type Former, formerOf } from './documentSnapshot.ts'
import { type LineIndex, lineIndex } from './lines.ts'
import { PlanGraph, type Ties } from './planGraph.ts'
import { externalTasks, planReferences } from './portfolio.ts'
import { readPlan } from './read/read.ts'
import type { Reading } from './read/reading.ts'
import type { AwaitedOutside, Snapshot, WorkspaceView } from './snapshot.ts'
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
  /** What source files have to do with plans. */
  readonly ties?: CodeTies
  /**
   * The same documents at another time, under the same settings: what a text here has in common with the one there is
   * taken over from it. Both stay true, each for itself.
   */
  readonly other?: Workspace
  /** Called before a text is read, which takes time. */
  readonly reading?: (uri: string) => void
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
  lines: LineIndex | undefined
}

/**
 * The texts of all plans that are known, and a snapshot of each when it is asked for.
 *
 * The only thing here that changes. A new text drops the snapshots of the document and of all that include it.
 * Those that wait for its tasks stay the same objects as long as these tasks stand where they stood. What a change
 * means for others is found when something is next asked, so that a burst of changes costs one reading.
 */
export class Workspace implements WorkspaceView {
  readonly #documents = new Map<string, Document>()
  readonly #snapshots = new Map<string, DocumentSnapshot>()
  #graph = new PlanGraph()
  /** Documents whose text is new since the graph was last brought up to date. */
  readonly #fresh = new Set<string>()
  /** Documents whose snapshot was made with dates of other plans that may have moved. */
  readonly #unsure = new Set<string>()
  /** URIs of documents that may have to be checked. */
  #changed = new Set<string>()
  /** Documents that asked for a file, by the file. */
  readonly #askers = new Map<string, Set<string>>()
  /** What plans are measured against. */
  readonly #baselines = new Map<string, Baseline>()
  #sorted: readonly string[] | undefined
  #options: WorkspaceOptions

  constructor(options: WorkspaceOptions = {}) {
    this.#options = options
  }

  /** URIs of all documents, sorted: no answer depends on the order they came in. */
  get uris(): readonly string[] {
    this.#sorted ??= [...this.#documents.values()].map(({ uri }) => uri).sort()
    return this.#sorted
  }

  /** What a document of another workspace may take over from the one here. */
  private standIn(key: string): Document | undefined {
    const [document, snapshot] = [this.#documents.get(key), this.#snapshots.get(key)]
    return document && snapshot ? { ...document, former: formerOf(snapshot) } : document
  }

  /** A new text of a document. The version may be any number that the caller wants to see again. */
  set(uri: string, text: string, version = 0): void {
    const key = canonicalUri(uri)
    this.#drop(key)
    const old = this.#documents.get(key)
    if (old?.uri !== uri) this.#sorted = undefined
    if (old && old.uri !== uri) this.#changed.add(old.uri)
    const known = old ?? this.#options.other?.standIn(key)
    const formerLines = known?.lines ?? known?.formerLines
    const previous = known?.reading ?? known?.previous
    const former = known?.former
    const document = { uri, version, text, previous, formerLines, former, reading: undefined, lines: undefined }
    this.#documents.set(key, document)
    this.#fresh.add(key)
    this.#changed.add(uri)
  }

  delete(uri: string): void {
    const key = canonicalUri(uri)
    if (!this.#documents.has(key)) return
    this.#drop(key)
    this.#documents.delete(key)
    this.#fresh.add(key)
    this.#sorted = undefined
  }

  has(uri: string): boolean {
    return this.#documents.has(canonicalUri(uri))
  }

  /** The text of a document as it is now, without reading it. */
  textOf(uri: string): { readonly text: string; readonly lines: LineIndex } | undefined {
    const document = this.#documents.get(canonicalUri(uri))
    return document && { text: document.text, lines: linesOf(document) }
  }

  /** Other settings: everything is checked anew, nothing is read anew. */
  configure(options: WorkspaceOptions): void {
    this.#options = { ...this.#options, ...options }
    if (options.roots) for (const key of this.#documents.keys()) this.#fresh.add(key)
    for (const key of [...this.#snapshots.keys()]) this.#drop(key)
  }

  /** A file came, went or has another text: those that asked for it are checked anew. */
  fileChanged(uri: string): void {
    const key = canonicalUri(uri)
    for (const asker of this.#askers.get(key) ?? []) this.#drop(asker)
    this.#askers.delete(key)
  }

  /** Something that is no text of the workspace has changed for a document: it is checked anew. */
  recheck(uri: string): void {
    this.#drop(canonicalUri(uri))
  }

  /** Measures a plan against another state of it; `undefined`: against none. */
  setBaseline(uri: string, baseline: Baseline | undefined): void {
    const key = canonicalUri(uri)
    if (baseline) this.#baselines.set(key, baseline)
    else this.#baselines.delete(key)
    this.#drop(key)
  }

  baselineOf(uri: string): Baseline | undefined {
    return this.#baselines.get(canonicalUri(uri))
  }

  /** URIs of documents that are new, gone, or may have to be checked anew since this was last asked; sorted. */
  takeChanged(): readonly string[] {
    this.#bringUpToDate()
    const changed = [...this.#changed].sort()
    this.#changed = new Set()
    return changed
  }

  snapshot(uri: string): Snapshot | undefined {
    this.#bringUpToDate()
    const key = canonicalUri(uri)
    const known = this.#snapshots.get(key)
    if (known && (!this.#unsure.delete(key) || known.isStillTrue())) return known
    if (known) this.#drop(key)
    const document = this.#documents.get(key)
    if (!document) return undefined
    const { version, text } = document
    const snapshot = new DocumentSnapshot({
      uri: document.uri,
      version,
      text,
      lines: linesOf(document),
      reading: this.#read(document),
      workspace: this,
      severities: this.#options.severities ?? new Map(),
      former: document.former,
    })
    document.former = undefined
    this.#snapshots.set(key, snapshot)
    return snapshot
  }

  get snapshots(): ReadonlyMap<string, Snapshot> {
    return new Map(this.uris.map(uri => [uri, this.snapshot(uri)!]))
  }

  /** The plan with this `project.id`; of several the first by URI. */
  byProjectId(id: string): Snapshot | undefined {
    this.#bringUpToDate()
    const key = this.#graph.ownerOf(id)
    return key === undefined ? undefined : this.snapshot(key)
  }

  waitingFor(id: string): readonly Snapshot[] {
    this.#bringUpToDate()
    return this.#graph.waitingFor(id).flatMap(key => this.snapshot(key) ?? [])
  }

  awaited(plan: Snapshot, task: Id): readonly AwaitedOutside[] {
    return awaitedOutside(plan, task)
  }

  readonly outside = externalTasks(
    id => this.byProjectId(id),
    other => other.schedule,
  )

  namesakes(uri: string): readonly string[] {
    this.#bringUpToDate()
    const key = canonicalUri(uri)
    const others = [...this.#graph.namesakesOf([key])].filter(other => other !== key)
    return others.map(other => this.#documents.get(other)!.uri).sort()
  }

  get ties(): CodeTies | undefined {
    return this.#options.ties
  }

  resolve(from: string, relative: string): string | undefined {
    return resolveInside(this.#options.roots ?? [], from, relative)
  }

  fileExists(from: string, relative: string): boolean | undefined {
    const uri = this.resolve(from, relative)
    if (uri === undefined) return false
    this.#noteAsker(uri, from)
    return this.has(uri) || this.#options.fileExists?.(uri)
  }

  testResults(from: string, relative: string): TestResults | undefined {
    const uri = this.resolve(from, relative)
    if (uri === undefined) return undefined
    this.#noteAsker(uri, from)
    const text = this.#options.readFile?.(uri)
    return text === undefined ? undefined : testResults(text)
  }

  withTexts(texts: ReadonlyMap<string, string>): Workspace {
    this.#bringUpToDate()
    const trial = new Workspace(this.#options)
    trial.#graph = this.#graph.copy()
    for (const [key, document] of this.#documents) trial.#documents.set(key, { ...document })
    for (const [key, snapshot] of this.#snapshots) trial.#snapshots.set(key, snapshot)
    for (const [key, baseline] of this.#baselines) trial.#baselines.set(key, baseline)
    for (const [uri, text] of texts) trial.set(uri, text, this.#documents.get(canonicalUri(uri))?.version)
    trial.#bringUpToDate()
    // Those that wait for the new texts would ask this workspace whether they still hold.
    for (const key of trial.#unsure) trial.#drop(key)
    return trial
  }

  /** URIs that documents include and that are not here: the host may bring them with {@link set}. */
  missingIncludes(): readonly string[] {
    this.#bringUpToDate()
    return [...this.#graph.includes()].filter(uri => !this.has(uri)).sort()
  }

  #read(document: Document): Reading {
    if (document.reading) return document.reading
    this.#options.reading?.(document.uri)
    document.reading = readPlan(document.text, { file: document.uri, previous: document.previous })
    document.previous = undefined
    return document.reading
  }

  #drop(key: string): void {
    this.#noteChange(key)
    this.#unsure.delete(key)
    const snapshot = this.#snapshots.get(key)
    if (!snapshot) return
    this.#documents.get(key)!.former = snapshot.forNext
    this.#snapshots.delete(key)
  }

  #noteChange(key: string): void {
    const document = this.#documents.get(key)
    if (document) this.#changed.add(document.uri)
  }

  #noteAsker(uri: string, from: string): void {
    const key = canonicalUri(uri)
    const askers = this.#askers.get(key)
    if (askers) askers.add(canonicalUri(from))
    else this.#askers.set(key, new Set([canonicalUri(from)]))
  }

  /** Finds out what the texts that came in mean for the other documents. */
  #bringUpToDate(): void {
    if (this.#fresh.size === 0) return
    const fresh = [...this.#fresh]
    this.#fresh.clear()
    const affected = new Set(this.#affectedBy(fresh))
    const namesakes = this.#graph.namesakesOf(fresh)
    let isNew = false
    for (const key of fresh) if (this.#graph.replace(key, this.#tiesOf(key))) isNew = true
    if (isNew) {
      for (const key of this.#affectedBy(fresh)) affected.add(key)
      for (const key of [...namesakes, ...this.#graph.namesakesOf(fresh)]) this.#drop(key)
    }
    const included = this.#graph.includersOf(fresh)
    for (const key of affected) {
      if (included.has(key) || this.#graph.isInRing(key)) this.#drop(key)
      else if (this.#snapshots.has(key)) {
        this.#unsure.add(key)
        this.#noteChange(key)
      }
    }
  }

  #affectedBy(keys: readonly string[]): ReadonlySet<string> {
    return this.#graph.waitersOf(this.#graph.includersOf(keys))
  }

  #tiesOf(key: string): Ties | undefined {
    const document = this.#documents.get(key)
    if (!document) return undefined
    const { plan } = this.#read(document)
    const includes = plan.include.flatMap(({ target }) => this.resolve(document.uri, target) ?? [])
    return { id: plan.project.id, plans: planReferences(plan), includes }
  }
}

function linesOf(document: Document): LineIndex {
  document.lines ??= lineIndex(document.text, document.formerLines)
  document.formerLines = undefined
  return document.lines
}
