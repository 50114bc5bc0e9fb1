import { csvText, guard } from '../csv.ts'
import type { ReadablePlan } from '../readable.ts'
import { type TaskRecord, taskRecords } from './json.ts'

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

/** RFC 4180, the names of the columns those of the JSON. */
export function scheduleCsv(plan: ReadablePlan): string {
  const rows = taskRecords(plan).map(record => columns.map(column => cell(record, column)))
  return csvText([columns, ...rows])
}

function cell(record: TaskRecord, column: (typeof columns)[number]): string {
  if (column === 'driving') {
    return guard(
      record.driving.map(({ kind, task, resource }) => [kind, task, resource].filter(Boolean).join(' ')).join('; '),
    )
  }
  const value = record[column]
  return typeof value === 'string' ? guard(value) : value === null || value === undefined ? '' : String(value)
}
