import { type Cell, csvText, textCell } from '../csv.ts'
import { type TaskRecord, taskRecords } from './json.ts'
import type { MeasuredPlan } from './measured.ts'

const columns = [
  'id',
  'name',
  'parent',
  'kind',
  'start',
  'finish',
  'early-start',
  'early-finish',
  'late-start',
  'late-finish',
  'duration-minutes',
  'effort-minutes',
  'total-float-minutes',
  'free-float-minutes',
  'critical',
  'progress',
  'cost',
  'unscheduled',
  'driving',
  'line',
]

/** Those that only a plan with a baseline has. */
const measuredColumns = [
  'baseline-start',
  'baseline-finish',
  'start-variance-minutes',
  'finish-variance-minutes',
  'cost-variance',
]

/** RFC 4180, the names of the columns those of the JSON. */
export function scheduleCsv(plan: MeasuredPlan): string {
  const records = taskRecords(plan)
  return plan.baseline
    ? csvText([[...columns, ...measuredColumns], ...records.map(record => [...cellsOf(record), ...measuredOf(record)])])
    : csvText([columns, ...records.map(cellsOf)])
}

/** In the order of {@link columns}. */
function cellsOf(record: TaskRecord): readonly Cell[] {
  return [
    textCell(record.id),
    textCell(record.name),
    record.parent && textCell(record.parent),
    record.kind,
    record.start,
    record.finish,
    record['early-start'],
    record['early-finish'],
    record['late-start'],
    record['late-finish'],
    record['duration-minutes'],
    record['effort-minutes'],
    record['total-float-minutes'],
    record['free-float-minutes'],
    record.critical,
    record.progress,
    record.cost,
    record.unscheduled,
    textCell(record.driving.map(driverText).join('; ')),
    record.line,
  ]
}

function driverText({ kind, task, resource }: TaskRecord['driving'][number]): string {
  return `${kind}${task ? ` ${task}` : ''}${resource ? ` ${resource}` : ''}`
}

/** In the order of {@link measuredColumns}. */
function measuredOf(record: TaskRecord): readonly Cell[] {
  return [
    record['baseline-start'],
    record['baseline-finish'],
    record['start-variance-minutes'],
    record['finish-variance-minutes'],
    record['cost-variance'],
  ]
}
