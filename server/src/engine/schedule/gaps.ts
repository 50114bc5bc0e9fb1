import { isWorking, lastFinish, nextStart, workBetween } from '../time/calendar.ts'
import { minutesPerDay } from '../time/civil.ts'
import type { Network } from './network.ts'
import { resourceCalendar } from './planTime.ts'
import type { Reason } from './types.ts'
import { doesWork } from './work.ts'

/** Days off and absences between the instant from which a leaf may begin and the one at which it does. */
export function gapsBefore(network: Network, i: number, released: number, start: number): readonly Reason[] {
  if (!Number.isFinite(released) || !(released < start)) return []
  const own = network.own[i]!
  const opens = nextStart(own, released)
  return [...daysOff(opens - released), ...absences(network, i, workBetween(own, opens, start), opens)]
}

/** The same of a leaf that is placed late: between the instant at which it ends and the one by which it may. */
export function gapsAfter(network: Network, i: number, finish: number, by: number): readonly Reason[] {
  if (!Number.isFinite(by) || !(finish < by)) return []
  const own = network.own[i]!
  const closes = Math.max(finish, lastFinish(own, by))
  return [...daysOff(by - closes), ...absences(network, i, workBetween(own, finish, closes), closes - 1)]
}

function daysOff(minutes: number): readonly Reason[] {
  return minutesPerDay <= minutes ? [{ kind: 'calendar', minutes }] : []
}

/** Who is away at an instant, from which on nobody works for so long; else the pauses of the task. */
function absences({ plan, tasks, time }: Network, i: number, minutes: number, at: number): readonly Reason[] {
  if (!(minutes > 0)) return []
  const { assign, path, pauses } = tasks[i]!
  const away = assign.flatMap((assignment): Reason[] => {
    const resource = plan.resources.get(assignment.resource)
    if (!resource || !doesWork(resource) || isWorking(resourceCalendar(time, resource), at)) return []
    return [{ kind: 'resource', resource: resource.id, minutes, path: assignment.path }]
  })
  if (away.length > 0) return away
  return [{ kind: 'calendar', minutes, ...(pauses.length > 0 && { path: [...path, 'pauses'] }) }]
}
