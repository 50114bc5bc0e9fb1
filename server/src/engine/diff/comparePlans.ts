import { scheduleProject } from '../leveling/scheduleProject.ts'
import type { Id, Plan, Severity, Task } from '../model/plan.ts'
import { scaleOf } from '../risk/matrix.ts'
import { finishInstant } from '../schedule/bounds.ts'
import { calendarById, planTime } from '../schedule/planTime.ts'
import type { Schedule } from '../schedule/types.ts'
import { workAt } from '../time/calendar.ts'
import { dayOf } from '../time/civil.ts'
import { type Attribution, attribute } from './attribute.ts'
import type { Version } from './change.ts'
import { changeRecords } from './changeRecords.ts'
import type { CostMovement, MilestoneMovement, Movement, PlanComparison } from './comparison.ts'
import {
  criterionMovements,
  floatLost,
  movedTasks,
  overloadMovements,
  removedWork,
  riskMovements,
} from './consequences.ts'
import { diffPlans, type PlanDiff } from './planDiff.ts'
import { judgePolicy } from './policy.ts'
import { judge } from './verdict.ts'

/** One side of a comparison, scheduled. */
export interface ScheduledVersion extends Version {
  readonly schedule: Schedule
}

export interface CompareOptions {
  /** What the text says of problems: found by the layer that knows it. */
  readonly diagnostics?: PlanComparison['diagnostics']
  /** The severity of a rule where a plan says nothing. */
  readonly severityOf?: (code: string) => Severity
}

const noDiagnostics: PlanComparison['diagnostics'] = { new: [], gone: [], silenced: [], unsilenced: [] }

/** What the change from one plan to another means. */
export function comparePlans(
  base: ScheduledVersion,
  head: ScheduledVersion,
  { diagnostics = noDiagnostics, severityOf = () => 'warning' }: CompareOptions = {},
): PlanComparison {
  const diff = diffPlans(base, head)
  const schedules = { before: renamedSchedule(diff, base), after: head.schedule }
  const measured = measuredTasks(diff.base.plan, head.plan)
  const attributions = attribute(diff, measured, schedules.before)
  const project = projectMovement(diff, schedules, attributions.project)
  const milestones = milestoneMovements(diff, schedules, attributions.tasks)
  const cost = costMovement(diff, attributions.cost)
  const criteria = criterionMovements(diff.base.plan, head.plan)
  const units = { dayMinutes: schedules.before.dayMinutes, weekMinutes: schedules.before.weekMinutes }
  const records = changeRecords(diff, units, project, cost)
  const { silenced } = diagnostics
  const policy = judgePolicy({ diff, units, project, milestones, cost, criteria, silenced, severityOf }, records)
  const gone = removedWork(schedules)
  const isJudged = isWhole(schedules.before) && isWhole(schedules.after)
  const { currency } = head.plan.project
  const start = Number.isFinite(schedules.after.start) ? schedules.after.start : schedules.before.start
  return {
    verdict: judge({ isJudged, project, milestones, cost, policy, removesWork: 0 < gone.length }),
    edits: diff.changes.map(({ edit }) => edit),
    milestones,
    project,
    criticalPath: { before: schedules.before.criticalPath, after: schedules.after.criticalPath },
    floatLost: floatLost(schedules),
    cost,
    overloads: overloadMovements(schedules, head.plan),
    risks: riskMovements(diff.base.plan, head.plan, scaleOf(diff.base.plan, schedules.before)),
    criteria,
    diagnostics,
    changeRecords: records,
    policy,
    removedWork: gone,
    moved: movedTasks(schedules),
    method: attributions.method,
    dayMinutes: units.dayMinutes,
    ...(currency !== undefined && { currency }),
    ...(Number.isFinite(start) && { start }),
  }
}

/** The base's schedule, its tasks called as in the head. */
function renamedSchedule({ base }: PlanDiff, before: ScheduledVersion): Schedule {
  return base.plan === before.plan ? before.schedule : scheduleProject(base.plan, { external: base.external })
}

function isWhole({ tasks }: Schedule): boolean {
  for (const { unscheduled } of tasks.values()) if (unscheduled) return false
  return true
}

/** Milestones of both sides that are still to be reached or were; cancelled ones are none. */
function measuredTasks(base: Plan, head: Plan): readonly Id[] {
  return [...head.tasks.values()]
    .filter(task => isMilestone(task) && isMilestone(base.tasks.get(task.id)))
    .map(({ id }) => id)
}

function isMilestone(task: Task | undefined): task is Task {
  return task?.kind === 'milestone' && task.status !== 'cancelled' && task.milestoneStatus !== 'cancelled'
}

function projectMovement(
  { base, head }: PlanDiff,
  { before, after }: { before: Schedule; after: Schedule },
  attribution: Attribution,
): Movement {
  const { deadline } = head.plan.project
  const time = planTime(head.plan)
  return movementOf(
    before.finish,
    after.finish,
    attribution,
    deadlineOf(time.project, [base.plan.project.deadline, deadline]),
  )
}

function milestoneMovements(
  { base, head }: PlanDiff,
  { before, after }: { before: Schedule; after: Schedule },
  attributions: ReadonlyMap<Id, Attribution>,
): readonly MilestoneMovement[] {
  const [was, is] = [planTime(base.plan), planTime(head.plan)]
  const ids = [
    ...new Set([...head.plan.tasks.values(), ...base.plan.tasks.values()].filter(isMilestone).map(({ id }) => id)),
  ]
  return ids.map(id => {
    const [old, now] = [base.plan.tasks.get(id), head.plan.tasks.get(id)]
    const [oldPoint, nowPoint] = [isMilestone(old) ? old : undefined, isMilestone(now) ? now : undefined]
    const shown = (nowPoint ?? oldPoint)!
    const finishIn = (schedule: Schedule, task: Task | undefined) =>
      (task && schedule.tasks.get(task.id)?.finish) ?? Number.NaN
    const time = nowPoint ? is : was
    return {
      id,
      name: shown.name,
      ...movementOf(
        finishIn(before, oldPoint),
        finishIn(after, nowPoint),
        attributions.get(id),
        deadlineOf(calendarById(time, shown.calendar), [oldPoint?.deadline, nowPoint?.deadline]),
      ),
      place: { side: nowPoint ? 'head' : 'base', path: shown.path },
    }
  })
}

interface Deadlines {
  readonly before?: number
  readonly after?: number
  readonly isLate: (finish: number, deadline: number) => boolean
}

function deadlineOf(
  calendar: Parameters<typeof finishInstant>[0],
  [before, after]: readonly [Task['deadline'], Task['deadline']],
): Deadlines {
  return {
    ...(before && { before: finishInstant(calendar, before) }),
    ...(after && { after: finishInstant(calendar, after) }),
    isLate: (finish, deadline) => workAt(calendar, deadline) < workAt(calendar, finish),
  }
}

function movementOf(
  before: number,
  after: number,
  attribution: Attribution | undefined,
  deadlines: Deadlines,
): Movement {
  const [hasBefore, hasAfter] = [Number.isFinite(before), Number.isFinite(after)]
  const deadline = deadlines.after ?? deadlines.before
  return {
    ...(hasBefore && { before }),
    ...(hasAfter && { after }),
    ...(hasBefore &&
      hasAfter &&
      attribution && {
        minutes: attribution.after - attribution.before,
        days: lastDay(after) - lastDay(before),
        progressMinutes: attribution.progress,
        revisionMinutes: attribution.revision,
        interactionMinutes: attribution.interaction,
      }),
    attribution: hasBefore && hasAfter && attribution ? attribution.shares : [],
    ...(deadline !== undefined && { deadline }),
    ...(hasBefore && deadlines.before !== undefined && { lateBefore: deadlines.isLate(before, deadlines.before) }),
    ...(hasAfter && deadlines.after !== undefined && { lateAfter: deadlines.isLate(after, deadlines.after) }),
  }
}

/** 00:00 is the end of the day before. */
function lastDay(minute: number): number {
  return dayOf(minute - 1)
}

function costMovement({ base, head }: PlanDiff, { before, after, shares, interaction }: Attribution): CostMovement {
  const [was, is] = [base.plan.budget?.total, head.plan.budget?.total]
  return {
    before: before / 100,
    after: after / 100,
    attribution: shares.map(({ edit, minutes: cents }) => ({ edit, amount: cents / 100 })),
    interaction: interaction / 100,
    ...(was !== undefined && { budgetBefore: was }),
    ...(is !== undefined && { budgetAfter: is }),
  }
}
