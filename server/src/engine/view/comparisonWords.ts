import type { MilestoneMovement, Movement, PersonOverload, PlanComparison } from '../diff/comparison.ts'
import type { Edit } from '../diff/edit.ts'
import type { Id, Plan } from '../model/plan.ts'
import { count, lastDayInWords, moneyInWords, resourcesInWords, shareInWords } from '../schedule/words.ts'
import { civilParts, formatLastDay } from '../time/civil.ts'
import { formatWork } from '../time/duration.ts'
import type { Minute } from '../time/minute.ts'

/** `Fri 29 May`, with the year where it is another than that in which the project starts. */
export function dayWords(minute: number, { start = Number.NaN }: Pick<PlanComparison, 'start'>): string {
  return lastDayInWords(minute, { start: start as Minute })
}

/** Two dates that are read together: of different years both have theirs, or the later may look like the earlier. */
export function daysWords(
  before: number,
  after: number,
  comparison: Pick<PlanComparison, 'start'>,
): readonly [string, string] {
  const words = (year: boolean) => (minute: number) =>
    year ? formatLastDay(minute, { year }) : dayWords(minute, comparison)
  const of = words(yearOf(before) !== yearOf(after))
  return [of(before), of(after)]
}

/** Of what ends at midnight, the year of the day before. */
function yearOf(minute: number): number {
  return civilParts(minute - 1).year
}

/** `+2d`, `−4h`, `0d`; `new`, `gone`, or `no dates` where there is no movement. */
export function movementWords(
  { minutes, before, after }: Pick<Movement, 'minutes' | 'before' | 'after'>,
  dayMinutes: number,
): string {
  if (minutes === undefined) return before !== undefined ? 'gone' : after !== undefined ? 'new' : 'no dates'
  if (minutes === 0) return '0d'
  return `${minutes < 0 ? '−' : '+'}${formatWork(Math.abs(minutes), dayMinutes)}`
}

/** `24.88d`, `−24.88d` */
export function floatWords(minutes: number, dayMinutes: number): string {
  return `${minutes < 0 ? '−' : ''}${formatWork(Math.abs(minutes), dayMinutes)}`
}

const nouns: Partial<Readonly<Record<Edit['object'], string>>> = {
  'other-plan': 'task of another plan',
  'budget-line': 'budget line',
  'risk-matrix': 'risk matrix',
  change: 'change record',
}

function nounOf({ object }: Edit): string {
  return nouns[object] ?? object
}

/** Longer values are cut: a picture and a comment show where to look, not all of it. */
const longest = 60

/** "Data sync: effort 14d → 20d", "new task Audit export", "Data sync moved from build to migrate". */
export function editPhrase(edit: Edit): string {
  const { kind, name, field, before, after } = edit
  const what = nounOf(edit)
  switch (kind) {
    case 'added':
      return `new ${what} ${name}`
    case 'removed':
      return `${what} ${name} removed`
    case 'renamed':
      return `${what} ${short(before)} renamed to ${short(after)}`
    case 'moved':
      return edit.object === 'other-plan'
        ? `${name} in another plan: ${short(before)} → ${short(after)}`
        : `${name} moved from ${short(before ?? 'this file')} to ${short(after ?? 'this file')}`
    case 'changed':
      return `${subjectOf(edit)}: ${field} ${short(before ?? '(none)')} → ${short(after ?? '(none)')}`
  }
}

function subjectOf({ object, name }: Edit): string {
  return object === 'plan' || object === 'project' ? 'project' : name
}

function short(text = ''): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}

/** The answer in one sentence: better or worse, what moves by how much, the money, the policy. */
export function verdictSentence(
  comparison: PlanComparison,
  plan: Plan,
  { changed, whole }: { readonly changed: boolean; readonly whole?: 'added' | 'removed' },
): string {
  if (!changed) return 'No change to the plan.'
  if (whole) return wholeSentence(comparison, whole)
  const said = consequences(comparison, plan)
  const { verdict } = comparison
  if (verdict === 'unjudged')
    return `Not judged: tasks without dates${said.length === 0 ? '' : `; ${said.join('; ')}`}.`
  if (said.length === 0)
    return `Nothing moves: ${count(comparison.edits.length, 'edit')} without effect on dates or cost.`
  const [first = '', ...rest] = said
  const head = { unchanged: 'Nothing is worse', better: 'Better', worse: 'Worse', mixed: 'Mixed' }[verdict]
  return `${head}: ${[first, ...rest].join('; ')}.`
}

const mostNamed = 3

function consequences(comparison: PlanComparison, plan: Plan): readonly string[] {
  const { milestones, cost, policy, overloads, risks } = comparison
  const moved = milestones
    .filter(({ minutes = 0 }) => minutes !== 0)
    .sort(
      (a, b) =>
        Number(b.deadline !== undefined) - Number(a.deadline !== undefined) ||
        Math.abs(b.minutes!) - Math.abs(a.minutes!),
    )
  const grown = Math.round((cost.after - cost.before) * 100) / 100
  const broken = policy.filter(({ held }) => held === false).map(({ rule }) => rule)
  return [
    ...movesInWords(moved, comparison),
    ...(grown === 0 ? [] : [`cost ${0 < grown ? '+' : ''}${moneyInWords(grown, plan)}`]),
    ...removedWords(comparison, plan),
    ...overloadWords(overloads.new, plan),
    ...(risks.opened.length === 0 ? [] : [`${count(risks.opened.length, 'risk')} opened`]),
    ...(risks.raised.length === 0 ? [] : [`${count(risks.raised.length, 'risk')} raised`]),
    ...(broken.length === 0 ? [] : [`policy broken: ${broken.join(', ')}`]),
  ]
}

/** The finish, and the milestones that matter most. Of many that move alike one is told, and the others beside it. */
function movesInWords(moved: readonly MilestoneMovement[], comparison: PlanComparison): readonly string[] {
  const { project } = comparison
  const all = [
    ...((project.minutes ?? 0) === 0 ? [] : [{ name: 'the finish', movement: project as Movement }]),
    ...moved.map(movement => ({ name: movement.name, movement: movement as Movement })),
  ]
  const groups = new Map<string, { name: string; movement: Movement }[]>()
  for (const one of all) {
    const alike = `${one.movement.minutes}${lateWords(one.movement)}`
    const group = groups.get(alike)
    if (group) group.push(one)
    else groups.set(alike, [one])
  }
  const isMany = (group: readonly unknown[]) => 2 < group.length
  const told = [...groups.values()].flatMap(group => (isMany(group) ? [group] : group.map(one => [one])))
  // The finish is always told; in the order of what matters.
  const order = told.sort(([a], [b]) => all.indexOf(a!) - all.indexOf(b!))
  const most = mostNamed + Number(all.length !== moved.length)
  const left = order.slice(most).reduce((sum, group) => sum + group.length, 0)
  return [
    ...order.slice(0, most).map(([first, ...others]) => {
      const words = moveWords(first!.name, first!.movement, comparison)
      return others.length === 0 ? words : `${words}, and with it ${someOf(others.map(({ name }) => name))}`
    }),
    ...(left === 0 ? [] : [`${count(left, 'more milestone')} ${left === 1 ? 'moves' : 'move'}`]),
  ]
}

/** `A and B`, `A, B and 7 more` */
function someOf(names: readonly string[]): string {
  const [shown, left] = [names.slice(0, 2), names.length - 2]
  return 0 < left ? `${shown.join(', ')} and ${left} more` : shown.join(' and ')
}

/** Who was not overloaded before, and who is more than before. */
function overloadWords(overloads: readonly PersonOverload[], plan: Plan): readonly string[] {
  const newly = new Set(overloads.filter(({ before }) => !before).map(({ resource }) => resource))
  const grown = grownOverloads(overloads)
  const [only] = grown
  const who = (ids: Iterable<Id>) => resourcesInWords(ids, plan)
  return [
    ...(newly.size === 0 ? [] : [`${who(newly)} newly overloaded`]),
    ...(only === undefined
      ? []
      : grown.length === 1
        ? [`${only.name} ${only.text}`]
        : [`${who(grown.map(({ resource }) => resource))} more overloaded`]),
  ]
}

/** Of each resource that was overloaded before and is more so: `more overloaded (120% → 160%)`. */
function grownOverloads(
  overloads: readonly PersonOverload[],
): readonly { readonly resource: Id; readonly name: string; readonly text: string }[] {
  const byResource = new Map<Id, PersonOverload[]>()
  for (const overload of overloads) {
    if (overload.before) byResource.set(overload.resource, [...(byResource.get(overload.resource) ?? []), overload])
  }
  return [...byResource].map(([resource, its]) => {
    const [was, is] = [its[0]!.before?.load ?? Infinity, Math.max(...its.map(({ load = Infinity }) => load))]
    const words = (load: number) => (Number.isFinite(load) ? shareInWords(load) : 'away')
    const text = was < is ? `more overloaded (${words(was)} → ${words(is)})` : `overloaded for longer (${words(is)})`
    return { resource, name: its[0]!.name, text }
  })
}

/** What is cancelled is still in the plan after the change. */
function removedWords({ removedWork }: PlanComparison, { tasks }: Plan): readonly string[] {
  const cancelled = removedWork.filter(id => tasks.has(id)).length
  const removed = removedWork.length - cancelled
  return [
    ...(removed === 0 ? [] : [`${count(removed, 'unfinished task')} removed`]),
    ...(cancelled === 0 ? [] : [`${count(cancelled, 'unfinished task')} cancelled`]),
  ]
}

function moveWords(name: string, movement: Movement, comparison: PlanComparison): string {
  const { minutes = 0, before, after } = movement
  const dates = before === undefined || after === undefined ? [] : [...new Set(daysWords(before, after, comparison))]
  const words = [
    name,
    byWords(movement, comparison),
    minutes < 0 ? 'earlier' : 'later',
    ...(0 < dates.length ? [`(${dates.join(' → ')})`] : []),
  ]
  return `${words.filter(word => word !== '').join(' ')}${lateWords(movement)}`
}

/** What is less than a day of work is told by the days that it is between: hours say nothing to who plans in days. */
function byWords({ minutes = 0, days = 0 }: Movement, { dayMinutes }: PlanComparison): string {
  if (dayMinutes <= Math.abs(minutes) || days === 0) return formatWork(Math.abs(minutes), dayMinutes)
  return Math.abs(days) === 1 ? 'a day' : ''
}

function lateWords({ lateBefore = false, lateAfter = false }: Movement): string {
  if (lateAfter) return lateBefore ? ', still past its deadline' : ', now past its deadline'
  return lateBefore ? ', in time again' : ''
}

/** There is nothing to hold it against. */
function wholeSentence(comparison: PlanComparison, whole: 'added' | 'removed'): string {
  const { project, edits } = comparison
  const tasks = count(edits.filter(({ object, field }) => object === 'task' && field === undefined).length, 'task')
  const at = whole === 'added' ? project.after : project.before
  const finish =
    at === undefined ? '' : `, ${whole === 'added' ? 'finishes' : 'would finish'} on ${dayWords(at, comparison)}`
  return `${whole === 'added' ? 'A new plan' : 'The plan is removed'}: ${tasks}${finish}.`
}
