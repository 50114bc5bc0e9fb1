import { formatLastDay } from '#engine/time/civil'
import { againstDeadline } from '#engine/view/againstDeadline'
import { deadlineOf, isLate } from '#engine/view/lateness'
import type { Snapshot } from '../snapshot.ts'

/** What two changes do together that neither does alone, in words that follow the plan's name. */
export interface JointProblem {
  readonly kind: 'overload' | 'deadline' | 'error'
  readonly message: string
  /** Zero-based, in the merged text. */
  readonly line: number
}

/**
 * Branches may merge without a conflict in the text and yet not fit: together they give a person more work than either
 * does at that time, miss a deadline that each keeps, or make an error that neither has (a link in a ring, a link to
 * what the other took out).
 */
export function jointProblems(merged: Snapshot, sides: readonly Snapshot[]): readonly JointProblem[] {
  return [...jointOverloads(merged, sides), ...jointDelays(merged, sides), ...jointErrors(merged, sides)].sort(
    (a, b) => a.line - b.line,
  )
}

function jointOverloads(merged: Snapshot, sides: readonly Snapshot[]): readonly JointProblem[] {
  return [...merged.schedule.overloads].flatMap(([id, overloads]) => {
    const had = sides.flatMap(({ schedule }) => schedule.overloads.get(id) ?? [])
    const fresh = overloads.filter(({ from, to }) => !had.some(other => other.from < to && from < other.to))
    const [first] = fresh
    if (!first) return []
    const name = merged.plan.resources.get(id)?.name ?? id
    const tasks = first.tasks.map(task => merged.plan.tasks.get(task)?.name ?? task).join(', ')
    const more = fresh.length === 1 ? '' : `, and ${fresh.length - 1} times more`
    const days = `${formatLastDay(first.from + 1, { year: true })} – ${formatLastDay(first.to, { year: true })}`
    return [
      {
        kind: 'overload' as const,
        message: `${name} has too much to do ${days}: ${tasks}${more}`,
        line: lineOf(merged, first.tasks.at(-1)),
      },
    ]
  })
}

function jointDelays(merged: Snapshot, sides: readonly Snapshot[]): readonly JointProblem[] {
  const late = [...merged.schedule.tasks.values()].flatMap(scheduled => {
    const { task, finish } = scheduled
    const deadline = deadlineOf(task)
    const before = sides.map(side => side.schedule.tasks.get(task.id))
    if (deadline === undefined || !isLate(scheduled) || before.some(other => other && isLate(other))) return []
    return [{ name: task.name, finish, deadline, line: lineOf(merged, task.id) }]
  })
  const { deadline, finish } = merged.schedule
  const isProjectLate = ({ schedule }: Snapshot) =>
    schedule.deadline !== undefined && schedule.deadline < schedule.finish
  const project =
    deadline !== undefined && isProjectLate(merged) && !sides.some(isProjectLate)
      ? [{ name: merged.plan.project.name, finish, deadline, line: 0 }]
      : []
  return [...project, ...late].map(({ name, finish, deadline, line }) => {
    const against = againstDeadline(finish, deadline, merged.plan, merged.schedule)
    const words = `${name} would be on ${formatLastDay(finish, { year: true })}, ${against}`
    return { kind: 'deadline' as const, message: words, line }
  })
}

function jointErrors(merged: Snapshot, sides: readonly Snapshot[]): readonly JointProblem[] {
  const keyOf = ({ code, message }: Snapshot['problems'][number]) => `${code} ${message}`
  const had = new Set(sides.flatMap(side => side.problems.map(keyOf)))
  const isDeadline = (code: string) => code === 'schedule/deadline-missed' || code === 'resource/overload'
  return merged.problems
    .filter(problem => problem.severity === 'error' && !had.has(keyOf(problem)) && !isDeadline(problem.code))
    .map(({ code, message, span }) => ({
      kind: 'error' as const,
      message: `${message} [${code}]`,
      line: merged.lines.positionAt(span.start).line,
    }))
}

function lineOf({ plan, reading, lines }: Snapshot, task: string | undefined): number {
  const path = task === undefined ? undefined : plan.tasks.get(task)?.path
  return path ? lines.positionAt(reading.spanOf({ path, on: 'key' }).start).line : 0
}
