import type { PlanChange } from '#engine/rules/rule'
import { lineParts, lineStartAt } from '../lineParts.ts'
import type { Problem, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { applyEdits, sortEdits } from '../write/edits.ts'

/** Edits of one document. */
export interface DocumentEdits {
  readonly uri: string
  readonly edits: readonly TextEdit[]
  /** There is no such document yet. */
  readonly creates?: true
}

export type Fix = NonNullable<Problem['fixes']>[number]

/** A fix as edits of the documents it touches; none where a place does not exist any more. */
export function editsOf(snapshot: Snapshot, fix: Fix): readonly DocumentEdits[] {
  if ('edits' in fix) return fix.edits.length === 0 ? [] : [{ uri: snapshot.uri, edits: sortEdits(fix.edits) }]
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
    return owner && edits.length > 0 && isSafe(owner, changes, edits) ? [{ uri: owner.uri, edits }] : []
  })
}

/**
 * In text that can't be read right a rule's change could land anywhere. What is wrong with a line alone leads nobody
 * astray, and a word is where it is whatever comes behind it; before anything else the syntax comes first.
 */
function isSafe(snapshot: Snapshot, changes: readonly PlanChange[], edits: readonly TextEdit[]): boolean {
  const errors = syntaxErrors(snapshot)
  if (errors.length === 0) return true
  const isInPlace = changes.every(({ kind }) => kind === 'replace')
  const end = isInPlace ? edits.reduce((last, { span }) => Math.max(last, span.end), 0) : Number.POSITIVE_INFINITY
  if (errors.some(error => error.span.start < end && !isOfItsLine(snapshot.text, error))) return false
  const after = snapshot.reading.readAgain(applyEdits(snapshot.text, edits))
  return after.problems.filter(isSyntaxError).length <= errors.length
}

const structural: ReadonlySet<string> = new Set([
  'yaml/syntax',
  'yaml/tab',
  'yaml/conflict-marker',
  'yaml/too-deep',
  'yaml/too-large',
])

/** Does an error leave what stands around it as it is? So does a word on a line where a key is being typed. */
function isOfItsLine(text: string, { code, span }: Problem): boolean {
  if (!structural.has(code)) return true
  const line = lineParts(text, lineStartAt(text, span.start))
  return code === 'yaml/syntax' && /^ *(?:- +)?[\w-]+ *$/.test(text.slice(line.start, line.end))
}

const known = new WeakMap<Snapshot['problems'], readonly Problem[]>()

function syntaxErrors({ problems }: Snapshot): readonly Problem[] {
  const errors = known.get(problems) ?? problems.filter(isSyntaxError)
  known.set(problems, errors)
  return errors
}

function isSyntaxError({ code, severity }: Problem): boolean {
  return severity === 'error' && code.startsWith('yaml/')
}
