import type { Imported } from '../imported.ts'
import { keepReadable } from '../keepReadable.ts'
import { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft, idGiver, planText } from '../planText.ts'
import { roundTheClock, roundTheClockEntry } from '../week.ts'
import { calendarDraft, saysSomething } from './calendars.ts'
import type { Context } from './context.ts'
import { isWorkResource, resourceDraft } from './resources.ts'
import { taskTree } from './tasks.ts'
import { dateText, minuteOf, type Units } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, parseXml, textOf, XmlError } from './xml.ts'

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
  const used = childrenOf(childOf(root, 'Calendars'), 'Calendar')
  const { calendars, written } = calendarIds(used, textOf(root, 'CalendarUID'))
  const people = childrenOf(childOf(root, 'Resources'), 'Resource').filter(
    resource => textOf(resource, 'Name') !== undefined,
  )
  const give = idGiver()
  const resources = new Map(
    people.map(person => [textOf(person, 'UID') ?? '', give(textOf(person, 'Name')!, 'person')]),
  )
  const calendarOfResource = new Map(
    people
      .filter(person => isWorkResource(person))
      .map(person => [textOf(person, 'UID') ?? '', calendars.get(textOf(person, 'CalendarUID') ?? '') ?? 'default']),
  )
  const start = minuteOf(textOf(root, 'StartDate'))
  const first = earliestDate(root)
  const isEarly = start !== undefined && first !== undefined && first < start
  if (isEarly) notes.add('The project starts with its first task, which a constraint puts before the start in the file')
  const floor = isEarly ? dateText(start) : undefined
  const context: Context = { root, units, notes, calendars, resources, calendarOfResource, floor }
  const tasks = taskTree(context)
  const needsClock = planText(tasks).includes(`calendar: ${roundTheClock}`)

  const plan = draft([
    ['tpm', 1],
    ['project', project(root, isEarly ? first : start)],
    [
      'calendars',
      draft([
        ...written.map(calendar => calendarEntry(calendar, context)),
        ...(needsClock ? [roundTheClockEntry] : []),
      ]),
    ],
    [
      'resources',
      draft(people.map(person => [resources.get(textOf(person, 'UID') ?? '')!, resourceDraft(person, context)])),
    ],
    ['tasks', tasks],
  ])
  return keepReadable(planText(plan), notes)
}

function project(root: Element, start: number | undefined): DraftMap {
  const name = textOf(root, 'Title') ?? textOf(root, 'Name')?.replace(/\.\w+$/, '') ?? 'Imported project'
  const backward = textOf(root, 'ScheduleFromStart') === '0'
  return draft([
    ['id', idGiver()(name, 'project').toLowerCase()],
    ['name', name],
    ['start', backward ? undefined : dateText(start)],
    ['finish', backward ? dateText(minuteOf(textOf(root, 'FinishDate'))) : undefined],
    ['schedule', backward ? 'as-late-as-possible' : undefined],
    ['status-date', dateText(minuteOf(textOf(root, 'StatusDate')))],
    ['currency', textOf(root, 'CurrencyCode')],
  ])
}

/**
 * The first date that a constraint or a person puts a task on. MS Project starts a task there even before the
 * project's start, which holds only tasks that say nothing.
 */
function earliestDate(root: Element): number | undefined {
  const dates = childrenOf(childOf(root, 'Tasks'), 'Task').flatMap(task => {
    const type = numberOf(task, 'ConstraintType') ?? 0
    const date = flagOf(task, 'Manual')
      ? textOf(task, 'ManualStart')
      : type === 2 || type === 4
        ? textOf(task, 'ConstraintDate')
        : undefined
    return flagOf(task, 'IsNull') || flagOf(task, 'Summary') ? [] : (minuteOf(date) ?? [])
  })
  return dates.length === 0 ? undefined : dates.reduce((a, b) => Math.min(a, b))
}

/** The project's calendar is `default`; one that adds nothing to its base stands for it. */
function calendarIds(all: readonly Element[], projectUid: string | undefined) {
  const calendars = new Map<string, string>()
  const give = idGiver()
  give('default', 'default')
  const written: Element[] = []
  for (const calendar of all) {
    const uid = textOf(calendar, 'UID') ?? ''
    if (uid === projectUid) calendars.set(uid, 'default')
    else if (textOf(calendar, 'IsBaseCalendar') === '1' || saysSomething(calendar)) {
      calendars.set(uid, give((textOf(calendar, 'Name') ?? '').toLowerCase(), `calendar-${uid}`))
    } else continue
    written.push(calendar)
  }
  for (const calendar of all) {
    const base = calendars.get(textOf(calendar, 'BaseCalendarUID') ?? '')
    const uid = textOf(calendar, 'UID') ?? ''
    if (!calendars.has(uid) && base !== undefined) calendars.set(uid, base)
  }
  return { calendars, written }
}

function calendarEntry(calendar: Element, { calendars, units, notes }: Context): [string, Draft] {
  const id = calendars.get(textOf(calendar, 'UID') ?? '')!
  const base = calendars.get(textOf(calendar, 'BaseCalendarUID') ?? '')
  const own = id === 'default' ? units : undefined
  return [id, calendarDraft(calendar, base === id ? undefined : base, own, notes)]
}
