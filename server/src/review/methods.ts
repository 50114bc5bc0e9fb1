import { comparisonView } from '#engine/view/comparison'
import { compareSnapshots, hasChanged, locatePlace } from '#language/compare/compareSnapshots'
import { planReferences } from '#language/portfolio'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import {
  type CompareParams,
  type CompareResult,
  type MissingParams,
  type MissingResult,
  reviewMethods,
} from '#protocol/review'
import { importFile } from './importFile.ts'

/** What the worker can be asked, by name. Each is a function of its parameters alone. */
export const methods: { readonly [method: string]: (params: never) => unknown } = {
  [reviewMethods.missing]: missing,
  [reviewMethods.compare]: compare,
  [reviewMethods.importFile]: importFile,
}

function missing(params: MissingParams): MissingResult {
  const workspace = workspaceOf(params)
  const ids = new Set(workspace.uris.flatMap(uri => [...planReferences(workspace.snapshot(uri)!.plan)]))
  return {
    includes: workspace.missingIncludes(),
    plans: [...ids].filter(id => !workspace.byProjectId(id)).sort(),
  }
}

function compare({ uri, base, head }: CompareParams): CompareResult {
  const before = workspaceOf(base)
  const sides = { base: snapshotIn(before, uri), head: snapshotIn(workspaceOf(head, before), uri) }
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
function snapshotIn(workspace: Workspace, uri: string): Snapshot {
  if (!workspace.has(uri)) workspace.set(uri, '')
  return workspace.snapshot(uri)!
}

/** @param other the other side, of which what both have in common is taken over */
function workspaceOf({ files, roots }: MissingParams, other?: Workspace): Workspace {
  const workspace = new Workspace({ roots, ...(other && { other }) })
  for (const { uri, text } of files) workspace.set(uri, text)
  return workspace
}
