import type { Path } from '#engine/model/path'
import type { Id } from '#engine/model/plan'
import { lateness } from '#engine/rules/lateness'
import { isWrittenIn } from '#engine/rules/schedule/cycle'
import type { Cycle } from '#engine/schedule/types'
import { dateInWords } from '#engine/schedule/words'
import { formatCivilDate, minutesPerDay } from '#engine/time/civil'
import type { CivilDate, Minute } from '#engine/time/minute'
import { objectAt } from '../../objects.ts'
import type { Problem } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import type { DocumentEdits } from '../documentEdits.ts'
import type { Candidate } from './candidate.ts'
import { effectInWords, finishOf, type Subject, shiftInWords } from './effect.ts'
import { lateCodes, type Missed, mayBeOffered } from './hidden.ts'
import { wayTo } from './onTheWay.ts'
import { isSamePath, isUnder, linkAt, taskAt } from './places.ts'
import { shorten } from './shorten.ts'
import { reassign } from './standIns.ts'
import { changesTried, isAnswered, type Trial } from './trial.ts'

/** An answer that was tried on the changed plan: it takes the problem away, or (`isPartial`) makes it less. */
export interface VerifiedFix {
  readonly title: string
  readonly edits: readonly DocumentEdits[]
  readonly preferred: boolean
  readonly isPartial: boolean
}

/** The problems whose answers are only offered after they were tried. */
export const verified: ReadonlySet<string> = new Set([
  'schedule/deadline-missed',
  'schedule/negative-float',
  'schedule/constraint-conflict',
  'schedule/cycle',
  'schedule/date-and-after',
  'schedule/link-into-summary',
  'progress/out-of-sequence',
  'plan/constraint-pair',
  'resource/overload',
])

/** More are not tried: of a large plan fewer, since each try schedules all of it. */
const mostTries = (tasks: number) => Math.max(6, Math.min(40, Math.round(40_000 / Math.max(1, tasks))))
const mostOffered = 6
const mostPartial = 3

interface Tried extends Trial {
  readonly candidate: Candidate
  readonly isPartial: boolean
  readonly missed: Missed | undefined
  readonly finish: number
  readonly cost: number
  /** How many have no dates. */
  readonly undated: number
}

/**
 * The answers to a problem of the schedule that hold: each was made, scheduled and checked. Best first: those that
 * solve it, by when the subject then ends, then by cost; of a ring the weakest dependency, and of those that are as weak
 * the one after which most has dates. Gives way after each step of a try, so that who drives it can stop.
 */
export function* verifiedFixes(snapshot: Snapshot, problem: Problem): Generator<undefined, readonly VerifiedFix[]> {
  if (!verified.has(problem.code)) return []
  const { candidates, subject } = question(snapshot, problem)
  yield
  const tried: Tried[] = []
  const most = mostTries(snapshot.plan.tasks.size)
  const last = candidates.filter(({ lastResort }) => lastResort)
  for (const candidate of [...candidates.filter(({ lastResort }) => !lastResort).slice(0, most), ...last]) {
    const found = yield* tryOne(snapshot, problem, subject, candidate)
    if (found) tried.push(found)
    yield
  }
  return rank(tried).map((each, at) => ({
    title: titleOf(snapshot, subject, each),
    edits: each.edits,
    preferred: at === 0 && !each.isPartial && !each.missed && !each.candidate.lastResort && !each.candidate.mayBeWrong,
    isPartial: each.isPartial,
  }))
}

function* tryOne(
  snapshot: Snapshot,
  problem: Problem,
  subject: Subject,
  candidate: Candidate,
): Generator<undefined, Tried | undefined> {
  const trial = yield* changesTried(snapshot, candidate.changes)
  if (!trial) return undefined
  const { schedule } = trial.after
  const [was, finish] = [finishOf(snapshot, subject), finishOf(trial.after, subject)]
  // The cheap questions first: the rules are asked of few.
  if (snapshot.schedule.cycles.length < schedule.cycles.length) return undefined
  const isLateness = lateCodes.has(problem.code)
  if (isLateness && !candidate.lastResort && !(finish < was)) return undefined
  const offered = mayBeOffered(problem, snapshot, trial)
  if (!offered) return undefined
  const isPartial = !isAnswered(problem, snapshot, trial)
  if (isPartial && !isLateness) return undefined
  const undated = [...schedule.tasks.values()].filter(({ unscheduled }) => unscheduled).length
  return { ...trial, candidate, isPartial, missed: offered.missed, finish, cost: schedule.cost, undated }
}

function rank(tried: readonly Tried[]): readonly Tried[] {
  const weight = ({ candidate: { strength = 0 } }: Tried) => strength
  const best = [...tried].sort(
    (a, b) =>
      order(a) - order(b) ||
      weight(a) - weight(b) ||
      a.undated - b.undated ||
      a.finish - b.finish ||
      a.cost - b.cost ||
      0,
  )
  const whole = best.filter(({ isPartial }) => !isPartial).slice(0, mostOffered)
  const last = best.find(({ candidate }) => candidate.lastResort)
  return [
    ...whole.filter(({ candidate }) => !candidate.lastResort),
    ...best.filter(({ isPartial }) => isPartial).slice(0, mostPartial),
    ...(last ? [last] : []),
  ]
}

function order({ isPartial, missed, candidate }: Tried): number {
  if (candidate.lastResort) return 3
  return isPartial ? 2 : missed ? 1 : 0
}

function titleOf(before: Snapshot, subject: Subject, { candidate, after, missed }: Tried): string {
  if (missed) return `${candidate.title}: ${effectInWords(before, after, missed.subject, [missed.words])}`
  const words = candidate.asShift ? shiftInWords : effectInWords
  return `${candidate.title}: ${words(before, after, subject)}`
}

/** What could answer a problem, and what its effect is measured at. */
function question(snapshot: Snapshot, problem: Problem): { candidates: readonly Candidate[]; subject: Subject } {
  const { path } = snapshot.reading.pathAt(problem.span.start)
  const own = ruleFixes(problem)
  switch (problem.code) {
    case 'schedule/deadline-missed': {
      const place = objectAt(path)
      const subject = place?.kind === 'task' ? place.id : undefined
      return { subject, candidates: meetDeadline(snapshot, subject) }
    }
    case 'schedule/negative-float': {
      const task = taskAt(snapshot.plan, path)
      if (!task) return { subject: undefined, candidates: [] }
      const subject = lateSubject(snapshot, task.id)
      const late = -(snapshot.schedule.tasks.get(task.id)?.totalFloat ?? 0)
      return { subject, candidates: shorten(snapshot, subject, late, task.id) }
    }
    case 'resource/overload': {
      const task = taskAt(snapshot.plan, path)
      const resource = task?.assign.find(assignment => isUnder(path, assignment.path))?.resource
      return { subject: undefined, candidates: task ? reassign(snapshot, task, '', resource) : [] }
    }
    case 'progress/out-of-sequence':
      return { subject: taskAt(snapshot.plan, path)?.id, candidates: own }
    case 'schedule/cycle':
      return { subject: undefined, candidates: openRing(snapshot, path, own) }
    case 'schedule/constraint-conflict':
      return { subject: undefined, candidates: [...own, ...moveConstraint(snapshot, path)] }
    default:
      return { subject: undefined, candidates: own }
  }
}

/** What the rule itself proposes. */
function ruleFixes({ fixes = [] }: Problem): readonly Candidate[] {
  const preferredFirst = [...fixes].sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false))
  return preferredFirst.flatMap(fix => {
    if (!('changes' in fix)) return []
    const { title, changes, preferred } = fix
    return [{ title, changes, ...(preferred === false && { mayBeWrong: true }) }]
  })
}

/**
 * The dependencies of the ring that a place is on: of which strength each is, and in the order of the text. One that
 * leads up the text goes against the order in which people write a plan down, one with a reason was meant. What the rule
 * says of this one stays. Where the weakest is no answer none is
 * preferred.
 */
function openRing({ plan, schedule }: Snapshot, path: Path, own: readonly Candidate[]): readonly Candidate[] {
  const ring = schedule.cycles.find(({ edges }) => edges.some(edge => isUnder(path, edge.path)))
  const order = new Map([...plan.tasks.keys()].map((id, at) => [id, at]))
  const strengthOf = ({ from, to, path: at }: Cycle['edges'][number]) =>
    (order.get(from)! < order.get(to)! ? 2 : 0) + (linkAt(plan, at)?.link.because === undefined ? 0 : 1)
  const edges = (ring?.edges ?? [])
    .filter(edge => isWrittenIn(plan, edge))
    .toSorted((a, b) => strengthOf(a) - strengthOf(b) || order.get(a.to)! - order.get(b.to)!)
  const removals = edges.flatMap((edge): readonly Candidate[] => {
    const { from, to, path: at } = edge
    const strength = strengthOf(edge)
    const mayBeWrong = strengthOf(edges[0]!) < strength
    if (isUnder(path, at)) return own.slice(-1).map(fix => ({ ...fix, strength, mayBeWrong }))
    const title = `Let "${plan.tasks.get(to)!.name}" not wait for "${plan.tasks.get(from)?.name ?? from}"`
    return linkAt(plan, at) ? [{ title, strength, mayBeWrong, changes: [{ kind: 'remove', path: at }] }] : []
  })
  return [...own.slice(0, -1), ...removals]
}

/** To the date that the logic asks for. */
function moveConstraint({ plan, schedule }: Snapshot, path: Path): readonly Candidate[] {
  const conflict = schedule.conflicts.find(({ task, constraint }) => {
    const at = plan.tasks.get(task)?.path
    return at !== undefined && isSamePath(path, [...at, constraint])
  })
  if (!conflict) return []
  const { constraint, required } = conflict
  const date = plan.tasks.get(conflict.task)!.constraints[constraint]
  if (!date) return []
  const moved = constraint.includes('finish') || date.hasTime ? endingAt(required, date.hasTime) : startOf(required)
  return [
    {
      title: `Move it to ${dateInWords(moved, schedule)}`,
      changes: [{ kind: 'set', path, text: formatCivilDate(moved) }],
    },
  ]
}

/** The date that ends with a minute: the day whose last it is, unless the minute itself is meant. */
function endingAt(minute: number, hasTime: boolean): CivilDate {
  return hasTime ? { minute: minute as Minute, hasTime } : startOf(minute - 1)
}

function startOf(minute: number): CivilDate {
  return { minute: (Math.floor(minute / minutesPerDay) * minutesPerDay) as Minute, hasTime: false }
}

function meetDeadline(snapshot: Snapshot, subject: Subject): readonly Candidate[] {
  const { plan, schedule } = snapshot
  const at = subject === undefined ? undefined : plan.tasks.get(subject)
  const deadline = subject === undefined ? plan.project.deadline : at?.deadline
  const finish = finishOf(snapshot, subject)
  if (!deadline || !Number.isFinite(finish)) return []
  const late = lateness(deadline, finish as Minute, snapshot)
  const over = subject !== undefined && schedule.tasks.get(subject)?.finished
  const moved = endingAt(finish, deadline.hasTime)
  const path = [...(at?.path ?? plan.project.path), 'deadline']
  return [
    ...(over ? [] : shorten(snapshot, subject, late, subject)),
    {
      title: `Move the deadline to ${dateInWords(moved, schedule)}`,
      changes: [{ kind: 'set', path, text: formatCivilDate(moved) }],
      lastResort: true,
    },
  ]
}

/** Of the missed deadlines that a task is on the way to, the one that is missed most; the task itself where none is. */
function lateSubject(snapshot: Snapshot, id: Id): Subject {
  const { plan, schedule } = snapshot
  const late: { subject: Subject; late: number }[] = []
  for (const { task, finish, unscheduled, finished, cancelled } of schedule.tasks.values()) {
    if (!task.deadline || unscheduled || finished || cancelled) continue
    late.push({ subject: task.id, late: lateness(task.deadline, finish, snapshot) })
  }
  const { deadline } = plan.project
  if (deadline) late.push({ subject: undefined, late: lateness(deadline, schedule.finish, snapshot) })
  const worstFirst = late.filter(({ late }) => late > 0).sort((a, b) => b.late - a.late)
  const found = worstFirst.slice(0, mostSubjects).find(({ subject }) => wayTo(snapshot, subject).ids.has(id))
  return found ? found.subject : id
}

const mostSubjects = 10
