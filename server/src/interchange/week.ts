import { type Draft, type DraftMap, draft, flow } from './planText.ts'

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * A calendar's week: hours by weekday (0 = Monday), neighbours with the same hours as one range.
 * `[]` is a closed day; days that are left out come from the calendar it is based on.
 */
export function weekDraft(hours: ReadonlyMap<number, readonly string[]>): DraftMap {
  const entries: [string, Draft][] = []
  for (let day = 0; day < 7; day++) {
    const own = hours.get(day)
    if (own === undefined) continue
    let last = day
    while (last < 6 && hours.get(last + 1)?.join() === own.join()) last++
    const name = last === day ? dayNames[day]! : `${dayNames[day]}-${dayNames[last]}`
    entries.push([name, own.length === 0 ? 'closed' : flow(own)])
    day = last
  }
  return draft(entries)
}

/** A calendar without gaps, for tasks whose people's own calendars alone say when it is worked on. */
export const roundTheClock = 'round-the-clock'

export const roundTheClockEntry: [string, Draft] = [
  roundTheClock,
  draft([['week', draft([['mon-sun', flow(['00:00-24:00'])]])]]),
]
