import type { Problem } from '#language/read/reading'
import type { Checked, CheckedFile } from './check/checked.ts'
import { githubAnnotations } from './check/github.ts'
import { gitlabReport } from './check/gitlab.ts'
import { jsonReport } from './check/json.ts'
import { junitReport } from './check/junit.ts'
import { sarifReport } from './check/sarif.ts'
import { textReport } from './check/text.ts'
import { countSeverities, diagnosticsOf, isAtLeast } from './diagnostics.ts'
import { complain, type ExitCode } from './exit.ts'
import type { checkFormats } from './formats.ts'
import type { Io } from './io.ts'
import { measurePlans } from './measuredPlans.ts'
import { loadPlans, type PlanOptions } from './plans.ts'

export interface CheckOptions extends PlanOptions {
  readonly paths: readonly string[]
  readonly format: (typeof checkFormats)[number]
  /** More warnings than this count as a failure; left out, none do. */
  readonly maxWarnings?: number
  /** The lowest severity that is shown; what counts as a failure does not change. */
  readonly severity: Problem['severity']
}

/** Shows every diagnostic that the editor would. 1: errors, or more warnings than allowed. 2: a file or a baseline could not be read. */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const { plans, failures: unread, nameOf } = loadPlans(options.paths, options, io)
  const measured = await measurePlans(plans, options, io)
  const failures = [...unread, ...measured.failures]
  const files = measured.plans.map((plan): CheckedFile => ({ plan, diagnostics: diagnosticsOf(plan, nameOf) }))
  const { errors, warnings } = countSeverities(files.flatMap(({ diagnostics }) => diagnostics))
  for (const failure of failures) complain(failure, io)
  io.out(render(options.format, showFrom(files, options.severity), io))
  if (0 < failures.length) return 2
  return 0 < errors || (options.maxWarnings ?? Infinity) < warnings ? 1 : 0
}

function showFrom(files: readonly CheckedFile[], severity: Problem['severity']): Checked {
  const shown = files.map(file => ({
    ...file,
    diagnostics: file.diagnostics.filter(diagnostic => isAtLeast(diagnostic.severity, severity)),
  }))
  return {
    files: shown,
    summary: {
      files: files.length,
      tasks: files.reduce((sum, { plan }) => sum + plan.snapshot.plan.tasks.size, 0),
      ...countSeverities(shown.flatMap(({ diagnostics }) => diagnostics)),
    },
  }
}

function render(format: CheckOptions['format'], checked: Checked, io: Io): string {
  switch (format) {
    case 'text':
      return textReport(checked, io)
    case 'json':
      return jsonReport(checked)
    case 'sarif':
      return sarifReport(checked, io)
    case 'github':
      return githubAnnotations(checked)
    case 'gitlab':
      return gitlabReport(checked)
    case 'junit':
      return junitReport(checked)
  }
}
