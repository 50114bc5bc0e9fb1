import type { ExitCode } from './exit.ts'
import type { scheduleFormats } from './formats.ts'
import type { Io } from './io.ts'
import { loadReadable, type ReadableOptions, type ReadablePlan } from './readable.ts'
import { scheduleCsv } from './schedule/csv.ts'
import { schedulePage } from './schedule/html.ts'
import { scheduleJson } from './schedule/json.ts'
import { scheduleSvg } from './schedule/svg.ts'
import { scheduleText } from './schedule/text.ts'

export interface ScheduleOptions extends ReadableOptions {
  readonly plan: string
  readonly format: (typeof scheduleFormats)[number]
}

/** The computed schedule of one plan. */
export function schedulePlan(options: ScheduleOptions, io: Io): ExitCode {
  io.out(render(options.format, loadReadable(options.plan, options, io), io))
  return 0
}

function render(format: ScheduleOptions['format'], plan: ReadablePlan, io: Io): string {
  switch (format) {
    case 'text':
      return scheduleText(plan, io)
    case 'json':
      return scheduleJson(plan)
    case 'csv':
      return scheduleCsv(plan)
    case 'svg':
      return scheduleSvg(plan)
    case 'html':
      return schedulePage(plan)
  }
}
