import type { Id, Plan } from '../../model/plan.ts'
import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./team.md */
export const team: Rule = {
  code: 'resource/team',
  severity: 'error',
  title: 'A team that is none',

  *check({ plan }) {
    const guess = guessAmong(() => teams(plan))
    for (const { team: id, path, file, id: own } of plan.resources.values()) {
      if (id === undefined || file !== undefined) continue
      const at = { path: [...path, 'team'] }
      const found = plan.resources.get(id)
      if (!found)
        yield unknownId(
          at,
          id,
          `There is no team "${id}" in resources`,
          guess,
          'Add it to resources, with "type: team"',
        )
      else if (id === own) yield { at, message: `"${id}" can’t be its own team`, help: 'Remove the key' }
      else if (found.type !== 'team') {
        const typePath = [...found.path, 'type']
        yield {
          at,
          message: `"${id}" is not a team but a ${found.type}`,
          help: `Name a resource with "type: team", or give "${id}" that type`,
          related: [{ at: { path: found.path, on: 'key' }, message: 'It stands here' }],
          fixes: [
            {
              title: `Make "${id}" a team`,
              changes: [{ kind: 'set', path: typePath, text: 'team' }],
              preferred: false,
            },
          ],
        }
      }
    }
  },
}

function teams(plan: Plan): readonly Id[] {
  return [...plan.resources.values()].filter(({ type }) => type === 'team').map(({ id }) => id)
}
