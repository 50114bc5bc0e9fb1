import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'

/** What is done with a snapshot that was checked. */
export type Publish = (snapshot: Snapshot) => void

/** Milliseconds of checking after which waiting messages get their turn. */
const slice = 30

/**
 * Checks what changed, the latest text only.
 *
 * A run begins when the messages that came in together have been taken in, so that a burst of keystrokes is
 * checked once. Which documents need it is seen by identity: a snapshot that is still the same object was
 * published before.
 */
export class Checking {
  readonly #published = new Map<string, Snapshot>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly workspace: Workspace,
    readonly publish: Publish,
    readonly withdraw: (uri: string) => void,
    readonly openFirst: () => readonly string[],
    /** Something of ours threw: the document keeps what was said of it before. */
    readonly report: (uri: string, bug: unknown) => void,
  ) {}

  readonly request = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.run()
    }, 0)
  }

  /** Documents that are open come first. */
  run(): void {
    const present = new Set([...this.openFirst(), ...this.workspace.uris])
    for (const uri of [...this.#published.keys()]) {
      if (present.has(uri)) continue
      this.#published.delete(uri)
      this.withdraw(uri)
    }
    const until = performance.now() + slice
    for (const uri of present) {
      const snapshot = this.workspace.snapshot(uri)!
      if (this.#published.get(uri) === snapshot) continue
      this.#published.set(uri, snapshot)
      try {
        this.publish(snapshot)
      } catch (bug) {
        this.report(uri, bug)
      }
      if (until < performance.now()) {
        this.request()
        return
      }
    }
  }
}
