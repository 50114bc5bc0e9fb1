import type { Cursor } from './cursor.ts'
import type { Leave, WorkingHours } from './project.ts'

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
    const from = cursor.takeWord()
    if (from === undefined) return undefined
    if (cursor.takeMark('-')) return { name, from, to: cursor.takeWord(), length: undefined }
    return { name, from, to: undefined, length: cursor.token?.text.startsWith('+') ? cursor.takeWord() : undefined }
  })
}
