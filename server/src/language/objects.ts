import type { Path } from '#engine/model/path'
import type { Id, Named, Plan } from '#engine/model/plan'

/**
 * What an id is the name of. `person` is a resource or a stakeholder, `task` a task, summary or
 * milestone: each of these groups shares one space of ids (`spec/plan-format.md`, Scalars).
 */
export type ObjectKind =
  | 'task'
  | 'person'
  | 'calendar'
  | 'sprint'
  | 'risk'
  | 'budget-line'
  | 'decision'
  | 'action'
  | 'issue'
  | 'assumption'
  | 'change'
  | 'baseline'
  | 'driver'
  | 'plan'

/** The sections whose keys are ids, and what they define. */
const sections: ReadonlyMap<string, ObjectKind> = new Map([
  ['tasks', 'task'],
  ['milestones', 'task'],
  ['resources', 'person'],
  ['stakeholders', 'person'],
  ['calendars', 'calendar'],
  ['sprints', 'sprint'],
  ['risks', 'risk'],
  ['decisions', 'decision'],
  ['actions', 'action'],
  ['issues', 'issue'],
  ['assumptions', 'assumption'],
  ['changes', 'change'],
  ['baselines', 'baseline'],
  ['drivers', 'driver'],
])

/** What the keys of a section are the ids of; of `budget` those of its `lines` are. */
export function kindIn(section: string): ObjectKind | undefined {
  return sections.get(section)
}

export interface ObjectPlace {
  readonly kind: ObjectKind
  readonly id: Id
  readonly path: Path
  /** Below the object: `['after', 0]`; empty on the object itself. */
  readonly rest: Path
}

/** The object that a path lies in: the innermost task, the risk, the person… */
export function objectAt(path: Path): ObjectPlace | undefined {
  const section = path[0]
  if (typeof section !== 'string') return undefined
  if (section === 'tasks') return taskAt(path)
  if (section === 'budget') return path[1] === 'lines' ? placeAt('budget-line', path, 3) : undefined
  const kind = sections.get(section)
  return kind && placeAt(kind, path, 2)
}

function taskAt(path: Path): ObjectPlace | undefined {
  let depth = 2
  while (path[depth] === 'tasks' && path.length >= depth + 2) depth += 2
  return placeAt('task', path, depth)
}

function placeAt(kind: ObjectKind, path: Path, depth: number): ObjectPlace | undefined {
  if (path.length < depth) return undefined
  return { kind, id: String(path[depth - 1]), path: path.slice(0, depth), rest: path.slice(depth) }
}

/** All objects of a kind, by id. */
export function objectsOf(plan: Plan, kind: ObjectKind): ReadonlyMap<Id, Named> {
  switch (kind) {
    case 'task':
      return plan.tasks
    case 'person':
      return new Map<Id, Named>([...plan.stakeholders, ...plan.resources])
    case 'calendar':
      return plan.calendars
    case 'sprint':
      return plan.sprints
    case 'risk':
      return plan.risks
    case 'budget-line':
      return plan.budget?.lines ?? new Map()
    case 'decision':
      return plan.decisions
    case 'action':
      return plan.actions
    case 'issue':
      return plan.issues
    case 'assumption':
      return plan.assumptions
    case 'change':
      return plan.changes
    case 'baseline':
      return plan.baselines
    case 'driver':
      return plan.drivers
    case 'plan':
      return new Map()
  }
}

/** One object by kind and id. */
export function findObject(plan: Plan, kind: ObjectKind, id: Id): Named | undefined {
  if (kind === 'person') return plan.resources.get(id) ?? plan.stakeholders.get(id)
  return objectsOf(plan, kind).get(id)
}

/** Kinds whose objects others name by id. */
export const anyKinds: readonly ObjectKind[] = [
  'task',
  'risk',
  'person',
  'change',
  'decision',
  'issue',
  'assumption',
  'action',
  'sprint',
  'calendar',
]
