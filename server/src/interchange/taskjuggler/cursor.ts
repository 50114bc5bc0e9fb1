import type { Token } from './tokens.ts'

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

  /** The next word or text, unless a mark or the end is next. */
  takeValue(): string | undefined {
    return this.token && this.token.kind !== 'mark' ? this.next()!.text : undefined
  }

  takeText(): string | undefined {
    return this.token?.kind === 'text' ? this.next()!.text : undefined
  }

  takeWord(): string | undefined {
    return this.token?.kind === 'word' ? this.next()!.text : undefined
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
      statement()
      if (this.#at === before) this.#at++
    }
  }

  /** Steps over an attribute that is not understood: to the end of its block, or of its line where it has none. */
  skipStatement(): void {
    while (this.token && !this.token.first && !this.isMark('}')) {
      if (!this.isMark('{')) this.#at++
      else {
        this.skipBlock()
        if (!this.isMark(',')) return
      }
    }
    if (this.isMark('{')) this.skipBlock()
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
