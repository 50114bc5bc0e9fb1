import { dateInWords, lastDayInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./outside.md */
export const outsideSprint: Rule = {
  code: 'sprint/outside',
  severity: 'warning',
  title: 'A task that does not fit into its sprint',

  *check({ plan, schedule }) {
    for (const task of factsOf(plan).inSprint) {
      const sprint = task.sprint === undefined ? undefined : plan.sprints.get(task.sprint)
      const dates = schedule.tasks.get(task.id)
      if (!sprint || !dates || dates.unscheduled || dates.cancelled || dates.finished || task.kind === 'summary')
        continue
      // A task that waits for nothing may be placed a little before its sprint: only what is done by then is told.
      const early = sprint.start && dates.finish <= sprint.start.minute
      const late = sprint.finish && rangeEnd(sprint.finish) < dates.finish
      if (!early && !late) continue
      yield {
        at: { path: [...task.path, 'sprint'] },
        message: late
          ? `"${task.name}" finishes ${lastDayInWords(dates.finish, schedule)}, after "${sprint.name}" ends ${dateInWords(sprint.finish!, schedule)}`
          : `"${task.name}" finishes ${lastDayInWords(dates.finish, schedule)}, before "${sprint.name}" begins ${dateInWords(sprint.start!, schedule)}`,
        help: late
          ? 'Move it to a later sprint, or make it smaller'
          : 'Move it to an earlier sprint, or add "start-no-earlier-than"',
        related: [{ at: { path: sprint.path, on: 'key' }, message: 'The sprint' }],
      }
    }
  },
}
