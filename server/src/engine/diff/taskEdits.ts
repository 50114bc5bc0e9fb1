import type { Criterion, Id, Plan, Task } from '../model/plan.ts'
import type { Change } from './change.ts'
import { withKind } from './draft.ts'
import { type EditDraft, fieldEdits, once, placeOf, wholeEdit } from './editDraft.ts'
import { taskFields } from './fields.ts'
import { criterionWords } from './words.ts'

/** What came, went, moved and changed of tasks and milestones. */
export function taskEdits(base: Plan, head: Plan): readonly EditDraft[] {
  if (base.tasks === head.tasks) return []
  const found: EditDraft[] = []
  for (const [id, old] of base.tasks) {
    const now = head.tasks.get(id)
    if (!now) found.push(goneTask(old, base, head))
    else if (now !== old) found.push(...changedTask(old, now))
  }
  for (const [id, now] of head.tasks) if (!base.tasks.has(id)) found.push(newTask(now, base, head))
  return found
}

function goneTask(old: Task, base: Plan, head: Plan): EditDraft {
  const parent = old.parent === undefined ? undefined : base.tasks.get(old.parent)
  return {
    edit: wholeEdit('removed', objectOf(old), old, placeOf('base', old)),
    effect: 'dates',
    apply: draft => draft.removeTask(old.id),
    ...(parent && !head.tasks.has(parent.id) && { inside: parent.id }),
  }
}

function newTask(now: Task, base: Plan, head: Plan): EditDraft {
  const parent = now.parent === undefined ? undefined : head.tasks.get(now.parent)
  return {
    edit: wholeEdit('added', objectOf(now), now, placeOf('head', now)),
    effect: 'dates',
    apply: draft => draft.addTask(now),
    ...(parent && !base.tasks.has(parent.id) && { inside: parent.id }),
  }
}

function changedTask(old: Task, now: Task): readonly EditDraft[] {
  const { id, name } = now
  const object = objectOf(now)
  const found: EditDraft[] = []
  const was = placeWords(old)
  const is = placeWords(now)
  if (was !== is) {
    found.push({
      edit: { ...wholeEdit('moved', object, now, placeOf('head', now)), before: was, after: is },
      effect: 'dates',
      apply: draft => {
        const task = draft.task(id)
        const { isMilestoneSection, parent, path } = now
        if (task) draft.moveTask(withKind({ ...task, isMilestoneSection, parent, path }))
      },
    })
  }
  found.push(
    ...fieldEdits(
      { object, id, name },
      [old, now],
      taskFields,
      key => placeOf('head', now, key),
      field => onTask(id, task => field.take(task, now)),
    ),
    ...criterionEdits('acceptance', old, now),
    ...criterionEdits('gate', old, now),
  )
  return found
}

function onTask(id: Id, change: (task: Task) => Task): Change['apply'] {
  const made = once((task: Task) => withKind(change(task)))
  return draft => {
    const task = draft.task(id)
    if (task) draft.setTask(made(task))
  }
}

/** Where in the tree a task stands. */
function placeWords({ isMilestoneSection, parent }: Task): string {
  return isMilestoneSection ? 'milestones' : (parent ?? 'tasks')
}

function criterionEdits(list: 'gate' | 'acceptance', old: Task, now: Task): readonly EditDraft[] {
  if (old[list] === now[list]) return []
  const [before, after] = [byId(old[list]), byId(now[list])]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(id => {
    const [was, is] = [before.get(id), after.get(id)]
    if (was && is && criterionWords(was) === criterionWords(is)) return []
    const isSameText = was !== undefined && is !== undefined && was.name === is.name
    const spell = (one: Criterion | undefined) =>
      one && (isSameText && was.status !== is.status ? one.status : criterionWords(one))
    const [from, to] = [spell(was), spell(is)]
    return [
      {
        edit: {
          kind: 'changed' as const,
          object: objectOf(now),
          id: now.id,
          name: now.name,
          field: `${list}.${id}`,
          ...(from !== undefined && { before: from }),
          ...(to !== undefined && { after: to }),
          nature: isSameText ? ('progress' as const) : ('revision' as const),
          place: is ? placeOf('head', now, list, id) : placeOf('head', now, list),
        },
        effect: 'none' as const,
        apply: onTask(now.id, task => ({ ...task, [list]: withCriterion(task[list], id, is) })),
      },
    ]
  })
}

function byId(criteria: readonly Criterion[]): ReadonlyMap<Id, Criterion> {
  return new Map(criteria.map(criterion => [criterion.id, criterion]))
}

function withCriterion(criteria: readonly Criterion[], id: Id, criterion: Criterion | undefined): readonly Criterion[] {
  const others = criteria.filter(one => one.id !== id)
  return criterion ? [...others, criterion] : others
}

export function objectOf({ isMilestoneSection }: Task): 'task' | 'milestone' {
  return isMilestoneSection ? 'milestone' : 'task'
}
