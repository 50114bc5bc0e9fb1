import type { Assignment, Id, Plan, Resource, Task } from '#engine/model/plan'
import { atId } from '#engine/rules/unknown'
import type { Snapshot } from '../../snapshot.ts'
import type { Candidate } from './candidate.ts'

/** More people are not tried for one task. */
const mostPeople = 4

/** Somebody else for one of a task's people. `forWhom`: the task's name where it is not the one that is looked at. */
export function reassign({ plan }: Snapshot, task: Task, forWhom: string, only?: Id): readonly Candidate[] {
  return task.assign.flatMap(assignment => {
    if (only !== undefined && assignment.resource !== only) return []
    return standInsFor(plan, task, assignment).map(({ id }) => ({
      title: `Reassign ${forWhom}to ${id}`,
      changes: [{ kind: 'replace' as const, at: atId(assignment.path, assignment.resource), with: id }],
    }))
  })
}

/** One more to share a task's effort: more hands shorten no task that has a duration. */
export function addSomebody({ plan, reading }: Snapshot, task: Task, forWhom: string): readonly Candidate[] {
  const [first] = task.assign
  if (!task.effort || task.duration || !first) return []
  const path = [...task.path, 'assign']
  const node = reading.nodeAt(path)
  const place = node?.kind === 'map' ? undefined : node?.kind === 'seq' ? node.items.length : 1
  return standInsFor(plan, task, first).map(({ id }) => ({
    title: `Add ${id}${forWhom === '' ? '' : ` to ${forWhom.trim()}`}`,
    changes: [{ kind: 'set' as const, path: [...path, place ?? id], text: place === undefined ? '100%' : id }],
  }))
}

/** Who can do what this one does: the same skill, role or team; where nothing is said of them, anybody. */
function standInsFor({ resources }: Plan, task: Task, { resource }: Assignment): readonly Resource[] {
  const now = resources.get(resource)
  if (now?.type !== 'person') return []
  const fits = (other: Resource) =>
    other.type === 'person' &&
    !task.assign.some(assignment => assignment.resource === other.id) &&
    canStandIn(now, other)
  return [...resources.values()].filter(fits).slice(0, mostPeople)
}

function canStandIn(now: Resource, other: Resource): boolean {
  const says = now.skills.length > 0 || now.role !== undefined || now.team !== undefined
  if (!says) return true
  const role = (one: Resource) => one.role?.trim().toLowerCase()
  return (
    now.skills.some(skill => other.skills.includes(skill)) ||
    (now.role !== undefined && role(now) === role(other)) ||
    (now.skills.length === 0 && now.role === undefined && now.team === other.team)
  )
}
