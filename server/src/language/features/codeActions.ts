import type { Problem, Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { type DocumentEdits, editsOf } from './documentEdits.ts'
import { allOfKind } from './fixAll.ts'
import { answersTo } from './fixes/answers.ts'
import { effectInWords } from './fixes/effect.ts'
import { mendsOf } from './fixes/mends.ts'
import { fixesOf } from './fixes/ownFixes.ts'
import { elsewhereInWords } from './fixes/shared.ts'
import {
  changesTried,
  editsTried,
  isAnswered,
  isSound,
  makesNoError,
  makesNoOther,
  makesNoTwin,
} from './fixes/trial.ts'
import { verified, verifiedFixes } from './fixes/verifiedFixes.ts'
import { type LevelAction, levelActions, waitActions } from './levelActions.ts'
import { keepsCost, keepsDates } from './refactor/refactoring.ts'
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
    else {
      const own = yield* ownOf(snapshot, problem)
      fixes.push(...own, ...(yield* answersOf(snapshot, problem, own.length > 0)))
    }
    fixes.push(...(yield* levelingOf(snapshot, problem, unasked)))
  }
  const waits = (yield* waitActions(snapshot, start, unasked)).map(action => actionOf(action))
  const all: CodeAction[] = []
  for (const code of new Set(near.map(one => one.code))) {
    all.push(...fixAllOf(snapshot, code))
    yield
  }
  const silences = near.flatMap(problem => silenceOf(snapshot, problem))
  const told = [...fixes, ...waits].map(action => withElsewhere(snapshot, action))
  return [
    ...told.filter(({ preferred }) => preferred),
    ...told.filter(({ preferred }) => !preferred),
    ...all,
    ...silences,
  ]
}

/** What changes at other places too says so. */
function withElsewhere(snapshot: Snapshot, action: CodeAction): CodeAction {
  const words = elsewhereInWords(snapshot, action.edits)
  return words === undefined ? action : { ...action, title: `${action.title} ${words}` }
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

/** What is found to be the answer: no second key or id of a name, and never preferred where it makes an error. */
function* ownOf(snapshot: Snapshot, problem: Problem): Generator<undefined, readonly CodeAction[]> {
  const fixes = fixesOf(snapshot, problem)
  const found: CodeAction[] = []
  for (const fix of fixes) {
    const edits = editsOf(snapshot, fix)
    // Mending the YAML may show what else is wrong with it; nothing else breaks it.
    if (edits.length === 0 || !makesNoTwin(snapshot, edits, !problem.code.startsWith('yaml/'))) continue
    let preferred = fix.preferred ?? fixes.length === 1
    if ('changes' in fix && elsewhereInWords(snapshot, edits) !== undefined) {
      if (!makesNoOther(snapshot, yield* editsTried(snapshot, edits))) continue
    } else if (preferred && 'changes' in fix) preferred = makesNoError(snapshot, yield* editsTried(snapshot, edits))
    found.push({ title: fix.title, kind: 'fix', problem, preferred, edits })
  }
  return found
}

/** What is mostly done about it, where that takes the problem away and makes no other: a person chooses. */
function* answersOf(
  snapshot: Snapshot,
  problem: Problem,
  hasOwn: boolean,
): Generator<undefined, readonly CodeAction[]> {
  const holding: CodeAction[] = []
  for (const { title, changes } of answersTo(snapshot, problem)) {
    const trial = yield* changesTried(snapshot, changes)
    // Once a word means something it has consequences, of which the next warning tells.
    const isFine = problem.code === 'plan/unknown-word' ? makesNoError : makesNoOther
    if (trial && isAnswered(problem, snapshot, trial) && isFine(snapshot, trial)) {
      const told = withEffect(title, snapshot, trial.after)
      holding.push({ title: told, kind: 'fix', problem, preferred: false, edits: trial.edits })
    }
    yield
  }
  for (const { title, edits, reveals, isPartial, goesOn } of mendsOf(snapshot, problem, hasOwn)) {
    const trial = yield* editsTried(snapshot, [{ uri: snapshot.uri, edits }])
    const answers =
      !isPartial && isAnswered(problem, snapshot, trial) && (reveals ? isSound(trial) : makesNoOther(snapshot, trial))
    if (answers || isPartial || goesOn)
      holding.push({ title, kind: 'fix', preferred: false, edits: trial.edits, ...(answers && { problem }) })
    yield
  }
  return holding
}

/** What moves a date or costs something says so. */
function withEffect(title: string, before: Snapshot, after: Snapshot): string {
  if (keepsDates(before, after) && keepsCost(before, after)) return title
  return `${title}: ${effectInWords(before, after, undefined)}`
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

/** Where two or more problems of a kind have one clear answer each: all of them at once. */
function fixAllOf(snapshot: Snapshot, code: string): readonly CodeAction[] {
  const { count, edits } = allOfKind(snapshot, code)
  if (count < 2) return []
  return [{ title: `Fix all ${count} ${code} in this file`, kind: 'fix-all', preferred: false, edits }]
}

function silenceOf(snapshot: Snapshot, problem: Problem): readonly CodeAction[] {
  const edits = silence(snapshot.reading, problem)
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
