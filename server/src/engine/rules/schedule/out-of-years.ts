import type { ScheduledTask } from '../../schedule/types.ts'
import { count } from '../../schedule/words.ts'
import { civilMinute, civilParts, firstYear, lastYear } from '../../time/civil.ts'
import type { Rule } from '../rule.ts'

const first = civilMinute(firstYear, 1, 1)!
const end = civilMinute(lastYear + 1, 1, 1)!

/** Page: ./out-of-years.md */
export const outOfYears: Rule = {
  code: 'schedule/out-of-years',
  severity: 'error',
  title: 'Work in a year that no plan can mean',

  *check({ schedule }) {
    if (first <= schedule.start && schedule.finish <= end) return
    const outside = [...schedule.tasks.values()].filter(
      ({ task, unscheduled, start, finish }) =>
        task.kind !== 'summary' && !unscheduled && (start < first || end < finish),
    )
    const [worst, ...others] = outside.sort((a, b) => beyond(a) - beyond(b) || (a.task.id < b.task.id ? -1 : 1))
    if (!worst) return
    const { task, start, finish } = worst
    const [verb, at] = end < finish ? ['finish', finish - 1] : ['start', start]
    const also = others.length === 0 ? '' : `, and so would ${count(others.length, 'more task')}`
    yield {
      at: { path: task.path, on: 'key' },
      message: `"${task.name}" would ${verb} in the year ${civilParts(at).year}${also}: a plan is between ${firstYear} and ${lastYear}`,
      help: 'Correct its length, the lag before it, or the length of what it waits for',
      related: others
        .slice(0, 20)
        .map(other => ({ at: { path: other.task.path, on: 'key' }, message: `"${other.task.name}" would too` })),
    }
  },
}

/** What goes beyond the years first is what takes the others there. */
function beyond({ start, finish }: ScheduledTask): number {
  return end < finish ? start : -finish
}
