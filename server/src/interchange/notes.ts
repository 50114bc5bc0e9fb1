/** Where a note is about: a line, zero-based, or what has an id. */
type Place = number | string

/** What an import could not carry over as it is: each kind once, with how often and where first. */
export class Notes {
  readonly #found = new Map<string, { count: number; place: Place | undefined }>()

  add(what: string, place?: Place): void {
    const known = this.#found.get(what)
    if (known) known.count++
    else this.#found.set(what, { count: 1, place })
  }

  addAll(others: Notes): void {
    for (const [what, { count, place }] of others.#found) {
      const known = this.#found.get(what)
      this.#found.set(what, { count: count + (known?.count ?? 0), place: known?.place ?? place })
    }
  }

  /** One sentence each, in the order they were met. */
  get lines(): readonly string[] {
    return [...this.#found].map(([what, { count, place }]) => {
      if (count === 1) return place === undefined ? what : `${what} (${placeText(place)})`
      const first = place === undefined ? '' : `, first ${typeof place === 'number' ? 'in ' : ''}${placeText(place)}`
      return `${what} (${count} times${first})`
    })
  }
}

function placeText(place: Place): string {
  return typeof place === 'number' ? `line ${place + 1}` : `at \`${place}\``
}
