import type { Notes } from '../notes.ts'
import type { Context } from './context.ts'
import { outlineOf } from './outline.ts'
import { isWorkResource } from './resources.ts'
import { durationMinutes, minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, textOf } from './xml.ts'

const dates = {
  Project: ['StartDate', 'FinishDate', 'StatusDate'],
  Task: ['Start', 'Finish', 'ManualStart', 'ManualFinish', 'ConstraintDate', 'Deadline', 'ActualStart', 'ActualFinish'],
}
const durations = {
  Task: ['Duration', 'RemainingDuration', 'ActualWork'],
  Assignment: ['Work', 'OvertimeWork'],
}

/** Values that a note names. */
const mostValues = 3

/** Names values that could not be read, and calendars that are nowhere. */
export function noteUnreadable({ root, notes, resources }: Context): void {
  const tasks = outlineOf(root).map(({ element }) => element)
  const assignments = childrenOf(childOf(root, 'Assignments'), 'Assignment')
  noteValues([root], dates.Project, minuteOf, notes)
  noteValues(tasks, dates.Task, minuteOf, notes)
  noteValues(tasks, durations.Task, durationMinutes, notes)
  noteValues(assignments, durations.Assignment, durationMinutes, notes)
  const people = childrenOf(childOf(root, 'Resources'), 'Resource').filter(
    resource => isWorkResource(resource) && resources.has(textOf(resource, 'UID') ?? ''),
  )
  noteCalendars(root, [...tasks, ...people], notes)
}

function noteValues(
  elements: readonly Element[],
  names: readonly string[],
  read: (text: string) => number | undefined,
  notes: Notes,
): void {
  for (const name of names) {
    const values = new Set(
      elements.flatMap(element => {
        const text = textOf(element, name)
        return text === undefined || read(text) !== undefined ? [] : [text.slice(0, 40)]
      }),
    )
    if (values.size === 0) continue
    const named = [...values].slice(0, mostValues).map(value => `"${value}"`)
    const more = mostValues < values.size ? ` and ${values.size - mostValues} more` : ''
    notes.add(`Values of ${name} that can’t be read were left out: ${named.join(', ')}${more}`)
  }
}

function noteCalendars(root: Element, elements: readonly Element[], notes: Notes): void {
  const known = new Set(
    childrenOf(childOf(root, 'Calendars'), 'Calendar').map(calendar => textOf(calendar, 'UID') ?? ''),
  )
  const isLost = elements.some(element => {
    const uid = textOf(element, 'CalendarUID')
    return uid !== undefined && uid !== '-1' && !known.has(uid)
  })
  if (isLost)
    notes.add('Calendars of tasks and resources that are not in the file were left out: the project’s stands for them')
}
