import type { Criterion, Id, Plan, Risk, Task } from '../model/plan.ts'
import { exposureOf, isLive, totalExposure } from '../risk/exposure.ts'
import { isCell, placeRisk, rankOf, type Scale, scoreOf } from '../risk/matrix.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { dayOf } from '../time/civil.ts'
import type {
  CriterionMovement,
  FloatLoss,
  MovedTask,
  PersonOverload,
  RiskMove,
  RiskMovements,
  RiskPosition,
} from './comparison.ts'

/** The two schedules, tasks called by their ids in the head. */
export interface Schedules {
  readonly before: Schedule
  readonly after: Schedule
}

/** Unfinished tasks that have less float than before, the greatest loss first. */
export function floatLost({ before, after }: Schedules): readonly FloatLoss[] {
  const lost: FloatLoss[] = []
  for (const [id, now] of after.tasks) {
    const old = before.tasks.get(id)
    if (!old || !counts(now) || !counts(old) || now.task.kind === 'summary') continue
    const becameCritical = now.critical && !old.critical
    if (!(now.totalFloat < old.totalFloat)) continue
    lost.push({ id, name: now.task.name, before: old.totalFloat, after: now.totalFloat, becameCritical })
  }
  return lost.sort((a, b) => b.before - b.after - (a.before - a.after) || (a.id < b.id ? -1 : 1))
}

function counts({ unscheduled, finished, cancelled, totalFloat }: ScheduledTask): boolean {
  return !unscheduled && !finished && !cancelled && Number.isFinite(totalFloat)
}

/**
 * Overloads of one resource by the same tasks are one, wherever they move to; so are those on the same days, though other
 * tasks make them: of these the one now is told, and only where it is greater or longer.
 */
export function overloadMovements({ before, after }: Schedules, plan: Plan) {
  const [old, now] = [overloadsOf(before, plan), overloadsOf(after, plan)]
  const keyOf = ({ resource, tasks }: PersonOverload) => JSON.stringify([resource, tasks])
  const [oldKeys, nowKeys] = [new Set(old.map(keyOf)), new Set(now.map(keyOf))]
  const come = now.filter(overload => !oldKeys.has(keyOf(overload)) && !old.some(other => isWithin(overload, other)))
  return {
    new: come.map(overload => ({ ...overload, ...peakOf(old, overload.resource) })),
    gone: old.filter(overload => !nowKeys.has(keyOf(overload)) && !now.some(other => isOnDaysOf(overload, other))),
  }
}

/** Is an overload no more, and no longer, than another was? */
function isWithin(one: PersonOverload, other: PersonOverload): boolean {
  const [load, otherLoad] = [one.load ?? Infinity, other.load ?? Infinity]
  return one.resource === other.resource && other.from <= one.from && one.to <= other.to && load <= otherLoad
}

function isOnDaysOf(one: PersonOverload, other: PersonOverload): boolean {
  const isBefore = (a: PersonOverload, b: PersonOverload) => dayOf(a.to - 1) < dayOf(b.from)
  return one.resource === other.resource && !isBefore(one, other) && !isBefore(other, one)
}

/** The greatest overload that a resource had. */
function peakOf(old: readonly PersonOverload[], id: Id): Pick<PersonOverload, 'before'> {
  const loads = old.filter(({ resource }) => resource === id).map(({ load = Infinity }) => load)
  if (loads.length === 0) return {}
  const peak = Math.max(...loads)
  return { before: Number.isFinite(peak) ? { load: peak } : {} }
}

function overloadsOf({ overloads }: Schedule, plan: Plan): readonly PersonOverload[] {
  return [...overloads].flatMap(([resource, stretches]) =>
    stretches.map(({ from, to, load, tasks }) => ({
      resource,
      name: plan.resources.get(resource)?.name ?? resource,
      from,
      to,
      ...(Number.isFinite(load) && { load }),
      tasks,
    })),
  )
}

/** Judged on one scale, the base's: what moved is the risk, not the yardstick. */
export function riskMovements(base: Plan, head: Plan, scale: Scale): RiskMovements {
  const moves: RiskMove[] = []
  const lists = { opened: [] as Id[], closed: [] as Id[], raised: [] as Id[], lowered: [] as Id[] }
  for (const id of new Set([...head.risks.keys(), ...base.risks.keys()])) {
    const [old, now] = [liveRisk(base, id), liveRisk(head, id)]
    const [before, after] = [old && positionOf(old, scale), now && positionOf(now, scale)]
    const list = !before ? after && 'opened' : !after ? 'closed' : riseOf(before, after)
    if (!list) continue
    lists[list].push(id)
    moves.push({ id, name: (now ?? old)!.name, ...(before && { before }), ...(after && { after }) })
  }
  const exposure = {
    before: rounded(totalExposure(base.risks.values(), scale)),
    after: rounded(totalExposure(head.risks.values(), scale)),
  }
  return { ...lists, exposure, moves }
}

function rounded({ days, cost }: { days: number; cost: number }): { days: number; cost: number } {
  return { days: Math.round(days * 100) / 100, cost: Math.round(cost * 100) / 100 }
}

function liveRisk({ risks }: Plan, id: Id): Risk | undefined {
  const risk = risks.get(id)
  return risk && isLive(risk) ? risk : undefined
}

function positionOf(risk: Risk, scale: Scale): RiskPosition {
  const cell = placeRisk(risk, scale)
  return {
    ...(isCell(cell) && { cell, rank: rankOf(cell, scale.matrix) }),
    ...exposureOf(risk, scale),
  }
}

/** By score; at the same score by exposure, where days and money do not contradict each other. */
function riseOf(before: RiskPosition, after: RiskPosition): 'raised' | 'lowered' | undefined {
  const score = ({ cell }: RiskPosition) => (cell ? scoreOf(cell) : 0)
  const rises = [score(after) - score(before)]
  if (rises[0] === 0) {
    rises.push((after.days ?? 0) - (before.days ?? 0), (after.cost ?? 0) - (before.cost ?? 0))
  }
  const up = rises.some(rise => 0 < rise)
  const down = rises.some(rise => rise < 0)
  return up === down ? undefined : up ? 'raised' : 'lowered'
}

/** Criteria that came, went or stand otherwise, on tasks that are in both plans or new. */
export function criterionMovements(base: Plan, head: Plan): readonly CriterionMovement[] {
  return [...head.tasks.values()].flatMap(task => {
    const old = base.tasks.get(task.id)
    return [...criteriaOf('gate', old, task), ...criteriaOf('acceptance', old, task)]
  })
}

function criteriaOf(list: 'gate' | 'acceptance', old: Task | undefined, now: Task): readonly CriterionMovement[] {
  const before = new Map((old?.[list] ?? []).map(criterion => [criterion.id, criterion]))
  const after = new Map(now[list].map(criterion => [criterion.id, criterion]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(id => {
    const [was, is]: (Criterion | undefined)[] = [before.get(id), after.get(id)]
    if (was?.status === is?.status) return []
    return [
      {
        task: now.id,
        name: (is ?? was)!.name,
        list,
        id,
        ...(was && { before: was.status }),
        ...(is && { after: is.status }),
      },
    ]
  })
}

/** Tasks whose dates differ, and those that only one side has. */
export function movedTasks({ before, after }: Schedules): readonly MovedTask[] {
  const dates = (task: ScheduledTask | undefined) =>
    task && !task.unscheduled ? { start: task.start, finish: task.finish, critical: task.critical } : undefined
  const moved: MovedTask[] = []
  for (const id of new Set([...after.tasks.keys(), ...before.tasks.keys()])) {
    const [old, now] = [before.tasks.get(id), after.tasks.get(id)]
    const [was, is] = [dates(old), dates(now)]
    if (!was && !is) continue
    if (was && is && was.start === is.start && was.finish === is.finish) continue
    const { name, kind, parent } = (now ?? old)!.task
    moved.push({
      id,
      name,
      kind,
      ...(parent !== undefined && { parent }),
      ...(was && { before: was }),
      ...(is && { after: is }),
    })
  }
  return moved
}

/** Unfinished tasks and milestones that are gone, or cancelled now. */
export function removedWork({ before, after }: Schedules): readonly Id[] {
  return [...before.tasks].flatMap(([id, old]) => {
    if (old.finished || old.cancelled || old.task.kind === 'summary') return []
    const now = after.tasks.get(id)
    return now && !now.cancelled ? [] : [id]
  })
}
