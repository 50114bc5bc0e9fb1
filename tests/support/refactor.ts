import { refactorings } from '#language/features/refactorings'
import { applyEdits } from '#language/write/edits'
import { fileName, snapshotOf } from '#tests/support/snapshot'

/** A text with `[[` and `]]` around what is selected, or `$0` at the cursor. */
function selected(fixture: string): { text: string; start: number; end: number } {
  const mark = fixture.indexOf('$0')
  if (mark >= 0) return { text: fixture.replace('$0', ''), start: mark, end: mark }
  const start = fixture.indexOf('[[')
  return { text: fixture.replace('[[', '').replace(']]', ''), start, end: fixture.indexOf(']]') - 2 }
}

/** What a refactoring makes of all files it touches; `undefined` where it is not offered. */
export function refactor(
  fixture: string,
  title: string,
  others: Record<string, string> = {},
): Record<string, string> | undefined {
  const { text, start, end } = selected(fixture)
  const snapshot = snapshotOf(text, others)
  const found = refactorings(snapshot, { start, end }).find(each => each.title.startsWith(title))
  return (
    found &&
    Object.fromEntries(
      found.edits.map(({ uri, edits }) => [
        fileName(uri),
        applyEdits(snapshot.workspace.snapshot(uri)?.text ?? '', edits),
      ]),
    )
  )
}

/** What it makes of the plan itself. */
export function refactorOne(fixture: string, title: string): string | undefined {
  return refactor(fixture, title)?.['plan.tpm.yaml']
}
