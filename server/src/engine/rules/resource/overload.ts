import type { Id, Plan, Resource, Task } from '../../model/plan.ts'
import type { Overload, Schedule } from '../../schedule/types.ts'
import { dayInWords, lastDayInWords, shareInWords } from '../../schedule/words.ts'
import { minutesPerDay } from '../../time/civil.ts'
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
      if (resource) yield* ofResource(resource, stretches, context)
    }
  },
}

/** What was found of a resource, and what it was made of. */
interface Found {
  readonly stretches: readonly Overload[]
  readonly start: number
  readonly isLeveled: boolean
  readonly tasks: ReadonlyMap<Id, Task | undefined>
  readonly findings: readonly Finding[]
}

const known = new WeakMap<Resource, Found>()

/** The same findings as before, as the same objects, where nothing that they tell of has changed. */
function ofResource(resource: Resource, stretches: readonly Overload[], context: RuleContext): readonly Finding[] {
  const { plan, schedule } = context
  const former = known.get(resource)
  const isLeveled = plan.project.leveling === 'auto'
  if (
    former &&
    former.start === schedule.start &&
    former.isLeveled === isLeveled &&
    sameStretches(former.stretches, stretches) &&
    holds(former, plan)
  )
    return former.findings
  const byId = byTask(stretches)
  const tasks = new Map([...byId.keys()].map(id => [id, plan.tasks.get(id)]))
  const findings = [...byId].flatMap(([id, own]) => finding(resource, id, own, context) ?? [])
  known.set(resource, { stretches, start: schedule.start, isLeveled, tasks, findings })
  return findings
}

function holds({ tasks }: Found, plan: Plan): boolean {
  for (const [id, task] of tasks) if (plan.tasks.get(id) !== task) return false
  return true
}

function sameStretches(a: readonly Overload[], b: readonly Overload[]): boolean {
  if (a === b) return true
  return a.length === b.length && a.every((one, i) => sameStretch(one, b[i]!))
}

function sameStretch(a: Overload, b: Overload): boolean {
  if (a === b) return true
  if (a.from !== b.from || a.to !== b.to || a.load !== b.load || a.tasks.length !== b.tasks.length) return false
  return a.tasks.every((id, i) => id === b.tasks[i])
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
function finding(
  resource: Resource,
  id: Id,
  stretches: readonly Overload[],
  { plan, schedule }: RuleContext,
): Finding | undefined {
  const assignment = plan.tasks.get(id)?.assign.find(({ resource: other }) => other === resource.id)
  if (!assignment || stretches.length === 0) return undefined
  const away = stretches.filter(({ load }) => !Number.isFinite(load))
  const over = stretches.filter(({ load }) => Number.isFinite(load))
  const others = othersIn(stretches, id)
  const work = [awayInWords(away, schedule), overInWords(over, schedule)].filter(words => words !== '').join(', and ')
  // The tasks and not the plan: a finding may be kept for longer than that.
  const beside = others.slice(0, 10).flatMap(other => plan.tasks.get(other) ?? [])
  return {
    at: atId(assignment.path, resource.id),
    message: `"${resource.name}" has ${work}${alsoIn(others, plan)}`,
    help: help(0 < away.length, others, plan.project.leveling === 'auto'),
    // There can be thousands of these, and few are ever shown.
    get related() {
      return beside.flatMap(other => relatedAt(other, resource))
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

/** Each time away by itself: what lies between them is another matter. */
function awayInWords(away: readonly Overload[], schedule: Schedule): string {
  const times: Overload[] = []
  for (const one of away) {
    const last = times.at(-1)
    // What follows on the same or the next day is the same absence.
    if (last && one.from - last.to < minutesPerDay) times[times.length - 1] = { ...last, to: one.to }
    else times.push(one)
  }
  if (times.length === 0) return ''
  const shown = times.length <= 3 ? times : times.slice(0, 2)
  const more = shown.length < times.length ? ` and ${times.length - 2} more times` : ''
  return `work while away ${shown.map(one => daysInWords(one, schedule)).join(' and ')}${more}`
}

function overInWords(over: readonly Overload[], schedule: Schedule): string {
  const [first, last] = [over[0], over.at(-1)]
  if (!first || !last) return ''
  let peak = 0
  for (const { load } of over) peak = Math.max(peak, load)
  return `${shareInWords(peak)} of the work that can be done ${daysInWords({ from: first.from, to: last.to }, schedule)}`
}

function daysInWords({ from, to }: Pick<Overload, 'from' | 'to'>, schedule: Schedule): string {
  const [first, last] = [dayInWords(from, schedule), lastDayInWords(to, schedule)]
  return first === last ? `on ${first}` : `from ${first} to ${last}`
}

function alsoIn(others: readonly Id[], plan: Plan): string {
  if (others.length === 0) return ''
  const named = others.length <= 3 ? others : others.slice(0, 2)
  const names = named.map(id => `"${plan.tasks.get(id)?.name ?? id}"`)
  const left = others.length < mostOthers ? `${others.length - 2} more` : 'many more'
  const shown = others.length <= 3 ? names : [...names, left]
  return `, also in ${shown.join(', ')}`
}

function help(isAway: boolean, others: readonly Id[], isLeveled: boolean): string {
  if (isAway) return 'Move the task, or give it to somebody who is there'
  if (others.length === 0) return 'Assign less than is there, or raise "units" or "capacity"'
  return isLeveled
    ? 'Share the work out, or give one of the tasks another date: waiting does not help here'
    : 'Put one task after the other, share the work out, or set "leveling: auto" in the project'
}

function relatedAt({ name, assign }: Task, { id, type }: Resource) {
  const assignment = assign.find(({ resource }) => resource === id)
  return assignment ? [{ at: atId(assignment.path, id), message: `"${name}" has the same ${type}` }] : []
}
