import type { PlanComparison } from '#engine/diff/comparison'
import type { Edit } from '#engine/diff/edit'
import { type ComparisonView, comparisonView } from '#engine/view/comparison'
import { compareSnapshots, hasChanged, locatePlace } from '#language/compare/compareSnapshots'
import { snapshotOf } from '#tests/support/check'

type Files = Readonly<Record<string, string>>

/** Two texts of one plan, compared; `files` are the libraries and other plans beside them, of the head where two are given. */
export function compareTexts(base: string, head: string, files: Files = {}, headFiles: Files = files): PlanComparison {
  return compareSnapshots(snapshotOf(trimmed(base), { files }), snapshotOf(trimmed(head), { files: headFiles }))
}

/** The same as the panel shows it. */
export function viewOf(base: string, head: string): ComparisonView {
  const sides = { base: snapshotOf(trimmed(base)), head: snapshotOf(trimmed(head)) }
  const comparison = compareSnapshots(sides.base, sides.head)
  return comparisonView(comparison, {
    base: 'main',
    head: 'HEAD',
    basePlan: sides.base.plan,
    headPlan: sides.head.plan,
    changed: hasChanged(comparison),
    locate: place => {
      const { snapshot, span } = locatePlace(place, sides)
      return { side: place.side, file: snapshot.uri, line: snapshot.lines.positionAt(span.start).line }
    },
  })
}

/** Edits in short: `changed task build duration: 3d → 5d`. */
export function shortly(edits: readonly Edit[]): readonly string[] {
  return edits.map(({ kind, object, id, field, before, after }) => {
    const what = [kind, object, id, field].filter(word => word !== undefined).join(' ')
    return before === undefined && after === undefined ? what : `${what}: ${before ?? '∅'} → ${after ?? '∅'}`
  })
}

function trimmed(fixture: string): string {
  return fixture.startsWith('\n') ? fixture.slice(1) : fixture
}
