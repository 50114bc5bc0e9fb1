import type { Leveled } from '../leveling/levelPlan.ts'
import type { Id, Placement, Plan } from '../model/plan.ts'
import { count } from '../schedule/words.ts'
import { formatDay } from '../time/civil.ts'
import type { ViewContext } from './context.ts'
import { nameOf } from './taskFacts.ts'
import { type TimelineRow, type TimelineView, timelineView } from './timeline.ts'

/** What levelling does to a plan, in words. Plain text and untrusted. */
export interface LevelWords {
  /** `Finish Fri 29 May 2026 → Mon 1 Jun 2026`. */
  readonly finish: string
  /** How near that is to what no order of the tasks can beat. */
  readonly bound: string
  /** Whose work can't be helped by waiting. */
  readonly hopeless?: string
  /** Who waits, in the order in which they begin. */
  readonly waits: readonly LevelWait[]
}

export interface LevelWait {
  readonly task: Id
  readonly name: string
  /** `Mon 2 Mar 2026 → Thu 5 Mar 2026, for Ann behind Data sync`. */
  readonly text: string
}

/** More waits are counted, not sent to a picture. */
export const mostWaits = 200

/** The timeline of the levelled plan; each row that levelling moves also says where it stands without. */
export function leveledTimeline(plan: Plan, leveled: Leveled, context: ViewContext): TimelineView {
  const view = timelineView(plan, leveled.schedule, context)
  const { waits, ...words } = levelWords(plan, leveled)
  return {
    ...view,
    rows: view.rows.map(row => withGhost(row, leveled)),
    preview: { ...words, waits: waits.slice(0, mostWaits), more: Math.max(0, waits.length - mostWaits) },
  }
}

function withGhost(row: TimelineRow, { before }: Leveled): TimelineRow {
  const unleveled = before.tasks.get(row.id)
  if (!unleveled || unleveled.unscheduled) return row
  const { start, finish } = unleveled
  return start === row.start && finish === row.finish ? row : { ...row, before: { start, finish } }
}

/** What `tpm level` and the preview say of a levelled plan. */
export function levelWords(plan: Plan, { schedule, before, bound, gap, schedules, waits }: Leveled): LevelWords {
  const day = (minute: number) => (Number.isFinite(minute) ? formatDay(minute, { year: true }) : 'no date')
  const overloaded = [...schedule.overloads.keys()].map(id => nameOf(plan, id))
  const built = `${count(schedules, 'schedule')} built`
  const days = Math.round((gap / schedule.dayMinutes) * 10) / 10
  const sorted = [...waits].sort(([a], [b]) => startIn(schedule, a) - startIn(schedule, b) || (a < b ? -1 : 1))
  return {
    finish: `Finish ${day(before.finish)} → ${day(schedule.finish)}`,
    bound: Number.isNaN(gap)
      ? 'Nothing in this plan has dates yet'
      : gap === 0
        ? `No order of the tasks finishes earlier (${built})`
        : `Not before ${day(bound)} in any order: ${days}d from there (${built})`,
    ...(overloaded.length > 0 && { hopeless: `${whyHopeless(schedule, plan)}: ${overloaded.join(', ')}` }),
    waits: sorted.map(([id, { resource, task }]) => ({
      task: id,
      name: plan.tasks.get(id)?.name ?? id,
      text:
        `${day(startIn(before, id))} → ${day(startIn(schedule, id))}, ` +
        `for ${nameOf(plan, resource)} behind ${plan.tasks.get(task)?.name ?? task}`,
    })),
  }
}

/** Levelling leaves alone what is as late as possible: where such a task shares an overload, that is why it stays. */
function whyHopeless({ overloads, tasks }: Leveled['schedule'], plan: Plan): string {
  const isLate = (id: Id) => placementOf(plan, id) === 'as-late-as-possible' && !tasks.get(id)?.started
  const isLeft = [...overloads.values()].flat().some(overload => overload.tasks.some(isLate))
  return isLeft ? 'What is as late as possible is not levelled, and stays overloaded' : 'Waiting does not help'
}

function placementOf({ tasks, project }: Plan, id: Id): Placement {
  for (let task = tasks.get(id); task; task = task.parent === undefined ? undefined : tasks.get(task.parent))
    if (task.schedule) return task.schedule
  return project.schedule
}

function startIn({ tasks }: Leveled['schedule'], id: Id): number {
  return tasks.get(id)?.start ?? Number.NaN
}
