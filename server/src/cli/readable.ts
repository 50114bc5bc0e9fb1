import { type Diagnostic, diagnosticsOf, fullMessage, readingErrors } from './diagnostics.ts'
import { complain, Impossible } from './exit.ts'
import type { Io } from './io.ts'
import { type LoadedPlan, loadPlan, type PlanOptions } from './plans.ts'

export interface ReadableOptions extends PlanOptions {
  /** Go on with what could be read. */
  readonly partial: boolean
}

/** A plan to compute with. */
export interface ReadablePlan extends LoadedPlan {
  /** What the rules say of it too: asked for by what shows it, since that takes as long as the schedule. */
  readonly diagnostics: () => readonly Diagnostic[]
}

const mostShown = 10

/**
 * Reads a plan that a command computes with. One with errors of reading is refused, each error named with
 * its place, unless `partial` asks for what could be read.
 */
export function loadReadable(written: string, options: ReadableOptions, io: Io): ReadablePlan {
  const plan = loadPlan(written, options, io)
  const diagnostics = () => diagnosticsOf(plan, io.shown)
  refuseUnreadable(plan, options, io)
  return { ...plan, diagnostics }
}

/** The same for a plan that is there. `of` names the version that it is of. */
export function refuseUnreadable(
  plan: LoadedPlan,
  { partial, of }: { readonly partial: boolean; readonly of?: string },
  io: Io,
): void {
  const errors = readingErrors(plan.snapshot)
  if (errors.length === 0) return
  const name = of === undefined ? plan.file : `${plan.file} (${of})`
  if (partial) {
    complain(`${name} has ${countErrors(errors.length)} of reading: this is the part that could be read`, io)
    return
  }
  const places = errors.slice(0, mostShown).map(({ span, message, help, code }) => {
    const { line, character } = plan.snapshot.lines.positionAt(span.start)
    return `  ${plan.file}:${line + 1}:${character + 1} ${fullMessage({ message, help })} [${code}]`
  })
  if (mostShown < errors.length) places.push(`  and ${errors.length - mostShown} more: \`tpm check\` lists them`)
  throw new Impossible(
    [`${name} has ${countErrors(errors.length)}: correct it, or add --partial to go on without`, ...places].join('\n'),
  )
}

function countErrors(count: number): string {
  return count === 1 ? 'an error' : `${count} errors`
}
