import { lineEndAt, lineStartAt } from '../lineParts.ts'
import type { Span, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { formatPlan } from '../write/format.ts'

/** The document in canonical form; no edits where it has syntax errors. */
export function formatting({ reading }: Snapshot): readonly TextEdit[] {
  return formatPlan(reading)
}

/** The same for the lines that a span touches. */
export function rangeFormatting({ text, reading }: Snapshot, span: Span): readonly TextEdit[] {
  const [from, to] = [lineStartAt(text, span.start), lineEndAt(text, span.end)]
  return formatPlan(reading).filter(({ span }) => from <= span.start && span.end <= to)
}
