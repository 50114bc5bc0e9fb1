import type { Id } from '#engine/model/plan'
import type { ScheduledTask } from '#engine/schedule/types'
import { formatDay } from '#engine/time/civil'
import type { Snapshot } from '../snapshot.ts'

/** What an edit leaves where it is keeps its words. */
const known = new WeakMap<ScheduledTask, string>()

/** `Thu 5 Mar – Mon 9 Mar`; empty where there are no dates. */
export function taskDates({ schedule }: Snapshot, id: Id): string {
  const dates = schedule.tasks.get(id)
  if (!dates || dates.unscheduled) return ''
  let words = known.get(dates)
  if (words === undefined) {
    words = datesInWords(dates)
    known.set(dates, words)
  }
  return words
}

function datesInWords({ task, start, finish }: ScheduledTask): string {
  const [first, last] = [formatDay(start), formatDay(finish)]
  return task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}
