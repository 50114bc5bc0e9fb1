import type { Problem, Span, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { sortEdits } from '../write/edits.ts'
import { type DocumentEdits, editsOf, type Fix } from './documentEdits.ts'
import { answersTo } from './fixes/answers.ts'
import { mendsOf } from './fixes/mends.ts'
import { changesTried, editsTried, isAnswered, isSound, makesNoOther } from './fixes/trial.ts'
import { verified, verifiedFixes } from './fixes/verifiedFixes.ts'
import { type LevelAction, levelActions, waitActions } from './levelActions.ts'
import { silence } from './silence.ts'

export interface CodeAction {
  readonly title: string
  /** `fix` answers a problem, `silence` hides it, `fix-all` answers all of its kind. */
  readonly kind: 'fix' | 'silence' | 'fix-all'
  /** What it answers; left out where it answers more than one. */
  readonly problem?: Problem
  readonly preferred: boolean
  readonly edits: readonly DocumentEdits[]
}

/** What can be done about the problems that touch a span: their fixes, preferred ones first, then silencing them. */
export function codeActions(snapshot: Snapshot, span: Span): readonly CodeAction[] {
  const steps = codeActionSteps(snapshot, span)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * The same, giving way after each step of a try: whoever drives it may do other things between, or stop. `unasked`:
 * the cursor only moved, so what takes long is left out.
 */
export function* codeActionSteps(
  snapshot: Snapshot,
  { start, end }: Span,
  { unasked = false }: { readonly unasked?: boolean } = {},
): Generator<undefined, readonly CodeAction[]> {
  const near = snapshot.problems.filter(({ span }) => span.start <= end && start <= span.end)
  const fixes: CodeAction[] = []
  for (const problem of near) {
    if (verified.has(problem.code)) fixes.push(...(yield* verifiedOf(snapshot, problem)))
    else fixes.push(...fixesOf(snapshot, problem), ...(yield* answersOf(snapshot, problem)))
    fixes.push(...(yield* levelingOf(snapshot, problem, unasked)))
  }
  const waits = (yield* waitActions(snapshot, start, unasked)).map(action => actionOf(action))
  const all = [...new Set(near.map(({ code }) => code))].flatMap(code => fixAllOf(snapshot, code))
  const silences = near.flatMap(problem => silenceOf(snapshot, problem))
  return [
    ...fixes.filter(({ preferred }) => preferred),
    ...fixes.filter(({ preferred }) => !preferred),
    ...waits,
    ...all,
    ...silences,
  ]
}

/** One that only makes a problem less does not claim to answer it. */
function* verifiedOf(snapshot: Snapshot, problem: Problem): Generator<undefined, readonly CodeAction[]> {
  const fixes = yield* verifiedFixes(snapshot, problem)
  return fixes.map(({ title, edits, preferred, isPartial }) => ({
    title,
    kind: 'fix',
    preferred,
    edits,
    ...(!isPartial && { problem }),
  }))
}

function fixesOf(snapshot: Snapshot, problem: Problem): readonly CodeAction[] {
  const fixes = problem.fixes ?? []
  return fixes.flatMap(fix => {
    const edits = editsOf(snapshot, fix)
    const preferred = fix.preferred ?? fixes.length === 1
    return edits.length === 0 ? [] : [{ title: fix.title, kind: 'fix' as const, problem, preferred, edits }]
  })
}

/** What is mostly done about it, where that takes the problem away and makes no other. */
function* answersOf(snapshot: Snapshot, problem: Problem): Generator<undefined, readonly CodeAction[]> {
  const holding: CodeAction[] = []
  const hasOwn = (problem.fixes ?? []).length > 0
  for (const { title, changes, lastResort } of answersTo(snapshot, problem)) {
    const trial = yield* changesTried(snapshot, changes)
    if (trial && isAnswered(problem, snapshot, trial) && makesNoOther(snapshot, trial)) {
      const preferred = !hasOwn && !lastResort && holding.length === 0
      holding.push({ title, kind: 'fix', problem, preferred, edits: trial.edits })
    }
    yield
  }
  for (const { title, edits, reveals, isPartial } of mendsOf(snapshot, problem)) {
    const trial = yield* editsTried(snapshot, [{ uri: snapshot.uri, edits }])
    if (
      isPartial ||
      (isAnswered(problem, snapshot, trial) && (reveals ? isSound(trial) : makesNoOther(snapshot, trial)))
    )
      holding.push({ title, kind: 'fix', preferred: false, edits: trial.edits, ...(!isPartial && { problem }) })
    yield
  }
  return holding
}

/** Those after which the problem is gone, and no other is made. */
function* levelingOf(
  snapshot: Snapshot,
  problem: Problem,
  unasked: boolean,
): Generator<undefined, readonly CodeAction[]> {
  const holding: CodeAction[] = []
  for (const action of yield* levelActions(snapshot, problem, unasked)) {
    const { trial } = action
    if (isAnswered(problem, snapshot, trial) && makesNoOther(snapshot, trial)) holding.push(actionOf(action, problem))
    yield
  }
  return holding
}

function actionOf({ title, trial: { edits } }: LevelAction, problem?: Problem): CodeAction {
  return { title, kind: 'fix', preferred: false, edits, ...(problem && { problem }) }
}

/** More answers of one kind are not worked out while the cursor moves; {@link fixAll} has them. */
const maxOfKind = 200
/** More are not given at once: the next time has the rest. */
const maxAtOnce = 2000

/** Where two or more problems of a kind have one clear answer each: all of them at once. */
function fixAllOf(snapshot: Snapshot, code: string): readonly CodeAction[] {
  const fixable = snapshot.problems.filter(problem => problem.code === code && clearFix(problem))
  const edits = fixable.length < 2 || maxOfKind < fixable.length ? [] : combine(snapshot, fixable)
  return edits.length === 0
    ? []
    : [{ title: `Fix all ${fixable.length} ${code} in this file`, kind: 'fix-all', preferred: false, edits }]
}

/**
 * The answers to all problems that have one clear answer, in this document. What was found while reading
 * goes first: a misspelt key is also one that a rule misses. What would overlap waits for the next time.
 */
export function fixAll(snapshot: Snapshot): readonly DocumentEdits[] {
  const fixable = snapshot.problems.filter(problem => clearFix(problem))
  const read = fixable.filter(problem => 'edits' in clearFix(problem)!)
  return combine(snapshot, (read.length > 0 ? read : fixable).slice(0, maxAtOnce))
}

/** The preferred answer, or the only one; none to a problem of the schedule, where each answer changes what the next is. */
function clearFix({ code, fixes }: Problem): Fix | undefined {
  if (verified.has(code)) return undefined
  return (
    fixes?.find(({ preferred }) => preferred) ??
    (fixes?.length === 1 && fixes[0]!.preferred !== false ? fixes[0] : undefined)
  )
}

function combine(snapshot: Snapshot, problems: readonly Problem[]): readonly DocumentEdits[] {
  const kept: TextEdit[] = []
  const seen = new Set<string>()
  for (const problem of problems) {
    const here = editsOf(snapshot, clearFix(problem)!)
    const edits = here.length === 1 && here[0]!.uri === snapshot.uri ? here[0]!.edits : []
    const key = JSON.stringify(edits)
    if (edits.length === 0 || seen.has(key) || !edits.every(({ span }) => isFree(kept, span))) continue
    seen.add(key)
    for (const edit of edits) kept.splice(placeOf(kept, edit.span.start), 0, edit)
  }
  return kept.length === 0 ? [] : [{ uri: snapshot.uri, edits: sortEdits(kept) }]
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

function silenceOf(snapshot: Snapshot, problem: Problem): readonly CodeAction[] {
  const edits = silence(snapshot.text, problem)
  if (edits.length === 0) return []
  return [
    {
      title: `Silence ${problem.code} here`,
      kind: 'silence',
      problem,
      preferred: false,
      edits: [{ uri: snapshot.uri, edits }],
    },
  ]
}
