import type { Id, Plan, Resource } from '../../model/plan.ts'
import type { Overload } from '../../schedule/types.ts'
import { dayInWords, lastDayInWords, shareInWords } from '../../schedule/words.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { atId } from '../unknown.ts'

/** Page: ./overload.md */
export const overload: Rule = {
  code: 'resource/overload',
  severity: 'warning',
  title: 'More work at one time than a person or a pool can do',

  *check(context) {
    for (const [id, stretches] of context.schedule.overloads) {
      const resource = context.plan.resources.get(id)
      if (!resource) continue
      for (const [task, own] of byTask(stretches)) yield* findings(resource, task, own, context)
    }
  },
}

/** The stretches that each task has a part in. */
function byTask(stretches: readonly Overload[]): ReadonlyMap<Id, readonly Overload[]> {
  const tasks = new Map<Id, Overload[]>()
  for (const stretch of stretches) {
    for (const id of stretch.tasks) {
      const own = tasks.get(id)
      if (own) own.push(stretch)
      else tasks.set(id, [stretch])
    }
  }
  return tasks
}

/** One finding a task, at the assignment: the reader mends the task, not the minute. */
function* findings(
  resource: Resource,
  id: Id,
  stretches: readonly Overload[],
  context: RuleContext,
): Iterable<Finding> {
  const { plan, schedule } = context
  const task = plan.tasks.get(id)
  const assignment = task?.assign.find(({ resource: other }) => other === resource.id)
  const [first] = stretches
  if (!task || !assignment || !first) return
  const last = stretches.at(-1) ?? first
  let peak = 0
  for (const { load } of stretches) peak = Math.max(peak, load)
  const others = othersIn(stretches, id)
  const days = span(dayInWords(first.from, schedule), lastDayInWords(last.to, schedule))
  yield {
    at: atId(assignment.path, resource.id),
    message: `"${resource.name}" has ${amount(peak)} ${days}${alsoIn(others, plan)}`,
    help: help(peak, others),
    // There can be thousands of these, and few are ever shown.
    get related() {
      return others.slice(0, 10).flatMap(other => relatedAt(other, resource.id, plan))
    },
  }
}

/** Who else has the resource in these times, as many as are of use: with thousands at once the list would be the square of them. */
function othersIn(stretches: readonly Overload[], id: Id): readonly Id[] {
  const others = new Set<Id>()
  for (const { tasks } of stretches) {
    for (const other of tasks) {
      if (other !== id) others.add(other)
      if (others.size === mostOthers) return [...others]
    }
  }
  return [...others]
}

const mostOthers = 20

function amount(load: number): string {
  return Number.isFinite(load) ? `${shareInWords(load)} of the work that can be done` : 'work while away'
}

function span(from: string, to: string): string {
  return from === to ? `on ${from}` : `from ${from} to ${to}`
}

function alsoIn(others: readonly Id[], plan: Plan): string {
  if (others.length === 0) return ''
  const named = others.length <= 3 ? others : others.slice(0, 2)
  const names = named.map(id => `"${plan.tasks.get(id)?.name ?? id}"`)
  const left = others.length < mostOthers ? `${others.length - 2} more` : 'many more'
  const shown = others.length <= 3 ? names : [...names, left]
  return `, also in ${shown.join(', ')}`
}

function help(peak: number, others: readonly Id[]): string {
  if (!Number.isFinite(peak)) return 'Move the task, or give it to somebody who is there'
  return others.length === 0
    ? 'Assign less than is there, or raise "units" or "capacity"'
    : 'Put one task after the other, share the work out, or set "leveling: auto" in the project'
}

function relatedAt(id: Id, resource: Id, plan: Plan) {
  const task = plan.tasks.get(id)
  const assignment = task?.assign.find(({ resource: other }) => other === resource)
  return task && assignment
    ? [{ at: atId(assignment.path, resource), message: `"${task.name}" has the same person` }]
    : []
}
