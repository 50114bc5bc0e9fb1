import { expect } from 'vitest'
import { drivingOf } from '#engine/schedule/driving'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule, ScheduledTask } from '#engine/schedule/types'
import { formatMinute } from '#engine/time/civil'
import { buildPlan, type PlanWords } from '#tests/support/build'

/** Day of March 2026 (a Monday is the 2nd) and hour: `2T08 – 4T17`. Other months in full. */
export function spanOf({ start, finish, unscheduled }: ScheduledTask): string {
  return unscheduled ?? `${shortly(start)} – ${shortly(finish)}`
}

export function shortly(minute: number): string {
  const text = formatMinute(minute)
  const inMarch = text.startsWith('2026-03-') ? String(Number(text.slice(8, 10))) + text.slice(10) : text
  return inMarch.endsWith(':00') ? inMarch.slice(0, -3) : inMarch
}

/** Schedules a plan and compares the spans of the tasks that are named. */
export function checkDates(words: PlanWords, expected: Readonly<Record<string, string>>): Schedule {
  const result = schedule(buildPlan(words))
  const found = Object.fromEntries(Object.keys(expected).map(id => [id, spanOf(result.tasks.get(id)!)]))
  expect(found).toEqual(expected)
  return result
}

/** What holds a task, in a word each: `dependency:a`, `constraint:must-start-on`, `resource:ben`. */
export function reasonsOf(result: Schedule, id: string): readonly string[] {
  return drivingOf(result.tasks.get(id)!).map(({ kind, task, resource, constraint }) => {
    const of = task ?? resource ?? constraint
    return of === undefined ? kind : `${kind}:${of}`
  })
}
