import { type Calendar, compileSpans } from '#engine/time/calendar'
import { type Spans, subtract } from '#engine/time/spans'
import { workingTime } from '#engine/time/workingCalendar'
import { readPlan } from '#language/read/read'
import type { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft, idGiver, planText } from '../planText.ts'
import { calendarDraft, saysSomething } from './calendars.ts'
import type { Units } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, textOf } from './xml.ts'

export interface Calendars {
  /** Ids in the plan by UID; one that adds nothing to its base has its base's. */
  readonly ids: ReadonlyMap<string, string>
  readonly written: DraftMap
  /** Those in which nobody works when the project does not; `default` is one. */
  readonly within: ReadonlySet<string>
  /** The working time of one of the plan's calendars. */
  readonly timeOf: (calendar: string) => Calendar
}

/** All calendars of a file that say something; the project's is `default`. */
export function projectCalendars(root: Element, units: Units, notes: Notes): Calendars {
  const all = childrenOf(childOf(root, 'Calendars'), 'Calendar')
  const byUid = new Map(all.map(calendar => [textOf(calendar, 'UID') ?? '', calendar]))
  const ofProject = calendarOfProject(root, all, byUid, notes)
  const { ids, said } = calendarIds(all, ofProject)
  const entries = said.map((calendar): [string, Draft] => {
    const id = ids.get(textOf(calendar, 'UID') ?? '')!
    const base = ids.get(textOf(calendar, 'BaseCalendarUID') ?? '')
    const own = calendar === ofProject ? units : undefined
    return [id, calendarDraft(calendar, basesOf(calendar, byUid), base === id ? undefined : base, own, notes)]
  })
  // A day of eight hours in a week of five days needs no saying.
  const isUsual = units.dayMinutes === 480 && units.weekMinutes === 2400
  const missing: [string, Draft][] = ofProject || isUsual ? [] : [['default', unitsDraft(units)]]
  const written = draft([...missing, ...entries])
  return { ids, written, ...projectTime(written) }
}

function unitsDraft({ dayMinutes, weekMinutes }: Units): DraftMap {
  return draft([
    ['day', `${dayMinutes / 60}h`],
    ['week-hours', `${weekMinutes / 60}h`],
  ])
}

/** The one the project names; where that is not in the file, MS Project's usual one. */
function calendarOfProject(
  root: Element,
  all: readonly Element[],
  byUid: ReadonlyMap<string, Element>,
  notes: Notes,
): Element | undefined {
  const named = byUid.get(textOf(root, 'CalendarUID') ?? '')
  if (named || all.length === 0) return named
  const bases = all.filter(calendar => flagOf(calendar, 'IsBaseCalendar'))
  const found = bases.find(calendar => textOf(calendar, 'Name') === 'Standard') ?? bases[0]
  if (found)
    notes.add(`The file does not say which calendar is the project’s: "${textOf(found, 'Name')}" stands for it`)
  return found
}

function calendarIds(all: readonly Element[], ofProject: Element | undefined) {
  const ids = new Map<string, string>()
  const give = idGiver()
  give('default', 'default')
  const said: Element[] = []
  for (const calendar of all) {
    const uid = textOf(calendar, 'UID') ?? ''
    if (calendar === ofProject) ids.set(uid, 'default')
    else if (flagOf(calendar, 'IsBaseCalendar') || saysSomething(calendar)) {
      ids.set(uid, give((textOf(calendar, 'Name') ?? '').toLowerCase(), `calendar-${uid}`))
    } else continue
    said.push(calendar)
  }
  for (const calendar of all) {
    const base = ids.get(textOf(calendar, 'BaseCalendarUID') ?? '')
    const uid = textOf(calendar, 'UID') ?? ''
    if (!ids.has(uid) && base !== undefined) ids.set(uid, base)
  }
  return { ids, said }
}

/** What a calendar is based on, nearest first; a circle is cut where it closes. */
function basesOf(calendar: Element, byUid: ReadonlyMap<string, Element>): readonly Element[] {
  const chain: Element[] = [calendar]
  for (;;) {
    const base = byUid.get(textOf(chain.at(-1), 'BaseCalendarUID') ?? '')
    if (!base || chain.includes(base)) return chain.slice(1)
    chain.push(base)
  }
}

function projectTime(written: DraftMap): Pick<Calendars, 'within' | 'timeOf'> {
  const { calendars } = readPlan(planText(draft([['calendars', written]])), { file: '' }).plan
  const spansOf = (id: string) =>
    workingTime(calendars.get(id) ?? { holidays: [], exceptions: [] }, base => calendars.get(base)).spans
  const project = spansOf('default')
  const inside = [...calendars.keys()].filter(id => isEmpty(subtract(spansOf(id), project)))
  const compiled = new Map<string, Calendar>()
  const timeOf = (id: string) => {
    const known = compiled.get(id)
    if (known) return known
    const made = compileSpans(spansOf(id))
    compiled.set(id, made)
    return made
  }
  return { within: new Set(['default', ...inside]), timeOf }
}

function isEmpty({ from, head, tail }: Spans): boolean {
  return from.length + head.from.length + tail.from.length === 0
}
