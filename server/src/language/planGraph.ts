import type { Id } from '#engine/model/plan'
import { canonicalUri } from './uris.ts'

/** What a document says of others. */
export interface Ties {
  readonly id: Id | undefined
  /** The `project.id`s of the plans whose tasks it refers to. */
  readonly plans: ReadonlySet<Id>
  /** URIs of the files it includes. */
  readonly includes: readonly string[]
}

interface Included {
  readonly uri: string
  readonly by: Set<string>
}

/** Which documents include each other and wait for each other's tasks, by canonical URI. Follows a change in the time of that change. */
export class PlanGraph {
  readonly #ties = new Map<string, Ties>()
  readonly #owners = new Map<Id, Set<string>>()
  readonly #waiting = new Map<Id, Set<string>>()
  readonly #included = new Map<string, Included>()
  #rings = new Map<string, boolean>()

  /** Takes in what a document says now; `undefined` where there is none any more. Tells whether that is new. */
  replace(key: string, ties: Ties | undefined): boolean {
    const before = this.#ties.get(key)
    if (sameTies(before, ties)) return false
    if (before) this.#take(key, before)
    this.#ties.delete(key)
    if (ties) this.#add(key, ties)
    this.#rings = new Map()
    return true
  }

  copy(): PlanGraph {
    const copy = new PlanGraph()
    for (const [key, ties] of this.#ties) copy.#add(key, ties)
    return copy
  }

  /** The document that has this `project.id`; of several the first. */
  ownerOf(id: Id): string | undefined {
    let first: string | undefined
    for (const key of this.#owners.get(id) ?? []) if (first === undefined || key < first) first = key
    return first
  }

  /** The documents that have a `project.id` of one of these, these among them where they have one. */
  namesakesOf(keys: Iterable<string>): ReadonlySet<string> {
    const all = new Set<string>()
    for (const key of keys) for (const other of this.#owners.get(this.#ties.get(key)?.id ?? '') ?? []) all.add(other)
    return all
  }

  /** The documents that include one of these, at any distance, these among them. */
  includersOf(keys: Iterable<string>): ReadonlySet<string> {
    return reach(keys, key => this.#included.get(key)?.by ?? [])
  }

  /** The documents that wait for tasks of one of these, at any distance, these among them. */
  waitersOf(keys: Iterable<string>): ReadonlySet<string> {
    return reach(keys, key => {
      const id = this.#ties.get(key)?.id
      return id === undefined ? [] : (this.#waiting.get(id) ?? [])
    })
  }

  /** The documents that wait for tasks of the plan with this `project.id`, sorted. */
  waitingFor(id: Id): readonly string[] {
    return [...(this.#waiting.get(id) ?? [])].sort()
  }

  /** Does a document wait for tasks that wait for its own? */
  isInRing(key: string): boolean {
    let known = this.#rings.get(key)
    if (known === undefined) {
      known = reach(this.#waitsFor(key), other => this.#waitsFor(other)).has(key)
      this.#rings.set(key, known)
    }
    return known
  }

  /** URIs of the files that are included, each once. */
  *includes(): Generator<string> {
    for (const { uri } of this.#included.values()) yield uri
  }

  #waitsFor(key: string): string[] {
    return [...(this.#ties.get(key)?.plans ?? [])].flatMap(id => this.ownerOf(id) ?? [])
  }

  #add(key: string, ties: Ties): void {
    this.#ties.set(key, ties)
    if (ties.id !== undefined) join(this.#owners, ties.id, key)
    for (const id of ties.plans) join(this.#waiting, id, key)
    for (const uri of ties.includes) {
      const target = canonicalUri(uri)
      const included = this.#included.get(target)
      if (included) included.by.add(key)
      else this.#included.set(target, { uri, by: new Set([key]) })
    }
  }

  #take(key: string, { id, plans, includes }: Ties): void {
    if (id !== undefined) leave(this.#owners, id, key)
    for (const other of plans) leave(this.#waiting, other, key)
    for (const uri of includes) {
      const target = canonicalUri(uri)
      const by = this.#included.get(target)?.by
      by?.delete(key)
      if (by?.size === 0) this.#included.delete(target)
    }
  }
}

function reach(from: Iterable<string>, next: (key: string) => Iterable<string>): ReadonlySet<string> {
  const seen = new Set(from)
  for (const key of seen) for (const other of next(key)) seen.add(other)
  return seen
}

function join(sets: Map<string, Set<string>>, at: string, key: string): void {
  const set = sets.get(at)
  if (set) set.add(key)
  else sets.set(at, new Set([key]))
}

function leave(sets: Map<string, Set<string>>, at: string, key: string): void {
  const set = sets.get(at)
  set?.delete(key)
  if (set?.size === 0) sets.delete(at)
}

function sameTies(a: Ties | undefined, b: Ties | undefined): boolean {
  if (!a || !b) return a === b
  if (a.id !== b.id || a.plans.size !== b.plans.size || a.includes.length !== b.includes.length) return false
  for (const id of a.plans) if (!b.plans.has(id)) return false
  return a.includes.every((uri, at) => uri === b.includes[at])
}
