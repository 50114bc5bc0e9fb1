import type { ConstraintKind } from '../model/plan.ts'
import { workAt } from '../time/calendar.ts'
import type { Minute } from '../time/minute.ts'
import { visitAsking } from './drivers.ts'
import { linkPath } from './linkTable.ts'
import type { Dates, Passes, Pull } from './passes.ts'
import { planned } from './progress.ts'
import type { Conflict } from './types.ts'
import { finishOfWork, startOfWork } from './work.ts'

/** Constraints that win over what logic asks for, and what of it they push aside (rule 12). */
export function conflictsOf(passes: Passes, dates: Dates): readonly Conflict[] {
  const pulls = [...dates.pulls.values()].sort((a, b) => a.leaf - b.leaf)
  const pulled = pulls.map(pull => ({
    task: passes.network.tasks[pull.of]!.id,
    constraint: pull.by,
    against: pushedAside(passes, dates, pull),
    required: pull.required as Minute,
    allowed: pull.allowed as Minute,
  }))
  return [...pulled, ...clashes(passes, dates)]
}

/** A `must-` that leaves another constraint of its task, or of a summary around it, unkept. */
function* clashes({ network, limits, progress }: Passes, { start, finish }: Dates): Generator<Conflict> {
  for (let i = 0; i < network.count; i++) {
    const bounds = limits.bounds[i]
    if (!bounds || progress.mode[i] !== planned) continue
    const { mustStart, mustFinish, startBy, finishBy, finishByOf } = bounds
    const holdsStart = !Number.isNaN(mustStart)
    if (!holdsStart && Number.isNaN(mustFinish)) continue
    const at = (minute: number) => workAt(network.calendar[i]!, minute)
    const clash = (kind: ConstraintKind, of: number, required: number, allowed: number): Conflict => ({
      task: network.tasks[i]!.id,
      constraint: holdsStart ? 'must-start-on' : 'must-finish-on',
      against: { constraint: kind, path: [...network.tasks[of]!.path, kind] },
      required: required as Minute,
      allowed: allowed as Minute,
    })
    if (holdsStart && !Number.isNaN(mustFinish) && at(mustFinish) !== at(finish[i]!))
      yield clash('must-finish-on', i, mustFinish, finish[i]!)
    if (at(startBy) < at(start[i]!)) yield clash('start-no-later-than', i, startBy, start[i]!)
    if (at(finishBy) < at(finish[i]!)) yield clash('finish-no-later-than', finishByOf, finishBy, finish[i]!)
  }
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
      else if (kind === 'date') date ??= { task: tasks[of]!.id, path: [...tasks[of]!.path, 'date'] }
      else date ??= { constraint: kind, path: [...tasks[of]!.path, kind] }
    },
  })
  return link ?? date ?? {}
}
