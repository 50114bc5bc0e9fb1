import { earnedValue } from '#engine/cost/earnedValue'
import { type Variance, varianceOf } from '#engine/cost/variance'
import { drivingOf } from '#engine/schedule/driving'
import type { Reason, ScheduledTask } from '#engine/schedule/types'
import { formatMinute } from '#engine/time/civil'
import type { LoadedBaseline } from '../baseline.ts'
import { jsonText } from '../jsonText.ts'
import { countLines } from './lines.ts'
import type { MeasuredPlan } from './measured.ts'

/** A task as `tpm schedule` gives it to other tools. */
export interface TaskRecord {
  readonly id: string
  readonly name: string
  readonly parent?: string
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly start: string | null
  readonly finish: string | null
  readonly 'early-start': string | null
  readonly 'early-finish': string | null
  readonly 'late-start': string | null
  readonly 'late-finish': string | null
  readonly 'duration-minutes': number | null
  readonly 'effort-minutes': number | null
  readonly 'total-float-minutes': number | null
  readonly 'free-float-minutes': number | null
  readonly critical: boolean
  readonly unscheduled?: ScheduledTask['unscheduled']
  readonly partial: boolean
  readonly driving: readonly { readonly kind: string; readonly task?: string; readonly resource?: string }[]
  readonly progress: number
  readonly cost: number | null
  readonly 'baseline-start'?: string | null
  readonly 'baseline-finish'?: string | null
  /** In working time of the baseline's project calendar; later is positive. */
  readonly 'start-variance-minutes'?: number
  readonly 'finish-variance-minutes'?: number
  readonly 'cost-variance'?: number | null
  /** Counted from one. */
  readonly line: number
}

/** `media/cli-schedule.schema.json` describes it. */
export function scheduleJson(plan: MeasuredPlan): string {
  const {
    schedule,
    plan: { project, resources },
  } = plan.snapshot
  const report = {
    version: 1,
    project: {
      ...(project.id !== undefined && { id: project.id }),
      name: project.name,
      start: dateOrNull(schedule.start),
      finish: dateOrNull(schedule.finish),
      ...(schedule.deadline !== undefined && { deadline: dateOrNull(schedule.deadline) }),
      'critical-path': schedule.criticalPath,
    },
    ...(plan.baseline && { baseline: baselineRecord(plan, plan.baseline) }),
    tasks: taskRecords(plan),
    resources: [...resources.keys()].map(id => ({
      id,
      overloads: (schedule.overloads.get(id) ?? []).map(({ from, to, load, tasks }) => ({
        from: dateOrNull(from),
        to: dateOrNull(to),
        load: numberOrNull(load),
        tasks,
      })),
    })),
    diagnostics: plan.diagnostics(),
  }
  return jsonText(report)
}

/** All tasks, summaries and milestones in the order of the text. */
export function taskRecords({ snapshot, baseline }: MeasuredPlan): readonly TaskRecord[] {
  const lineOf = countLines(snapshot)
  const recordOf = (scheduled: ScheduledTask): TaskRecord => ({
    id: scheduled.task.id,
    name: scheduled.task.name,
    parent: scheduled.task.parent,
    kind: scheduled.task.kind,
    start: dateOrNull(scheduled.start),
    finish: dateOrNull(scheduled.finish),
    'early-start': dateOrNull(scheduled.earlyStart),
    'early-finish': dateOrNull(scheduled.earlyFinish),
    'late-start': dateOrNull(scheduled.lateStart),
    'late-finish': dateOrNull(scheduled.lateFinish),
    'duration-minutes': numberOrNull(scheduled.duration),
    'effort-minutes': numberOrNull(scheduled.effort),
    'total-float-minutes': numberOrNull(scheduled.totalFloat),
    'free-float-minutes': numberOrNull(scheduled.freeFloat),
    critical: scheduled.critical,
    unscheduled: scheduled.unscheduled,
    partial: scheduled.partial,
    driving: drivingOf(scheduled).flatMap(driver),
    progress: numberOrNull(scheduled.progress) ?? 0,
    cost: numberOrNull(scheduled.cost),
    line: lineOf(scheduled.task.path) + 1,
  })
  const tasks = [...snapshot.schedule.tasks.values()]
  if (!baseline) return tasks.map(recordOf)
  return tasks.map(scheduled => ({ ...recordOf(scheduled), ...varianceRecord(varianceOf(scheduled, baseline)) }))
}

function varianceRecord(variance: Variance | undefined): Partial<TaskRecord> {
  if (!variance) return {}
  return {
    'baseline-start': dateOrNull(variance.start),
    'baseline-finish': dateOrNull(variance.finish),
    'start-variance-minutes': variance.startMinutes,
    'finish-variance-minutes': variance.finishMinutes,
    'cost-variance': numberOrNull(variance.cost),
  }
}

/** What the plan is measured against, and earned value where there is a status date. */
function baselineRecord({ snapshot }: MeasuredPlan, baseline: LoadedBaseline) {
  const earned = earnedValue(snapshot.schedule, baseline)
  return {
    name: baseline.name,
    revision: baseline.revision,
    commit: baseline.commit,
    finish: dateOrNull(baseline.schedule.finish),
    ...(earned && {
      'earned-value': {
        unit: earned.unit,
        pv: earned.pv,
        ev: earned.ev,
        ac: earned.ac,
        bac: earned.bac,
        sv: earned.sv,
        cv: earned.cv,
        spi: earned.spi,
        cpi: earned.cpi,
        'eac-budget': earned.eacBudget,
        'eac-cpi': earned.eacCpi,
        'eac-cpi-spi': earned.eacCpiSpi,
        'tcpi-bac': earned.tcpiBac,
        'tcpi-eac': earned.tcpiEac,
        'earned-schedule-minutes': earned.es,
        'actual-time-minutes': earned.at,
        'sv-t-minutes': earned.svt,
        'spi-t': earned.spit,
      },
    }),
  }
}

/** What others may wait for. That a task has begun holds it too, but is no driver. */
function driver({ kind, task, resource }: Reason): TaskRecord['driving'] {
  if (kind === 'actual') return []
  return [{ kind: kind === 'successor' ? 'dependency' : kind, ...(task && { task }), ...(resource && { resource }) }]
}

export function dateOrNull(minute: number): string | null {
  return Number.isFinite(minute) ? formatMinute(minute) : null
}

/**
 * JSON has no NaN and no Infinity, and CSV has neither: what is not known or without bound is null. Twelve digits, which
 * is more than a plan can mean: what is left of adding up in binary is not shown (`119.99999999999999`).
 */
export function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : null
}
