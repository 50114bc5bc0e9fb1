import { applyEdits } from '#language/write/edits'
import { formatPlan } from '#language/write/format'
import { visible } from './escape.ts'
import { complain, type ExitCode } from './exit.ts'
import type { Io } from './io.ts'
import { type LoadedPlan, loadPlans, type PlanOptions } from './plans.ts'

export interface FormatOptions extends PlanOptions {
  readonly paths: readonly string[]
  /** Write nothing: say which plans are not in canonical form. */
  readonly check: boolean
}

/**
 * Writes plans in canonical form. Standard input goes to standard output, files are written where they are.
 * 1: `check` found a plan that is not canonical, or a plan has syntax errors and stays as it is.
 */
export function formatPlans(options: FormatOptions, io: Io): ExitCode {
  const { plans, failures } = loadPlans(options.paths, { ...options, alone: true }, io)
  for (const failure of failures) complain(failure, io)
  const input = options.paths.includes('-') ? io.absolute(options.stdinPath ?? 'stdin.tpm.yaml') : undefined
  const codes = plans.map(plan => formatOne(plan, plan.snapshot.uri === input, options.check, io))
  return Math.max(0 < failures.length ? 2 : 0, ...codes) as ExitCode
}

function formatOne(plan: LoadedPlan, isInput: boolean, checkOnly: boolean, io: Io): ExitCode {
  const { text, uri, reading } = plan.snapshot
  const broken = syntaxError(plan)
  const formatted = broken === undefined ? applyEdits(text, formatPlan(reading)) : text
  if (broken !== undefined) complain(broken, io)
  if (isInput && !checkOnly) io.out(formatted)
  if (broken !== undefined) return 1
  if (formatted === text) return 0
  if (checkOnly) {
    io.out(`${visible(plan.file)}\n`)
    return 1
  }
  if (isInput) return 0
  const failure = io.write(uri, formatted)
  if (failure === undefined) io.err(`Formatted ${visible(plan.file)}\n`)
  else complain(`${plan.file} ${failure}`, io)
  return failure === undefined ? 0 : 2
}

/** Where a text is no YAML the formatter leaves it alone: the first error, with its place. */
function syntaxError({ file, snapshot }: LoadedPlan): string | undefined {
  const error = snapshot.reading.problems.find(({ code, severity }) => severity === 'error' && code.startsWith('yaml/'))
  if (!error) return undefined
  const { line, character } = snapshot.lines.positionAt(error.span.start)
  return `${file}:${line + 1}:${character + 1} ${error.message} [${error.code}]: left as it is`
}
