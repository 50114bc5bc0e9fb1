import { standingOf } from '../../schedule/standing.ts'
import { workInWords } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'

/** Page: ./negative-float.md */
export const negativeFloat: Rule = {
  code: 'schedule/negative-float',
  severity: 'hint',
  title: 'A task that is too late for what follows it',

  *check({ schedule }) {
    for (const { task, totalFloat } of standingOf(schedule).negativeFloat) {
      yield {
        at: { path: task.path, on: 'key' },
        message: `"${task.name}" would have to be ${workInWords(-totalFloat, schedule.dayMinutes)} earlier for every deadline and constraint after it to hold`,
        help: 'It is on the path that is too long: shorten it or what comes before it',
      }
    }
  },
}
