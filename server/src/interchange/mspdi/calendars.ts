import { minutesPerDay, weekdayOf } from '#engine/time/civil'
import { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft } from '../planText.ts'
import { weekDraft } from '../week.ts'
import { type Change, changesOf, hoursOf, maxDays, type Spell, spellsOf } from './exceptions.ts'
import { rangeText, type Units } from './units.ts'
import { childOf, childrenOf, type Element, numberOf } from './xml.ts'

/**
 * A calendar: its week, and its exceptions as holidays (with their names) and special hours, each day said once.
 * Days the week does not name come from the base calendar; its exceptions (`bases`, the calendars that this one is
 * based on) hold against a work week of this one.
 */
export function calendarDraft(
  calendar: Element,
  bases: readonly Element[],
  base: string | undefined,
  units: Units | undefined,
  notes: Notes,
): DraftMap {
  const week = new Map<number, readonly string[]>()
  for (const weekDay of childrenOf(childOf(calendar, 'WeekDays'), 'WeekDay')) {
    const type = numberOf(weekDay, 'DayType') ?? 0
    if (1 <= type) week.set((type + 5) % 7, hoursOf(weekDay, notes))
  }
  const holidays: [string, Draft][] = []
  const exceptions: [string, Draft][] = []
  for (const { from, to, change } of ownSpells(calendar, bases, notes)) {
    const { hours, name } = change
    const range = rangeText(from, to + minutesPerDay)
    if (hours instanceof Map) exceptions.push(...daysOfWeek(from, to, change, notes))
    else if (hours === 'closed') holidays.push([range, name])
    else exceptions.push([range, hours as Draft])
  }
  return draft([
    ['based-on', base],
    ['week', weekDraft(week)],
    ['day', units && `${units.dayMinutes / 60}h`],
    ['week-hours', units && `${units.weekMinutes / 60}h`],
    ['holidays', draft(holidays)],
    ['exceptions', draft(exceptions)],
  ])
}

/** Does a calendar say anything of its own? A resource's often does not. */
export function saysSomething(calendar: Element): boolean {
  return ['WeekDays', 'Exceptions', 'WorkWeeks'].some(name => (childOf(calendar, name)?.children.length ?? 0) > 0)
}

/**
 * What a calendar says of dates itself, without the days of its work weeks on which an exception of a base holds. What
 * is to be noted of a base is noted where that is written.
 */
function ownSpells(calendar: Element, bases: readonly Element[], notes: Notes): readonly Spell[] {
  const own = changesOf(calendar, notes)
  if (!own.some(({ kind }) => kind === 'work week')) return spellsOf(own)
  const around = bases
    .flatMap(base => changesOf(base, new Notes()))
    .filter(({ kind }) => kind !== 'work week')
    .map((change): Change => ({ ...change, kind: 'exception of a base' }))
  return spellsOf([...own, ...around]).filter(({ change }) => change.kind !== 'exception of a base')
}

/** A work week: neighbouring days with the same hours are one entry. */
function daysOfWeek(from: number, to: number, { hours, name }: Change, notes: Notes): readonly [string, Draft][] {
  const byDay = hours as ReadonlyMap<number, Draft>
  const end = Math.min(to, from + (maxDays - 1) * minutesPerDay)
  if (end < to) notes.add(`The work week "${name}" was written out for its first ${maxDays} days`)
  const entries: [string, Draft][] = []
  for (let day = from; day <= end; day += minutesPerDay) {
    const first = day
    const same = byDay.get(weekdayOf(day))
    if (same === undefined) continue
    while (day < end && String(byDay.get(weekdayOf(day + minutesPerDay))) === String(same)) day += minutesPerDay
    entries.push([rangeText(first, day + minutesPerDay), same])
  }
  return entries
}
