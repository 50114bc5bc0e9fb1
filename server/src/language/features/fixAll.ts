import type { PlanChange } from '#engine/rules/rule'
import type { Problem, Span, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { sortEdits } from '../write/edits.ts'
import { type DocumentEdits, editsOf, type Fix } from './documentEdits.ts'
import { fixesOf } from './fixes/ownFixes.ts'
import { isSamePath } from './fixes/places.ts'
import { makesNoError, makesNoTwin, tryEdits } from './fixes/trial.ts'
import { verified } from './fixes/verifiedFixes.ts'

/** Answers to several problems, as edits of this document. */
export interface FixedTogether {
  /** How many problems they answer. */
  readonly count: number
  readonly edits: readonly DocumentEdits[]
}

/** More answers of one kind are not worked out while the cursor moves; {@link fixAll} has them. */
const maxOfKind = 200
/** More are not given at once: the next time has the rest. */
const maxAtOnce = 2000
/** To find those among many answers that make an error: a trial of all, then of halves. */
const maxTrials = 24

/** The clear answers to the problems of a code, where there are two or more and not too many. */
export function allOfKind(snapshot: Snapshot, code: string): FixedTogether {
  const answers = clearAnswers(snapshot, ({ code: its }) => its === code)
  return answers.length < 2 || maxOfKind < answers.length ? { count: 0, edits: [] } : harmless(snapshot, answers)
}

/**
 * The answers to all problems that have one clear answer, in this document. What was found while reading
 * goes first: a misspelt key is also one that a rule misses. What would overlap waits for the next time, and
 * what would make another error is left to the author.
 */
export function fixAll(snapshot: Snapshot): readonly DocumentEdits[] {
  const answers = clearAnswers(snapshot, () => true)
  const read = answers.filter(fix => 'edits' in fix)
  return harmless(snapshot, (read.length > 0 ? read : answers).slice(0, maxAtOnce)).edits
}

function clearAnswers(snapshot: Snapshot, isAsked: (problem: Problem) => boolean): readonly Fix[] {
  return snapshot.problems.filter(isAsked).flatMap(problem => clearFix(snapshot, problem) ?? [])
}

/** The preferred answer, or the only one; none to a problem of the schedule, where each answer changes what the next is. */
function clearFix(snapshot: Snapshot, problem: Problem): Fix | undefined {
  if (verified.has(problem.code)) return undefined
  const fixes = fixesOf(snapshot, problem)
  return (
    fixes.find(({ preferred }) => preferred) ??
    (fixes.length === 1 && fixes[0]!.preferred !== false ? fixes[0] : undefined)
  )
}

/** As many of the answers as make no error together. */
function harmless(snapshot: Snapshot, answers: readonly Fix[]): FixedTogether {
  let best: FixedTogether = { count: 0, edits: [] }
  let kept: readonly Fix[] = []
  let left = maxTrials
  const add = (more: readonly Fix[]): void => {
    if (more.length === 0 || left-- <= 0) return
    const all = [...kept, ...more]
    const together = combine(snapshot, all)
    if (isHarmless(snapshot, all, together.edits)) {
      kept = all
      best = together
    } else if (more.length > 1) {
      const middle = more.length >> 1
      add(more.slice(0, middle))
      add(more.slice(middle))
    }
  }
  add(answers)
  return best
}

/** A key that is corrected may well show what else is wrong below it; the answer of a rule may not. */
function isHarmless(snapshot: Snapshot, fixes: readonly Fix[], edits: readonly DocumentEdits[]): boolean {
  if (edits.length === 0) return true
  if (!makesNoTwin(snapshot, edits)) return false
  return fixes.every(fix => 'edits' in fix) || makesNoError(snapshot, tryEdits(snapshot, edits))
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
