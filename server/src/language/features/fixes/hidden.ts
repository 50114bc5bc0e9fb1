import { lateness } from '#engine/rules/lateness'
import { workInWords } from '#engine/schedule/words'
import type { CivilDate, Minute } from '#engine/time/minute'
import type { Problem } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { finishOf, type Subject } from './effect.ts'
import { taskAt } from './places.ts'
import { makesNoError, makesNoOther, type Trial } from './trial.ts'

/** A date that is missed now, or by more than before: what a constraint that won against the logic kept out of sight. */
export interface Missed {
  readonly subject: Subject
  readonly words: string
}

/**
 * May an answer be offered, by what else is told after it? `missed` is what has to be said of it then.
 *
 * A ring hides all that its tasks would be told, and a constraint that breaks the logic hides that a date is missed:
 * what comes to light then is no harm that the answer does.
 */
export function mayBeOffered(
  problem: Problem,
  before: Snapshot,
  trial: Trial,
): { readonly missed?: Missed | undefined } | undefined {
  if (problem.code === 'schedule/cycle') return opensRing(problem, before, trial) ? {} : undefined
  if (makesNoOther(before, trial)) return {}
  if (problem.code !== 'schedule/constraint-conflict') return undefined
  const missed = makesNoOther(before, trial, ({ code }) => !lateCodes.has(code)) && mostMissed(before, trial.after)
  return missed ? { missed } : undefined
}

export const lateCodes: ReadonlySet<string> = new Set(['schedule/deadline-missed', 'schedule/negative-float'])

/** Nothing holds a task that waits for itself, so that goes whatever is told then. */
function opensRing({ span }: Problem, before: Snapshot, trial: Trial): boolean {
  const { path } = before.reading.pathAt(span.start)
  const at = taskAt(before.plan, path)?.id
  const isLoop = before.schedule.cycles.some(({ edges: [edge, ...more] }) => {
    return edge?.from === at && edge?.to === at && more.length === 0
  })
  const counts = (other: Problem, { reading, plan }: Snapshot) => {
    if (/^(?:yaml|plan)\//.test(other.code)) return true
    const task = taskAt(plan, reading.pathAt(other.span.start).path)
    const dates = task && before.schedule.tasks.get(task.id)
    return !task || (dates !== undefined && !dates.unscheduled)
  }
  return isLoop || makesNoError(before, trial, counts)
}

/** Of the dates that are missed by more than before the one that is missed most. */
function mostMissed(before: Snapshot, after: Snapshot): Missed | undefined {
  const late = (snapshot: Snapshot, subject: Subject, deadline: CivilDate | undefined) => {
    const finish = finishOf(snapshot, subject)
    return deadline && Number.isFinite(finish) ? Math.max(0, lateness(deadline, finish as Minute, snapshot)) : 0
  }
  let [most, found]: [number, Subject | null] = [0, null]
  const look = (subject: Subject, was: CivilDate | undefined, is: CivilDate | undefined) => {
    const by = late(after, subject, is)
    if (most < by && late(before, subject, was) < by) [most, found] = [by, subject]
  }
  look(undefined, before.plan.project.deadline, after.plan.project.deadline)
  for (const { id, deadline } of after.plan.tasks.values()) look(id, before.plan.tasks.get(id)?.deadline, deadline)
  if (found === null) return undefined
  return { subject: found, words: `${workInWords(most, after.schedule.dayMinutes)} past its deadline` }
}
