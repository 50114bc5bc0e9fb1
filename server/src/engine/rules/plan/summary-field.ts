import type { Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule } from '../rule.ts'

/** Page: ./summary-field.md */
export const summaryField: Rule = {
  code: 'plan/summary-field',
  severity: 'error',
  title: 'A summary with what only a task can have',

  *check({ plan }) {
    for (const task of factsOf(plan).summaries) {
      for (const [key, value] of leafFields(task)) if (value) yield finding(task, key)
    }
  },
}

/** What a summary takes from the tasks inside it, or can't have at all (`spec/scheduling.md` rule 11). */
function leafFields(task: Task): readonly (readonly [string, boolean])[] {
  const { constraints } = task
  return [
    ['duration', task.duration !== undefined],
    ['effort', task.effort !== undefined],
    ['assign', 0 < task.assign.length],
    ['progress', task.progress !== undefined],
    ['remaining', task.remaining !== undefined],
    ['actual-start', task.actualStart !== undefined],
    ['actual-finish', task.actualFinish !== undefined],
    ['actual-cost', task.actualCost !== undefined],
    ['actual-effort', task.actualEffort !== undefined],
    ['start-no-later-than', constraints['start-no-later-than'] !== undefined],
    ['finish-no-earlier-than', constraints['finish-no-earlier-than'] !== undefined],
    ['must-start-on', constraints['must-start-on'] !== undefined],
    ['must-finish-on', constraints['must-finish-on'] !== undefined],
  ]
}

function finding({ name, path }: Task, key: string): Finding {
  const at = [...path, key]
  const instead = insteadOf[key]
  return {
    at: { path: at, on: 'key' },
    message: `"${name}" has tasks inside, so it can't have "${key}" of its own`,
    help: instead ? `Write it on the tasks inside, or write "${instead}" here` : 'Write it on the tasks inside',
    fixes: [
      { title: `Remove "${key}"`, changes: [{ kind: 'remove', path: at }], preferred: !instead },
      ...(instead
        ? [
            {
              title: `Change to "${instead}"`,
              changes: [{ kind: 'rename-key' as const, path: at, to: instead }],
              preferred: true,
            },
          ]
        : []),
    ],
  }
}

/** The nearest thing that a summary may have. */
const insteadOf: Readonly<Record<string, string | undefined>> = {
  'must-start-on': 'start-no-earlier-than',
  'must-finish-on': 'finish-no-later-than',
}
