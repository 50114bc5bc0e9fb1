import type { Id } from '../../model/plan.ts'
import { count } from '../../schedule/words.ts'
import { factsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Page: ./over-capacity.md */
export const overCapacity: Rule = {
  code: 'sprint/over-capacity',
  severity: 'warning',
  title: 'More points in a sprint than it can hold',

  *check({ plan }) {
    if (plan.sprints.size === 0) return
    const points = new Map<Id, number>()
    for (const { sprint, points: own, status } of factsOf(plan).inSprint) {
      if (sprint !== undefined && own && status !== 'cancelled') points.set(sprint, (points.get(sprint) ?? 0) + own)
    }
    for (const { id, name, capacity, path } of plan.sprints.values()) {
      const taken = points.get(id) ?? 0
      if (capacity === undefined || taken <= capacity) continue
      yield {
        at: { path: [...path, 'capacity'] },
        message: `"${name}" has ${count(taken, 'point')}, ${taken - capacity} more than its capacity of ${capacity}`,
        help: 'Move tasks to another sprint',
      }
    }
  },
}
