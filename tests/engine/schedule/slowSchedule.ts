import type { CalendarSpec, Link, Plan, Task } from '#engine/model/plan'

/**
 * Earliest start and finish of every leaf, found by trying hour after hour: nothing of the engine is in it but the plan.
 * For plans in whole hours with links, lags, summaries, calendars, leave and elapsed durations; slow and simple.
 */
export function earliestByTrying(plan: Plan): ReadonlyMap<string, readonly [start: number, finish: number]> {
  const begin = plan.project.start!.minute / 60
  const found = new Map<string, readonly [number, number]>()
  const leaves = [...plan.tasks.values()].filter(({ children }) => children.length === 0)
  for (let changed = true; changed; ) {
    changed = false
    for (const task of leaves) {
      const next = placeByTrying(plan, task, begin, found)
      const known = found.get(task.id)
      if (known?.[0] === next[0] && known[1] === next[1]) continue
      found.set(task.id, next)
      changed = true
    }
  }
  return new Map([...found].map(([id, [start, finish]]) => [id, [start * 60, finish * 60]]))
}

type Works = (hour: number) => boolean

const office = [8, 9, 10, 11, 13, 14, 15, 16]

function worksBy(spec: CalendarSpec | undefined): Works {
  return hour => {
    const day = Math.floor(hour / 24)
    const hoursOn = (d: number) => {
      if (spec?.holidays.some(({ range }) => range.from.minute / 1440 <= d && d <= range.to.minute / 1440)) return []
      const weekday = (((d + 3) % 7) + 7) % 7
      if (!spec?.week) return weekday < 5 ? office : []
      return (spec.week.get(weekday as 0) ?? []).flatMap(({ from, to }) =>
        Array.from({ length: (to - from) / 60 }, (_, k) => from / 60 + k),
      )
    }
    return hoursOn(day).includes(hour - day * 24) || hoursOn(day - 1).includes(hour - day * 24 + 24)
  }
}

function calendarOf(plan: Plan, task: Task): Works {
  if (task.calendar) return worksBy(plan.calendars.get(task.calendar))
  return task.parent ? calendarOf(plan, plan.tasks.get(task.parent)!) : worksBy(plan.calendars.get('default'))
}

function workingOf(plan: Plan, task: Task): Works {
  const own = calendarOf(plan, task)
  const { amount, elapsed } = task.duration!.likely
  if (amount === 0) return own
  if (elapsed) return () => true
  if (task.assign.length === 0) return own
  const people = task.assign.map(({ resource }): Works => {
    const { leave } = plan.resources.get(resource)!
    const usual = worksBy(plan.calendars.get('default'))
    const away = (day: number) =>
      leave.some(({ range }) => range.from.minute / 1440 <= day && day <= range.to.minute / 1440)
    return hour => usual(hour) && !away(Math.floor(hour / 24))
  })
  return hour => own(hour) && people.some(works => works(hour))
}

function placeByTrying(
  plan: Plan,
  task: Task,
  begin: number,
  found: ReadonlyMap<string, readonly [number, number]>,
): readonly [number, number] {
  const own = calendarOf(plan, task)
  const works = workingOf(plan, task)
  const hours = task.duration!.likely.amount
  const holds: { readonly at: number; readonly ofFinish: boolean; readonly byFinish: boolean }[] = []
  for (let at: Task | undefined = task; at; at = at.parent === undefined ? undefined : plan.tasks.get(at.parent)) {
    for (const link of at.after) {
      const hold = holdOf(plan, link, calendarOf(plan, at), found)
      if (hold) holds.push(hold)
    }
  }
  const ownBegin = task.duration!.likely.elapsed ? forward(own, begin) : begin
  if (hours === 0) {
    const first = forward(own, begin)
    const at = holds.reduce((latest, hold) => Math.max(latest, hold.at), first)
    // Where a start asks for the same instant, that decides on which side of a gap the point stands.
    const byStart = holds.some(hold => !hold.byFinish && !isBefore(own, hold.at, at))
    const byFinish = first < at && !byStart
    return byFinish ? [at, at] : [forward(works, at), forward(works, at)]
  }
  for (let start = forward(works, ownBegin); ; start = forward(works, start + 1)) {
    const finish = addHours(works, start, hours)
    const isHeld = holds.some(({ at, ofFinish }) => (ofFinish ? isBefore(works, finish, at) : start < at))
    if (!isHeld) return [start, finish]
  }
}

function holdOf(plan: Plan, link: Link, own: Works, found: ReadonlyMap<string, readonly [number, number]>) {
  const ends = leavesOf(plan, link.task).flatMap(id => (found.has(id) ? [found.get(id)!] : []))
  if (ends.length === 0) return undefined
  const byStart = link.type === 'SS' || link.type === 'SF'
  const base = byStart ? Math.min(...ends.map(([start]) => start)) : Math.max(...ends.map(([, finish]) => finish))
  const ofFinish = link.type === 'FF' || link.type === 'SF'
  return { at: withLag(link, base, own), ofFinish, byFinish: link.type !== 'SS' }
}

function leavesOf(plan: Plan, id: string): readonly string[] {
  const { children } = plan.tasks.get(id)!
  return children.length === 0 ? [id] : children.flatMap(child => leavesOf(plan, child))
}

function withLag({ lag, type }: Link, base: number, own: Works): number {
  if (lag?.kind !== 'duration' || lag.duration.amount === 0) return base
  const { amount, elapsed } = lag.duration
  if (elapsed) return base + amount
  const at = amount > 0 ? addHours(own, base, amount) : backHours(own, base, -amount)
  return type === 'SS' ? forward(own, at) : back(own, at)
}

/** No work between the two is left to do. */
function isBefore(works: Works, a: number, b: number): boolean {
  for (let hour = a; hour < b; hour++) if (works(hour)) return true
  return false
}

function forward(works: Works, hour: number): number {
  let at = hour
  while (!works(at)) at++
  return at
}

function back(works: Works, hour: number): number {
  let at = hour
  while (!works(at - 1)) at--
  return at
}

function addHours(works: Works, from: number, hours: number): number {
  let at = from
  for (let left = hours; left > 0; at++) if (works(at)) left--
  return at
}

function backHours(works: Works, from: number, hours: number): number {
  let at = from
  for (let left = hours; left > 0; at--) if (works(at - 1)) left--
  return at
}
