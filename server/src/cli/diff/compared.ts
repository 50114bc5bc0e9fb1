import type { PlanComparison } from '#engine/diff/comparison'
import type { Edit, Place } from '#engine/diff/edit'
import { type ComparisonView, comparisonView } from '#engine/view/comparison'
import type { LocationView } from '#engine/view/comparisonNotes'
import { compareSnapshots, hasChanged, locatePlace } from '#language/compare/compareSnapshots'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import type { LoadedPlan } from '../plans.ts'

/** One plan of a comparison. */
export interface ComparedPlan {
  /** The plan after the change; of one that is gone, before it. */
  readonly plan: LoadedPlan
  /** The path from the top. */
  readonly file: string
  readonly base: Snapshot
  readonly head: Snapshot
  /** Only one side has it. */
  readonly whole?: 'added' | 'removed'
  readonly comparison: PlanComparison
  readonly changed: boolean
}

/** What `tpm diff` found: every format is a function of this. */
export interface Compared {
  /** What the two sides are called. */
  readonly base: string
  readonly head: string
  readonly plans: readonly ComparedPlan[]
}

/** Compares two versions of one plan; where a side has none, with an empty one. */
export function comparePlan(base: LoadedPlan | undefined, head: LoadedPlan | undefined): ComparedPlan {
  const plan = (head ?? base)!
  const sides = { base: base?.snapshot ?? empty(plan), head: head?.snapshot ?? empty(plan) }
  const comparison = compareSnapshots(sides.base, sides.head)
  const whole = base === undefined ? 'added' : head === undefined ? 'removed' : undefined
  return {
    plan,
    file: plan.inRoot,
    ...sides,
    ...(whole && { whole }),
    // A plan that comes or goes is neither better nor worse: there is nothing to hold it against.
    comparison: whole ? { ...comparison, verdict: 'unjudged' } : comparison,
    changed: whole !== undefined || hasChanged(comparison),
  }
}

function empty({ snapshot }: LoadedPlan): Snapshot {
  const workspace = new Workspace()
  workspace.set(snapshot.uri, '')
  return workspace.snapshot(snapshot.uri)!
}

/** An object that is gone in one plan and has come in another has moved between them: said so in both. */
export function markMoves(plans: readonly ComparedPlan[]): readonly ComparedPlan[] {
  if (plans.length < 2) return plans
  const keyOf = ({ object, id }: Edit) => `${object} ${id}`
  const filesOf = (kind: Edit['kind']) => {
    const files = new Map<string, string[]>()
    for (const { file, comparison } of plans) {
      for (const edit of comparison.edits) {
        if (edit.kind === kind && edit.field === undefined)
          files.set(keyOf(edit), [...(files.get(keyOf(edit)) ?? []), file])
      }
    }
    return files
  }
  const [gone, come] = [filesOf('removed'), filesOf('added')]
  const moved = (edit: Edit, file: string): Edit => {
    const [from, to] = [gone.get(keyOf(edit)), come.get(keyOf(edit))]
    const isWhole = edit.field === undefined && (edit.kind === 'added' || edit.kind === 'removed')
    if (!isWhole || from?.length !== 1 || to?.length !== 1 || from[0] === to[0]) return edit
    if (edit.kind === 'added' ? to[0] !== file : from[0] !== file) return edit
    return { ...edit, kind: 'moved', field: 'file', before: from[0]!, after: to[0]! }
  }
  return plans.map(plan => {
    const edits = plan.comparison.edits.map(edit => moved(edit, plan.file))
    return { ...plan, comparison: { ...plan.comparison, edits } }
  })
}

/** Where a place is: the file from the top, and the line, counted from zero. */
export function locationOf(compared: ComparedPlan, place: Place, nameOf: (uri: string) => string): LocationView {
  const { snapshot, span } = locatePlace(place, compared)
  return { side: place.side, file: nameOf(snapshot.uri), line: snapshot.lines.positionAt(span.start).line }
}

/** The comparison as pictures and texts show it. */
export function viewOfCompared(
  compared: ComparedPlan,
  { base, head }: Pick<Compared, 'base' | 'head'>,
  nameOf: (uri: string) => string,
): ComparisonView {
  return comparisonView(compared.comparison, {
    base,
    head,
    basePlan: compared.base.plan,
    headPlan: compared.head.plan,
    changed: compared.changed,
    ...(compared.whole && { whole: compared.whole }),
    locate: place => locationOf(compared, place, nameOf),
  })
}
