import { type Baseline, varianceOf } from '../cost/variance.ts'
import type { Id, Plan, Task } from '../model/plan.ts'
import { isLive } from '../risk/exposure.ts'
import { isCell, isHigh, placeRisk, rankOf, type Scale, scaleOf } from '../risk/matrix.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { count, lastDayInWords } from '../schedule/words.ts'
import { civilParts, formatMinute } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import { signedDays } from './againstBaseline.ts'
import { againstDeadline } from './againstDeadline.ts'
import type { ViewContext } from './context.ts'
import { planHeadline } from './headline.ts'
import { deadlineOf, isLate } from './lateness.ts'
import { factLines, nameOf, shortDates, taskFacts } from './taskFacts.ts'

/** What the tree view and the status item show of one plan: the main facts without a picture. Dates are `YYYY-MM-DDTHH:MM`. */
export interface OutlineView {
  readonly title: string
  readonly headline: string
  readonly finish?: string
  readonly late: boolean
  readonly errors: number
  readonly warnings: number
  /** The worst thing to know, in a few words; left out when all is well. */
  readonly worst?: string
  readonly tasks: readonly OutlineItem[]
  readonly milestones: readonly OutlineItem[]
  readonly risks: readonly OutlineItem[]
}

export interface OutlineItem {
  readonly id: Id
  readonly name: string
  readonly kind: 'task' | 'summary' | 'milestone' | 'risk'
  /** Zero-based. */
  readonly line: number
  /** A few words beside the name: "12 May – 3 Jun · critical". */
  readonly description: string
  readonly tooltip: string
  readonly state: 'done' | 'late' | 'critical' | 'normal' | 'unscheduled' | 'cancelled' | 'high'
  readonly children: readonly OutlineItem[]
}

/** A plan as a tree of names, each with a few words: what one must know without a picture. */
export function outlineView(plan: Plan, schedule: Schedule, context: ViewContext): OutlineView {
  const { text, late, worst } = planHeadline(plan, schedule)
  const { errors, warnings = 0 } = context
  const scale = scaleOf(plan, schedule)
  const roots = [...plan.tasks.values()].filter(({ parent }) => parent === undefined || !plan.tasks.has(parent))
  const itemOf = (task: Task) => taskItem(task, plan, schedule, context, schedule.statusDate ?? schedule.start)
  const worstOfAll = worst ?? (0 < errors ? count(errors, 'error') : undefined)
  return {
    title: plan.project.name,
    headline: text,
    ...(Number.isFinite(schedule.finish) && { finish: formatMinute(schedule.finish) }),
    late,
    errors,
    warnings,
    ...(worstOfAll !== undefined && { worst: worstOfAll }),
    tasks: roots.filter(({ isMilestoneSection }) => !isMilestoneSection).map(itemOf),
    milestones: roots.filter(({ isMilestoneSection }) => isMilestoneSection).map(itemOf),
    risks: riskItems(plan, scale, context),
  }
}

/** `from`: an instant of the year that the rows around it are in, which needs no saying. */
function taskItem(task: Task, plan: Plan, schedule: Schedule, context: ViewContext, from: Minute): OutlineItem {
  const scheduled = schedule.tasks.get(task.id)
  const dated = scheduled && !scheduled.unscheduled ? scheduled : undefined
  return {
    id: task.id,
    name: task.name,
    kind: task.kind,
    line: context.lineOf(task.path),
    description: dated ? describe(dated, plan, schedule, { from, baseline: context.baseline }) : 'no dates',
    tooltip: factLines(taskFacts(plan, schedule, task, context.baseline)).join('\n'),
    state: dated ? stateOf(dated) : 'unscheduled',
    children: task.children.flatMap(id => {
      const child = plan.tasks.get(id)
      return child ? [taskItem(child, plan, schedule, context, dated ? yearOfRow(dated, from) : from)] : []
    }),
  }
}

/** What stands below a row that lies in one year is mostly in that year too. */
function yearOfRow({ start, finish }: ScheduledTask, from: Minute): Minute {
  return civilParts(start).year === civilParts(finish - 1).year ? start : from
}

function describe(
  scheduled: ScheduledTask,
  plan: Plan,
  schedule: Schedule,
  { from, baseline }: { readonly from: Minute; readonly baseline: Baseline | undefined },
): string {
  const { task, finish } = scheduled
  const deadline = deadlineOf(task)
  const state = stateOf(scheduled)
  const words = state === 'late' && deadline !== undefined ? againstDeadline(finish, deadline, plan, schedule) : state
  // A bar of a side bar is narrow, and the tooltip says it all.
  const dates =
    task.kind === 'milestone' ? lastDayInWords(scheduled.finish, { start: from }) : shortDates(scheduled, from)
  const variance = task.kind === 'milestone' && baseline ? varianceWords(scheduled, baseline) : ''
  return [dates, state === 'normal' ? '' : words, variance].filter(text => text !== '').join(' · ')
}

/** `+2d`; empty where the baseline does not have it. */
function varianceWords(scheduled: ScheduledTask, baseline: Baseline): string {
  const variance = varianceOf(scheduled, baseline)
  return variance ? `${signedDays(variance.finishMinutes, baseline.schedule.dayMinutes)} to ${baseline.name}` : ''
}

function stateOf(scheduled: ScheduledTask): OutlineItem['state'] {
  if (scheduled.cancelled) return 'cancelled'
  if (scheduled.finished) return 'done'
  if (isLate(scheduled)) return 'late'
  return scheduled.critical ? 'critical' : 'normal'
}

/** Open risks, the highest first. */
function riskItems(plan: Plan, scale: Scale, { lineOf, isWritten }: ViewContext): readonly OutlineItem[] {
  return [...plan.risks.values()]
    .filter(isLive)
    .map(risk => {
      const cell = placeRisk(risk, scale, isWritten)
      const rank = isCell(cell) ? rankOf(cell, scale.matrix) : undefined
      const score = isCell(cell) ? (cell.probability + 1) * (cell.impact + 1) : 0
      const owner = risk.owner === undefined ? 'no owner' : nameOf(plan, risk.owner)
      const item: OutlineItem = {
        id: risk.id,
        name: risk.name,
        kind: 'risk',
        line: lineOf(risk.path),
        description: [rank ?? 'not placed', owner].join(' · '),
        tooltip: [
          risk.name,
          isCell(cell) ? `${rank} risk` : `Not in the matrix: ${cell.why}`,
          risk.cause ?? '',
          risk.effect ?? '',
          owner,
        ]
          .filter(text => text !== '')
          .join('\n'),
        state: rank && isHigh(rank) ? 'high' : 'normal',
        children: [],
      }
      return { item, score }
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
}
