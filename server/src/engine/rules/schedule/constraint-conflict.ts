import type { Plan, Task } from '../../model/plan.ts'
import type { Conflict } from '../../schedule/types.ts'
import { dateInWords, dayInWords, lastDayInWords } from '../../schedule/words.ts'
import { toDeadline } from '../plan/constraint-pair.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./constraint-conflict.md */
export const constraintConflict: Rule = {
  code: 'schedule/constraint-conflict',
  severity: 'warning',
  title: 'A date constraint that the logic can’t keep',

  *check(context) {
    for (const conflict of context.schedule.conflicts) {
      const task = context.plan.tasks.get(conflict.task)
      const date = task?.constraints[conflict.constraint]
      if (!task || !date) continue
      yield finding(conflict, task, context)
    }
  },
}

function finding({ constraint, against, required }: Conflict, task: Task, context: RuleContext): Finding {
  const { plan, schedule } = context
  const path = [...task.path, constraint]
  const date = dateInWords(task.constraints[constraint]!, schedule)
  const asked = constraint.includes('finish') ? lastDayInWords(required, schedule) : dayInWords(required, schedule)
  const other = against.task === undefined ? undefined : plan.tasks.get(against.task)
  const because = against.constraint
    ? `"${against.constraint}" asks for ${asked}`
    : `${holder(against, plan)} does not allow that before ${asked}`
  const relatedPath = against.path ?? other?.path
  return {
    at: { path },
    message: `"${task.name}" is held by "${constraint}" ${date}, but ${because}`,
    help: 'The constraint wins and the logic is broken: move the date, or change what the task waits for',
    related: relatedPath ? [{ at: { path: relatedPath }, message: 'This asks for a later date' }] : [],
    fixes: [
      ...(constraint === 'finish-no-later-than' && !task.deadline ? [{ ...toDeadline(path), preferred: true }] : []),
      { title: `Remove "${constraint}"`, changes: [{ kind: 'remove', path }] },
    ],
  }
}

/** What holds a task that is not held by a constraint. */
function holder({ task: other, path }: Conflict['against'], { tasks }: Plan): string {
  if (other !== undefined) return `"${tasks.get(other)?.name ?? other}"`
  const key = path?.at(-1)
  if (key === 'status-date') return 'the status date'
  return key === 'start' ? 'the start of the project' : 'who works on it'
}
