import type { Id, Link, Plan, Task } from '../model/plan.ts'
import { linkTable } from './linkTable.ts'
import { childrenOf } from './network.ts'
import { orderNodes } from './order.ts'
import { planTime } from './planTime.ts'
import type { Cycle } from './types.ts'

/** The circles that lead over several plans, as one of them sees them: its own tasks by their ids alone. */
export interface Rings {
  readonly cycles: readonly Cycle[]
  /** Its tasks that are on one, or wait for one. */
  readonly stuck: ReadonlyMap<Id, 'cycle' | 'after-cycle'>
}

/**
 * Finds the tasks of several plans that wait for each other in a circle (rule 15), all plans taken as one: what counts
 * from a deadline waits for nobody. Each plan has a `project.id` of its own.
 */
export function ringsAcross(plans: readonly Plan[]): ReadonlyMap<Plan, Rings> {
  const tasks: Task[] = []
  const owners: Plan[] = []
  const indexOf = new Map<Id, number>()
  for (const plan of plans) {
    for (const task of plan.tasks.values()) {
      const named = namedInFull(plan, task)
      indexOf.set(named.id, tasks.length)
      tasks.push(named)
      owners.push(plan)
    }
  }
  const isSummary = Uint8Array.from(tasks, ({ kind }) => (kind === 'summary' ? 1 : 0))
  const parent = Int32Array.from(tasks, ({ parent: above }) => (above === undefined ? -1 : (indexOf.get(above) ?? -1)))
  const own: [] = []
  const { links } = linkTable({
    ...{ plan: plans[0]!, time: planTime(plans[0]!), external: undefined },
    ...{ tasks, indexOf, isSummary, own },
  })
  const count = tasks.length
  const { cycles, stuck } = orderNodes({ count, tasks, parent, isSummary, links, ...childrenOf(parent) })
  const ownerOf = (id: Id) => owners[indexOf.get(id)!]!
  const across = cycles.filter(({ edges }) => edges.some(({ to }) => ownerOf(to) !== ownerOf(edges[0]!.to)))
  return new Map(plans.map(plan => [plan, seenFrom(plan)]))

  function seenFrom(plan: Plan): Rings {
    const named = (id: Id) => (ownerOf(id) === plan ? id.slice(plan.project.id!.length + 1) : id)
    const its = across.filter(({ edges }) => edges.some(({ to }) => ownerOf(to) === plan))
    const caught = new Map<Id, 'cycle' | 'after-cycle'>()
    for (let i = 0; i < count; i++) {
      // Of several circles in one knot a single one is told: who is not on that waits for it.
      if (owners[i] === plan && !isSummary[i] && stuck[i])
        caught.set(named(tasks[i]!.id), stuck[i] === 1 && 0 < its.length ? 'cycle' : 'after-cycle')
    }
    const edgesOf = ({ edges }: Cycle) =>
      edges.map(({ from, to, path }) => ({ from: named(from), to: named(to), path, file: ownerOf(to).file }))
    return { cycles: its.map(each => ({ edges: edgesOf(each) })), stuck: caught }
  }
}

/** A task as other plans name it, with the links that make it wait. */
function namedInFull({ project, tasks }: Plan, task: Task): Task {
  const inFull = (id: Id) => (tasks.has(id) || !id.includes('/') ? `${project.id}/${id}` : id)
  const waits = (links: readonly Link[]) =>
    links.flatMap(({ lag: _, ...link }) => (link.fromDeadline ? [] : [{ ...link, task: inFull(link.task) }]))
  const { after, before, parent } = task
  return {
    ...task,
    id: inFull(task.id),
    ...(parent !== undefined && { parent: inFull(parent) }),
    after: waits(after),
    before: waits(before),
  }
}
