import type { Problem, Span, TextEdit } from './reading.ts'

export type ProblemParts = Omit<Problem, 'severity' | 'span'> & { readonly severity?: Problem['severity'] }

/** A problem that the reader finds; an error unless it says otherwise. */
export function problemAt(span: Span, parts: ProblemParts): Problem {
  return { severity: 'error', ...parts, span: { start: span.start, end: span.end } }
}

/** A fix that replaces one span. */
export function replaceFix(title: string, span: Span, text: string, preferred = false) {
  return { title, edits: [{ span: { start: span.start, end: span.end }, text }], ...(preferred && { preferred }) }
}

/** The same problem, further on in the text. */
export function moveProblem(problem: Problem, by: number): Problem {
  if (by === 0) return problem
  return {
    ...problem,
    span: moveSpan(problem.span, by),
    ...(problem.related && {
      related: problem.related.map(one => (one.file === undefined ? { ...one, span: moveSpan(one.span, by) } : one)),
    }),
    ...(problem.fixes && {
      fixes: problem.fixes.map(fix =>
        'edits' in fix ? { ...fix, edits: fix.edits.map(edit => moveEdit(edit, by)) } : fix,
      ),
    }),
  }
}

function moveEdit({ span, text }: TextEdit, by: number): TextEdit {
  return { span: moveSpan(span, by), text }
}

export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}
