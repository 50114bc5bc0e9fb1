import type { Problem, Span } from './reading.ts'

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
  return by === 0 ? problem : relocateProblem(problem, offset => offset + by)
}

/** A problem with every offset put through a function. */
export function relocateProblem(problem: Problem, to: (offset: number) => number): Problem {
  const move = ({ start, end }: Span): Span => ({ start: to(start), end: to(end) })
  const { related, fixes } = problem
  return {
    ...problem,
    span: move(problem.span),
    ...(related && {
      related: related.map(one => (one.file === undefined ? { ...one, span: move(one.span) } : one)),
    }),
    ...(fixes && {
      fixes: fixes.map(fix =>
        'edits' in fix ? { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: move(span), text })) } : fix,
      ),
    }),
  }
}

export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}
