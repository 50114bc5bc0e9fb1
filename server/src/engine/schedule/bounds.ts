import type { ConstraintKind, Placement } from '../model/plan.ts'
import { type Calendar, lastFinish, nextStart } from '../time/calendar.ts'
import { rangeEnd } from '../time/civil.ts'
import type { CivilDate } from '../time/minute.ts'
import type { Network } from './network.ts'

/** What dates a task is held to, as instants on its own calendar (rules 4 and 12). `NaN` where nothing is said. */
export interface Bounds {
  readonly startFrom: number
  readonly finishFrom: number
  readonly startBy: number
  readonly finishBy: number
  readonly mustStart: number
  readonly mustFinish: number
  /** The task that the finish-no-later-than is written at: the task itself, or a summary around it. */
  readonly finishByOf: number
}

export interface Limits {
  /** Of each task that has any, its own and what summaries around it add. */
  readonly bounds: readonly (Bounds | undefined)[]
  /** Of leaves and summaries; `Infinity` where there is none. */
  readonly deadline: Float64Array
  /** Start-no-earlier-than of summaries, which holds every leaf inside; `-Infinity` where there is none. */
  readonly gate: Float64Array
  /** 1 for a leaf that is to be placed as late as possible. */
  readonly late: Uint8Array
  /** Is anything said to be as late as possible, if only just in time? */
  readonly anyLate: boolean
}

/** The dates that a plan's tasks are held to. */
export function limitsOf(network: Network): Limits {
  const { plan, count, tasks, parent, isSummary } = network
  const bounds: (Bounds | undefined)[] = new Array(count)
  const deadline = new Float64Array(count)
  const gate = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const late = new Uint8Array(count)
  const placement: Placement[] = new Array(count)
  let anyLate = false
  for (let i = 0; i < count; i++) {
    const above = parent[i]!
    deadline[i] = deadlineOf(network, i)
    placement[i] = tasks[i]!.schedule ?? (above < 0 ? plan.project.schedule : placement[above]!)
    bounds[i] = boundsOf(network, i, above < 0 ? undefined : bounds[above])
    if (isSummary[i]) gate[i] = bounds[i]?.startFrom ?? Number.NEGATIVE_INFINITY
    else if (placement[i] === 'as-late-as-possible') {
      // What is just in time for another is where that has it.
      late[i] = isJustInTime(network, i) ? 0 : 1
      anyLate = true
    }
  }
  return { bounds, deadline, gate, late, anyLate }
}

/** Does a task come just before what its `before` names (just in time)? */
export function isJustInTime({ links }: Network, i: number): boolean {
  for (let e = links.into[i]!; e < links.into[i + 1]!; e++) if (links.justInTime[e]) return true
  return false
}

/** Is a task, by its own word or that of what is around it, to be as soon or as late as possible? */
export function placementOf({ plan, tasks, parent }: Network, i: number): Placement {
  for (let at = i; 0 <= at; at = parent[at]!) {
    const { schedule } = tasks[at]!
    if (schedule) return schedule
  }
  return plan.project.schedule
}

/**
 * A date where something starts: alone, the first working instant of its day or after it (rule 4; like MS Project's
 * default start time, but of the task's calendar).
 */
export function startInstant(calendar: Calendar, { minute, hasTime }: CivilDate): number {
  return hasTime ? minute : nextStart(calendar, minute)
}

/** A date where something finishes: alone, the last working instant of its day or before it (rule 4). */
export function finishInstant(calendar: Calendar, date: CivilDate): number {
  return date.hasTime ? date.minute : lastFinish(calendar, rangeEnd(date))
}

function hasAny(constraints: { readonly [K in ConstraintKind]?: CivilDate }): boolean {
  for (const kind in constraints) if (constraints[kind as ConstraintKind]) return true
  return false
}

/** The deadline of a task; `Infinity` where it has none. */
export function deadlineOf({ tasks, own }: Network, i: number): number {
  const { deadline } = tasks[i]!
  return deadline ? finishInstant(own[i]!, deadline) : Number.POSITIVE_INFINITY
}

/** What a task is held to, given what the summary around it is; `undefined` where that is nothing. */
export function boundsOf(
  { tasks, own, isSummary }: Network,
  i: number,
  around: Bounds | undefined,
): Bounds | undefined {
  const { constraints, date } = tasks[i]!
  if (!around && !date && !hasAny(constraints)) return undefined
  const calendar = own[i]!
  const start = (kind: ConstraintKind, none: number) => {
    const at = constraints[kind]
    return at ? startInstant(calendar, at) : none
  }
  const finish = (kind: ConstraintKind, none: number) => {
    const at = constraints[kind]
    return at ? finishInstant(calendar, at) : none
  }
  const finishBy = finish('finish-no-later-than', Number.POSITIVE_INFINITY)
  const outer = around?.finishBy ?? Number.POSITIVE_INFINITY
  // Of a summary only these two mean anything (rule 11); its start reaches the leaves through its gate.
  const isLeaf = !isSummary[i]
  const fixed = date ? finishInstant(calendar, date.likely) : Number.NEGATIVE_INFINITY
  return {
    startFrom: start('start-no-earlier-than', Number.NEGATIVE_INFINITY),
    finishFrom: isLeaf
      ? Math.max(fixed, finish('finish-no-earlier-than', Number.NEGATIVE_INFINITY))
      : Number.NEGATIVE_INFINITY,
    startBy: isLeaf ? start('start-no-later-than', Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    finishBy: Math.min(finishBy, outer),
    mustStart: isLeaf ? start('must-start-on', Number.NaN) : Number.NaN,
    mustFinish: isLeaf ? finish('must-finish-on', Number.NaN) : Number.NaN,
    finishByOf: finishBy <= outer ? i : (around?.finishByOf ?? i),
  }
}

/** Is it its `date` that holds the finish of a milestone, and not a later `finish-no-earlier-than`? */
export function isHeldByDate({ tasks, own }: Network, i: number, { finishFrom }: Bounds): boolean {
  const { date } = tasks[i]!
  return date !== undefined && finishInstant(own[i]!, date.likely) === finishFrom
}
