import { below, type Path } from '#engine/model/path'
import type { ConstraintKind, Task } from '#engine/model/plan'
import type { CivilDate } from '#engine/time/minute'
import type { Decoded } from '../../schema/leaf.ts'
import type { milestone, task } from '../../schema/sections/tasks.ts'
import { criteriaOf, estimateOf, isEntries, linksOf, listOf, none, placed, type Source } from './common.ts'

const constraintKinds: readonly ConstraintKind[] = [
  'start-no-earlier-than',
  'start-no-later-than',
  'finish-no-earlier-than',
  'finish-no-later-than',
  'must-start-on',
  'must-finish-on',
]

const noConstraints: Task['constraints'] = {}

/** A task without its children: they stand in blocks of their own and are put in when the plan is put together. */
export function buildTask(id: string, raw: Decoded<typeof task>, source: Source): Task {
  const { path } = source
  const duration = estimateOf(source, 'duration', raw.duration)
  const effort = estimateOf(source, 'effort', raw.effort)
  return {
    id,
    path,
    name: raw.name ?? id,
    kind: duration?.likely.amount === 0 && !effort ? 'milestone' : 'task',
    isMilestoneSection: false,
    parent: parentOf(path),
    children: none,
    description: raw.description,
    notes: raw.notes,
    duration,
    effort,
    assign: assignmentsOf(raw.assign, path),
    after: linksOf(raw.after, path, 'after'),
    before: linksOf(raw.before, path, 'before'),
    constraints: constraintsOf(raw),
    schedule: raw.schedule,
    deadline: raw.deadline,
    calendar: raw.calendar,
    ignoreResourceCalendars: raw['ignore-resource-calendars'] ?? false,
    pauses: placed(raw.pauses, path, 'pauses', (range, at) => ({ range, path: at })),
    priority: raw.priority,
    status: raw.status,
    progress: raw.progress,
    remaining: estimateOf(source, 'remaining', raw.remaining),
    actualStart: raw['actual-start'],
    actualFinish: raw['actual-finish'],
    earning: raw.earning,
    cost: raw.cost,
    accrue: raw.accrue,
    actualCost: raw['actual-cost'],
    actualEffort: raw['actual-effort'],
    owner: raw.owner,
    raci:
      raw.raci?.entries.flatMap(({ text: who, value: role }) =>
        role ? [{ who, role, path: below(path, 'raci', who) }] : [],
      ) ?? none,
    tags: listOf(raw.tags),
    links: listOf(raw.links),
    code: listOf(raw.code),
    acceptance: criteriaOf(raw.acceptance, path, 'acceptance'),
    sprint: raw.sprint,
    points: raw.points,
    gate: none,
    audience: none,
  }
}

export function buildMilestone(id: string, raw: Decoded<typeof milestone>, { path }: Source): Task {
  return {
    id,
    path,
    name: raw.name ?? id,
    kind: 'milestone',
    isMilestoneSection: true,
    parent: undefined,
    children: none,
    description: raw.description,
    notes: raw.notes,
    assign: none,
    after: linksOf(raw.after, path, 'after'),
    before: linksOf(raw.before, path, 'before'),
    constraints: constraintsOf(raw),
    schedule: raw.schedule,
    deadline: raw.deadline,
    calendar: raw.calendar,
    ignoreResourceCalendars: false,
    pauses: none,
    owner: raw.owner,
    raci: none,
    tags: listOf(raw.tags),
    links: listOf(raw.links),
    code: none,
    acceptance: none,
    date: raw.date,
    actual: raw.actual,
    milestoneStatus: raw.status ?? 'open',
    gate: criteriaOf(raw.gate, path, 'gate'),
    audience: listOf(raw.audience),
  }
}

/** The id of the summary a task stands in: `['tasks', 'build', 'tasks', 'sync']` stands in `build`. */
function parentOf(path: Path): string | undefined {
  return path.length < 4 ? undefined : String(path[path.length - 3])
}

function constraintsOf(raw: { readonly [K in ConstraintKind]?: CivilDate }): Task['constraints'] {
  let constraints: { [K in ConstraintKind]?: CivilDate } | undefined
  for (const kind of constraintKinds) {
    const date = raw[kind]
    if (!date) continue
    constraints ??= {}
    constraints[kind] = date
  }
  return constraints ?? noConstraints
}

function assignmentsOf(value: Decoded<typeof task>['assign'], path: Path): Task['assign'] {
  if (isEntries<string, number>(value))
    return value.entries.map(({ text: resource, value: units }) => ({
      resource,
      units,
      path: below(path, 'assign', resource),
    }))
  return placed<string, Task['assign'][number]>(value, path, 'assign', (resource, at) => ({ resource, path: at }))
}
