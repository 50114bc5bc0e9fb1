import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type TextEdit as LspEdit,
  type Range,
} from 'vscode-languageserver'
import type { LineIndex } from '#language/lines'
import type { Problem, Span, TextEdit } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'

/** How many diagnostics of a file an editor is shown (`spec/robustness.md`, limits). */
export const maxShown = 100

export function toRange(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) }
}

export function toSpan(lines: LineIndex, { start, end }: Range): Span {
  return { start: lines.offsetAt(start), end: lines.offsetAt(end) }
}

export function toEdits(lines: LineIndex, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(lines, span), newText: text }))
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

/** The problems of a snapshot as an editor shows them: at most {@link maxShown}, worst first when cut, and one that counts the rest. */
export function toDiagnostics(snapshot: Snapshot): Diagnostic[] {
  const { problems, lines } = snapshot
  if (problems.length <= maxShown) return problems.map(problem => toDiagnostic(snapshot, problem))
  const rest = problems.length - maxShown
  return [
    ...worst(problems, maxShown).map(problem => toDiagnostic(snapshot, problem)),
    {
      range: toRange(lines, { start: 0, end: 0 }),
      severity: DiagnosticSeverity.Information,
      source: 'tpm',
      code: 'plan/more',
      message: `${rest} more ${rest === 1 ? 'diagnostic is' : 'diagnostics are'} not shown here. \`tpm check\` lists them all.`,
    },
  ]
}

/** So many problems, in their order: the errors, then as many of the next severity as there is room for, and so on. */
function worst(problems: readonly Problem[], most: number): readonly Problem[] {
  const room = { error: 0, warning: 0, information: 0, hint: 0 }
  let left = most
  for (const severity of Object.keys(room) as (keyof typeof room)[]) {
    for (const problem of problems) if (problem.severity === severity && room[severity] < left) room[severity]++
    left -= room[severity]
  }
  return problems.filter(({ severity }) => 0 < room[severity]--)
}

export function toDiagnostic({ lines, uri, workspace }: Snapshot, problem: Problem): Diagnostic {
  const { code, severity, span, message, help, related, tag } = problem
  return {
    range: toRange(lines, span),
    severity: severities[severity],
    code,
    source: 'tpm',
    message: help === undefined ? message : `${message}. ${help}`,
    ...(tag && { tags: [tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated] }),
    ...(related && {
      relatedInformation: related.flatMap(({ file = uri, span, message }) => {
        const other = file === uri ? lines : workspace.snapshot(file)?.lines
        return other ? [{ location: { uri: file, range: toRange(other, span) }, message }] : []
      }),
    }),
  }
}
