import type { Id } from '#engine/model/plan'
import { objectAt, objectsOf } from '../../objects.ts'
import type { Problem } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import type { Fix } from '../documentEdits.ts'

/** The answers that a problem came with. One that is a new id is free, and the same wherever the old one stands. */
export function fixesOf(snapshot: Snapshot, problem: Problem): readonly Fix[] {
  const { code, fixes = [], span } = problem
  if (isInAlias(snapshot, problem)) return []
  if (code !== 'plan/bad-id') return fixes
  const to = newIds(snapshot).get(wordAt(snapshot, span))
  if (to === undefined) return fixes
  return [{ title: `Change to "${to}"`, edits: [{ span, text: to }], preferred: true }]
}

/** Is something wrong with a part of what an alias stands for? Written here, the answer would take the place of all of it. */
function isInAlias({ text, reading }: Snapshot, { code, span }: Problem): boolean {
  if (text[span.start] !== '*' || code.startsWith('yaml/')) return false
  const node = reading.nodeAt(reading.pathAt(span.start).path)
  return node !== undefined && node.kind !== 'scalar'
}

const known = new WeakMap<Snapshot['problems'], ReadonlyMap<string, Id>>()

/** For each text that names something and is no id: the id that it can have. */
function newIds(snapshot: Snapshot): ReadonlyMap<string, Id> {
  const before = known.get(snapshot.problems)
  if (before) return before
  const ids = new Map<string, Id>()
  const taken = new Map<string, Set<Id>>()
  for (const { code, fixes, span } of snapshot.problems) {
    const [fix] = code === 'plan/bad-id' ? (fixes ?? []) : []
    const place = fix && objectAt(snapshot.reading.pathAt(span.start).path)
    if (!place || place.rest.length > 0 || !('edits' in fix)) continue
    const used = taken.get(place.kind) ?? new Set(objectsOf(snapshot.plan, place.kind).keys())
    taken.set(place.kind, used)
    const to = freeId(fix.edits[0]!.text, used)
    used.add(to)
    ids.set(wordAt(snapshot, span), to)
  }
  known.set(snapshot.problems, ids)
  return ids
}

function wordAt({ text }: Snapshot, { start, end }: Problem['span']): string {
  return text.slice(start, end).replaceAll(/^["']|["']$/g, '')
}

/** `build`, or where that is taken `build-2`; of `y-1` the next is `y-2`. */
function freeId(id: Id, taken: ReadonlySet<Id>): Id {
  const [, base = id, from] = /^(.*)-(\d{1,3})$/.exec(id) ?? []
  let free = id
  for (let n = Number(from ?? 1) + 1; taken.has(free); n++) free = `${base}-${n}`
  return free
}
