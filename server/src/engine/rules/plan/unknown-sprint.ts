import { factsOf } from '../facts.ts'
import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-sprint.md */
export const unknownSprint: Rule = {
  code: 'plan/unknown-sprint',
  severity: 'error',
  title: 'A sprint that is not in the plan',

  *check({ plan }) {
    const guess = guessAmong(() => plan.sprints.keys())
    for (const { sprint, path } of factsOf(plan).inSprint) {
      if (sprint === undefined || plan.sprints.has(sprint)) continue
      const message = `There is no sprint "${sprint}" in this plan`
      const at = { path: [...path, 'sprint'] }
      yield unknownId(at, sprint, message, guess, 'Add it to sprints, or remove the key')
    }
  },
}
