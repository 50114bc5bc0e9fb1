import { healthLimit } from '../../model/healthLimits.ts'
import { count } from '../../schedule/words.ts'
import type { Rule } from '../rule.ts'
import { dueByNow } from './baseline.ts'

/** Page: ./bei.md */
export const bei: Rule = {
  code: 'health/bei',
  severity: 'off',
  title: 'DCMA 14: less finished than the baseline said (BEI)',

  *check(context) {
    const due = dueByNow(context)
    if (due.length === 0) return
    let done = 0
    let added = 0
    for (const { finished, task, cancelled } of context.schedule.tasks.values()) {
      if (task.kind === 'summary' || cancelled) continue
      if (finished) done++
      if (!context.baseline!.tasks.has(task.id)) added++
    }
    const index = done / (due.length + added)
    const limit = healthLimit(context.plan, 'bei')
    if (limit <= index) return
    yield {
      at: { path: [...context.plan.project.path, 'status-date'] },
      message: `${count(done, 'task')} ${done === 1 ? 'is' : 'are'} finished where the baseline has ${due.length}${since(added)}: a baseline execution index of ${index.toFixed(2)}, below ${limit}`,
      help: 'Work is slower than planned: what is left will be late by the same measure',
    }
  },
}

/** What the baseline does not have counts as due (DCMA-EA PAM 200.1, "missing baseline"). */
function since(added: number): string {
  return added === 0 ? '' : ` and ${added} ${added === 1 ? 'was' : 'were'} added since`
}
