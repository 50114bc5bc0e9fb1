/** What an import could not carry over: each kind once, with how often and where first. */
export class Notes {
  readonly #found = new Map<string, { count: number; line: number | undefined }>()

  /** `line` is zero-based. */
  add(what: string, line?: number): void {
    const known = this.#found.get(what)
    if (known) known.count++
    else this.#found.set(what, { count: 1, line })
  }

  addAll(others: Notes): void {
    for (const [what, { count, line }] of others.#found) {
      const known = this.#found.get(what)
      this.#found.set(what, { count: count + (known?.count ?? 0), line: known?.line ?? line })
    }
  }

  /** One sentence each, in the order they were met. */
  get lines(): readonly string[] {
    return [...this.#found].map(([what, { count, line }]) => {
      const where =
        line === undefined ? '' : count === 1 ? ` (line ${line + 1})` : ` (${count} times, first in line ${line + 1})`
      return `${what}${where}`
    })
  }
}
