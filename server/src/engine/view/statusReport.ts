import { budgetPosition } from '../cost/budget.ts'
import type { PlanComparison } from '../diff/comparison.ts'
import type { Plan } from '../model/plan.ts'
import { standingOf } from '../schedule/standing.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { count, moneyInWords } from '../schedule/words.ts'
import { formatDay, formatLastDay, minutesPerDay, rangeEnd } from '../time/civil.ts'
import type { CivilDate, Minute } from '../time/minute.ts'
import { againstDeadline } from './againstDeadline.ts'
import { daysWords, editPhrase, movementWords, verdictSentence } from './comparisonWords.ts'
import { planHeadline } from './headline.ts'
import { deadlineOf, isLate } from './lateness.ts'
import { risksToDecide } from './risksToDecide.ts'

/** A status report as data: what each format writes in its own way. JSON; every text is plain. */
export interface StatusReport {
  readonly title: string
  /** "Status of Fri 13 Feb 2026, since Fri 30 Jan 2026"; left out where the plan has no day. */
  readonly subtitle?: string
  /** When it ends, whether that is late, what holds it. */
  readonly headline: string
  readonly isLate: boolean
  /** Nothing has dates yet: it is neither good nor bad. */
  readonly isUndated?: true
  /** What keeps a part of the plan out of it: a sentence with how many errors there are, and the first of them. */
  readonly errors?: { readonly text: string; readonly first: readonly string[] }
  /** What has changed since, in a sentence; left out without anything to compare with. */
  readonly change?: string
  readonly sections: readonly ReportSection[]
}

export type SectionKind =
  | 'done'
  | 'moved'
  | 'next'
  | 'milestones'
  | 'risks'
  | 'budget'
  | 'decisions'
  | 'changes'
  | 'actions'
  | 'issues'

export interface ReportSection {
  readonly kind: SectionKind
  readonly title: string
  /** The names of the columns. */
  readonly columns: readonly string[]
  readonly rows: readonly ReportRow[]
  /** Said where there is no row. */
  readonly none: string
}

export interface ReportRow {
  readonly cells: readonly string[]
  readonly tone?: 'good' | 'bad'
  /** Said below it: why a milestone moved. */
  readonly details?: readonly string[]
}

/** Whom a report is for. Engineers want the work, sponsors the dates, the money and what to decide, others the dates. */
export type Audience = 'engineers' | 'sponsors' | 'stakeholders'

export interface ReportOptions {
  readonly audience: Audience
  /** The evening of the day that it speaks of. */
  readonly now: Minute
  /** From the evening of this day; left out: all that ever was done. */
  readonly since?: Minute
  /** The change since then. */
  readonly comparison?: PlanComparison
  /** The errors of the plan's text, in its order; lines are zero-based. */
  readonly errors?: readonly { readonly line: number; readonly message: string }[]
}

const wanted: Readonly<Record<Audience, readonly SectionKind[]>> = {
  engineers: ['done', 'moved', 'next', 'milestones', 'risks', 'decisions', 'changes', 'actions', 'issues'],
  sponsors: ['milestones', 'moved', 'budget', 'risks', 'decisions', 'changes', 'actions'],
  stakeholders: ['milestones', 'moved', 'done', 'next', 'decisions'],
}

/** How far a report looks ahead: two weeks from its day. */
const ahead = 14 * minutesPerDay

/** What happened, what moved and why, what comes, and what must be decided. Every day counts from the report's, none from a clock. */
export function statusReport(plan: Plan, schedule: Schedule, options: ReportOptions): StatusReport {
  const { now, since, comparison, audience, errors = [] } = options
  const { text, late } = planHeadline(plan, schedule)
  const from = since === undefined ? '' : `, since ${formatLastDay(since, { year: true })}`
  const hasChanged = comparison !== undefined && 0 < comparison.edits.length
  return {
    title: plan.project.name,
    ...(Number.isFinite(now) && { subtitle: `Status of ${formatLastDay(now, { year: true })}${from}` }),
    headline: text,
    isLate: late,
    ...(standingOf(schedule).dated === 0 && { isUndated: true as const }),
    ...(0 < errors.length && { errors: errorsInWords(errors) }),
    ...(comparison && { change: verdictSentence(comparison, plan, { changed: hasChanged }) }),
    sections: wanted[audience].map(kind => sectionOf[kind](plan, schedule, options)),
  }
}

const mostErrors = 3

function errorsInWords(errors: NonNullable<ReportOptions['errors']>): StatusReport['errors'] {
  const left = errors.length - mostErrors
  return {
    text: `The plan has ${count(errors.length, 'error')}, so something of it may be missing or wrong here`,
    first: [
      ...errors.slice(0, mostErrors).map(({ line, message }) => `line ${line + 1}: ${message}`),
      ...(0 < left ? [`and ${left} more`] : []),
    ],
  }
}

const sectionOf: Readonly<
  Record<SectionKind, (plan: Plan, schedule: Schedule, options: ReportOptions) => ReportSection>
> = {
  done,
  moved,
  next,
  milestones,
  risks,
  budget,
  decisions,
  changes,
  actions,
  issues,
}

function done(plan: Plan, { tasks }: Schedule, { now, since }: ReportOptions): ReportSection {
  const finished = [...tasks.values()].filter(
    ({ task, finished, cancelled, finish }) =>
      finished && !cancelled && task.kind !== 'summary' && finish <= now && (since === undefined || since < finish),
  )
  return {
    kind: 'done',
    title: 'Done',
    columns: ['What', 'Finished', 'By'],
    rows: byFinish(finished).map(({ task, finish }) => ({
      cells: [
        task.name,
        formatLastDay(finish),
        peopleOf(
          plan,
          task.assign.map(({ resource }) => resource),
          task.owner,
        ),
      ],
      tone: 'good',
    })),
    none: since === undefined ? 'Nothing is finished yet.' : 'Nothing was finished.',
  }
}

function moved(_: Plan, __: Schedule, { comparison }: ReportOptions): ReportSection {
  const section = { kind: 'moved', title: 'Moved, and why', columns: ['What', 'Before', 'Now', 'By'] } as const
  if (!comparison) return { ...section, rows: [], none: 'There is no earlier version to compare with.' }
  const lines = [{ name: 'Finish', ...comparison.project }, ...comparison.milestones].filter(
    ({ minutes = 0 }) => minutes !== 0,
  )
  const edits = new Map(comparison.edits.map(edit => [edit.edit, edit]))
  return {
    ...section,
    rows: lines.map(line => ({
      cells: [
        line.name,
        // What has moved has both.
        ...daysWords(line.before!, line.after!, comparison),
        movementWords(line, comparison.dayMinutes),
      ],
      tone: 0 < (line.minutes ?? 0) ? 'bad' : 'good',
      details: line.attribution.slice(0, 3).flatMap(({ edit, minutes }) => {
        const found = edits.get(edit)
        return found ? [`${movementWords({ minutes }, comparison.dayMinutes)}: ${editPhrase(found)}`] : []
      }),
    })),
    none: 'Nothing moved.',
  }
}

function next(plan: Plan, { tasks }: Schedule, { now }: ReportOptions): ReportSection {
  const soon = [...tasks.values()].filter(
    ({ task, unscheduled, finished, cancelled, start }) =>
      !unscheduled && !finished && !cancelled && task.kind !== 'summary' && start < now + ahead,
  )
  return {
    kind: 'next',
    title: 'Next two weeks',
    columns: ['What', 'From', 'To', 'By', 'State'],
    rows: byFinish(soon).map(({ task, start, finish, started, progress, critical }) => ({
      cells: [
        task.name,
        task.kind === 'milestone' ? '' : formatDay(start),
        formatLastDay(finish),
        peopleOf(
          plan,
          task.assign.map(({ resource }) => resource),
          task.owner,
        ),
        [
          started ? `${Math.round(progress * 100)}% done` : 'to start',
          ...(critical ? ['critical'] : []),
          ...(task.status === 'blocked' ? ['blocked'] : []),
        ].join(', '),
      ],
      ...(task.status === 'blocked' && { tone: 'bad' as const }),
    })),
    none: 'Nothing is planned.',
  }
}

function milestones(plan: Plan, schedule: Schedule): ReportSection {
  const points = [...schedule.tasks.values()].filter(({ task, cancelled }) => task.kind === 'milestone' && !cancelled)
  return {
    kind: 'milestones',
    title: 'Milestones',
    columns: ['Milestone', 'Deadline', 'Forecast', 'State'],
    rows: points.map(scheduled => {
      const { task, finish, finished, unscheduled } = scheduled
      const deadline = deadlineOf(task)
      const state = unscheduled
        ? 'no date'
        : finished
          ? 'reached'
          : deadline === undefined
            ? ''
            : againstDeadline(finish, deadline, plan, schedule)
      const tone = isLate(scheduled) && !finished ? 'bad' : finished ? 'good' : undefined
      return {
        cells: [
          task.name,
          deadline === undefined ? '' : formatLastDay(deadline, { year: true }),
          unscheduled ? '' : formatLastDay(finish, { year: true }),
          state,
        ],
        ...(tone && { tone }),
      }
    }),
    none: 'There are no milestones.',
  }
}

function risks(plan: Plan, schedule: Schedule, { now, comparison }: ReportOptions): ReportSection {
  const opened = new Set([...(comparison?.risks.opened ?? []), ...(comparison?.risks.raised ?? [])])
  const found = risksToDecide(plan, schedule, now)
  return {
    kind: 'risks',
    title: 'Risks that need a decision',
    columns: ['Risk', 'Rank', 'Why', 'Owner'],
    rows: found.map(({ risk, rank, why }) => ({
      cells: [
        risk.name,
        rank ?? '',
        [...why, ...(opened.has(risk.id) ? ['new or raised'] : [])].join('; '),
        peopleOf(plan, [], risk.owner),
      ],
      tone: 'bad',
    })),
    none: 'None.',
  }
}

function budget(plan: Plan, schedule: Schedule, { comparison }: ReportOptions): ReportSection {
  const { total, contingency, actual, committed, forecast } = budgetPosition(plan, schedule)
  const money = (amount: number) => moneyInWords(amount, plan)
  const grown = comparison ? comparison.cost.after - comparison.cost.before : 0
  const change = grown === 0 ? '' : ` (${0 < grown ? '+' : ''}${money(grown)})`
  const isOver = total !== undefined && total < forecast
  return {
    kind: 'budget',
    title: 'Budget',
    columns: ['', 'Amount'],
    rows: [
      ...(total === undefined ? [] : [{ cells: ['Budget', money(total)] }]),
      { cells: ['Spent', money(actual)] },
      { cells: ['Committed', money(committed)] },
      { cells: ['Forecast at the end', `${money(forecast)}${change}`], ...(isOver && { tone: 'bad' as const }) },
      ...(total === undefined
        ? []
        : [
            {
              cells: [isOver ? 'Over budget by' : 'Left', money(Math.abs(total - forecast))],
              ...(isOver && { tone: 'bad' as const }),
            },
          ]),
      ...(contingency === 0 ? [] : [{ cells: ['Held back for risks', money(contingency)] }]),
    ],
    none: '',
  }
}

function decisions(plan: Plan, _: Schedule, { now, since }: ReportOptions): ReportSection {
  const entries = [...plan.decisions.values()].filter(
    ({ status, date }) => status === 'proposed' || (status === 'decided' && isWithin(date, since, now)),
  )
  return {
    kind: 'decisions',
    title: 'Decisions',
    columns: ['Decision', 'State', 'Day', 'By'],
    rows: entries.map(({ name, status, date, due, by }) => {
      const isDue = status === 'proposed' && due !== undefined && rangeEnd(due) <= now
      const day = status === 'decided' ? date : due
      return {
        cells: [
          name,
          status === 'decided' ? 'decided' : isDue ? 'overdue' : 'to decide',
          dayOfDate(day),
          peopleOf(plan, by),
        ],
        ...(isDue && { tone: 'bad' as const }),
      }
    }),
    none: 'None.',
  }
}

function changes(plan: Plan, schedule: Schedule, { now, since }: ReportOptions): ReportSection {
  const entries = [...plan.changes.values()].filter(
    ({ status, date }) => status === 'proposed' || isWithin(date, since, now),
  )
  return {
    kind: 'changes',
    title: 'Changes',
    columns: ['Change', 'State', 'Day', 'Asked for by'],
    rows: entries.map(({ name, status, date, requestedBy }) => ({
      cells: [name, status, dayOfDate(date), peopleOf(plan, [], requestedBy)],
    })),
    none: schedule.tasks.size === 0 ? '' : 'None.',
  }
}

function actions(plan: Plan, _: Schedule, { now }: ReportOptions): ReportSection {
  const open = [...plan.actions.values()].filter(({ status }) => status === 'open')
  return {
    kind: 'actions',
    title: 'Action items',
    columns: ['What', 'Owner', 'Due'],
    rows: sortByDue(open).map(({ name, owner, due }) => ({
      cells: [name, peopleOf(plan, [], owner), dueWords(due, now)],
      ...(isOver(due, now) && { tone: 'bad' as const }),
    })),
    none: 'None are open.',
  }
}

function issues(plan: Plan, _: Schedule, { now }: ReportOptions): ReportSection {
  const open = [...plan.issues.values()].filter(({ status }) => status === 'open')
  return {
    kind: 'issues',
    title: 'Issues',
    columns: ['What', 'Severity', 'Owner', 'Due'],
    rows: sortByDue(open).map(({ name, severity = '', owner, due }) => ({
      cells: [name, severity, peopleOf(plan, [], owner), dueWords(due, now)],
      ...(isOver(due, now) && { tone: 'bad' as const }),
    })),
    none: 'None are open.',
  }
}

function byFinish(tasks: readonly ScheduledTask[]): readonly ScheduledTask[] {
  return tasks.toSorted((a, b) => a.finish - b.finish || (a.task.id < b.task.id ? -1 : 1))
}

function sortByDue<T extends { readonly due?: CivilDate }>(entries: readonly T[]): readonly T[] {
  const at = ({ due }: T) => (due ? rangeEnd(due) : Number.POSITIVE_INFINITY)
  return entries.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)))
}

function isOver(due: CivilDate | undefined, now: Minute): boolean {
  return due !== undefined && rangeEnd(due) < now
}

function dueWords(due: CivilDate | undefined, now: Minute): string {
  return due ? `${dayOfDate(due)}${isOver(due, now) ? ', overdue' : ''}` : ''
}

function dayOfDate(date: CivilDate | undefined): string {
  return date ? formatDay(date.minute) : ''
}

function isWithin(date: CivilDate | undefined, since: Minute | undefined, now: Minute): boolean {
  return date !== undefined && date.minute < now && (since === undefined || since < rangeEnd(date))
}

/** Names of people and stakeholders; what is neither stands as it is. */
function peopleOf(plan: Plan, ids: readonly string[], owner?: string): string {
  const all = ids.length === 0 && owner !== undefined ? [owner] : ids
  return all.map(id => plan.resources.get(id)?.name ?? plan.stakeholders.get(id)?.name ?? id).join(', ')
}
