import type { Link, Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule } from '../rule.ts'

/** Page: ./duplicate-link.md */
export const duplicateLink: Rule = {
  code: 'plan/duplicate-link',
  severity: 'warning',
  title: 'The same dependency twice',

  *check({ plan }) {
    for (const task of factsOf(plan).linkedTwice) {
      if (1 < task.after.length) yield* repeated(task, task.after)
      if (1 < task.before.length) yield* repeated(task, task.before)
    }
  },
}

function* repeated({ name }: Task, links: readonly Link[]): Iterable<Finding> {
  const seen = new Map<string, Link>()
  for (const link of links) {
    const key = `${link.task} ${link.type} ${link.fromDeadline ?? false}`
    const first = seen.get(key)
    if (!first) seen.set(key, link)
    else {
      yield {
        at: { path: link.path, word: link.task },
        message: `"${name}" is linked to "${link.task}" (${link.type}) twice: the later date holds, the other says nothing`,
        help: 'Remove one of them',
        related: [{ at: { path: first.path }, message: 'The first one' }],
        fixes: [{ title: 'Remove this one', changes: [{ kind: 'remove', path: link.path }], preferred: true }],
      }
    }
  }
}
