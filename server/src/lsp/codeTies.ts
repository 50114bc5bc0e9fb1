import { factsOf } from '#engine/rules/facts'
import { mentionsIn } from '#language/code/mentions'
import type { MatchedFiles } from '#language/code/sourceFiles'
import type { CodeTies, Mention } from '#language/code/ties'
import { canonicalUri, folderOf, isAtOrIn, isPlanFile } from '#language/uris'
import type { Workspace } from '#language/workspace'
import type { Host } from './host.ts'
import { nextTurn } from './incoming.ts'
import type { LaterPart } from './laterPart.ts'

/** Source files that are looked into; one that is larger is not. */
const mostRead = 2000
const mostCharacters = 512 * 1024

/** Milliseconds without news after which files are looked for. */
const pause = 300

/** Milliseconds for which a list of all files is good enough to choose from. */
const freshFor = 10_000

/** What the search needs of the rest of the server. */
export interface TiesListener {
  readonly folders: () => readonly string[]
  /** Is it wanted at all? */
  readonly isOn: () => boolean
  /** Plans have to be checked anew. */
  readonly changed: () => void
  /** The globs that plans have now. */
  readonly tied: (globs: readonly { readonly folder: string; readonly glob: string }[]) => void
}

/**
 * Which source files the `code` globs of the plans match, and where these files and those that are open name tasks.
 *
 * Nothing is looked for before a plan has such a glob. All is done in slices, after what a person waits for.
 */
export class Ties implements CodeTies {
  /** What each list of globs of a plan matches, by plan and globs. */
  #matches = new Map<string, MatchedFiles>()
  #wanted = '[]'
  #isStale = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> = Promise.resolve()
  /** By file. */
  readonly #mentions = new Map<string, readonly Mention[]>()
  /** All of them in order: a hover asks for them, and files change seldom. */
  #sorted: readonly Mention[] | undefined
  readonly #open = new Set<string>()
  #listed: { readonly any: readonly string[]; readonly code: readonly string[]; readonly at: number } | undefined

  constructor(
    readonly workspace: Workspace,
    readonly host: Host,
    readonly later: LaterPart,
    readonly listener: TiesListener,
  ) {}

  readonly isMatched = (plan: string, globs: readonly string[]): readonly boolean[] | undefined =>
    this.#matches.get(keyOf(plan, globs))?.counts

  readonly filesOf = (plan: string, globs: readonly string[]): readonly string[] =>
    this.#matches.get(keyOf(plan, globs))?.files ?? []

  readonly files = (which: 'any' | 'code'): readonly string[] | undefined => this.#listed?.[which]

  /** When there is a list of the files to choose from. */
  async list(): Promise<void> {
    if (this.#listed && performance.now() - this.#listed.at < freshFor) return
    await this.#files()
  }

  readonly mentions = (): readonly Mention[] => {
    this.#sorted ??= [...this.#mentions.keys()].sort().flatMap(uri => this.#mentions.get(uri)!)
    return this.#sorted
  }

  /** The tasks whose globs match a file. */
  tasksOf(uri: string): readonly { readonly plan: string; readonly task: string }[] {
    const file = canonicalUri(uri)
    return this.workspace.uris.flatMap(plan => {
      const snapshot = this.workspace.snapshot(plan)!
      return factsOf(snapshot.reading.plan).withCode.flatMap(({ id, code }) =>
        this.filesOf(plan, code).some(path => canonicalUri(resolve(plan, path)) === file) ? [{ plan, task: id }] : [],
      )
    })
  }

  /** Is a file that plans name, or that says what git ignores, among these or in one of them that is a folder? */
  reach(uris: readonly string[]): boolean {
    const places = new Set(uris.map(canonicalUri))
    if (uris.some(uri => uri.endsWith('/.gitignore'))) return true
    return [...this.#matches].some(([key, { files }]) =>
      files.some(path => isAtOrIn(places, canonicalUri(resolve(planOfKey(key), path)))),
    )
  }

  /** The mentions in a file as an editor has it open. */
  read(uri: string, text: string): readonly Mention[] {
    const found = text.length > mostCharacters ? [] : mentionsIn(uri, text)
    this.#open.add(uri)
    this.#keep(uri, found)
    return found
  }

  #keep(uri: string, found: readonly Mention[]): void {
    this.#mentions.set(uri, found)
    this.#sorted = undefined
  }

  /** An editor let go of a file: what is on disk holds. */
  close(uri: string): void {
    if (this.#open.delete(uri)) this.look(true)
  }

  /** The plans may have other globs than before, or (`isStale`) the files may be others. */
  look(isStale = false): void {
    this.#isStale ||= isStale
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.settled(), pause)
  }

  /** When all that is to be looked for has been. */
  readonly settled = (): Promise<void> => {
    clearTimeout(this.#timer)
    this.#running = this.#running.then(() => this.#look()).catch(() => {})
    return this.#running
  }

  async #look(): Promise<void> {
    const lists = this.listener.isOn() ? this.#lists() : []
    const wanted = JSON.stringify(lists)
    if (wanted === this.#wanted && !(this.#isStale && lists.length > 0)) return
    this.#wanted = wanted
    this.#isStale = false
    this.listener.tied(lists.flatMap(({ plan, globs }) => globs.map(glob => ({ folder: folderOf(plan), glob }))))
    const before = this.#matches
    const files = lists.length > 0 ? await this.#files() : []
    const part = lists.length > 0 ? await this.later() : undefined
    const matches = new Map<string, MatchedFiles>()
    for (const { plan, globs } of lists) {
      if (part) matches.set(keyOf(plan, globs), part.filesMatching(plan, globs, files))
      await nextTurn()
    }
    this.#matches = matches
    await this.#readMentions(lists)
    for (const plan of new Set([...before.keys(), ...matches.keys()].map(planOfKey))) this.workspace.recheck(plan)
    this.listener.changed()
  }

  #lists(): readonly GlobList[] {
    return this.workspace.uris.flatMap(plan =>
      factsOf(this.workspace.snapshot(plan)!.reading.plan).withCode.map(({ code }) => ({ plan, globs: code })),
    )
  }

  /** All files below the folders that git does not ignore. */
  async #files(): Promise<readonly string[]> {
    const part = await this.later()
    const found = await this.host.findFiles(this.listener.folders())
    const ignores = await Promise.all(
      found
        .filter(uri => uri.endsWith('/.gitignore'))
        .map(async uri => ({ uri, text: (await this.host.readFile(uri, this.listener.folders())) ?? '' })),
    )
    const kept = part ? part.withoutIgnored(found, ignores) : []
    this.#listed = { any: found, code: kept, at: performance.now() }
    return kept
  }

  async #readMentions(lists: readonly GlobList[]): Promise<void> {
    const named = lists.flatMap(({ plan, globs }) => this.filesOf(plan, globs).map(path => resolve(plan, path)))
    const files = new Set(named.filter(uri => !isPlanFile(uri)).slice(0, mostRead))
    for (const uri of [...this.#mentions.keys()])
      if (!files.has(uri) && !this.#open.has(uri) && this.#mentions.delete(uri)) this.#sorted = undefined
    for (const uri of files) {
      if (this.#open.has(uri)) continue
      const text = await this.host.readFile(uri, this.listener.folders()).catch(() => undefined)
      if (this.#open.has(uri)) continue
      const isText = text !== undefined && text.length <= mostCharacters && !text.includes('\0')
      this.#keep(uri, isText ? mentionsIn(uri, text) : [])
      await nextTurn()
    }
  }
}

/** The `code` of a task. */
interface GlobList {
  readonly plan: string
  readonly globs: readonly string[]
}

function keyOf(plan: string, globs: readonly string[]): string {
  return `${plan}\n${globs.join('\n')}`
}

function planOfKey(key: string): string {
  return key.slice(0, key.indexOf('\n'))
}

/** A path relative to a plan as a URI. */
function resolve(plan: string, path: string): string {
  let folder = folderOf(plan)
  let rest = path
  while (rest.startsWith('../')) {
    folder = folderOf(folder.slice(0, -1))
    rest = rest.slice(3)
  }
  return folder + rest.split('/').map(encodeURIComponent).join('/')
}
