import type { Minute } from '../time/minute.ts'
import { visitAsking } from './drivers.ts'
import { linkPath } from './linkTable.ts'
import type { Dates, Passes, Pull } from './passes.ts'
import type { Collision, Conflict } from './types.ts'
import { finishOfWork, startOfWork } from './work.ts'

/**
 * Constraints that win over what logic asks for, and what of it they push aside (rule 12). What excludes another
 * constraint by itself is one of the `collisions`.
 */
export function conflictsOf(passes: Passes, dates: Dates, collisions: readonly Collision[]): readonly Conflict[] {
  const { tasks } = passes.network
  const found: Conflict[] = []
  for (const pull of [...dates.pulls.values()].sort((a, b) => a.leaf - b.leaf)) {
    const against = pushedAside(passes, dates, pull)
    const { id } = tasks[pull.leaf]!
    const isLogic = against.path !== undefined && against.constraint === undefined
    if (!isLogic && collisions.some(({ task, kept }) => task === id && kept.constraint === pull.by)) continue
    found.push({
      task: tasks[pull.of]!.id,
      constraint: pull.by,
      against,
      required: pull.required as Minute,
      allowed: pull.allowed as Minute,
    })
  }
  return found
}

/** What asks for the dates that the constraint doesn't allow: a link before a constraint before the project's dates. */
function pushedAside(passes: Passes, dates: Dates, { leaf, by, required }: Pull): Conflict['against'] {
  const { tasks, work, amount, links, plan } = passes.network
  const byStart = by === 'must-start-on' || by === 'start-no-later-than'
  const begin = byStart ? required : startOfWork(work[leaf]!, required, amount[leaf]!)
  const end = byStart ? finishOfWork(work[leaf]!, required, amount[leaf]!) : required
  let link: Conflict['against'] | undefined
  let date: Conflict['against'] | undefined
  visitAsking(passes, dates, leaf, begin, end, {
    link: e => {
      const from = links.from[e]!
      link ??= { task: from < 0 ? links.entries[e]!.task : tasks[from]!.id, path: linkPath(links, e) }
    },
    date: (kind, of) => {
      if (kind === 'status-date') date ??= { path: [...plan.project.path, 'status-date'] }
      else if (kind === 'project-start') date ??= { path: [...plan.project.path, 'start'] }
      else date ??= { constraint: kind, path: [...tasks[of]!.path, kind] }
    },
  })
  return link ?? date ?? {}
}
