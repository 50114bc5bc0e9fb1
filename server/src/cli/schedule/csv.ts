import { csvText, guard } from '../csv.ts'
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
] as const

/** Those that only a plan with a baseline has. */
const measuredColumns = [
  'baseline-start',
  'baseline-finish',
  'start-variance-minutes',
  'finish-variance-minutes',
  'cost-variance',
] as const

type Column = (typeof columns)[number] | (typeof measuredColumns)[number]

/** RFC 4180, the names of the columns those of the JSON. */
export function scheduleCsv(plan: MeasuredPlan): string {
  const shown: readonly Column[] = plan.baseline ? [...columns, ...measuredColumns] : columns
  return csvText(rowsOf(plan, shown))
}

function* rowsOf(plan: MeasuredPlan, shown: readonly Column[]): Iterable<readonly string[]> {
  yield shown
  for (const record of taskRecords(plan)) yield shown.map(column => cell(record, column))
}

function cell(record: TaskRecord, column: Column): string {
  if (column === 'driving') {
    return guard(
      record.driving.map(({ kind, task, resource }) => [kind, task, resource].filter(Boolean).join(' ')).join('; '),
    )
  }
  const value = record[column]
  return typeof value === 'string' ? guard(value) : value === null || value === undefined ? '' : String(value)
}
