import type { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'
import { minuteOf, spanOf } from './dates.ts'
import type { Leave, Range, ShiftUse, TjProject, WorkingHours } from './project.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `mon - fri 9:00 - 12:00, 13:00 - 18:00` or `sat, sun off`. */
export function parseHours(cursor: Cursor, week: WorkingHours): void {
  const named: number[] = []
  cursor.list(() => {
    const first = days.indexOf(cursor.token?.text ?? '')
    if (first < 0) return undefined
    cursor.next()
    let last = first
    if (cursor.takeMark('-')) last = Math.max(0, days.indexOf(cursor.takeWord() ?? ''))
    for (let day = first; ; day = (day + 1) % 7) {
      named.push(day)
      if (day === last) break
    }
    return first
  })
  if (cursor.token?.text === 'off') {
    cursor.next()
    for (const day of named) week.set(day, [])
    return
  }
  const hours = cursor.list(() => {
    const from = minuteOfDay(cursor.takeWord())
    const to = cursor.takeMark('-') ? minuteOfDay(cursor.takeWord()) : undefined
    return from === undefined || to === undefined ? undefined : ([from, to] as const)
  })
  for (const day of named) week.set(day, hours)
}

function minuteOfDay(word: string | undefined): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(word ?? '') ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** `leaves holiday "Name" 2014-01-01 - 2014-01-05, …` and `vacation "Name" 2014-01-01 +2w`. */
export function parseLeaves(cursor: Cursor, keyword: string): Leave[] {
  return cursor.list(() => {
    if (keyword === 'leaves') cursor.takeWord()
    const name = cursor.takeText()
    const range = parseRange(cursor)
    return range && { name, ...range }
  })
}

/** `2014-01-01`, `2014-01-01 - 2014-01-05` or `2014-01-01 +2w`. */
export function parseRange(cursor: Cursor): Range | undefined {
  const from = cursor.takeWord()
  if (from === undefined) return undefined
  if (cursor.takeMark('-')) return { from, to: cursor.takeWord(), length: undefined }
  return { from, to: undefined, length: cursor.token?.text.startsWith('+') ? cursor.takeWord() : undefined }
}

/** `shifts s` or `shifts s 2014-01-01 - 2014-06-01, t 2014-06-01 +1m`. */
export function parseShiftUses(cursor: Cursor): ShiftUse[] {
  return cursor.list(() => {
    const shift = cursor.takeWord()
    if (shift === undefined) return undefined
    return { shift, range: minuteOf(cursor.token?.text) === undefined ? undefined : parseRange(cursor) }
  })
}

/** The one shift that a plan has for a task or a person. It holds for all dates: of one for some only that is noted. */
export function onlyShift(
  [first, ...others]: readonly ShiftUse[],
  { start, end }: TjProject,
  whose: string,
  line: number,
  notes: Notes,
): string | undefined {
  const [from, until] = (first?.range && spanOf(first.range)) ?? []
  const isPart = (minuteOf(start) ?? 0) < (from ?? 0) || (until ?? Infinity) < (minuteOf(end) ?? 0)
  if (isPart) notes.add(`A shift of ${whose} for some dates only holds for all dates`, line)
  for (const { shift } of others) notes.add(`The shift "${shift}" of ${whose} was left out: it has one before it`, line)
  return first?.shift
}
