import type { Id } from '#engine/model/plan'
import { formatDay } from '#engine/time/civil'
import type { Snapshot } from '../snapshot.ts'

/** `Thu 5 Mar – Mon 9 Mar`; empty where there are no dates. */
export function taskDates({ schedule }: Snapshot, id: Id): string {
  const dates = schedule.tasks.get(id)
  if (!dates || dates.unscheduled) return ''
  const [first, last] = [formatDay(dates.start), formatDay(dates.finish)]
  return dates.task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}
