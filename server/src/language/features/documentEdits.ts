import type { PlanChange } from '#engine/rules/rule'
import type { Problem, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { sortEdits } from '../write/edits.ts'

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
  // In text that can't be read right a rule's change could land anywhere: the syntax comes first.
  if (hasSyntaxErrors(snapshot)) return []
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

const broken = new WeakMap<Snapshot['problems'], boolean>()

function hasSyntaxErrors({ problems }: Snapshot): boolean {
  const known =
    broken.get(problems) ?? problems.some(({ code, severity }) => severity === 'error' && code.startsWith('yaml/'))
  broken.set(problems, known)
  return known
}
