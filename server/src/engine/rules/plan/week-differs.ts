import type { Path } from '../../model/path.ts'
import type { Estimate, Plan, Task } from '../../model/plan.ts'
import { lineageOf } from '../../schedule/planTime.ts'
import { workInWords } from '../../schedule/words.ts'
import type { Duration } from '../../time/minute.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./week-differs.md */
export const weekDiffers: Rule = {
  code: 'plan/week-differs',
  severity: 'information',
  title: 'Five days and a week are not the same here',

  *check({ plan, schedule: { dayMinutes, weekMinutes } }) {
    if (5 * dayMinutes === weekMinutes) return
    let days: Path | undefined
    let weeks: Path | undefined
    for (const { duration, path } of durations(plan)) {
      if (duration.elapsed) continue
      if (duration.unit === 'd' && duration.amount !== 0) days ??= path
      if (duration.unit === 'w') weeks ??= path
      if (days && weeks) break
    }
    if (!days || !weeks) return
    yield {
      at: { path: weeks },
      message: `In this plan "1w" is ${workInWords(weekMinutes, dayMinutes)}, not the same as "5d"`,
      help: help(plan),
      related: [{ at: { path: days }, message: 'Days are used here' }],
    }
  },
}

function help({ calendars, project }: Plan): string {
  const spec = calendars.get(project.calendar ?? 'default')
  const lineage = spec ? lineageOf(spec, calendars) : []
  if (!lineage.some(({ weekHours }) => weekHours))
    return 'It is the sum of the project calendar’s week: use one of the two units, or set "day" and "week-hours" there'
  const says = lineage.some(({ day }) => day) ? '"day" and "week-hours" say' : '"week-hours" says'
  return `The project calendar’s ${says} so: use one of the two units, or make a week five days there`
}

function* durations(plan: Plan): Iterable<{ readonly duration: Duration; readonly path: Path }> {
  for (const task of factsOf(plan).leaves) {
    yield* ofTask(task)
    for (const link of task.after) {
      if (link.lag?.kind === 'duration') yield { duration: link.lag.duration, path: link.path }
    }
  }
}

function* ofTask({
  duration,
  effort,
  remaining,
  path,
}: Task): Iterable<{ readonly duration: Duration; readonly path: Path }> {
  for (const [key, estimate] of [
    ['duration', duration],
    ['effort', effort],
    ['remaining', remaining],
  ] as readonly (readonly [string, Estimate<Duration> | undefined])[]) {
    if (estimate) yield { duration: estimate.likely, path: [...path, key] }
  }
}
