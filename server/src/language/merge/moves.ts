import type { Entry } from './tree.ts'

/** The entries of three texts. */
export interface Sides {
  readonly base: readonly Entry[]
  readonly ours: readonly Entry[]
  readonly theirs: readonly Entry[]
}

export interface Settled extends Sides {
  /** Tasks that one side moved and the other took out. */
  readonly movedOnly: ReadonlySet<string>
  /** Summaries that one side took out and the other moved something into. */
  readonly neededParents: ReadonlySet<string>
  /** Tasks that the two sides moved to different places. */
  readonly disputed: ReadonlySet<string>
}

/**
 * Puts tasks that one side moved to another summary (or between `tasks` and `milestones`) where that side has them, on
 * all three sides: what is left to merge has every task at one place. `undefined` where the moves can't both be made,
 * for one would stand inside itself.
 */
export function settleMoves(sides: Sides): Settled | undefined {
  let { base, ours, theirs } = sides
  const [b, o, t] = [parentsIn(base), parentsIn(ours), parentsIn(theirs)]
  const movedOnly = new Set<string>()
  const disputed = new Set<string>()
  const neededParents = new Set<string>()
  for (const id of new Set([...o.keys(), ...t.keys()])) {
    const [inBase, inOurs, inTheirs] = [b.get(id), o.get(id), t.get(id)]
    const oursMoved = inOurs !== undefined && inOurs !== inBase
    const theirsMoved = inTheirs !== undefined && inTheirs !== inBase
    const to = oursMoved ? inOurs : theirsMoved ? inTheirs : undefined
    if (to === undefined || (inBase === undefined && (inOurs === undefined || inTheirs === undefined))) continue
    if (inOurs === undefined || inTheirs === undefined) movedOnly.add(id)
    if (oursMoved && theirsMoved && inOurs !== inTheirs && inBase !== undefined) disputed.add(id)
    const isGone = b.has(to) && !(o.has(to) && t.has(to))
    if (isGone) {
      neededParents.add(to)
      continue
    }
    const model = oursMoved ? ours : theirs
    const moved = [base, ours, theirs].map(side => move(side, id, to, model))
    if (moved.some(side => side === undefined)) return undefined
    ;[base, ours, theirs] = moved as [readonly Entry[], readonly Entry[], readonly Entry[]]
  }
  return { base, ours, theirs, movedOnly, neededParents, disputed }
}

/** The key path of the map that each task and milestone stands in: `tasks`, or `tasks/build/tasks` by the summary's id alone. */
function parentsIn(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  for (const { id, parent } of tasksOf(entries)) if (!parents.has(id)) parents.set(id, parent)
  return parents
}

interface Found {
  readonly id: string
  /** The id of the summary, or `/tasks`, `/milestones`. */
  readonly parent: string
  /** Keys from the root to it. */
  readonly path: readonly string[]
}

function tasksOf(entries: readonly Entry[]): readonly Found[] {
  const found: Found[] = []
  const visit = (children: readonly Entry[], parent: string, path: readonly string[]): void => {
    for (const entry of children) {
      found.push({ id: entry.key, parent, path: [...path, entry.key] })
      const below = entry.children?.find(({ key }) => key === 'tasks')?.children
      if (below) visit(below, entry.key, [...path, entry.key, 'tasks'])
    }
  }
  for (const section of ['tasks', 'milestones']) {
    visit(entries.find(({ key }) => key === section)?.children ?? [], `/${section}`, [section])
  }
  return found
}

/** The side with a task moved; unchanged where it is not there, or there already. `undefined` where that can't be. */
function move(side: readonly Entry[], id: string, to: string, model: readonly Entry[]): readonly Entry[] | undefined {
  const from = tasksOf(side).find(found => found.id === id)
  if (!from || from.parent === to) return side
  const target = pathTo(side, to)
  if (target && from.path.every((key, i) => key === target[i])) return undefined
  const entry = entryAt(side, from.path)!
  const without = changeMap(side, from.path.slice(0, -1), children => children.filter(child => child.key !== id))
  const prepared = target ? withTasks(without, target, model, to) : withSummary(without, to, model)
  const path = prepared && pathTo(prepared, to)
  if (!prepared || !path) return undefined
  const map = entryAt(prepared, path)!
  const indent = map.children?.[0]?.indent ?? map.indent + 2
  return changeMap(prepared, path, children => [...children, reindent(entry, indent - entry.indent)])
}

/** Keys to the map of children of a summary or section, whether it has that map or not. */
function pathTo(entries: readonly Entry[], parent: string): readonly string[] | undefined {
  if (parent.startsWith('/')) return [parent.slice(1)]
  const found = tasksOf(entries).find(({ id }) => id === parent)
  return found && [...found.path, 'tasks']
}

/** Makes sure that a summary that is there has a map of children. */
function withTasks(
  entries: readonly Entry[],
  path: readonly string[],
  model: readonly Entry[],
  parent: string,
): readonly Entry[] | undefined {
  if (entryAt(entries, path)?.children) return entries
  const there = pathTo(model, parent)
  const like = there && entryAt(model, there)
  if (!like?.children || entryAt(entries, path)) return undefined
  if (path.length === 1) return [...entries, { ...like, children: [] }]
  const owner = entryAt(entries, path.slice(0, -1))
  if (!owner?.children) return undefined
  const indent = owner.children[0]?.indent ?? owner.indent + 2
  return changeMap(entries, path.slice(0, -1), children => [
    ...children,
    { ...reindent({ ...like, children: [] }, indent - like.indent) },
  ])
}

/** A summary that only the model has, with nothing in it but a place for children: its own keys are merged as new. */
function withSummary(entries: readonly Entry[], id: string, model: readonly Entry[]): readonly Entry[] | undefined {
  const there = tasksOf(model).find(found => found.id === id)
  const like = there && entryAt(model, there.path)
  const tasks = like?.children?.find(({ key }) => key === 'tasks')
  if (!there || !like || !tasks) return undefined
  const skeleton: Entry = { ...like, lead: '', tail: '', children: [{ ...tasks, lead: '', tail: '', children: [] }] }
  const target = pathTo(entries, there.parent)
  const ready = target ? withTasks(entries, target, model, there.parent) : withSummary(entries, there.parent, model)
  const path = ready && pathTo(ready, there.parent)
  const map = path && entryAt(ready, path)
  if (!map) return undefined
  const indent = map.children?.[0]?.indent ?? map.indent + 2
  return changeMap(ready, path, children => [...children, reindent(skeleton, indent - skeleton.indent)])
}

function entryAt(entries: readonly Entry[], path: readonly string[]): Entry | undefined {
  const [key, ...rest] = path
  const entry = entries.find(each => each.key === key)
  return rest.length === 0 || !entry ? entry : entryAt(entry.children ?? [], rest)
}

function changeMap(
  entries: readonly Entry[],
  path: readonly string[],
  change: (children: readonly Entry[]) => readonly Entry[],
): readonly Entry[] {
  const [key, ...rest] = path
  return entries.map(entry => {
    if (entry.key !== key) return entry
    const children = entry.children ?? []
    return { ...entry, children: rest.length === 0 ? change(children) : changeMap(children, rest, change) }
  })
}

/** The entry so many columns further to the right. */
export function reindent(entry: Entry, columns: number): Entry {
  if (columns === 0) return entry
  const shift = (text: string) => shiftLines(text, columns)
  const { lead, head, tail, children, indent, value } = entry
  return {
    ...entry,
    lead: shift(lead),
    head: shift(head),
    tail: shift(tail),
    indent: indent + columns,
    children: children?.map(child => reindent(child, columns)),
    value: value && { ...value, source: shiftRest(value.source, columns) },
  }
}

function shiftLines(text: string, columns: number): string {
  if (text === '') return text
  return text
    .split('\n')
    .map(line =>
      line.trim() === ''
        ? line
        : columns < 0
          ? line.replace(new RegExp(`^ {0,${-columns}}`), '')
          : ' '.repeat(columns) + line,
    )
    .join('\n')
}

/** The first line begins behind its key. */
function shiftRest(source: string, columns: number): string {
  const at = source.indexOf('\n')
  return at < 0 ? source : source.slice(0, at + 1) + shiftLines(source.slice(at + 1), columns)
}
