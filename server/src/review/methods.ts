import { comparisonView } from '#engine/view/comparison'
import { compareSnapshots, hasChanged, locatePlace } from '#language/compare/compareSnapshots'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { type CompareParams, type CompareResult, type MissingParams, reviewMethods } from '#protocol/review'

/** What the worker can be asked, by name. Each is a function of its parameters alone. */
export const methods: { readonly [method: string]: (params: never) => unknown } = {
  [reviewMethods.missing]: (params: MissingParams) => workspaceOf(params).missingIncludes(),
  [reviewMethods.compare]: compare,
}

function compare({ uri, base, head }: CompareParams): CompareResult {
  const sides = { base: snapshotOf(uri, base), head: snapshotOf(uri, head) }
  const comparison = compareSnapshots(sides.base, sides.head)
  return comparisonView(comparison, {
    base: base.label,
    head: head.label,
    basePlan: sides.base.plan,
    headPlan: sides.head.plan,
    changed: hasChanged(comparison),
    locate: place => {
      const { snapshot, span } = locatePlace(place, sides)
      return { side: place.side, file: snapshot.uri, line: snapshot.lines.positionAt(span.start).line }
    },
  })
}

/** Where the plan is not there, an empty one stands for it: all of the other side came, or went. */
function snapshotOf(uri: string, side: MissingParams): Snapshot {
  const workspace = workspaceOf(side)
  if (!workspace.has(uri)) workspace.set(uri, '')
  return workspace.snapshot(uri)!
}

function workspaceOf({ files, roots }: MissingParams): Workspace {
  const workspace = new Workspace({ roots })
  for (const { uri, text } of files) workspace.set(uri, text)
  return workspace
}
