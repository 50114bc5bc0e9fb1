import type { Plan } from '#engine/model/plan'
import { type ObjectKind, objectsOf } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import type { SymbolKind } from './documentSymbols.ts'

export interface WorkspaceSymbol {
  readonly name: string
  readonly kind: SymbolKind
  /** The plan it is in. */
  readonly container: string
  readonly uri: string
  readonly span: Span
}

/** More are of no use in a list. */
export const maxWorkspaceSymbols = 300

/** Kinds in the order in which equally good matches are given. */
const kinds: readonly ObjectKind[] = [
  ...(['task', 'risk', 'person', 'sprint', 'calendar', 'decision', 'issue', 'change'] as const),
  ...(['action', 'assumption', 'baseline', 'driver', 'budget-line'] as const),
]

/** An object as it is searched, in small letters. */
interface Entry {
  readonly kind: ObjectKind
  readonly id: string
  readonly name: string
  readonly words: string
  /** Where the name begins in `words`: the id and a space stand before it. */
  readonly nameAt: number
}

interface Found {
  readonly rank: number
  readonly snapshot: Snapshot
  readonly entry: Entry
}

/** Everything with an id in all plans whose id or name has the letters of the query in order; the best matches first. */
export function workspaceSymbols(snapshots: Iterable<Snapshot>, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase()
  const found: Found[] = []
  for (const snapshot of snapshots) {
    for (const entry of entriesOf(snapshot.plan)) {
      const rank = rankOf(entry, wanted)
      if (rank < none) found.push({ rank, snapshot, entry })
    }
  }
  return best(found).map(({ snapshot, entry: { kind, id, name } }) => {
    const { plan, reading, uri } = snapshot
    const task = kind === 'task' ? plan.tasks.get(id) : undefined
    const { path } = kind === 'plan' ? plan.project : objectsOf(plan, kind).get(id)!
    const span = reading.spanOf({ path, on: 'key' })
    return {
      name: name === id ? id : `${id} ${name}`,
      kind: task?.kind ?? kind,
      container: plan.isLibrary || kind === 'plan' ? '' : plan.project.name,
      uri,
      span,
    }
  })
}

const known = new WeakMap<Plan, readonly Entry[]>()

/** Made once per plan. What a library defines is found in the library. */
function entriesOf(plan: Plan): readonly Entry[] {
  const cached = known.get(plan)
  if (cached) return cached
  const { name, id = name } = plan.project
  const entries = kinds.flatMap(kind =>
    [...objectsOf(plan, kind).values()].flatMap(({ id, name, file }) =>
      file === undefined ? [entryOf(kind, id, name)] : [],
    ),
  )
  if (!plan.isLibrary && name !== '') entries.unshift(entryOf('plan', id, name))
  known.set(plan, entries)
  return entries
}

function entryOf(kind: ObjectKind, id: string, name: string): Entry {
  const words = name === id ? id : `${id} ${name}`
  return { kind, id, name, words: words.toLowerCase(), nameAt: id.length + 1 }
}

/** Of many the first ones only are put in order. */
function best(found: readonly Found[]): readonly Found[] {
  const levels: Found[][] = Array.from({ length: none }, () => [])
  for (const one of found) levels[one.rank]!.push(one)
  const chosen: Found[] = []
  for (const level of levels) {
    if (chosen.length >= maxWorkspaceSymbols) break
    chosen.push(...(level.length > maxSorted ? level.slice(0, maxWorkspaceSymbols) : level.sort(byLength)))
  }
  return chosen.slice(0, maxWorkspaceSymbols)
}

/** Among more that match alike, length says nothing: they stay in the order of their plans. */
const maxSorted = 2000

function byLength(a: Found, b: Found): number {
  return (
    a.entry.id.length - b.entry.id.length ||
    (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : a.snapshot.uri < b.snapshot.uri ? -1 : 1)
  )
}

/** Nothing fits. */
const none = 6

/**
 * 0: the id or the name itself; 1: its beginning; 2: the beginning of a word; 3: a part;
 * 4: its letters in order, each at the beginning of a word or right after the one before; 5: its letters in order.
 */
function rankOf({ words, nameAt }: Entry, wanted: string): number {
  if (wanted === '') return 5
  const at = words.indexOf(wanted)
  if (at < 0) return lettersRank(words, wanted)
  if (at === 0 || at === nameAt || words.startsWith(wanted, nameAt)) return isWhole(words, nameAt, wanted) ? 0 : 1
  for (let next = at; next >= 0; next = words.indexOf(wanted, next + 1)) if (beginsWord(words, next)) return 2
  return 3
}

function isWhole(words: string, nameAt: number, wanted: string): boolean {
  const { length } = wanted
  if (words.startsWith(wanted) && (words.length === length || nameAt === length + 1)) return true
  return words.startsWith(wanted, nameAt) && words.length === nameAt + length
}

function lettersRank(words: string, wanted: string): number {
  let at = -1
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === ' ') continue
    at = words.indexOf(wanted[i]!, at + 1)
    if (at < 0) return none
  }
  return followsWords(words, wanted) ? 4 : 5
}

/** The first letters of words, or runs from there, one after the other: `dsy` in `data-sync`. */
function followsWords(words: string, wanted: string): boolean {
  let next = 0
  let running = false
  for (let at = 0; at < words.length && next < wanted.length; at++) {
    const fits: boolean = words[at] === wanted[next] && (running || beginsWord(words, at))
    running = fits
    if (fits) next++
  }
  return next === wanted.length
}

function beginsWord(words: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(words[at - 1]!)
}
