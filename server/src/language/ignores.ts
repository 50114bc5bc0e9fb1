import type { Severity } from '#engine/model/plan'
import { rules } from '#engine/rules/index'
import { nearest } from '#engine/rules/nearest'
import { canBeSilenced, unusedIgnore } from './canBeSilenced.ts'
import type { Problem, Reading, Span } from './read/reading.ts'

const codes: ReadonlySet<string> = new Set(rules.map(({ code }) => code))

/**
 * What is left of the problems once the plan's `# tpm-ignore CODE[, CODE] [: reason]` comments have silenced
 * theirs, and a `plan/unused-ignore` for each code that silenced nothing. In order of position.
 *
 * A comment silences the problems of its codes that begin in its span. What the YAML reader says (`yaml/…`) can't
 * be silenced, nor can an unused silencing be silenced by itself.
 */
export function applyIgnores(
  reading: Pick<Reading, 'text' | 'ignores'>,
  problems: readonly Problem[],
  severityOf: (code: string) => Severity = () => 'warning',
): readonly Problem[] {
  const { ignores, text } = reading
  if (ignores.length === 0) return problems
  const byCode = silencersByCode(ignores)
  const used = new Set<Silencer>()
  const kept = problems.filter(problem => {
    if (!canBeSilenced(problem.code)) return true
    const silencing = (byCode.get(problem.code) ?? []).filter(({ span }) => covers(span, problem.span))
    for (const silencer of silencing) used.add(silencer)
    return silencing.length === 0
  })
  const severity = severityOf(unusedIgnore)
  if (severity === 'off') return kept
  const idle = [...byCode.values()].flat().filter(silencer => !used.has(silencer))
  if (idle.length === 0) return kept
  const unused = idle.map(({ code, codes, comment }) => unusedProblem(code, codes, comment, text, severity))
  return [...kept, ...unused].sort((a, b) => a.span.start - b.span.start)
}

/** One code of one comment; a comment without a code has one that is empty. */
interface Silencer {
  readonly code: string
  readonly codes: readonly string[]
  readonly span: Span
  readonly comment: Span
}

function silencersByCode(ignores: Reading['ignores']): ReadonlyMap<string, readonly Silencer[]> {
  const byCode = new Map<string, Silencer[]>()
  for (const { codes, span, comment } of ignores) {
    for (const code of codes.length === 0 ? [''] : new Set(codes)) {
      const silencers = byCode.get(code) ?? []
      byCode.set(code, silencers)
      silencers.push({ code, codes, span, comment })
    }
  }
  return byCode
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && (inner.start < outer.end || inner.start === outer.start)
}

function unusedProblem(
  code: string,
  codes: readonly string[],
  comment: Span,
  text: string,
  severity: Exclude<Severity, 'off'>,
): Problem {
  const found = code === '' ? -1 : text.indexOf(code, comment.start)
  const span = found < 0 || comment.end < found + code.length ? comment : { start: found, end: found + code.length }
  return {
    code: unusedIgnore,
    severity,
    span,
    message: messageFor(code),
    help: helpFor(code),
    fixes: [
      codes.length <= 1
        ? { title: 'Remove the comment', edits: [{ span: lineOrEndOf(comment, text), text: '' }], preferred: true }
        : { title: `Remove "${code}"`, edits: [{ span: withComma(span, text), text: '' }], preferred: true },
    ],
    tag: 'unnecessary',
  }
}

function messageFor(code: string): string {
  if (code === '') return 'This comment names no code, so it silences nothing'
  if (!isKnown(code)) return `There is no code "${code}": this comment silences nothing`
  if (!canBeSilenced(code)) return `"${code}" can't be silenced`
  return `There is no ${code} here: this comment silences nothing`
}

function helpFor(code: string): string {
  const guess = code === '' || isKnown(code) ? undefined : nearest(code, codes)
  return guess ? `Did you mean "${guess}"?` : 'Remove it, or put it on the line it is meant for'
}

function isKnown(code: string): boolean {
  return codes.has(code)
}

/** A comment alone on its line goes with the line, one after a value with the blanks before it. */
function lineOrEndOf({ start, end }: Span, text: string): Span {
  let from = start
  while (0 < from && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--
  const alone = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r'
  if (!alone) return { start: from, end }
  if (text.startsWith('\r\n', end)) return { start: from, end: end + 2 }
  return { start: from, end: end < text.length ? end + 1 : end }
}

/** A code in a list goes with the comma on one of its sides. */
function withComma({ start, end }: Span, text: string): Span {
  const after = /^\s*,\s*/.exec(text.slice(end, end + 20))
  if (after) return { start, end: end + after[0].length }
  const before = /\s*,\s*$/.exec(text.slice(Math.max(0, start - 20), start))
  return { start: start - (before?.[0].length ?? 0), end }
}
