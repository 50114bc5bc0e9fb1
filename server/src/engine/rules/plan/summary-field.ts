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
      for (const [key, isSet] of leafFields) if (isSet(task)) yield finding(task, key)
    }
  },
}

/** What a summary takes from the tasks inside it, or can't have at all (`spec/scheduling.md` rule 11). */
const leafFields: readonly (readonly [string, (task: Task) => boolean])[] = [
  ['duration', task => task.duration !== undefined],
  ['effort', task => task.effort !== undefined],
  ['assign', task => 0 < task.assign.length],
  ['progress', task => task.progress !== undefined],
  ['remaining', task => task.remaining !== undefined],
  ['actual-start', task => task.actualStart !== undefined],
  ['actual-finish', task => task.actualFinish !== undefined],
  ['actual-cost', task => task.actualCost !== undefined],
  ['actual-effort', task => task.actualEffort !== undefined],
  ['start-no-later-than', task => task.constraints['start-no-later-than'] !== undefined],
  ['finish-no-earlier-than', task => task.constraints['finish-no-earlier-than'] !== undefined],
  ['must-start-on', task => task.constraints['must-start-on'] !== undefined],
  ['must-finish-on', task => task.constraints['must-finish-on'] !== undefined],
]

function finding({ name, path, constraints }: Task, key: string): Finding {
  const at = [...path, key]
  const softer = insteadOf[key]
  const instead = softer && !constraints[softer] ? softer : undefined
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
const insteadOf: Readonly<Record<string, 'start-no-earlier-than' | 'finish-no-later-than' | undefined>> = {
  'must-start-on': 'start-no-earlier-than',
  'must-finish-on': 'finish-no-later-than',
}
