import type { Id } from '../model/plan.ts'
import { planTime } from '../schedule/planTime.ts'
import type { Schedule } from '../schedule/types.ts'
import { workAt } from '../time/calendar.ts'
import type { Change } from './change.ts'
import type { Share } from './comparison.ts'
import type { Nature } from './edit.ts'
import { Forecaster } from './forecast.ts'
import { applyEdits, type PlanDiff } from './planDiff.ts'
import { type Split, splitInOrder, splitWorth } from './shares.ts'

/** What moved one measure: the finish of the project or a task in working minutes, or the cost in cents. */
export interface Attribution {
  readonly before: number
  readonly after: number
  readonly progress: number
  readonly revision: number
  readonly interaction: number
  /** The greatest first. Without those that changed nothing. */
  readonly shares: readonly Share[]
}

export interface Attributions {
  readonly project: Attribution
  readonly tasks: ReadonlyMap<Id, Attribution>
  readonly cost: Attribution
  readonly method: Split['method']
}

/**
 * What each edit has to do with each movement (rule 29). First all progress, then all revision; within each half every
 * edit's share. Edits that can't move anything are not tried.
 *
 * @param measured tasks and milestones of both sides
 * @param before the schedule of the base
 */
export function attribute(diff: PlanDiff, measured: readonly Id[], before: Schedule): Attributions {
  const { project } = planTime(diff.base.plan)
  const forecaster = new Forecaster(measured, before)
  const worthOf = (isMade: (change: Change) => boolean): Float64Array => {
    const { finishes, cents } = forecaster.forecast(applyEdits(diff, isMade))
    const worth = new Float64Array(finishes.length + 1)
    for (let i = 0; i < finishes.length; i++) worth[i] = workAt(project, finishes[i]!)
    worth[finishes.length] = cents
    return worth
  }
  const [progress, revision] = (['progress', 'revision'] as const).map(half => playersOf(diff, half)) as [
    Players,
    Players,
  ]
  const done = new Set(progress.flatMap(({ changes }) => changes))
  // Each set of edits would be a levelling of its own.
  const isDear = isLeveled(diff)
  const first = splitWorth(progress.length, chosen => worthOf(madeOf(progress, chosen)), isDear)
  const afterProgress = (chosen: readonly number[]) => {
    const isMade = madeOf(revision, chosen)
    return worthOf(change => done.has(change) || isMade(change))
  }
  const second = splitWorth(revision.length, afterProgress, isDear)
  const base = worthOf(() => false)
  const middle = progress.length === 0 ? base : worthOf(change => done.has(change))
  const head = worthOf(() => true)
  const at = (m: number): Attribution => {
    const ends = [base[m]!, middle[m]!, head[m]!] as const
    if (Number.isFinite(ends[1]) || !Number.isFinite(ends[0]) || !Number.isFinite(ends[2]))
      return joinHalves(ends, [...sharesOf(progress, first[m]!), ...sharesOf(revision, second[m]!)], interactionOf(m))
    // Between the halves it has no dates: they can't be told apart.
    const players = [...progress, ...revision]
    const whole = splitInOrder(players.length, chosen => worthOf(madeOf(players, chosen))[m]!)
    return joinHalves([ends[0], ends[0], ends[2]], sharesOf(players, whole), whole.interaction)
  }
  const interactionOf = (m: number) => first[m]!.interaction + second[m]!.interaction
  return {
    project: at(0),
    tasks: new Map(measured.map((id, i) => [id, at(i + 1)])),
    cost: at(measured.length + 1),
    method: methodOf([...first, ...second]),
  }
}

/** Edits that are one decision: the first stands for all. */
interface Player {
  readonly edit: string
  readonly changes: readonly Change[]
}
type Players = readonly Player[]

function isLeveled({ base, head }: PlanDiff): boolean {
  return base.plan.project.leveling === 'auto' || head.plan.project.leveling === 'auto'
}

function playersOf(diff: PlanDiff, half: Nature): Players {
  const leveled = isLeveled(diff)
  const members = new Map<Change, Change[]>()
  for (const change of diff.changes) {
    const { effect, edit } = change
    if (edit.nature !== half || effect === 'none' || (effect === 'leveling' && !leveled)) continue
    const leader = leaderOf(change)
    members.set(leader, [...(members.get(leader) ?? []), change])
  }
  return [...members].map(([{ edit }, changes]) => ({ edit: edit.edit, changes }))
}

function leaderOf(change: Change): Change {
  let leader = change
  while (leader.within) leader = leader.within
  return leader
}

function madeOf(players: Players, chosen: readonly number[]): (change: Change) => boolean {
  const made = new Set(chosen.flatMap(i => players[i]!.changes))
  return change => made.has(change)
}

function joinHalves(
  [before, halfway, after]: readonly [number, number, number],
  shares: readonly Share[],
  interaction: number,
): Attribution {
  return {
    before,
    after,
    progress: halfway - before,
    revision: after - halfway,
    interaction,
    shares: shares
      .filter(({ minutes }) => minutes !== 0)
      .sort((a, b) => Math.abs(b.minutes) - Math.abs(a.minutes) || numberOf(a.edit) - numberOf(b.edit)),
  }
}

function sharesOf(players: Players, { shares }: Split): readonly Share[] {
  return players.map(({ edit }, i) => ({ edit, minutes: shares[i]! }))
}

function numberOf(edit: string): number {
  return Number(edit.slice(1))
}

function methodOf(splits: readonly Split[]): Split['method'] {
  return splits.some(({ method }) => method === 'ordered')
    ? 'ordered'
    : splits.some(({ method }) => method === 'shapley')
      ? 'shapley'
      : 'none'
}
