import type { Path } from '#engine/model/path'
import type { Node, Reading, TextEdit } from '../read/reading.ts'
import { applyEdits, trimEdit } from './edits.ts'
import { formatBlocks } from './format/blocks.ts'
import { canonicalScalar, scalarKindAt } from './format/canonical.ts'
import { lineEndOf } from './layout.ts'

/**
 * The canonical form of a plan (`docs/format.md`): two-space indentation, canonical scalars, tasks,
 * milestones and risks as blocks, flow opened where its line passes 100 columns, globs quoted. Comments,
 * order, quotes, blank lines and line ends stay, and so does the meaning. Idempotent.
 *
 * One edit for each entry whose lines change. None where the text has syntax errors: what it means is not known.
 */
export function formatPlan(before: Reading): readonly TextEdit[] {
  const { text } = before
  if (!isFormattable(before)) return []
  const edits = layoutEdits(text)
  if (edits.length === 0) return []
  // The one guard that holds whatever the layout got wrong: the formatted text must say the same.
  return saysTheSame(before, before.readAgain(applyEdits(text, edits))) ? edits : []
}

/** Errors that a layout can't make worse. */
function isFormattable({ problems }: Reading): boolean {
  return problems.every(
    ({ code, severity }) => !code.startsWith('yaml/') || severity !== 'error' || code === 'yaml/glob',
  )
}

function layoutEdits(text: string): readonly TextEdit[] {
  const lineEnd = lineEndOf(text)
  const edits: TextEdit[] = []
  for (const { start, end, lines } of formatBlocks(text)) {
    const edit = trimEdit(text, { span: { start, end }, text: lines.join(lineEnd) })
    if (edit) edits.push(edit)
  }
  return edits
}

function saysTheSame(before: Reading, after: Reading): boolean {
  return sameShape(before.nodeAt([]), after.nodeAt([]), []) && worseCodes(before, after).length === 0
}

/** Codes that were not there, or more often. */
function worseCodes(before: Reading, after: Reading): readonly string[] {
  const count = (reading: Reading, code: string) => reading.problems.filter(problem => problem.code === code).length
  return [...new Set(after.problems.map(({ code }) => code))].filter(code => count(after, code) > count(before, code))
}

/** The same keys, lists and texts; plain scalars may have become canonical. */
function sameShape(a: Node | undefined, b: Node | undefined, path: Path): boolean {
  if (!a || !b) return a === b
  if (a.kind === 'scalar')
    return b.kind === 'scalar' && (a.text === b.text || canonicalScalar(a.text, scalarKindAt(path)) === b.text)
  if (a.kind === 'seq') {
    return (
      b.kind === 'seq' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameShape(item, b.items[index], [...path, index]))
    )
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false
  return a.entries.every(({ key, value }, index) => {
    const other = b.entries[index]!
    return key.text === other.key.text && sameShape(value, other.value, [...path, key.text])
  })
}
