import type { Sprint } from '../../model/plan.ts'
import { dateInWords } from '../../schedule/words.ts'
import { rangeEnd } from '../../time/civil.ts'
import type { Rule } from '../rule.ts'

/** Page: ./overlap.md */
export const sprintOverlap: Rule = {
  code: 'sprint/overlap',
  severity: 'warning',
  title: 'Two sprints at one time',

  *check({ plan, schedule }) {
    const sprints = [...plan.sprints.values()].filter(({ start, finish }) => start && finish)
    sprints.sort((a, b) => a.start!.minute - b.start!.minute || (a.id < b.id ? -1 : 1))
    let last: Sprint | undefined
    for (const sprint of sprints) {
      if (last && sprint.start!.minute < rangeEnd(last.finish!)) {
        yield {
          at: { path: [...sprint.path, 'start'] },
          message: `"${sprint.name}" begins ${dateInWords(sprint.start!, schedule)}, before "${last.name}" ends ${dateInWords(last.finish!, schedule)}`,
          help: 'Let each sprint begin after the one before it',
          related: [{ at: { path: [...last.path, 'finish'] }, message: `"${last.name}" ends here` }],
        }
      }
      if (!last || rangeEnd(last.finish!) < rangeEnd(sprint.finish!)) last = sprint
    }
  },
}
