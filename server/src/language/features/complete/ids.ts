import type { Id, Plan, Task } from '#engine/model/plan'
import { formatDay } from '#engine/time/civil'
import type { ObjectKind } from '../../objects.ts'
import { objectsOf } from '../../objects.ts'
import type { Snapshot } from '../../snapshot.ts'
import { taskDates } from '../taskDates.ts'
import type { Completion } from './item.ts'

/** More are not offered at once: what is typed narrows them. */
export const maxIds = 200

/** Ids that fit what is typed, and whether some were left out. */
export interface Ids {
  readonly items: readonly Completion[]
  readonly isIncomplete: boolean
}

/** Tasks and milestones, nearest first, without those in `except`. */
export function completeTasks(snapshot: Snapshot, typed: string, near: Id | undefined, except: ReadonlySet<Id>): Ids {
  const { plan } = snapshot
  const fitting = [...plan.tasks.values()].filter(({ id, name }) => !except.has(id) && matches(typed, id, name))
  const ranked = rank(plan, fitting, near)
  return { items: ranked.slice(0, maxIds).map(task => taskItem(snapshot, task)), isIncomplete: ranked.length > maxIds }
}

/** Do the typed letters stand in the id or the name, in order? */
function matches(typed: string, id: string, name: string): boolean {
  return typed === '' || isIn(typed, id) || isIn(typed, name)
}

function isIn(typed: string, word: string): boolean {
  let at = 0
  for (let i = 0; i < word.length && at < typed.length; i++)
    if (lower(word.charCodeAt(i)) === lower(typed.charCodeAt(at))) at++
  return at === typed.length
}

function lower(code: number): number {
  return 65 <= code && code <= 90 ? code + 32 : code
}

/** What stands before the task in its summary, nearest first; then the rest in order. */
function rank(plan: Plan, tasks: readonly Task[], near: Id | undefined): readonly Task[] {
  const own = near === undefined ? undefined : plan.tasks.get(near)
  if (!own) return tasks
  const siblings = own.parent === undefined ? rootTasks(plan) : (plan.tasks.get(own.parent)?.children ?? [])
  const before = siblings.slice(0, siblings.indexOf(own.id)).slice(-maxIds)
  const fitting = new Set(tasks)
  const first = before.reverse().flatMap(id => {
    const task = plan.tasks.get(id)
    return task && fitting.has(task) ? [task] : []
  })
  const isFirst = new Set(first)
  return [...first, ...tasks.filter(task => !isFirst.has(task))]
}

function rootTasks(plan: Plan): readonly Id[] {
  return [...plan.tasks.values()].flatMap(({ id, parent }) => (parent === undefined ? [id] : []))
}

/** Plans with more tasks are not scheduled for a list of suggestions: their dates come when one is looked at. */
const quickTasks = 1000

function taskItem(snapshot: Snapshot, task: Task): Completion {
  const { id, name, kind } = task
  const shared = { label: id, kind, filter: `${id} ${name}` }
  if (snapshot.plan.tasks.size > quickTasks) return { ...shared, detail: name === id ? '' : name, task: id }
  return { ...shared, detail: taskDetail(snapshot, task) }
}

/** Name and dates. */
export function taskDetail(snapshot: Snapshot, { id, name }: Task): string {
  return [name === id ? '' : name, taskDates(snapshot, id)].filter(Boolean).join(' · ')
}

/** All that would close a cycle if `id` waited for it: itself, what it is in or has in it, and whatever waits for one of these. */
export function dependents(plan: Plan, id: Id): ReadonlySet<Id> {
  const waiting = new Map<Id, Id[]>()
  for (const task of plan.tasks.values()) {
    for (const links of [task.after, task.before]) {
      for (const { task: other, fromDeadline } of links) {
        if (fromDeadline) continue
        const list = waiting.get(other)
        if (list) list.push(task.id)
        else waiting.set(other, [task.id])
      }
    }
  }
  const seen = new Set<Id>([id])
  const open = [id]
  const visit = (other: Id | undefined) => {
    if (other === undefined || seen.has(other)) return
    seen.add(other)
    open.push(other)
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const task = plan.tasks.get(next)
    // A summary ends with what is in it, and holds what is in it.
    visit(task?.parent)
    const isAround = isAncestor(plan, next, id)
    if (!isAround) for (const child of task?.children ?? []) visit(child)
    for (const other of waiting.get(next) ?? []) visit(other)
  }
  return seen
}

function isAncestor(plan: Plan, ancestor: Id, id: Id): boolean {
  for (
    let at = plan.tasks.get(id)?.parent, depth = 0;
    at !== undefined && depth < 64;
    at = plan.tasks.get(at)?.parent, depth++
  ) {
    if (at === ancestor) return true
  }
  return false
}

/** Ids of other plans' tasks: `plan-id/task-id`, once a plan's id and a slash are typed; before it the plans. */
export function completeOtherPlans(snapshot: Snapshot, typed: string): Ids {
  const slash = typed.indexOf('/')
  const others = [...snapshot.workspace.snapshots.values()].filter(
    ({ uri, plan }) => uri !== snapshot.uri && plan.project.id !== undefined,
  )
  if (slash < 0) {
    const plans = others.filter(({ plan }) => matches(typed, plan.project.id!, plan.project.name))
    const items = plans.map(
      ({ plan }): Completion => ({
        label: `${plan.project.id}/`,
        kind: 'file',
        detail: plan.project.name,
        goesOn: true,
      }),
    )
    return { items: items.slice(0, maxIds), isIncomplete: items.length > maxIds }
  }
  const other = others.find(({ plan }) => plan.project.id === typed.slice(0, slash))
  if (!other) return { items: [], isIncomplete: false }
  const { items, isIncomplete } = completeTasks(other, typed.slice(slash + 1), undefined, new Set())
  const prefix = typed.slice(0, slash + 1)
  return {
    items: items.map(item => ({
      ...item,
      label: prefix + item.label,
      filter: `${prefix}${item.filter}`,
      ...(item.task !== undefined && { task: prefix + item.task }),
    })),
    isIncomplete,
  }
}

/** Kinds of objects, and people without stakeholders. */
export type OfferedKind = ObjectKind | 'resource'

/** People, calendars, risks, sprints and the rest, in the order of the plan. */
export function completeObjects(snapshot: Snapshot, kinds: readonly OfferedKind[], typed: string): Ids {
  const { plan } = snapshot
  const items: Completion[] = []
  for (const kind of kinds) {
    if (kind === 'task') items.push(...completeTasks(snapshot, typed, undefined, new Set()).items)
    else
      for (const { id, name } of (kind === 'resource' ? plan.resources : objectsOf(plan, kind)).values())
        if (matches(typed, id, name))
          items.push({
            label: id,
            kind: iconOf(kind),
            detail: objectDetail(plan, kind, id, name),
            filter: `${id} ${name}`,
          })
  }
  return { items: items.slice(0, maxIds), isIncomplete: items.length > maxIds }
}

function iconOf(kind: OfferedKind): Completion['kind'] {
  if (kind === 'person' || kind === 'resource') return 'person'
  return kind === 'calendar' || kind === 'risk' || kind === 'sprint' ? kind : 'object'
}

function objectDetail(plan: Plan, kind: OfferedKind, id: Id, name: string): string {
  const shown = name === id ? '' : name
  const more =
    kind === 'person' || kind === 'resource'
      ? personDetail(plan, id)
      : kind === 'sprint'
        ? sprintDetail(plan, id)
        : kind === 'risk'
          ? (plan.risks.get(id)?.status ?? '')
          : ''
  return [shown, more].filter(Boolean).join(' · ')
}

function personDetail(plan: Plan, id: Id): string {
  const resource = plan.resources.get(id)
  if (!resource) return plan.stakeholders.get(id)?.role ?? 'stakeholder'
  const capacity = resource.capacity[0]?.value
  const part = capacity !== undefined && capacity !== 1 ? `${Math.round(capacity * 100)}%` : ''
  return [resource.role ?? (resource.type === 'person' ? '' : resource.type), part].filter(Boolean).join(' · ')
}

function sprintDetail(plan: Plan, id: Id): string {
  const sprint = plan.sprints.get(id)
  if (!sprint?.start || !sprint.finish) return ''
  return `${formatDay(sprint.start.minute)} – ${formatDay(sprint.finish.minute)}`
}
