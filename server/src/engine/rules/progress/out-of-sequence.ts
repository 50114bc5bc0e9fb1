import type { Link, Task } from '../../model/plan.ts'
import type { ScheduledTask } from '../../schedule/types.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'

/** Page: ./out-of-sequence.md */
export const outOfSequence: Rule = {
  code: 'progress/out-of-sequence',
  severity: 'information',
  title: 'Begun before what it waits for was done',

  *check(context) {
    for (const task of factsOf(context.plan).begun) {
      if (task.kind === 'summary' || task.after.length === 0) continue
      const dates = context.schedule.tasks.get(task.id)
      if (!dates?.started || dates.finished || dates.cancelled || dates.unscheduled) continue
      for (const link of task.after) {
        const before = context.schedule.tasks.get(link.task)
        if (before && !before.cancelled && !before.unscheduled && isBroken(link, before))
          yield finding(task, link, before, context)
      }
    }
  },
}

/** The successor has begun; may it have? A lag is left aside: it is time, not work. */
function isBroken({ type, lag }: Link, { started, finished }: ScheduledTask): boolean {
  const lead = lag && (lag.kind === 'percent' ? lag.share < 0 : lag.duration.amount < 0)
  if (lead) return false
  if (type === 'FS') return !finished
  return type === 'SS' && !started
}

function finding({ name, path }: Task, link: Link, before: ScheduledTask, { plan }: RuleContext): Finding {
  const unfinished = link.type === 'FS' ? 'is not finished' : 'has not begun'
  const retained = plan.project.progressLogic === 'retained'
  return {
    at: { path: link.path, word: link.task },
    message: `"${name}" has begun although "${before.task.name}" ${unfinished}: ${
      retained ? 'the rest of it waits for that (retained logic)' : 'the rest of it goes on (progress override)'
    }`,
    help: retained
      ? 'If it need not wait, remove the dependency or write a start-to-start one; "progress-logic: override" lets all such work go on'
      : 'If it must wait, write "progress-logic: retained"; if not, remove the dependency',
    related: [{ at: { path: before.task.path, on: 'key' }, message: `"${before.task.name}" ${unfinished}` }],
    fixes: [
      {
        title: 'Remove this dependency',
        preferred: false,
        changes: [{ kind: 'remove', path: path.length < link.path.length ? link.path : [...path, 'after'] }],
      },
    ],
  }
}
