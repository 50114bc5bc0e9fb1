/** What is known of a message that was sent to the server. */
interface Sent {
  readonly uri: string
  /** Of a text, its version. */
  readonly version?: number
}

/**
 * Which file a server was working on when it ended or hung, from what was sent to it and what it said; and the files
 * that ended it twice with the same text, which are set aside until they change.
 */
export class Suspects {
  /** Requests without an answer and texts that have not been checked, oldest first. */
  readonly #unanswered = new Set<Sent>()
  readonly #texts = new Map<string, Sent>()
  readonly #strikes = new Map<string, number>()
  /** The file that the server last said it begins with. */
  #working: string | undefined
  /** Has it said since that this has been checked? */
  #isDone = true

  /** URIs of the files that are set aside. */
  get setAside(): readonly string[] {
    return [...this.#strikes].flatMap(([uri, strikes]) => (1 < strikes ? [uri] : []))
  }

  /** Has a server ended on a file that has not changed since? Then the next one gets more time. */
  get hasSuspect(): boolean {
    return this.#strikes.size > 0
  }

  /** A request about a file was sent; the answer to be called when it is answered in any way. */
  asked(uri: string): () => void {
    const sent = { uri }
    this.#unanswered.add(sent)
    return () => {
      this.#unanswered.delete(sent)
    }
  }

  /** The text of a file was sent. One that is set aside gets no answer. */
  sent(uri: string, version: number): void {
    this.closed(uri)
    if (1 < (this.#strikes.get(uri) ?? 0)) return
    const sent = { uri, version }
    this.#texts.set(uri, sent)
    this.#unanswered.add(sent)
  }

  /** An editor let go of a file. */
  closed(uri: string): void {
    const before = this.#texts.get(uri)
    if (before) this.#unanswered.delete(before)
    this.#texts.delete(uri)
  }

  /** A file has another text than before, in an editor or on disk. */
  changed(uri: string): void {
    this.#strikes.delete(uri)
  }

  /** A file or a folder is gone. */
  gone(uri: string): void {
    for (const each of [...this.#strikes.keys()])
      if (each === uri || each.startsWith(`${uri}/`)) this.#strikes.delete(each)
  }

  /** The server said that it begins with a file. */
  working(uri: string): void {
    this.#working = uri
    this.#isDone = false
  }

  /** The server said that it has checked this version of a file. */
  checked(uri: string, version: number): void {
    if (this.#working === uri) this.#isDone = true
    const sent = this.#texts.get(uri)
    if (sent && (sent.version ?? 0) <= version) this.#unanswered.delete(sent)
  }

  /** The server ended or was ended: the file it was working on, if any, has one strike more. Names the file. */
  ended(): string | undefined {
    const waiting = [...this.#unanswered]
    const isBusy = !this.#isDone || waiting.some(({ uri }) => uri === this.#working)
    const uri = isBusy ? this.#working : waiting[0]?.uri
    if (uri !== undefined) this.#strikes.set(uri, (this.#strikes.get(uri) ?? 0) + 1)
    this.#unanswered.clear()
    this.#texts.clear()
    this.#working = undefined
    this.#isDone = true
    return uri
  }

  /** A person wants everything tried again. */
  forgive(): void {
    this.#strikes.clear()
  }
}
