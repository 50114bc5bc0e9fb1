import { type Calendar, startAt, workAt } from '#engine/time/calendar'
import { type Context, isBackward } from './context.ts'
import { placeOf } from './held.ts'
import { outlineOf } from './outline.ts'
import { calendarOf } from './taskCalendars.ts'
import { lengthOf } from './taskLength.ts'
import { finishOf, isElapsed, minuteOf } from './units.ts'
import { type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

/** Where a project begins. */
export interface ProjectStart {
  /** Where the plan does. */
  readonly from: number | undefined
  /** Where tasks begin that say nothing of it, if others begin before. */
  readonly floor: number | undefined
}

/**
 * MS Project starts a task where a constraint or a person puts it, or where it has begun, even before the project's
 * start, and what waits for it goes on from there; the project's start holds only tasks that say nothing.
 */
export function projectStart(context: Pick<Context, 'root' | 'notes' | 'calendars' | 'timeOf'>): ProjectStart {
  const { root, notes } = context
  const tasks = outlineOf(root)
    .map(({ element }) => element)
    .filter(task => !flagOf(task, 'Summary') && !isFalse(task, 'Active'))
  const said = minuteOf(textOf(root, 'StartDate'))
  if (isBackward(root)) return { from: said, floor: undefined }
  const start = said ?? earliest(tasks.map(task => minuteOf(textOf(task, 'Start'))))
  if (said === undefined && start !== undefined)
    notes.add('The start of the project is missing: that of its first task stands for it')
  const first = earliest(tasks.map(task => heldStart(task, context.timeOf(calendarOf(task, context) ?? 'default'))))
  if (start === undefined || first === undefined || start <= first) return { from: start, floor: undefined }
  notes.add('The project starts with its first task, which is before the start in the file')
  return { from: first, floor: start }
}

function earliest(minutes: readonly (number | undefined)[]): number | undefined {
  return minutes.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined)
}

/** Where a task is put, whatever it waits for. `time` is what its duration is counted in. */
export function heldStart(task: Element, time: Calendar | undefined): number | undefined {
  const begun = minuteOf(textOf(task, 'ActualStart'))
  if (begun !== undefined) return begun
  const place = placeOf(task)
  if (place) return place.start
  const done = finishOf(textOf(task, 'ActualFinish'))
  if (done !== undefined) return startBefore(task, done, time)
  const type = numberOf(task, 'ConstraintType') ?? 0
  const date = textOf(task, 'ConstraintDate')
  if (type === 2 || type === 4 || type === 5) return minuteOf(date)
  const finish = type === 3 || type === 7 ? finishOf(date) : undefined
  return finish === undefined ? undefined : startBefore(task, finish, time)
}

/** Where a task begins that ends at an instant. */
function startBefore(task: Element, finish: number, time: Calendar | undefined): number | undefined {
  const length = lengthOf(task, time)
  if (length === 0 || isElapsed(numberOf(task, 'DurationFormat'))) return finish - length
  const start = time && startAt(time, workAt(time, finish) - length)
  return start !== undefined && Number.isFinite(start) ? start : undefined
}
