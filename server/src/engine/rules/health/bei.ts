import type { Rule } from '../rule.ts'
import { dueByNow } from './baseline.ts'
import { limitsOf } from './limits.ts'

/** Page: ./bei.md */
export const bei: Rule = {
  code: 'health/bei',
  severity: 'off',
  title: 'DCMA 14: less finished than the baseline said (BEI)',

  *check(context) {
    const due = dueByNow(context)
    if (due.length === 0) return
    let done = 0
    for (const { finished, task } of context.schedule.tasks.values()) if (finished && task.kind !== 'summary') done++
    const index = done / due.length
    const limit = limitsOf(context.health).bei
    if (limit <= index) return
    yield {
      at: { path: [...context.plan.project.path, 'status-date'] },
      message: `${done} tasks are finished where the baseline has ${due.length}: a baseline execution index of ${index.toFixed(2)}, below ${limit}`,
      help: 'Work is done more slowly than was planned: what is left will be late by the same measure',
    }
  },
}
