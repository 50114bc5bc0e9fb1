import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import { nextTurn } from './incoming.ts'

/** Milliseconds of work after which waiting messages get their turn, between documents and the stages of one. */
const stretch = 5
/** The same where nobody types: all plans are read for an answer. */
const slice = 30

/** What is done with the documents of a run. */
export interface Checker {
  /** With a snapshot that was checked. */
  readonly publish: (snapshot: Snapshot) => void
  /** With a document that is no more. */
  readonly withdraw: (uri: string) => void
  /** Their documents come first. */
  readonly openUris: () => readonly string[]
  /** Are others on their way, so that these alone are worth checking? */
  readonly onlyOpen: () => boolean
  /** Before a document is worked on. */
  readonly begin: (uri: string) => void
  /** After a run, when everything has been checked. */
  readonly done: () => void
  /** Something of ours threw: the document keeps what was said of it before. */
  readonly report: (uri: string, bug: unknown) => void
}

/**
 * Checks what changed, the latest text only.
 *
 * A run begins when the messages that came in together have been taken in, so that a burst of keystrokes is
 * checked once, and gives way to those that come meanwhile: between documents, and between the stages of a long one,
 * so that a completion waits for no whole schedule. Which documents need it the workspace says; a snapshot that is
 * still the same object was published before.
 */
export class Checking {
  readonly #published = new Map<string, Snapshot>()
  readonly #waiting = new Set<string>()
  #isRunning = false
  /** When messages last had their turn. */
  #since = 0

  constructor(
    readonly workspace: Workspace,
    /** Resolves when no message waits. */
    readonly settled: () => Promise<void>,
    readonly checker: Checker,
  ) {}

  readonly request = (): void => {
    if (!this.#isRunning) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    do {
      await this.#giveWay()
      await this.#slice()
    } while (this.#next().size > 0)
    this.#isRunning = false
    this.checker.done()
  }

  /** Documents that are open come first. */
  async #slice(): Promise<void> {
    for (const uri of this.#next()) {
      this.#waiting.delete(uri)
      await this.#check(uri)
      if (this.#isLong()) return
    }
  }

  async #giveWay(): Promise<void> {
    await this.settled()
    this.#since = performance.now()
  }

  #isLong(): boolean {
    return stretch < performance.now() - this.#since
  }

  /** What is to be checked now, in order. */
  #next(): ReadonlySet<string> {
    for (const uri of this.workspace.takeChanged()) this.#waiting.add(uri)
    const open = this.checker.openUris().filter(uri => this.#waiting.has(uri))
    return new Set(this.checker.onlyOpen() ? open : [...open, ...this.#waiting])
  }

  async #check(uri: string): Promise<void> {
    try {
      this.checker.begin(uri)
      const snapshot = this.workspace.snapshot(uri)
      if (snapshot?.uri === uri) {
        if (this.#published.get(uri) === snapshot || !(await this.#prepare(snapshot))) return
        this.#published.set(uri, snapshot)
        this.checker.publish(snapshot)
      } else if (this.#published.delete(uri)) {
        this.checker.withdraw(uri)
      }
    } catch (bug) {
      this.checker.report(uri, bug)
    }
  }

  /** Makes what is published, stage by stage; `false` where the document changed meanwhile: it is checked again. */
  async #prepare(snapshot: Snapshot): Promise<boolean> {
    for (const stage of ['plan', 'schedule', 'problems'] as const) {
      void snapshot[stage]
      if (!this.#isLong()) continue
      await this.#giveWay()
      this.checker.begin(snapshot.uri)
      if (this.workspace.snapshot(snapshot.uri) !== snapshot) return false
    }
    return true
  }
}

/** Makes what all documents' answers stand on, giving way to messages, until it is no longer asked for. */
export async function readAll(workspace: Workspace, read: (snapshot: Snapshot) => unknown, goesOn: () => boolean) {
  let until = performance.now() + slice
  for (const uri of workspace.uris) {
    const snapshot = workspace.snapshot(uri)
    if (snapshot) read(snapshot)
    if (performance.now() < until) continue
    await nextTurn()
    if (!goesOn()) return
    until = performance.now() + slice
  }
}
