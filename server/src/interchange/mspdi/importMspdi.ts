import type { Imported } from '../imported.ts'
import { keepReadable } from '../keepReadable.ts'
import { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft, idGiver, planText } from '../planText.ts'
import { roundTheClock, roundTheClockEntry } from '../week.ts'
import { type Context, isBackward } from './context.ts'
import { noteLeftOut } from './leftOut.ts'
import { nested } from './nesting.ts'
import { outlineOf } from './outline.ts'
import { progressLogic } from './outOfSequence.ts'
import { projectCalendars } from './projectCalendars.ts'
import { projectStart } from './projectStart.ts'
import { isPartTime, isWorkResource, peopleOf, resourceDraft } from './resources.ts'
import { taskTree } from './tasks.ts'
import { dateText, finishOf, minuteOf, planDate, type Units } from './units.ts'
import { noteUnreadable } from './unreadable.ts'
import { type Element, flagOf, isFalse, numberOf, parseXml, textOf, XmlError } from './xml.ts'

/**
 * A project in MS Project's XML (MSPDI) as a plan: calendars, tasks with their outline, links, constraints,
 * resources, assignments, progress, costs. Computed dates are not read: the plan computes its own.
 *
 * @throws XmlError where the text is no XML, or another kind of it.
 *
 * Source: Microsoft Office Project 2007 XML Data Interchange Schema.
 */
export function importMspdi(text: string): Imported {
  const root = parseXml(text)
  if (root.name !== 'Project')
    throw new XmlError(`This is no project of MS Project: its first element is "${root.name}"`)
  const notes = new Notes()
  const units: Units = {
    dayMinutes: numberOf(root, 'MinutesPerDay') || 480,
    weekMinutes: numberOf(root, 'MinutesPerWeek') || 2400,
  }
  const { ids: calendars, written: calendarsWritten, within, timeOf } = projectCalendars(root, units, notes)
  const people = peopleOf(root)
  const give = idGiver()
  const resources = new Map(
    people.map(person => {
      const uid = textOf(person, 'UID') ?? ''
      return [uid, give(textOf(person, 'Name') ?? '', `person-${uid}`)]
    }),
  )
  const calendarOfResource = new Map(
    people
      .filter(person => isWorkResource(person))
      .map(person => [textOf(person, 'UID') ?? '', calendars.get(textOf(person, 'CalendarUID') ?? '') ?? 'default']),
  )
  const outline = nested(root, notes)
  const tasks = outline.ids
  const { from: start, floor } = projectStart({ root, notes, calendars, timeOf })
  const costResources = new Map(
    people.filter(person => !isWorkResource(person)).map(person => [textOf(person, 'UID') ?? '', person]),
  )
  const partTime = new Set(people.filter(isPartTime).map(person => textOf(person, 'UID') ?? ''))
  const context: Context = {
    ...{ root, units, notes, calendars, within, timeOf },
    ...{ resources, tasks, costResources, partTime, calendarOfResource, start, floor },
  }
  noteLeftOut(context)
  noteUnreadable(context)
  const manager = managerOf(root, people, resources, give)
  const written = taskTree(outline, context)

  const plan = draft([
    ['tpm', 1],
    ['project', project(context, manager?.id)],
    ['calendars', draft([...calendarsWritten, ...(isOnClock(written) ? [roundTheClockEntry] : [])])],
    [
      'resources',
      draft(people.map(person => [resources.get(textOf(person, 'UID') ?? '')!, resourceDraft(person, context)])),
    ],
    ['stakeholders', manager?.isNew ? draft([[manager.id, draft([['name', manager.name]])]]) : undefined],
    ['tasks', written],
  ])
  return keepReadable(planText(plan), notes)
}

/** Is one of the tasks, or one inside it, on the calendar without gaps? */
function isOnClock(tasks: Draft): boolean {
  if (!(tasks instanceof Map)) return false
  return [...tasks.values()].some(task => task.get('calendar') === roundTheClock || isOnClock(task.get('tasks')))
}

function project(context: Context, owner: string | undefined): DraftMap {
  const { root, start } = context
  const name = textOf(root, 'Title') ?? textOf(root, 'Name')?.replace(/\.\w+$/, '') ?? 'Imported project'
  const backward = isBackward(root)
  return draft([
    ['id', idGiver()(name, 'project').toLowerCase()],
    ['name', name],
    ['start', backward ? undefined : dateText(start)],
    ['finish', backward ? planDate(textOf(root, 'FinishDate')) : undefined],
    ['schedule', backward ? 'as-late-as-possible' : undefined],
    ['progress-logic', progressLogic(context)],
    [statusKey(context), planDate(textOf(root, 'StatusDate'))],
    ['currency', textOf(root, 'CurrencyCode')],
    ['owner', owner],
  ])
}

/** Who answers for the project: one of its people, else somebody outside. */
function managerOf(
  root: Element,
  people: readonly Element[],
  resources: ReadonlyMap<string, string>,
  give: (wanted: string, fallback: string) => string,
) {
  const name = textOf(root, 'Manager')
  if (name === undefined) return undefined
  const person = people.find(person => isWorkResource(person) && textOf(person, 'Name') === name)
  const known = resources.get(textOf(person, 'UID') ?? '')
  return { name, id: known ?? give(name, 'manager'), isNew: known === undefined }
}

/**
 * MS Project leaves what is unfinished before the status date where it is until somebody reschedules it, a plan moves
 * it: where there is such a task the date is kept under a key that moves nothing.
 */
function statusKey({ root, notes }: Context): string {
  const status = finishOf(textOf(root, 'StatusDate'))
  if (status === undefined) return 'status-date'
  const isBehind = outlineOf(root).some(({ element: task }) => {
    if (flagOf(task, 'Summary') || isFalse(task, 'Active')) return false
    if (textOf(task, 'ActualFinish') !== undefined || numberOf(task, 'PercentComplete') === 100) return false
    const goesOn = minuteOf(textOf(task, textOf(task, 'ActualStart') === undefined ? 'Start' : 'Resume'))
    return goesOn === undefined || goesOn < status
  })
  if (!isBehind) return 'status-date'
  notes.add('The status date became x-status-date: as status-date it moves all unfinished work behind it')
  return 'x-status-date'
}
