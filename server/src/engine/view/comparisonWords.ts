import type { Movement, PlanComparison } from '../diff/comparison.ts'
import type { Edit } from '../diff/edit.ts'
import type { Plan } from '../model/plan.ts'
import { count, moneyInWords, resourcesInWords } from '../schedule/words.ts'
import { civilParts, formatLastDay } from '../time/civil.ts'
import { formatWork } from '../time/duration.ts'

/** `Fri 29 May`, with the year where it is another than that of the project's finish before. */
export function dayWords(minute: number, { project }: Pick<PlanComparison, 'project'>): string {
  const anchor = project.before ?? project.after ?? minute
  return formatLastDay(minute, { year: civilParts(minute).year !== civilParts(anchor).year })
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
  const { project, milestones, cost, policy, overloads, risks } = comparison
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
    ...((project.minutes ?? 0) === 0 ? [] : [moveWords('the finish', project, comparison)]),
    ...moved.slice(0, mostNamed).map(milestone => moveWords(milestone.name, milestone, comparison)),
    ...(moved.length <= mostNamed
      ? []
      : [
          moved.length === mostNamed + 1
            ? '1 more milestone moves'
            : `${moved.length - mostNamed} more milestones move`,
        ]),
    ...(grown === 0 ? [] : [`cost ${0 < grown ? '+' : ''}${moneyInWords(grown, plan)}`]),
    ...removedWords(comparison, plan),
    ...(overloads.new.length === 0
      ? []
      : [`${resourcesInWords(new Set(overloads.new.map(({ resource }) => resource)), plan)} newly overloaded`]),
    ...(risks.opened.length === 0 ? [] : [`${count(risks.opened.length, 'risk')} opened`]),
    ...(risks.raised.length === 0 ? [] : [`${count(risks.raised.length, 'risk')} raised`]),
    ...(broken.length === 0 ? [] : [`policy broken: ${broken.join(', ')}`]),
  ]
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
  const { minutes = 0, before, after, lateBefore = false, lateAfter = false } = movement
  const by = formatWork(Math.abs(minutes), comparison.dayMinutes)
  const days =
    before === undefined || after === undefined
      ? ''
      : ` (${dayWords(before, comparison)} → ${dayWords(after, comparison)})`
  const late = lateAfter
    ? lateBefore
      ? ', still past its deadline'
      : ', now past its deadline'
    : lateBefore
      ? ', in time again'
      : ''
  return `${name} ${by} ${minutes < 0 ? 'earlier' : 'later'}${days}${late}`
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
