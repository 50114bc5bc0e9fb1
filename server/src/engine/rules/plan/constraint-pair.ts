import type { Path } from '../../model/path.ts'
import type { Task } from '../../model/plan.ts'
import { dateOf } from '../../schedule/collisions.ts'
import type { Collision, Constrained } from '../../schedule/types.ts'
import { dateInWords, lastDayInWords } from '../../schedule/words.ts'
import type { Finding, Fix, Rule, RuleContext } from '../rule.ts'

/** Page: ./constraint-pair.md */
export const constraintPair: Rule = {
  code: 'plan/constraint-pair',
  severity: 'error',
  title: 'Two date constraints that can’t both hold',

  *check(context) {
    // Of what only summaries around a leaf say, one is told for all leaves.
    const told = new Set<string>()
    for (const collision of context.schedule.collisions) {
      const { task: id, kept, broken } = collision
      const task = context.plan.tasks.get(id)
      const places = `${kept.path.join()} ${broken.path.join()}`
      if (!task || told.has(places)) continue
      told.add(places)
      yield finding(collision, task, context)
    }
  },
}

function finding({ kept, broken, allowed }: Collision, task: Task, { plan, schedule }: RuleContext): Finding {
  const ofOther = ({ task: id }: Constrained) => (id === task.id ? '' : ` of "${plan.tasks.get(id)!.name}"`)
  const [first, second] = [kept, broken].map(side => dateOf(plan.tasks.get(side.task)!, side.constraint))
  const hasTime = first!.hasTime || second!.hasTime
  const finishes = !broken.constraint.includes('start')
  const [said, asked] = [dateInWords(first!, schedule), dateInWords(second!, schedule)]
  const day =
    finishes && !hasTime ? lastDayInWords(allowed, schedule) : dateInWords({ minute: allowed, hasTime }, schedule)
  const so = day === said ? '' : `: by the first it ${finishes ? 'finishes' : 'starts'} on ${day}`
  const remove = (side: Constrained): Fix => ({
    title: `Remove "${side.constraint}"${ofOther(side)}`,
    changes: [{ kind: 'remove', path: side.path }],
  })
  const [here, there] = inOrder(kept, broken, task)
  const soft = [here, there].filter(
    side => side.constraint === 'finish-no-later-than' && !plan.tasks.get(side.task)!.deadline,
  )
  return {
    at: { path: here.path },
    message: `"${task.name}" can’t be held by both "${kept.constraint}" ${said}${ofOther(kept)} and "${broken.constraint}" ${asked}${ofOther(broken)}${so}`,
    help: 'Remove one of them, or move one past the other',
    related: [{ at: { path: there.path }, message: 'The other one' }],
    fixes: [remove(here), remove(there), ...soft.map(({ path }) => toDeadline(path))],
  }
}

/** A limit that is only to be watched. */
export function toDeadline(path: Path): Fix {
  return {
    title: 'Change to "deadline"',
    changes: [{ kind: 'rename-key', path, to: 'deadline' }],
  }
}

/** Told at the one that says "not later", or at the one that stands at the leaf itself. */
function inOrder(kept: Constrained, broken: Constrained, { id }: Task): readonly [Constrained, Constrained] {
  const saysLater = broken.constraint.includes('earlier') || broken.constraint === 'date'
  const [here, there] = saysLater ? [kept, broken] : [broken, kept]
  return here.task !== id && there.task === id ? [there, here] : [here, there]
}
