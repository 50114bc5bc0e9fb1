import type { ConstraintKind, Task } from '../../model/plan.ts'
import type { Conflict } from '../../schedule/types.ts'
import { dateInWords, dayInWords, lastDayInWords } from '../../schedule/words.ts'
import { minutesPerDay } from '../../time/civil.ts'
import type { CivilDate } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./constraint-pair.md */
export const constraintPair: Rule = {
  code: 'plan/constraint-pair',
  severity: 'error',
  title: 'Two date constraints that can’t both hold',

  *check(context) {
    for (const task of factsOf(context.plan).constrained) {
      for (const [low, high] of pairs) {
        const from = task.constraints[low]
        const to = task.constraints[high]
        if (from && to && latest(high, to) < earliest(low, from)) yield finding(task, low, high, '', context)
      }
    }
    for (const conflict of context.schedule.conflicts) {
      const task = context.plan.tasks.get(conflict.task)
      const { constraint, against } = conflict
      if (!task || !isPair(conflict, task) || collideByDate(task, constraint, against.constraint!)) continue
      yield finding(task, constraint, against.constraint!, byLength(conflict, context), context)
    }
  },
}

/** Do two constraints of one task exclude each other, by their dates or by its length? They are told by this rule. */
export function isPair({ constraint, against }: Conflict, task: Task): boolean {
  const other = against.constraint
  if (other === undefined || !task.constraints[other] || against.path?.length !== task.path.length + 1) return false
  return collideByDate(task, constraint, other) || other.startsWith('must-') || other.includes('no-later')
}

/** What the one makes of the other. */
function byLength({ against, allowed }: Conflict, { schedule }: RuleContext): string {
  const ends = against.constraint!.includes('finish')
  const day = ends ? lastDayInWords(allowed, schedule) : dayInWords(allowed, schedule)
  return `: by the first it ${ends ? 'finishes' : 'starts'} on ${day}`
}

/** The first says "not before", the second "not after": all that can collide whatever the task's length. */
const pairs: readonly (readonly [ConstraintKind, ConstraintKind])[] = [
  ['start-no-earlier-than', 'start-no-later-than'],
  ['start-no-earlier-than', 'must-start-on'],
  ['start-no-earlier-than', 'finish-no-later-than'],
  ['start-no-earlier-than', 'must-finish-on'],
  ['must-start-on', 'start-no-later-than'],
  ['must-start-on', 'finish-no-later-than'],
  ['must-start-on', 'must-finish-on'],
  ['finish-no-earlier-than', 'finish-no-later-than'],
  ['finish-no-earlier-than', 'must-finish-on'],
  ['must-finish-on', 'finish-no-later-than'],
]

/** Do two constraints of a task collide by their dates alone? */
function collideByDate(task: Task, a: ConstraintKind, b: ConstraintKind): boolean {
  return pairs.some(([low, high]) => {
    if (!((low === a && high === b) || (low === b && high === a))) return false
    const from = task.constraints[low]
    const to = task.constraints[high]
    return from !== undefined && to !== undefined && latest(high, to) < earliest(low, from)
  })
}

/** The first minute a date can mean: of a finish without a time, its day's close, so any minute of that day. */
function earliest(_kind: ConstraintKind, { minute }: CivilDate): number {
  return minute
}

function latest(kind: ConstraintKind, { minute, hasTime }: CivilDate): number {
  if (hasTime) return minute
  return kind.includes('finish') ? minute + minutesPerDay : minute + minutesPerDay - 1
}

function finding(
  task: Task,
  low: ConstraintKind,
  high: ConstraintKind,
  why: string,
  { schedule }: RuleContext,
): Finding {
  const [from, to] = [task.constraints[low]!, task.constraints[high]!]
  const [lowPath, highPath] = [
    [...task.path, low],
    [...task.path, high],
  ]
  return {
    at: { path: highPath },
    message: `"${task.name}" can’t be held by both "${low}" ${dateInWords(from, schedule)} and "${high}" ${dateInWords(to, schedule)}${why}`,
    help: 'Remove one of them, or move one past the other',
    related: [{ at: { path: lowPath }, message: 'The other one' }],
    fixes: [
      { title: `Remove "${high}"`, changes: [{ kind: 'remove', path: highPath }] },
      { title: `Remove "${low}"`, changes: [{ kind: 'remove', path: lowPath }] },
    ],
  }
}
