import type { Baseline } from '../cost/variance.ts'
import type { ConstraintKind, Id, Plan, Task } from '../model/plan.ts'
import { drivingOf } from '../schedule/driving.ts'
import type { Schedule, ScheduledTask, Unscheduled } from '../schedule/types.ts'
import { describeReason } from '../schedule/why.ts'
import { count, dateInWords, dayInWords, lastDayInWords, moneyInWords, shareInWords } from '../schedule/words.ts'
import { rangeStart } from '../time/civil.ts'
import { formatWork } from '../time/duration.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import { baselineFact } from './againstBaseline.ts'
import { slipInWords } from './againstDeadline.ts'
import { endOf, isLate } from './lateness.ts'
import { overloadsByTask } from './overloads.ts'

/** `Thu 5 Mar – Mon 9 Mar`; of a milestone, or where all is in one day, that day. */
export function datesInWords({ task, start, finish }: ScheduledTask, schedule: Schedule): string {
  const first = dayInWords(start, schedule)
  const last = lastDayInWords(finish, schedule)
  return task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}

/**
 * {@link datesInWords} for narrow places: `5 Mar – 9 Mar`, without the days of the week, and with a year once where it
 * is another than that of `from`.
 */
export function shortDates({ start, finish }: Pick<ScheduledTask, 'start' | 'finish'>, from: Minute): string {
  const withoutWeekday = (day: string) => day.slice(day.indexOf(' ') + 1)
  const first = withoutWeekday(dayInWords(start, { start: from }))
  const last = withoutWeekday(lastDayInWords(finish, { start: from }))
  if (first === last) return last
  const year = / \d+$/.exec(last)?.[0]
  return `${year !== undefined && first.endsWith(year) ? first.slice(0, -year.length) : first} – ${last}`
}

/** One thing worth knowing, in plain words; untrusted where a name of the plan is in it. */
export interface Fact {
  readonly text: string
  /** Stands out: it holds the finish, or it is late. */
  readonly strong?: true
}

/**
 * All there is to say of a task: the one source of what hovers, tooltips, the tree, hints and lenses say. Plain text;
 * who shows it as markup escapes it.
 */
export interface TaskFacts {
  readonly name: string
  /** `Thu 5 Mar – Mon 9 Mar`, or why there are none: `no dates: it waits for itself`. */
  readonly dates: string
  /** Short, for one line: `3d`, `critical`, `float 2d`, `40% done`. */
  readonly figures: readonly Fact[]
  /** One a line. */
  readonly facts: readonly Fact[]
}

export function taskFacts(plan: Plan, schedule: Schedule, task: Task, baseline?: Baseline): TaskFacts {
  const scheduled = schedule.tasks.get(task.id)
  const dated = scheduled?.unscheduled === undefined ? scheduled : undefined
  return {
    name: task.name,
    dates: dated
      ? datesInWords(dated, schedule)
      : `no dates: ${whyUnscheduled(scheduled?.unscheduled ?? 'invalid', task.id, plan, schedule)}`,
    figures: dated ? figuresOf(dated, schedule) : [],
    facts: [
      ...(dated ? reasonsOf(plan, schedule, dated) : []),
      fact(dated && slackFact(dated, schedule)),
      fact(capitalised(deadlineInWords(plan, task, dated, schedule)), dated && isLate(dated)),
      fact(dated && baseline && baselineFact(dated, schedule, baseline)),
      fact(constraintFact(task, dated, schedule)),
      fact(peopleFact(plan, task)),
      fact(overloadFact(plan, schedule, task.id)),
      fact(dated && 0 < dated.cost && `Cost: ${moneyInWords(dated.cost, plan)}`),
      fact(0 < task.children.length && `Contains ${count(task.children.length, 'task')}`),
      fact(gateFact(task)),
    ].filter(({ text }) => text !== ''),
  }
}

/** {@link taskFacts} as lines of text: the name, the dates with the figures, then a fact a line. */
export function factLines({ name, dates, figures, facts }: TaskFacts): readonly string[] {
  const texts = (some: readonly Fact[]) => some.map(({ text }) => text)
  return [name, [capitalised(dates), ...texts(figures)].join(' · '), ...texts(facts)]
}

function fact(text: string | false | undefined, strong = false): Fact {
  return strong ? { text: text || '', strong } : { text: text || '' }
}

/** `3d · critical · 40% done` */
function figuresOf(scheduled: ScheduledTask, schedule: Schedule): readonly Fact[] {
  const { task, effort, duration, critical, finished, partial, totalFloat } = scheduled
  const hasLength = task.kind !== 'milestone'
  return [
    fact(hasLength && durationInWords(scheduled, schedule)),
    fact(hasLength && 0 < effort && effort !== duration && `effort ${formatWork(effort, schedule.dayMinutes)}`),
    fact(critical && !finished && 'critical', true),
    fact(floatInWords(scheduled, schedule, { withFree: true }), totalFloat < 0),
    fact(stateInWords(scheduled)),
    fact(partial && 'some of its tasks have no dates'),
  ].filter(({ text }) => text !== '')
}

/** `3d`, `2.5d`, `4h`; elapsed time as it is written: `20 elapsed days`. */
function durationInWords({ task, duration, progress }: ScheduledTask, { dayMinutes }: Schedule): string {
  const likely = task.duration?.likely
  if (likely?.elapsed && progress === 0) return `${likely.amount} elapsed ${elapsedUnits[likely.unit]}`
  return formatWork(
    dayMinutes <= duration ? Math.round((duration / dayMinutes) * 10) * (dayMinutes / 10) : duration,
    dayMinutes,
  )
}

const elapsedUnits = { min: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months' } as const

/** `done`, `40% done`, `cancelled` …; empty before anything has happened. */
export function stateInWords({ task, cancelled, finished, started, progress }: ScheduledTask): string {
  if (cancelled) return 'cancelled'
  if (finished) return task.kind === 'milestone' ? 'reached' : 'done'
  if (0 < progress) return `${shareInWords(progress)} done`
  if (task.status === 'blocked') return 'blocked'
  return started ? 'started' : ''
}

/** `float 2d (free 1d)`, `1d late`, `no float`; empty where there is nothing to say beside `critical` or `done`. */
export function floatInWords(
  { finished, cancelled, critical, totalFloat, freeFloat }: ScheduledTask,
  { dayMinutes }: Pick<Schedule, 'dayMinutes'>,
  { withFree = false } = {},
): string {
  if (finished || cancelled || !Number.isFinite(totalFloat)) return ''
  if (totalFloat < 0) return `${formatWork(-totalFloat, dayMinutes)} late`
  if (totalFloat === 0) return critical ? '' : 'no float'
  const float = `float ${formatWork(totalFloat, dayMinutes)}`
  const hasFree = withFree && Number.isFinite(freeFloat) && freeFloat !== totalFloat
  return hasFree ? `${float} (free ${formatWork(freeFloat, dayMinutes)})` : float
}

/** What the float comes to. */
function slackFact(
  { task, critical, finished, cancelled, totalFloat, lateFinish }: ScheduledTask,
  schedule: Schedule,
): string {
  if (finished || cancelled || task.kind === 'summary') return ''
  const until = Number.isFinite(lateFinish) ? lastDayInWords(lateFinish, schedule) : ''
  if (totalFloat < 0 && until) return `Would have to end by ${until}`
  if (critical) return 'It holds the finish'
  return 0 < totalFloat && until ? `May end as late as ${until}` : ''
}

/** `deadline Tue 10 Mar`, `deadline Tue 10 Mar, missed by 2 working days`; empty where there is none. */
export function deadlineInWords(
  plan: Plan,
  { deadline }: Task,
  dated: ScheduledTask | undefined,
  schedule: Schedule,
): string {
  if (!deadline) return ''
  const words = `deadline ${dateInWords(deadline, schedule)}`
  if (!dated || !isLate(dated)) return words
  return `${words}, missed by ${slipInWords(dated.finish, endOf(deadline), plan, schedule)}`
}

/** More reasons than these only say that there are more. */
const mostReasons = 5

/** What holds the task where it is, in the words of `tpm why`. */
function reasonsOf(plan: Plan, schedule: Schedule, dated: ScheduledTask): readonly Fact[] {
  const driving = drivingOf(dated)
  const facts = driving
    .slice(0, mostReasons)
    .map(reason => fact(`Why: ${describeReason(plan, schedule, dated.task.id, reason)}`))
  const more = driving.length - mostReasons
  return 0 < more ? [...facts, fact(`Why: ${count(more, 'more reason')}`)] : facts
}

/** `gate met`, `1 of 2 criteria open`; empty for what is no gate. */
export function gateInWords({ gate }: Task): string {
  if (gate.length === 0) return ''
  const open = gate.filter(({ status }) => status === 'open').length
  return open === 0 ? 'gate met' : `${open} of ${gate.length} criteria open`
}

function gateFact(task: Task): string {
  const open = task.gate.filter(({ status }) => status === 'open').map(({ name }) => name)
  return open.length === 0 ? capitalised(gateInWords(task)) : `${gateInWords(task)}: ${open.join(', ')}`
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const constraintKinds: readonly ConstraintKind[] = [
  'must-start-on',
  'must-finish-on',
  'start-no-later-than',
  'finish-no-later-than',
  'start-no-earlier-than',
  'finish-no-earlier-than',
]

/** The date that is pinned to a task, the strictest first; a milestone's date fixed by others is one too. */
export function pinOf(task: Task): { readonly kind: string; readonly at: Minute } | undefined {
  for (const kind of constraintKinds) {
    const date = task.constraints[kind]
    if (date) return { kind: kind.replaceAll('-', ' '), at: instantOf(kind, date) }
  }
  return task.date && { kind: 'fixed by others', at: endOf(task.date.likely) }
}

function instantOf(kind: ConstraintKind, date: CivilDate): Minute {
  return kind.includes('start') ? rangeStart(date) : endOf(date)
}

/** The date that is pinned to a task, where it is not said among the reasons already. */
function constraintFact(task: Task, dated: ScheduledTask | undefined, schedule: Schedule): string {
  const pin = pinOf(task)
  const isReason =
    dated &&
    drivingOf(dated).some(
      ({ kind, path }) => kind === 'constraint' && path?.at(-2) === task.id && path.at(-1) !== 'deadline',
    )
  if (!pin || isReason) return ''
  const day = pin.kind.includes('start') ? dayInWords(pin.at, schedule) : lastDayInWords(pin.at, schedule)
  return `${capitalised(pin.kind)} ${day}`
}

function peopleFact(plan: Plan, { assign }: Task): string {
  if (assign.length === 0) return ''
  const people = assign.map(
    ({ resource, units }) => nameOf(plan, resource) + (units === undefined ? '' : ` ${shareInWords(units)}`),
  )
  return `People: ${people.join(', ')}`
}

function overloadFact(plan: Plan, schedule: Schedule, id: Id): string {
  const overloads = overloadsByTask(plan, schedule).get(id)
  return overloads ? `Overloaded in it: ${[...new Set(overloads.map(({ who }) => who))].join(', ')}` : ''
}

/** A person's or stakeholder's name; the id where it is nobody's. */
export function nameOf(plan: Plan, id: Id): string {
  return plan.resources.get(id)?.name ?? plan.stakeholders.get(id)?.name ?? id
}

/** Why a task has no dates, as words that follow its name. */
export const unscheduledWords: Readonly<Record<Unscheduled, string>> = {
  cycle: 'it waits for itself',
  'after-cycle': 'it waits for tasks that wait for each other',
  'no-working-time': 'its calendar has no working time left',
  'other-plan-missing': 'what it waits for in another plan has no dates',
  invalid: 'an error in the plan is in the way',
}

/** {@link unscheduledWords}, with the way around a ring. */
export function whyUnscheduled(why: Unscheduled, id: Id, plan: Plan, schedule: Schedule): string {
  return unscheduledWords[why] + (why === 'cycle' ? loopOf(id, plan, schedule) : '')
}

function loopOf(id: Id, plan: Plan, schedule: Schedule): string {
  const cycle = cyclesByTask(schedule).get(id)
  const [first] = cycle?.edges ?? []
  if (!cycle || !first) return ''
  const { edges } = cycle
  // Only those that are shown: this is asked for each task of a ring, which may be of thousands.
  const [some, last] = edges.length <= 5 ? [edges, []] : [edges.slice(0, 3), [undefined, ...edges.slice(-1)]]
  const shown = [first.from, ...[...some, ...last].map(edge => edge?.to)]
  return `: ${shown.map(each => (each === undefined ? '…' : (plan.tasks.get(each)?.name ?? each))).join(' → ')}`
}

const knownCycles = new WeakMap<Schedule, ReadonlyMap<Id, Schedule['cycles'][number]>>()

/** The first ring that each task is in: looked up for every task, so found once for all. */
function cyclesByTask(schedule: Schedule): ReadonlyMap<Id, Schedule['cycles'][number]> {
  const known = knownCycles.get(schedule)
  if (known) return known
  const byTask = new Map<Id, Schedule['cycles'][number]>()
  for (const cycle of schedule.cycles) {
    for (const { from, to } of cycle.edges) {
      for (const id of [from, to]) if (!byTask.has(id)) byTask.set(id, cycle)
    }
  }
  knownCycles.set(schedule, byTask)
  return byTask
}
