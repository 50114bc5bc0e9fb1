import type { Id, Plan } from '../model/plan.ts'
import { deadlineOfProject, type Found, latestFinish, type PassesOptions } from './allPasses.ts'
import { backwardPass, freeFloats, freeSweep, type LateDates, lateSweep, totalFloat } from './backward.ts'
import { boundsOf, deadlineOf, type Limits, placementOf } from './bounds.ts'
import { type Changes, changesSince } from './changes.ts'
import { criticalLeaves } from './critical.ts'
import { changeNetwork, type Network } from './network.ts'
import { orderNodes } from './order.ts'
import { sameOutsideTask } from './outside.ts'
import { copyDates, type Dates, type Passes } from './passes.ts'
import { differ, markBefore, placeAgain } from './placeAgain.ts'
import type { Progress } from './progress.ts'
import { sweepAgain } from './sweepAgain.ts'
import { copySwept } from './sweepBack.ts'

/** What the passes find after an edit, and what of it is not as it was. */
export interface Again {
  readonly found: Found
  /** 1 for each task of which anything is to be told anew. */
  readonly stale: Uint8Array
  /** The resources whose demands may be others. */
  readonly resources: ReadonlySet<Id>
}

/**
 * What the passes find over a plan that is little changed: only tasks are gone over again whose own words have changed
 * or on which something that has changed has a bearing. The same as all passes find; `undefined` where those are due:
 * when calendars, people, summaries or the project have changed, or something holds that reaches across the network.
 */
export function foundAgain(former: Found, plan: Plan, options: PassesOptions, onlyWords: boolean): Again | undefined {
  const { network, waits } = former.passes
  if (!onlyWords && (waits || options.waits)) return undefined
  const changes = changesSince(network.plan, plan, network)
  if (!changes || !sameOutside(former, plan, options)) return undefined
  if (changes.edited.length === 0) return sameDates(former, plan, changes, options)
  if (onlyWords || !isLocal(former)) return undefined
  const passes = changePasses(former.passes, plan, changes, options)
  return passes && goOver(former, passes, changes)
}

/** Where tasks stand, before anything is made of it. */
export type Placed = Pick<Found, 'passes' | 'order' | 'placed' | 'hasExternal' | 'unscheduled'>

/** The forward half of {@link foundAgain}, for those who want dates alone: also which nodes were gone over. */
export function placedAgain(
  former: Placed,
  plan: Plan,
  options: PassesOptions,
): (Placed & { readonly touched: Uint8Array }) | undefined {
  const { network, waits } = former.passes
  if (waits || options.waits || !isLocal(former)) return undefined
  const changes = changesSince(network.plan, plan, network)
  if (!changes || !sameOutside(former, plan, options)) return undefined
  const passes = changePasses(former.passes, plan, changes, options)
  if (!passes) return undefined
  const placed = copyDates(former.placed)
  const { touched } = placeAgain(former.passes, passes, placed, former.placed, changes.edited)
  return { ...former, passes, placed, touched, hasExternal: options.external !== undefined }
}

/** Do the links to other plans lead to what they led to? Those that are gone are not asked for: that plan may wait for this one by now. */
function sameOutside(
  { passes, hasExternal }: Pick<Found, 'passes' | 'hasExternal'>,
  { tasks }: Plan,
  { external }: PassesOptions,
): boolean {
  const { outside } = passes.network.links
  if (outside.length === 0) return true
  if (hasExternal !== (external !== undefined)) return false
  const still = new Set<Id>()
  for (const { after, before } of tasks.values())
    for (const links of [after, before]) for (const { task } of links) still.add(task)
  return outside.every(({ reference, found }) => !still.has(reference) || sameOutsideTask(found, external?.(reference)))
}

/** Does what a task depends on reach it only over links and the summaries around it? */
function isLocal({ passes, order }: Pick<Found, 'passes' | 'order'>): boolean {
  return !passes.limits.anyLate && order.cycles.length === 0 && isWhole(passes.network)
}

function isWhole({ missing, links, plan }: Network): boolean {
  return missing.length === 0 && !links.countsFromSummaryStart && plan.project.start !== undefined
}

function sameDates(former: Found, plan: Plan, changes: Changes, { external }: PassesOptions): Again {
  const network = changeNetwork(former.passes.network, plan, changes, external)
  const stale = new Uint8Array(network.count)
  for (const i of changes.replaced) stale[i] = 1
  return { found: { ...former, passes: { ...former.passes, network } }, stale, resources: new Set() }
}

function changePasses(former: Passes, plan: Plan, changes: Changes, { external }: PassesOptions): Passes | undefined {
  const network = changeNetwork(former.network, plan, changes, external)
  const limits = changeLimits(former, network, changes)
  if (!limits || !isWhole(network)) return undefined
  const order = changes.linksChanged ? orderNodes(network) : undefined
  if (order && order.cycles.length > 0) return undefined
  return { ...former, network, limits, progress: copyProgress(former.progress), order: order?.nodes ?? former.order }
}

function changeLimits({ limits, network: former }: Passes, network: Network, { edited }: Changes): Limits | undefined {
  const bounds = limits.bounds.slice()
  const deadline = limits.deadline.slice()
  for (const i of edited) {
    const above = network.parent[i]!
    if (placementOf(network, i) === 'as-late-as-possible') return undefined
    bounds[i] = boundsOf(network, i, above < 0 ? undefined : bounds[above])
    deadline[i] = deadlineOf(network, i)
    // Who counts back from a deadline isn't held by the one who has it.
    const isOther = network.own[i] !== former.own[i] || deadline[i] !== limits.deadline[i]
    if (isOther && (former.links.countsFromDeadline || network.links.countsFromDeadline)) return undefined
  }
  return { ...limits, bounds, deadline }
}

function copyProgress({ mode, actualStart, actualFinish, remaining, share }: Progress): Progress {
  return {
    mode: mode.slice(),
    actualStart: actualStart.slice(),
    actualFinish: actualFinish.slice(),
    remaining: remaining.slice(),
    share: share.slice(),
  }
}

function goOver(former: Found, passes: Passes, { edited, replaced, linksChanged }: Changes): Again {
  const { network } = passes
  const placed = copyDates(former.placed)
  const { touched, moved } = placeAgain(former.passes, passes, placed, former.placed, edited)
  for (const i of edited) {
    markBefore(network, i, moved)
    if (linksChanged) markBefore(former.passes.network, i, moved)
  }
  markTurned(network, former.placed, placed, moved)
  const end = latestFinish(passes, placed)
  const lateEnd = Math.min(end, deadlineOfProject(network))
  const late =
    lateEnd === former.lateEnd ? lateAgain(former, passes, placed, moved) : backwardPass(passes, placed, lateEnd)
  const freeFloat = end === former.end ? freeAgain(former, passes, placed, moved) : freeFloats(passes, placed, end)
  const found: Found = {
    ...former,
    passes,
    order: { ...former.order, nodes: passes.order },
    early: placed,
    placed,
    late,
    totalFloat: totalAgain(former, passes, placed, late, touched),
    freeFloat,
    critical: criticalLeaves(passes, placed, end),
    end,
    lateEnd,
  }
  const resources = resourcesOf(former.passes.network, network, touched)
  const stale = tellStale(former, found, touched)
  for (const i of replaced) stale[i] = 1
  return { found, stale, resources }
}

/** What is inside a summary in which now all is cancelled, or no longer, is left other dates by it. */
function markTurned(
  { count, isSummary, children, childList }: Network,
  former: Dates,
  { resume }: Dates,
  marks: Uint8Array,
): void {
  for (let i = 0; i < count; i++) {
    if (!isSummary[i] || !differ(resume[i]!, former.resume[i]!)) continue
    for (let k = children[i]!; k < children[i + 1]!; k++) marks[childList[k]!] = 1
  }
}

function lateAgain(former: Found, passes: Passes, placed: Dates, moved: Uint8Array): Found['late'] {
  const { start, finish, startWork, finishWork, swept } = former.late
  const late = {
    start: start.slice(),
    finish: finish.slice(),
    startWork: startWork.slice(),
    finishWork: finishWork.slice(),
    swept: copySwept(swept),
  }
  const clear = (i: number) => {
    late.start[i] = late.finish[i] = late.startWork[i] = late.finishWork[i] = Number.NaN
  }
  sweepAgain(passes, placed, lateSweep(passes, placed, late, former.lateEnd), late.swept, moved, clear)
  return late
}

function freeAgain(former: Found, passes: Passes, placed: Dates, moved: Uint8Array): Found['freeFloat'] {
  const slack = former.freeFloat.slack.slice()
  const swept = copySwept(former.freeFloat.swept)
  const clear = (i: number) => {
    slack[i] = 0
  }
  sweepAgain(passes, placed, freeSweep(passes, placed, slack, former.end), swept, moved, clear)
  return { slack, swept }
}

function totalAgain(former: Found, passes: Passes, placed: Dates, late: LateDates, touched: Uint8Array): Float64Array {
  const total = former.totalFloat.slice()
  const { start, finish } = former.late
  for (let i = 0; i < total.length; i++) {
    if (touched[i] || late.start[i] !== start[i] || late.finish[i] !== finish[i])
      total[i] = totalFloat(passes, placed, late, i)
  }
  return total
}

/** What is other than it was, and the summaries around that. */
function tellStale(former: Found, found: Found, touched: Uint8Array): Uint8Array {
  const { count, parent } = found.passes.network
  const stale = touched.slice(0, count)
  const pairs = [
    [former.late.start, found.late.start],
    [former.late.finish, found.late.finish],
    [former.totalFloat, found.totalFloat],
    [former.freeFloat.slack, found.freeFloat.slack],
    [former.critical, found.critical],
  ] as const
  for (const [a, b] of pairs) for (let i = 0; i < count; i++) if (differ(a[i]!, b[i]!)) stale[i] = 1
  for (let i = count - 1; 0 <= i; i--) if (stale[i] && 0 <= parent[i]!) stale[parent[i]!] = 1
  return stale
}

function resourcesOf(former: Network, network: Network, touched: Uint8Array): ReadonlySet<Id> {
  const resources = new Set<Id>()
  for (let i = 0; i < network.count; i++) {
    if (!touched[i]) continue
    for (const tasks of [former.tasks, network.tasks])
      for (const { resource } of tasks[i]!.assign) resources.add(resource)
  }
  return resources
}
