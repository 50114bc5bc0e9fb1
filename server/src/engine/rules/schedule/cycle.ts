import { sameItems } from '../../base/sameItems.ts'
import type { Id, Plan } from '../../model/plan.ts'
import type { Cycle } from '../../schedule/types.ts'
import type { Finding, Fix, Rule } from '../rule.ts'

/** Page: ./cycle.md */
export const cycle: Rule = {
  code: 'schedule/cycle',
  severity: 'error',
  title: 'Tasks that wait for each other in a ring',

  *check({ plan, schedule }) {
    for (const { edges } of schedule.cycles) {
      // Of a ring over several plans each tells its own edges; that a task is part of a summary is no dependency.
      const own = edges.filter(edge => isWrittenIn(plan, edge) && !isOutline(edge, plan))
      // A giant ring is told once: all its edges at all its edges would be the square of it.
      const told = edges.length <= tellAtEach ? own : own.slice(0, 1)
      for (const edge of told) yield finding(edge, edges, plan)
    }
  },
}

const tellAtEach = 50

type Edge = Cycle['edges'][number]

/** Does a ring's edge stand in this plan, not in another that the ring leads over? */
export function isWrittenIn({ file: own }: Plan, { file }: Edge): boolean {
  return file === undefined || file === own
}

/** A summary that begins or ends with a task in it: nobody wrote that as a dependency. */
function isOutline({ from, to, path }: Edge, { tasks }: Plan): boolean {
  return [from, to].some(id => sameItems(tasks.get(id)?.path ?? [], path))
}

function finding(edge: Edge, edges: Cycle['edges'], plan: Plan): Finding {
  const index = edges.indexOf(edge)
  const others = [...edges.slice(index + 1), ...edges.slice(0, index)]
  return {
    at: atEdge(edge, plan),
    message: messageFor(edge, edges, plan),
    help: 'Remove one of these dependencies: until then none of these tasks, nor what follows them, has dates',
    related: others.slice(0, tellAtEach).map(other => ({
      at: isWrittenIn(plan, other) ? atEdge(other, plan) : { file: other.file!, path: other.path },
      message: `"${nameOf(other.to, plan)}" waits for "${nameOf(other.from, plan)}"`,
    })),
    fixes: fixesFor(edge, plan),
  }
}

function messageFor({ from, to }: Edge, edges: Cycle['edges'], plan: Plan): string {
  if (edges.length === 1) {
    return from === to
      ? `"${nameOf(to, plan)}" waits for itself`
      : `"${nameOf(to, plan)}" waits for "${nameOf(from, plan)}", which it is part of`
  }
  if (edges.length === 2 && edges.some(edge => isOutline(edge, plan))) {
    const part = plan.tasks.get(to)?.parent === from ? 'which it is part of' : 'which is part of it'
    return `"${nameOf(to, plan)}" waits for "${nameOf(from, plan)}", ${part}`
  }
  const start = edges.findIndex(edge => edge.to === to)
  const ring = [...edges.slice(start), ...edges.slice(0, start)].map(edge => `"${nameOf(edge.to, plan)}"`)
  const shown = ring.length <= 7 ? ring : [...ring.slice(0, 6), `${ring.length - 6} more`]
  return `"${nameOf(to, plan)}" waits for itself: ${shown.join(' → ')} → ${ring[0]}`
}

/** The id inside the entry: the other task's, whichever of the two the entry is written on. */
function atEdge({ from, to, path }: Edge, plan: Plan) {
  const isBefore = path.includes('before') || !linkAt(to, from, plan, path)
  return { path, word: isBefore ? to : from }
}

function linkAt(on: Id, other: Id, plan: Plan, path: readonly (string | number)[]): boolean {
  const links = plan.tasks.get(on)?.after ?? []
  return links.some(link => link.task === other && link.path.length === path.length)
}

function fixesFor({ from, to, path }: Edge, plan: Plan): readonly Fix[] {
  const fixes: Fix[] = []
  const before = plan.tasks.get(from)?.before.find(link => link.task === to && sameItems(link.path, path))
  const waiting = plan.tasks.get(to)
  if (before && !before.fromDeadline && waiting?.deadline) {
    fixes.push({
      title: `Count back from the deadline of "${waiting.name}" instead`,
      changes: [{ kind: 'replace', at: { path, word: to }, with: `${to}.deadline` }],
      preferred: true,
    })
  }
  fixes.push({ title: 'Remove this dependency', changes: [{ kind: 'remove', path }] })
  return fixes
}

function nameOf(id: Id, plan: Plan): string {
  return plan.tasks.get(id)?.name ?? id
}
