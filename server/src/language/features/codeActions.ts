import type { PlanChange } from '#engine/rules/rule'
import type { Problem, Span, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { sortEdits } from '../write/edits.ts'
import { silence } from './silence.ts'

/** Edits of one document. */
export interface DocumentEdits {
  readonly uri: string
  readonly edits: readonly TextEdit[]
}

export interface CodeAction {
  readonly title: string
  /** `fix` answers a problem, `silence` hides it, `fix-all` answers all of its kind. */
  readonly kind: 'fix' | 'silence' | 'fix-all'
  /** What it answers; left out where it answers more than one. */
  readonly problem?: Problem
  readonly preferred: boolean
  readonly edits: readonly DocumentEdits[]
}

type Fix = NonNullable<Problem['fixes']>[number]

/** What can be done about the problems that touch a span: their fixes, preferred ones first, then silencing them. */
export function codeActions(snapshot: Snapshot, { start, end }: Span): readonly CodeAction[] {
  const near = snapshot.problems.filter(({ span }) => span.start <= end && start <= span.end)
  const fixes = near.flatMap(problem => fixesOf(snapshot, problem))
  const all = [...new Set(near.map(({ code }) => code))].flatMap(code => fixAllOf(snapshot, code))
  const silences = near.flatMap(problem => silenceOf(snapshot, problem))
  return [
    ...fixes.filter(({ preferred }) => preferred),
    ...fixes.filter(({ preferred }) => !preferred),
    ...all,
    ...silences,
  ]
}

function fixesOf(snapshot: Snapshot, problem: Problem): readonly CodeAction[] {
  const fixes = problem.fixes ?? []
  return fixes.flatMap(fix => {
    const edits = editsOf(snapshot, fix)
    const preferred = fix.preferred ?? fixes.length === 1
    return edits.length === 0 ? [] : [{ title: fix.title, kind: 'fix' as const, problem, preferred, edits }]
  })
}

/** A fix as edits of the documents it touches; none where a place does not exist any more. */
export function editsOf(snapshot: Snapshot, fix: Fix): readonly DocumentEdits[] {
  if ('edits' in fix) return fix.edits.length === 0 ? [] : [{ uri: snapshot.uri, edits: sortEdits(fix.edits) }]
  // In text that can't be read right a rule's change could land anywhere: the syntax comes first.
  if (snapshot.problems.some(({ code, severity }) => severity === 'error' && code.startsWith('yaml/'))) return []
  const byFile = new Map<string, PlanChange[]>()
  for (const change of fix.changes) {
    const file = (change.kind === 'replace' ? change.at.file : undefined) ?? snapshot.uri
    const list = byFile.get(file)
    if (list) list.push(change)
    else byFile.set(file, [change])
  }
  return [...byFile].flatMap(([file, changes]) => {
    const owner = file === snapshot.uri ? snapshot : snapshot.workspace.snapshot(file)
    const edits = owner ? applyChanges(owner.reading, changes) : []
    return owner && edits.length > 0 ? [{ uri: owner.uri, edits }] : []
  })
}

/** Where two or more problems of a kind have one clear answer each: all of them at once. */
function fixAllOf(snapshot: Snapshot, code: string): readonly CodeAction[] {
  const fixable = snapshot.problems.filter(problem => problem.code === code && clearFix(problem))
  const edits = fixable.length < 2 ? [] : combine(snapshot, fixable)
  return edits.length === 0
    ? []
    : [{ title: `Fix all ${fixable.length}: ${code}`, kind: 'fix-all', preferred: false, edits }]
}

/**
 * The answers to all problems that have one clear answer, in this document. What was found while reading
 * goes first: a misspelt key is also one that a rule misses. What would overlap waits for the next time.
 */
export function fixAll(snapshot: Snapshot): readonly DocumentEdits[] {
  const fixable = snapshot.problems.filter(problem => clearFix(problem))
  const read = fixable.filter(problem => 'edits' in clearFix(problem)!)
  return combine(snapshot, read.length > 0 ? read : fixable)
}

/** The preferred answer, or the only one. */
function clearFix({ fixes }: Problem): Fix | undefined {
  return (
    fixes?.find(({ preferred }) => preferred) ??
    (fixes?.length === 1 && fixes[0]!.preferred !== false ? fixes[0] : undefined)
  )
}

function combine(snapshot: Snapshot, problems: readonly Problem[]): readonly DocumentEdits[] {
  const kept: TextEdit[] = []
  const seen = new Set<string>()
  for (const problem of problems) {
    const here = editsOf(snapshot, clearFix(problem)!)
    const edits = here.length === 1 && here[0]!.uri === snapshot.uri ? here[0]!.edits : []
    const key = JSON.stringify(edits)
    if (edits.length === 0 || seen.has(key) || edits.some(edit => kept.some(other => overlaps(edit.span, other.span))))
      continue
    seen.add(key)
    kept.push(...edits)
  }
  return kept.length === 0 ? [] : [{ uri: snapshot.uri, edits: sortEdits(kept) }]
}

/** Inserts at one place come one after the other; anything else must keep apart. */
function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return false
  return a.start < b.end && b.start < a.end ? true : a.start === b.start
}

function silenceOf(snapshot: Snapshot, problem: Problem): readonly CodeAction[] {
  const edits = silence(snapshot.text, problem)
  if (edits.length === 0) return []
  return [
    {
      title: `Silence ${problem.code} here`,
      kind: 'silence',
      problem,
      preferred: false,
      edits: [{ uri: snapshot.uri, edits }],
    },
  ]
}
