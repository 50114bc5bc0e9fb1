import { loadBaseline, measuredBy } from './baseline.ts'
import { diagnosticsOf } from './diagnostics.ts'
import type { ExitCode } from './exit.ts'
import type { scheduleFormats } from './formats.ts'
import type { Io } from './io.ts'
import { loadReadable, type ReadableOptions } from './readable.ts'
import { scheduleCsv } from './schedule/csv.ts'
import { schedulePage } from './schedule/html.ts'
import { scheduleJson } from './schedule/json.ts'
import type { MeasuredPlan } from './schedule/measured.ts'
import { scheduleSvg } from './schedule/svg.ts'
import { scheduleText } from './schedule/text.ts'

export interface ScheduleOptions extends ReadableOptions {
  readonly plan: string
  readonly format: (typeof scheduleFormats)[number]
  /** What to measure against: a name in `baselines` or a revision; `true` is the plan's first. */
  readonly baseline?: string | true
}

/** The computed schedule of one plan. */
export function schedulePlan(options: ScheduleOptions, io: Io): ExitCode {
  io.out(render(options.format, loadMeasured(options, io), io))
  return 0
}

function loadMeasured(options: ScheduleOptions, io: Io): MeasuredPlan {
  const plan = loadReadable(options.plan, options, io)
  if (options.baseline === undefined) return plan
  const baseline = loadBaseline(options.baseline, options, plan.snapshot.plan, io)
  const measured = measuredBy(plan, baseline)
  return { ...measured, baseline, diagnostics: () => diagnosticsOf(measured, io.shown) }
}

function render(format: ScheduleOptions['format'], plan: MeasuredPlan, io: Io): string {
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
