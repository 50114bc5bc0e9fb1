import type { Path } from '#engine/model/path'
import type { PlanChange } from '#engine/rules/rule'
import type { Problem } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyEdits } from '../../write/edits.ts'
import { type DocumentEdits, editsOf } from '../documentEdits.ts'
import { burdensNobodyMore } from './load.ts'
import { isSamePath } from './places.ts'

/** Edits that were tried: `after` is the document as it would be, read, scheduled and checked by the same code. */
export interface Trial {
  readonly edits: readonly DocumentEdits[]
  readonly after: Snapshot
}

export function tryEdits({ uri, workspace }: Snapshot, edits: readonly DocumentEdits[]): Trial {
  const texts = new Map(edits.map(one => [one.uri, applyEdits(workspace.snapshot(one.uri)?.text ?? '', one.edits)]))
  return { edits, after: workspace.withTexts(texts).snapshot(uri)! }
}

/** What the changes would make of a document; `undefined` where they change no text. Gives way like {@link editsTried}. */
export function* changesTried(
  snapshot: Snapshot,
  changes: readonly PlanChange[],
): Generator<undefined, Trial | undefined> {
  const edits = editsOf(snapshot, { title: '', changes })
  return edits.length === 0 ? undefined : yield* editsTried(snapshot, edits)
}

/** Gives way after reading and after scheduling; the rules are asked when somebody asks for the problems. */
export function* editsTried(snapshot: Snapshot, edits: readonly DocumentEdits[]): Generator<undefined, Trial> {
  const trial = tryEdits(snapshot, edits)
  yield
  void trial.after.schedule
  yield
  return trial
}

/** Is the problem gone, and not only gone elsewhere? */
export function isAnswered(problem: Problem, before: Snapshot, { after }: Trial): boolean {
  const { code } = problem
  const same = ({ problems }: Snapshot) => problems.filter(other => other.code === code)
  if (same(before).length <= same(after).length) return false
  // A ring is told where it is entered: opened, another through the same tasks may be told at the same place.
  if (code === 'schedule/cycle') return true
  const place = placeOf(before, problem)
  const left = same(after).filter(other => isSamePath(placeOf(after, other), place))
  // Too much work may only have gone to somebody else, who is named in the message then.
  if (loadCodes.has(code)) return left.length === 0 && burdensNobodyMore(before.schedule, after.schedule)
  return !left.some(other => other.message === problem.message)
}

const loadCodes: ReadonlySet<string> = new Set(['resource/overload', 'resource/limits'])

/** What a problem is at, which stays when the text before it changes. */
function placeOf({ reading }: Snapshot, { span }: Problem): Path {
  return reading.pathAt(span.start).path
}

/** Does a problem of a snapshot count? */
type Counts = (problem: Problem, snapshot: Snapshot) => boolean

/** Does the trial make no error or warning of any kind more than there was, of those that count? */
export function makesNoOther(before: Snapshot, { after }: Trial, counts: Counts = () => true): boolean {
  const weighs = ({ severity }: Problem) => severity === 'error' || severity === 'warning'
  return isNoMore(counted(after, weighs, counts), counted(before, weighs, counts))
}

/** Does the trial make no error of any kind more than there was, of those that count? */
export function makesNoError(before: Snapshot, { after }: Trial, counts: Counts = () => true): boolean {
  const weighs = ({ severity }: Problem) => severity === 'error'
  return isNoMore(counted(after, weighs, counts), counted(before, weighs, counts))
}

function counted(snapshot: Snapshot, weighs: (problem: Problem) => boolean, counts: Counts): readonly Problem[] {
  return snapshot.problems.filter(problem => weighs(problem) && counts(problem, snapshot))
}

/** Do the edits make no second key or id of a name, and (`isText`) nothing that YAML can't read? Only this document is read for it. */
export function makesNoTwin({ reading, uri }: Snapshot, edits: readonly DocumentEdits[], isText = false): boolean {
  const here = edits.find(one => one.uri === uri)
  if (!here) return true
  const after = reading.readAgain(applyEdits(reading.text, here.edits))
  const counts = (problem: Problem) => isTwin(problem) || (isText && isYamlError(problem))
  return isNoMore(after.problems.filter(counts), reading.problems.filter(counts))
}

function isYamlError({ code, severity }: Problem): boolean {
  return severity === 'error' && code.startsWith('yaml/')
}

/** A second key or id of a name. */
export function isTwin({ code }: Problem): boolean {
  return twins.has(code)
}

const twins: ReadonlySet<string> = new Set(['yaml/duplicate-key', 'plan/duplicate-id'])

/** Is what comes of it YAML throughout? */
export function isSound({ after }: Trial): boolean {
  return !after.problems.some(({ code }) => code.startsWith('yaml/'))
}

/** Are they not more, of each code? */
function isNoMore(after: readonly Problem[], before: readonly Problem[]): boolean {
  const left = new Map<string, number>()
  for (const { code } of before) left.set(code, (left.get(code) ?? 0) + 1)
  for (const { code } of after) {
    const more = (left.get(code) ?? 0) - 1
    if (more < 0) return false
    left.set(code, more)
  }
  return true
}
