import type { PlanChange } from '#engine/rules/rule'
import type { Span, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyEdits, sortEdits } from '../../write/edits.ts'
import { type DocumentEdits, editsOf, type Fix } from '../documentEdits.ts'
import { isSamePath } from './places.ts'
import { isTwin, makesNoTwin, type Trial, tryEdits } from './trial.ts'

/** Answers to several problems, as edits of this document. */
export interface FixedTogether {
  /** How many problems they answer. */
  readonly count: number
  readonly edits: readonly DocumentEdits[]
}

/** To find those among many answers that do not hold: a trial of all, then of halves. The next time has the rest. */
const maxTrials = 12
/** To find those that write what stands there already; after so many each is looked at alone. */
const maxRounds = 3

/** As many of the answers as make no second key or id of a name together, and of which it `holds`. */
export function together(snapshot: Snapshot, answers: readonly Fix[], holds: (trial: Trial) => boolean): FixedTogether {
  const fixes = withoutTwins(snapshot, answers)
  let best: FixedTogether = { count: 0, edits: [] }
  let kept: readonly Fix[] = []
  const parts = [fixes]
  for (let trial = 0; trial < maxTrials && trial < parts.length; trial++) {
    const part = parts[trial]!
    const all = [...kept, ...part]
    const combined = combine(snapshot, all)
    if (combined.edits.length === 0 || holds(tryEdits(snapshot, combined.edits))) {
      kept = all
      best = combined
    } else if (part.length > 1) {
      const middle = part.length >> 1
      parts.push(part.slice(0, middle), part.slice(middle))
    }
  }
  return best
}

/** Without those that write a key or an id which then stands there twice. */
function withoutTwins(snapshot: Snapshot, answers: readonly Fix[]): readonly Fix[] {
  let fixes = answers
  for (let round = 0; round < maxRounds; round++) {
    const [here] = combine(snapshot, fixes).edits
    const places = here ? twinsMade(snapshot, here.edits) : []
    if (places.length === 0) return fixes
    const starts = new Set(places)
    fixes = fixes.filter(fix => !('edits' in fix) || !fix.edits.some(({ span }) => starts.has(span.start)))
  }
  return fixes.filter(fix => makesNoTwin(snapshot, editsOf(snapshot, fix)))
}

/** Where the edits begin that made a twin. */
function twinsMade({ reading }: Snapshot, edits: readonly TextEdit[]): readonly number[] {
  const after = reading.readAgain(applyEdits(reading.text, edits))
  const twins = after.problems.filter(isTwin).flatMap(({ span, related = [] }) => [span, ...related.map(at => at.span)])
  let moved = 0
  return edits.flatMap(({ span, text }) => {
    const start = span.start + moved
    moved += text.length - (span.end - span.start)
    // `after:a` becomes a key where its space comes in, behind it.
    const isMade = twins.some(twin => twin.start <= start && start <= twin.end + 1)
    return isMade ? [span.start] : []
  })
}

function combine(snapshot: Snapshot, fixes: readonly Fix[]): FixedTogether {
  const kept: TextEdit[] = []
  const seen = new Set<string>()
  let count = 0
  for (const { fix, answers } of grouped(fixes)) {
    const here = editsOf(snapshot, fix)
    const edits = here.length === 1 && here[0]!.uri === snapshot.uri ? here[0]!.edits : []
    const key = JSON.stringify(edits)
    if (seen.has(key)) count += answers
    if (edits.length === 0 || seen.has(key) || !edits.every(({ span }) => isFree(kept, span))) continue
    seen.add(key)
    count += answers
    for (const edit of edits) kept.splice(placeOf(kept, edit.span.start), 0, edit)
  }
  return { count, edits: kept.length === 0 ? [] : [{ uri: snapshot.uri, edits: sortEdits(kept) }] }
}

/** What goes from one list or map goes at once: taken out one by one, neighbours would take the same comma. */
function grouped(fixes: readonly Fix[]): Iterable<{ readonly fix: Fix; readonly answers: number }> {
  const groups = new Map<string, { readonly fix: Fix; readonly answers: number }>()
  for (const [index, fix] of fixes.entries()) {
    const removal = removalOf(fix)
    const key = removal ? JSON.stringify(removal.path.slice(0, -1)) : String(index)
    const { fix: before, answers } = groups.get(key) ?? { fix: undefined, answers: 0 }
    const changes = removal && before && 'changes' in before ? withRemoval(before.changes, removal) : undefined
    groups.set(key, { fix: changes ? { title: fix.title, changes } : fix, answers: answers + 1 })
  }
  return groups.values()
}

type Removal = PlanChange & { readonly kind: 'remove' }

function withRemoval(changes: readonly PlanChange[], removal: Removal): readonly PlanChange[] {
  const isThere = changes.some(change => change.kind === 'remove' && isSamePath(change.path, removal.path))
  return isThere ? changes : [...changes, removal]
}

function removalOf(fix: Fix): Removal | undefined {
  const [change, ...more] = 'changes' in fix ? fix.changes : []
  return change?.kind === 'remove' && more.length === 0 ? change : undefined
}

/** Does a span keep apart from all edits, which are in order? Inserts at one place come one after the other. */
function isFree(edits: readonly TextEdit[], span: Span): boolean {
  const at = placeOf(edits, span.start)
  const clashes = (other: TextEdit | undefined) => other !== undefined && overlaps(span, other.span)
  for (let i = at; i < edits.length && edits[i]!.span.start <= span.end; i++) if (clashes(edits[i])) return false
  for (let i = at - 1; i >= 0 && span.start <= edits[i]!.span.end; i--) if (clashes(edits[i])) return false
  return true
}

function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return false
  return (a.start < b.end && b.start < a.end) || a.start === b.start
}

/** Where the first edit that begins after `start` stands. */
function placeOf(edits: readonly TextEdit[], start: number): number {
  let [low, high] = [0, edits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (edits[middle]!.span.start <= start) low = middle + 1
    else high = middle
  }
  return low
}
