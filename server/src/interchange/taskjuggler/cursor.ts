import type { Token } from './token.ts'

/** Reads tokens one after the other. Past the end every question is answered with nothing. */
export class Cursor {
  readonly tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  get token(): Token | undefined {
    return this.tokens[this.#at]
  }

  get isAtEnd(): boolean {
    return this.tokens.length <= this.#at
  }

  get line(): number {
    return (this.token ?? this.tokens.at(-1))?.line ?? 0
  }

  next(): Token | undefined {
    return this.tokens[this.#at++]
  }

  isMark(text: string): boolean {
    return this.token?.kind === 'mark' && this.token.text === text
  }

  /** Steps over the mark if it is next. */
  takeMark(text: string): boolean {
    if (!this.isMark(text)) return false
    this.#at++
    return true
  }

  takeText(): string | undefined {
    return this.#take('text')
  }

  takeWord(): string | undefined {
    return this.#take('word')
  }

  /** What is missing is stepped over too: the value after it is another's. */
  #take(kind: Token['kind']): string | undefined {
    if (this.token?.kind === 'missing') this.#at++
    else if (this.token?.kind === kind) return this.next()!.text
    return undefined
  }

  /** `a, b, c`: each read by `item`, until no comma follows. */
  list<T>(item: () => T | undefined): T[] {
    const items: T[] = []
    do {
      const value = item()
      if (value !== undefined) items.push(value)
    } while (this.takeMark(','))
    return items
  }

  /** Calls `statement` for each statement of `{ … }`, if a block is next; it must take at least one token. */
  block(statement: () => void): void {
    if (!this.takeMark('{')) return
    while (!this.isAtEnd && !this.takeMark('}')) {
      const before = this.#at
      if (this.token?.kind !== 'missing') statement()
      if (this.#at === before) this.#at++
    }
  }

  /**
   * Steps over an attribute that is not understood: to the end of its block, or of its line where it has none, or to
   * one of the `known` words, which begins the next.
   */
  skipStatement(known: ReadonlySet<string>): void {
    while (this.token && !this.token.first && !this.isMark('}')) {
      if (this.#isNext(known)) return
      if (!this.isMark('{')) this.#at++
      else {
        this.skipBlock()
        if (!this.isMark(',')) return
      }
    }
    if (this.isMark('{')) this.skipBlock()
  }

  /** Words after a comma go on with a list; those before a colon are a scenario's. */
  #isNext(known: ReadonlySet<string>): boolean {
    const [before, { kind, text }, after] = [this.tokens[this.#at - 1], this.token!, this.tokens[this.#at + 1]]
    if (kind !== 'word' || (before?.kind === 'mark' && before.text === ',')) return false
    return known.has(text) || (after?.kind === 'mark' && after.text === ':')
  }

  skipBlock(): void {
    let depth = 0
    do {
      if (this.isMark('{')) depth++
      else if (this.isMark('}')) depth--
      this.#at++
    } while (0 < depth && !this.isAtEnd)
  }
}
