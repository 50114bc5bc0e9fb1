import { readPlan } from '../read/read.ts'
import { indentStep, lineEndOf } from '../write/layout.ts'
import { reindent, type Settled, settleMoves } from './moves.ts'
import { mergeOrder } from './order.ts'
import { bodyOf, commentsIn, type Entry, meaningOf, type Tree, textOf, treeOf } from './tree.ts'
import { disagreement, mergeValue } from './values.ts'

/** Where people disagree: both have changed the same thing, and not to the same. */
export interface MergeConflict {
  /** The keys from the root. */
  readonly path: readonly string[]
  readonly reason: 'both-changed' | 'both-added' | 'removed-by-ours' | 'removed-by-theirs' | 'both-moved'
}

export interface MergedText {
  /** In ours' line ends. A disagreement stands between conflict markers, each on a line. */
  readonly text: string
  readonly conflicts: readonly MergeConflict[]
}

export interface MergeOptions {
  /** How long a conflict marker is. */
  readonly markerSize?: number
  /** The words behind the markers. */
  readonly labels?: { readonly ours: string; readonly theirs: string }
}

/**
 * The three-way merge of plans, object by object and key by key, in the text of ours: what only theirs changed is taken
 * over with its comments and lines. Order and form count for nothing where anything else does.
 *
 * `undefined` where a text can't be taken apart (it is no plan, or has errors of YAML): then lines must be merged.
 */
export function mergePlans(
  base: string,
  ours: string,
  theirs: string,
  options: MergeOptions = {},
): MergedText | undefined {
  const trees = [base, ours, theirs].map(readTree)
  const [b, o, t] = trees
  if (!b || !o || !t) return undefined
  const sides = { base: b.entries, ours: o.entries, theirs: t.entries }
  const settled = settleMoves(sides) ?? {
    ...sides,
    movedOnly: nothing,
    neededParents: nothing,
    disputed: new Set(['tasks']),
  }
  const merge = new Merge(settled, indentStep(ours), options)
  const entries = merge.entries(settled.base, settled.ours, settled.theirs, [])
  const text = entries.map(textOf).join('') + mergeLines(b.tail, o.tail, t.tail)
  const lineEnd = lineEndOf(ours === '' ? theirs : ours)
  return { text: lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd), conflicts: merge.conflicts }
}

const nothing: ReadonlySet<string> = new Set()

function readTree(text: string): Tree | undefined {
  const unix = text.replaceAll(/\r\n?/g, '\n')
  const reading = readPlan(unix, { file: '' })
  const isBroken = reading.problems.some(({ code, severity }) => severity === 'error' && code.startsWith('yaml/'))
  // An anchor means something else elsewhere: a text that has one is merged line by line.
  return isBroken || unix.startsWith('\uFEFF') || /^[^#\n]*[:-] [&*]\w/m.test(unix)
    ? undefined
    : treeOf(unix, reading.root)
}

class Merge {
  readonly conflicts: MergeConflict[] = []
  readonly #settled: Settled
  /** Tasks that no side may be taken whole for. */
  readonly #marked: ReadonlySet<string>
  /** How far in ours has what stands below a key. */
  readonly #step: number
  readonly #size: number
  readonly #labels: { readonly ours: string; readonly theirs: string }

  constructor(
    settled: Settled,
    step: number,
    { markerSize = 7, labels = { ours: 'ours', theirs: 'theirs' } }: MergeOptions,
  ) {
    this.#settled = settled
    this.#step = step
    this.#marked = new Set([...settled.disputed, ...settled.movedOnly, ...settled.neededParents])
    this.#size = markerSize
    this.#labels = labels
  }

  /** The entries of one map, in ours' indentation. */
  entries(
    base: readonly Entry[],
    ours: readonly Entry[],
    theirs: readonly Entry[],
    path: readonly string[],
  ): readonly Entry[] {
    const indent = (ours[0] ?? theirs[0])?.indent ?? 0
    const keyed = [base, ours, theirs].map(
      side => new Map(side.map(entry => [entry.key, reindent(entry, indent - entry.indent)])),
    )
    const [b, o, t] = keyed as [Map<string, Entry>, Map<string, Entry>, Map<string, Entry>]
    const all = new Set([...o.keys(), ...t.keys()])
    const order = mergeOrder([...b.keys()], [...o.keys()], [...t.keys()], key => all.has(key))
    return order.flatMap(key => this.#entry(b.get(key), o.get(key), t.get(key), [...path, key]))
  }

  #entry(b: Entry | undefined, o: Entry | undefined, t: Entry | undefined, path: readonly string[]): readonly Entry[] {
    const key = path[path.length - 1]!
    const isTask = path[0] === 'milestones' ? path.length === 2 : path[0] === 'tasks' && path.length % 2 === 0
    if (isTask && this.#settled.disputed.has(key) && o && t) return this.#conflict(o, t, path, 'both-moved')
    if (path.length === 1 && this.#settled.disputed.has(key) && o && t) return this.#conflict(o, t, path, 'both-moved')
    const isMarked = [b, o, t].some(entry => entry && holds(entry, this.#marked))
    if (o && t && isMarked) return this.#both(b, o, t, path)
    if (o && t) {
      const [inBase, inOurs, inTheirs] = [b && textOf(b), textOf(o), textOf(t)]
      if (inOurs === inTheirs || inTheirs === inBase) return [o]
      return inOurs === inBase ? [t] : this.#both(b, o, t, path)
    }
    const kept = o ?? t
    if (!kept) return []
    if (!b) return [kept]
    const { movedOnly, neededParents } = this.#settled
    const isNeeded = holds(kept, neededParents) || (isTask && movedOnly.has(key))
    if (!isNeeded && hasOnlyLess(kept, b)) return orphans(kept, commentsOf(kept, []), commentsOf(b, []))
    return this.#halfList(b, o, t, key) ?? this.#conflict(o, t, path, o ? 'removed-by-theirs' : 'removed-by-ours')
  }

  /** A list that one side took out, while the other changed what is in it: what is new there stays. */
  #halfList(b: Entry, o: Entry | undefined, t: Entry | undefined, key: string): readonly Entry[] | undefined {
    const kept = (o ?? t)!
    if (kept.children || b.children || !kept.value) return undefined
    const value = mergeValue(b.value, o?.value, t?.value, key)
    if (value === disagreement) return undefined
    if (!value) return orphans(kept, commentsOf(kept, []), commentsOf(b, []))
    const head = writeValue(kept, value.source)
    return head === undefined ? undefined : [{ ...kept, head, value }]
  }

  #both(b: Entry | undefined, o: Entry, t: Entry, path: readonly string[]): readonly Entry[] {
    const sides = [b, o, t].map(entry => entry && opened(entry, this.#step))
    const isMap = (b === undefined || sides[0]?.children) && sides[1]?.children && sides[2]?.children
    const merged =
      isMap && (o.children ?? t.children)
        ? this.#maps(sides[0], sides[1]!, sides[2]!, path)
        : this.#values(b, o, t, path)
    if (!merged) return this.#conflict(o, t, path, b ? 'both-changed' : 'both-added')
    return withComments(merged, wantedComments(b, o, t), o.indent)
  }

  #maps(b: Entry | undefined, o: Entry, t: Entry, path: readonly string[]): readonly Entry[] {
    const children = this.entries(b?.children ?? [], o.children ?? [], t.children ?? [], path)
    const lead = mergeLines(b?.lead ?? '', o.lead, t.lead)
    const tail = mergeLines(b?.tail ?? '', o.tail, t.tail)
    if (!children.some(({ key }) => key !== '')) return orphanLines(lead + children.map(textOf).join('') + tail)
    const head = b && o.head === b.head ? t.head : o.head
    return [{ ...o, lead, head, children, tail }]
  }

  #values(b: Entry | undefined, o: Entry, t: Entry, path: readonly string[]): readonly Entry[] | undefined {
    const [inBase, inOurs, inTheirs] = [b && entryMeaning(b), entryMeaning(o), entryMeaning(t)]
    const lead = mergeLines(b?.lead ?? '', o.lead, t.lead)
    if (inOurs === inTheirs || inTheirs === inBase) return [{ ...o, lead }]
    if (inOurs === inBase) return [{ ...t, lead }]
    if (o.children || t.children || b?.children) return undefined
    const value = mergeValue(b?.value, o.value, t.value, path[path.length - 1]!)
    if (value === disagreement) return undefined
    if (!value) return orphanLines(lead)
    const written = o.value && writeValue(o, value.source)
    return written === undefined ? undefined : [{ ...o, lead, head: written, value }]
  }

  #conflict(
    o: Entry | undefined,
    t: Entry | undefined,
    path: readonly string[],
    reason: MergeConflict['reason'],
  ): readonly Entry[] {
    this.conflicts.push({ path, reason })
    const lead = o && t && o.lead === t.lead ? o.lead : ''
    const side = (entry: Entry | undefined) => (entry ? (lead === '' ? textOf(entry) : bodyOf(entry)) : '')
    const marker = (char: string, words = '') => `${char.repeat(this.#size)}${words === '' ? '' : ` ${words}`}\n`
    const { ours, theirs } = this.#labels
    const head = `${lead}${marker('<', ours)}${side(o)}${marker('=')}${side(t)}${marker('>', theirs)}`
    return [{ ...(o ?? t)!, lead: '', head, children: undefined, tail: '' }]
  }
}

/** Is one of these keys its own, or of anything below it? */
function holds({ key, children }: Entry, keys: ReadonlySet<string>): boolean {
  return 0 < keys.size && (keys.has(key) || (children ?? []).some(child => holds(child, keys)))
}

/** What an entry says, whatever its form; of a block map, of what is in it now. */
function entryMeaning({ children, value }: Entry): string {
  if (!children)
    return value?.kind === 'map'
      ? mapMeaning(value.entries.map(each => [each.key, meaningOf(each.value)]))
      : meaningOf(value)
  return mapMeaning(children.map(child => [child.key, entryMeaning(child)]))
}

/** Nothing in it says anything else than before; tasks inside may be gone. */
function hasOnlyLess(now: Entry, before: Entry): boolean {
  if (entryMeaning(now) === entryMeaning(before)) return true
  if (!now.children || !before.children) return false
  const old = new Map(before.children.map(child => [child.key, child]))
  const isSame = now.children.every(child => old.has(child.key) && hasOnlyLess(child, old.get(child.key)!))
  const kept = new Set(now.children.map(({ key }) => key))
  return isSame && before.children.every(({ key }) => kept.has(key) || key === 'tasks' || before.key === 'tasks')
}

function mapMeaning(entries: readonly (readonly [string, string])[]): string {
  return `{${entries
    .map(([key, meaning]) => `${JSON.stringify(key)}:${meaning}`)
    .sort()
    .join()}}`
}

/** A flow map as the block that says the same, so that it merges key by key with one. */
function opened(entry: Entry, step: number): Entry {
  const { children, value, indent, head, tail } = entry
  if (children || value?.kind !== 'map' || !value.flow) return entry
  const at = head.indexOf(value.source, head.indexOf(':') + 1)
  if (at < 0) return entry
  const column = indent + step
  const made = value.entries.map(({ key, value: each }): Entry => {
    const source = each ? ` ${each.source}` : ''
    return {
      key,
      lead: '',
      head: `${' '.repeat(column)}${key}:${source}\n`,
      children: undefined,
      tail: '',
      indent: column,
      value: each,
    }
  })
  const rest = head.slice(at + value.source.length)
  return {
    ...entry,
    head: `${head.slice(0, at).trimEnd()}${rest.trim() === '' ? '\n' : ` ${rest.trimStart()}`}`,
    children: made,
    tail,
  }
}

/** The entry's lines with another value in the place of the one that is there. */
function writeValue({ head, value }: Entry, source: string): string | undefined {
  const at = head.indexOf(value!.source, head.indexOf(':') + 1)
  if (at < 0) return undefined
  return head.slice(0, at) + source + head.slice(at + value!.source.length)
}

/** Lines of comments: those of the side that changed them; of both, ours and then what is new in theirs. */
function mergeLines(base: string, ours: string, theirs: string): string {
  if (ours === theirs || theirs === base) return ours
  if (ours === base) return theirs
  const known = new Set([...base.split('\n'), ...ours.split('\n')].map(line => line.trim()))
  return (
    ours +
    theirs
      .split('\n')
      .filter(line => line.trim() !== '' && !known.has(line.trim()))
      .map(line => `${line}\n`)
      .join('')
  )
}

/** An entry that was taken out may have had comments that the other side wrote since: they stay where it was. */
function orphans(kept: Entry, now: readonly string[], before: readonly string[]): readonly Entry[] {
  const lost = without(now, before)
  return orphanLines(lost.map(comment => `${' '.repeat(kept.indent)}${comment}\n`).join(''))
}

function orphanLines(text: string): readonly Entry[] {
  const lead = text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => `${line}\n`)
    .join('')
  return lead === '' ? [] : [{ key: '', lead, head: '', children: undefined, tail: '', indent: 0, value: undefined }]
}

function commentsOf(entry: Entry | undefined, otherwise: readonly string[]): readonly string[] {
  return entry ? commentsIn(textOf(entry)) : otherwise
}

/** What is in the first list more often than in the second. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other]
  return list.filter(each => {
    const at = left.indexOf(each)
    if (0 <= at) left.splice(at, 1)
    return at < 0
  })
}

/** The comments that a merge must have: all of both sides, but those that one of them took out. */
function wantedComments(b: Entry | undefined, o: Entry, t: Entry): readonly string[] {
  const [inBase, inOurs, inTheirs] = [commentsOf(b, []), commentsOf(o, []), commentsOf(t, [])]
  const count = (list: readonly string[], comment: string) => list.filter(each => each === comment).length
  return [...new Set([...inOurs, ...inTheirs])].flatMap(comment => {
    const [base, ours, theirs] = [count(inBase, comment), count(inOurs, comment), count(inTheirs, comment)]
    const wanted = ours === theirs ? ours : Math.max(0, ours + theirs - base)
    return Array<string>(wanted).fill(comment)
  })
}

/** Comments that a merged value has no place for stand above it. */
function withComments(merged: readonly Entry[], wanted: readonly string[], indent: number): readonly Entry[] {
  const lost = without(
    wanted,
    merged.flatMap(entry => commentsIn(textOf(entry))),
  )
  if (lost.length === 0) return merged
  const lines = lost.map(comment => `${' '.repeat(indent)}${comment}\n`).join('')
  const [first, ...rest] = merged
  return first ? [{ ...first, lead: first.lead + lines }, ...rest] : orphanLines(lines)
}
