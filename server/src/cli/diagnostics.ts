import type { Position } from '#language/lines'
import type { Problem, Span } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { severities } from './formats.ts'
import type { LoadedPlan } from './plans.ts'

/** A diagnostic as `--format json` of every command gives it; positions zero-based, in UTF-16 code units. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Problem['severity']
  readonly message: string
  /** What to do. */
  readonly help?: string
  readonly file: string
  readonly range: Range
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[]
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

export type Counts = { readonly [severity in 'errors' | 'warnings' | 'information' | 'hints']: number }

export function isAtLeast(severity: Problem['severity'], least: Problem['severity']): boolean {
  return severities.indexOf(least) <= severities.indexOf(severity)
}

/** All diagnostics of a plan, in order of position. */
export function diagnosticsOf({ file, snapshot }: LoadedPlan, nameOf: (uri: string) => string): readonly Diagnostic[] {
  return snapshot.problems.map(({ code, severity, message, help, span, related = [] }) => ({
    code,
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    file,
    range: rangeOf(snapshot, span),
    related: related.flatMap(({ file: uri = snapshot.uri, span, message }) => {
      const other = uri === snapshot.uri ? snapshot : snapshot.workspace.snapshot(uri)
      return other ? [{ file: nameOf(uri), range: rangeOf(other, span), message }] : []
    }),
  }))
}

function rangeOf({ lines }: Snapshot, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) }
}

export function countSeverities(diagnostics: readonly { readonly severity: Problem['severity'] }[]): Counts {
  const count = (wanted: Problem['severity']) => diagnostics.filter(({ severity }) => severity === wanted).length
  return { errors: count('error'), warnings: count('warning'), information: count('information'), hints: count('hint') }
}

/** The message with what to do, as one text. */
export function fullMessage({ message, help }: Pick<Diagnostic, 'message' | 'help'>): string {
  return help === undefined ? message : `${message}. ${help}`
}

/** Did reading find errors? Commands that compute need a plan without any. */
export function readingErrors(snapshot: Snapshot): readonly Problem[] {
  if (snapshot.reading.problems.length === 0) return []
  const own = new Set(snapshot.reading.problems.map(({ code }) => code))
  return snapshot.problems.filter(({ code, severity }) => severity === 'error' && own.has(code))
}
