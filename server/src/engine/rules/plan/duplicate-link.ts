import type { Lag, Link, Task } from '../../model/plan.ts'
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
    const other = seen.get(key)
    if (!other) {
      seen.set(key, link)
      continue
    }
    const idle = idleOf(other, link)
    if (idle === other) seen.set(key, link)
    yield {
      at: { path: link.path, word: link.task },
      message: `"${name}" is linked to "${link.task}" (${link.type}) twice: the later date holds, the other says nothing`,
      help: 'Remove one of them',
      related: [{ at: { path: other.path }, message: 'The other one' }],
      fixes: idle
        ? [{ ...removal(idle, link), preferred: idle.because === undefined }]
        : [link, other].map(one => ({ ...removal(one, link), preferred: false })),
    }
  }
}

function removal(link: Link, here: Link) {
  const title = link === here ? 'Remove this one' : 'Remove the other one'
  return { title, changes: [{ kind: 'remove' as const, path: link.path }] }
}

/** The one that never holds, whatever the calendars and the length of the task before; `undefined` where that depends on them. */
function idleOf(first: Link, second: Link): Link | undefined {
  const order = compareLags(first.lag, second.lag)
  if (order !== 0) return order === undefined ? undefined : order < 0 ? first : second
  if (first.because !== undefined && second.because !== undefined && first.because !== second.because) return undefined
  return first.because === undefined && second.because !== undefined ? first : second
}

/** Less than 0 where the first lag is never longer than the second. */
function compareLags(a: Lag | undefined, b: Lag | undefined): number | undefined {
  const [first, second] = [amountOf(a), amountOf(b)]
  if (first * second <= 0 || unitOf(a) === unitOf(b)) return first - second
  return undefined
}

function amountOf(lag: Lag | undefined): number {
  if (!lag) return 0
  return lag.kind === 'percent' ? lag.share : lag.duration.amount
}

function unitOf(lag: Lag | undefined): string {
  return lag?.kind === 'duration' ? `${lag.duration.elapsed ? 'e' : ''}${lag.duration.unit}` : '%'
}
