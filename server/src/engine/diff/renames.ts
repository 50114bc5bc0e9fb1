import type { Criterion, Id, Named, Plan, Task } from '../model/plan.ts'
import type { EditedObject } from './edit.ts'
import { type Field, taskFields } from './fields.ts'
import { type Section, sections } from './sections.ts'

/** What an object was called before, by what it is called now. */
export type Renamed = ReadonlyMap<Id, Id>

/** Old id → new id, by group of ids that share one space. */
export interface Renames {
  readonly tasks: Renamed
  readonly bySection: ReadonlyMap<Section, Renamed>
}

/**
 * Objects that have another id and are the same (rule 29): one of a kind that is gone and one that has come, if their
 * names are equal, or all their fields but the id are. Where more than one could be meant, none is.
 */
export function findRenames(base: Plan, head: Plan): Renames {
  const bySection = new Map<Section, Renamed>()
  for (const section of sections) {
    const found = pairUp(section.of(base), section.of(head), section.fields)
    if (0 < found.size) bySection.set(section, found)
  }
  return { tasks: pairTasks(base.tasks, head.tasks), bySection }
}

/** Tasks by tasks and milestones by milestones. */
function pairTasks(base: Plan['tasks'], head: Plan['tasks']): Renamed {
  const [gone, come] = onlyOnOneSide(base, head)
  if (gone.length === 0 || come.length === 0) return new Map()
  const found = new Map<Id, Id>()
  for (const isMilestone of [false, true]) {
    const mine = (task: Task) => task.isMilestoneSection === isMilestone
    for (const [from, to] of pairs(gone.filter(mine), come.filter(mine), taskFields)) found.set(from, to)
  }
  return found
}

function pairUp(base: ReadonlyMap<Id, Named>, head: ReadonlyMap<Id, Named>, fields: readonly Field<Named>[]): Renamed {
  const [gone, come] = onlyOnOneSide(base, head)
  return gone.length === 0 || come.length === 0 ? new Map() : pairs(gone, come, fields)
}

function onlyOnOneSide<T>(base: ReadonlyMap<Id, T>, head: ReadonlyMap<Id, T>): [gone: T[], come: T[]] {
  if (base === head) return [[], []]
  const gone = [...base].flatMap(([id, object]) => (head.has(id) ? [] : [object]))
  const come = [...head].flatMap(([id, object]) => (base.has(id) ? [] : [object]))
  return [gone, come]
}

function pairs<T extends Named>(gone: readonly T[], come: readonly T[], fields: readonly Field<T>[]): Renamed {
  const found = new Map<Id, Id>()
  const match = (keyOf: (object: T) => string | undefined) => {
    const left = gone.filter(({ id }) => !found.has(id))
    const taken = new Set(found.values())
    const right = come.filter(({ id }) => !taken.has(id))
    const [from, to] = [groupBy(left, keyOf), groupBy(right, keyOf)]
    for (const [key, [one, ...others]] of from) {
      const [other, ...more] = to.get(key) ?? []
      if (one && other && others.length === 0 && more.length === 0) found.set(one.id, other.id)
    }
  }
  match(({ id, name }) => (name === id ? undefined : name))
  match(object => contentOf(object, fields))
  return found
}

function groupBy<T>(
  objects: readonly T[],
  keyOf: (object: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const object of objects) {
    const key = keyOf(object)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), object])
  }
  return groups
}

/** All that an object says but its id; `undefined` where it says nothing. */
function contentOf<T extends Named>(object: T, fields: readonly Field<T>[]): string | undefined {
  const words = fields.map(({ words }) => {
    const value = words(object)
    return value === undefined || value.length === 0 ? null : typeof value === 'string' ? value : [...value].sort()
  })
  return words.every(word => word === null) ? undefined : JSON.stringify(words)
}

/** The plan with its objects called by their new ids, wherever they are named. */
export function renameObjects(plan: Plan, renames: Renames): Plan {
  let renamed = plan
  for (const [section, ids] of renames.bySection) {
    renamed = section.put(renamed, renameKeys(section.of(renamed), ids))
  }
  return 0 < renames.tasks.size || 0 < renames.bySection.size ? renameReferences(renamed, renames) : plan
}

function renameKeys<T extends Named>(objects: ReadonlyMap<Id, T>, ids: Renamed): ReadonlyMap<Id, T> {
  return new Map(
    [...objects].map(([id, object]) => {
      const to = ids.get(id)
      return to === undefined ? [id, object] : [to, { ...object, id: to, name: object.name === id ? to : object.name }]
    }),
  )
}

function renamer(ids: Renamed | undefined): <T extends Id | undefined>(id: T) => T {
  return id => ((id === undefined ? undefined : ids?.get(id)) ?? id) as typeof id
}

function renameReferences(plan: Plan, { tasks, bySection }: Renames): Plan {
  const of = (kind: EditedObject) => [...bySection].find(([section]) => section.object === kind)?.[1]
  const task = renamer(tasks)
  const people = new Map([...(of('resource') ?? []), ...(of('stakeholder') ?? [])])
  const person = renamer(people)
  const resource = renamer(of('resource'))
  const calendar = renamer(of('calendar'))
  const risk = renamer(of('risk'))
  const sprint = renamer(of('sprint'))
  const object = renamer(new Map([...tasks, ...[...bySection.values()].flatMap(ids => [...ids])]))
  const each = <T>(objects: ReadonlyMap<Id, T>, change: (object: T) => T): ReadonlyMap<Id, T> =>
    new Map([...objects].map(([id, object]) => [id, change(object)]))
  const criterion = (one: Criterion): Criterion => ({ ...one, by: person(one.by) })
  return {
    ...plan,
    project: { ...plan.project, calendar: calendar(plan.project.calendar), owner: person(plan.project.owner) },
    calendars: each(plan.calendars, one => ({ ...one, basedOn: calendar(one.basedOn) })),
    resources: each(plan.resources, one => ({
      ...one,
      team: resource(one.team),
      manager: person(one.manager),
      calendar: calendar(one.calendar),
    })),
    tasks: each(renameKeys(plan.tasks, tasks), one => ({
      ...one,
      parent: task(one.parent),
      children: one.children.map(task),
      assign: one.assign.map(assignment => ({ ...assignment, resource: resource(assignment.resource) })),
      after: one.after.map(link => ({ ...link, task: task(link.task) })),
      before: one.before.map(link => ({ ...link, task: task(link.task) })),
      calendar: calendar(one.calendar),
      owner: person(one.owner),
      raci: one.raci.map(role => ({ ...role, who: person(role.who) })),
      sprint: sprint(one.sprint),
      audience: one.audience.map(person),
      gate: one.gate.map(criterion),
      acceptance: one.acceptance.map(criterion),
    })),
    risks: each(plan.risks, one => ({
      ...one,
      affects: one.affects.map(entry => ({ ...entry, task: task(entry.task) })),
      mitigation: one.mitigation.map(entry => (entry.isTask ? { ...entry, text: task(entry.text) } : entry)),
      owner: person(one.owner),
      actionee: person(one.actionee),
      secondary: one.secondary.map(risk),
    })),
    budget: plan.budget && {
      ...plan.budget,
      lines: each(plan.budget.lines, one => ({
        ...one,
        resource: resource(one.resource),
        spread: typeof one.spread === 'object' ? { task: task(one.spread.task) } : one.spread,
      })),
    },
    decisions: each(plan.decisions, one => ({ ...one, by: one.by.map(person) })),
    actions: each(plan.actions, one => ({ ...one, owner: person(one.owner), from: object(one.from) })),
    issues: each(plan.issues, one => ({
      ...one,
      owner: person(one.owner),
      risk: risk(one.risk),
      affects: one.affects.map(object),
    })),
    assumptions: each(plan.assumptions, one => ({
      ...one,
      owner: person(one.owner),
      risk: risk(one.risk),
      affects: one.affects.map(object),
    })),
    changes: each(plan.changes, one => ({
      ...one,
      requestedBy: person(one.requestedBy),
      covers: one.covers.map(object),
    })),
    drivers: each(plan.drivers, one => ({ ...one, over: one.over.map(object) })),
  }
}
