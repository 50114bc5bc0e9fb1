import { type Draft, type DraftMap, draft, flow, idGiver } from '../planText.ts'
import { roundTheClock } from '../week.ts'
import { assignDraft, levelingLeftOut } from './assignments.ts'
import type { Context } from './context.ts'
import { money } from './resources.ts'
import { dateText, durationMinutes, elapsedText, isElapsed, isPercent, minuteOf, rangeText, workText } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

interface Node {
  readonly element: Element
  readonly id: string
  readonly children: Node[]
}

/** Levels of the outline; a plan nests no deeper. */
const maxNesting = 28

interface TaskContext extends Context {
  /** Ids in the plan by UID. */
  readonly tasks: ReadonlyMap<string, string>
  readonly assignments: ReadonlyMap<string, readonly Element[]>
  /** Does a summary around wait for something? */
  readonly isHeld: boolean
}

/** The outline as nested tasks; the project's own summary (level 0) and blank rows are left out. */
export function taskTree(context: Context): DraftMap {
  const { root, notes } = context
  const elements = childrenOf(childOf(root, 'Tasks'), 'Task').filter(
    task => !flagOf(task, 'IsNull') && numberOf(task, 'OutlineLevel') !== 0,
  )
  const give = idGiver()
  const tasks = new Map<string, string>()
  const roots: Node[] = []
  const open: { level: number; children: Node[] }[] = [{ level: 0, children: roots }]
  for (const element of elements) {
    const uid = textOf(element, 'UID') ?? ''
    const id = give(shortId(textOf(element, 'Name') ?? ''), `task-${uid}`)
    tasks.set(uid, id)
    const level = numberOf(element, 'OutlineLevel') ?? 1
    while (open.length > 1 && level <= open.at(-1)!.level) open.pop()
    if (maxNesting < open.length) {
      notes.add(`What is nested deeper than ${maxNesting} was put beside what it is in`)
      while (maxNesting < open.length) open.pop()
    }
    const node: Node = { element, id, children: [] }
    open.at(-1)!.children.push(node)
    open.push({ level, children: node.children })
  }
  const assignments = new Map<string, Element[]>()
  for (const assignment of childrenOf(childOf(root, 'Assignments'), 'Assignment')) {
    const uid = textOf(assignment, 'TaskUID') ?? ''
    assignments.set(uid, [...(assignments.get(uid) ?? []), assignment])
  }
  if (elements.some(task => childOf(task, 'Baseline'))) {
    notes.add('Baselines were left out: a plan’s baseline is an earlier version of its file')
  }
  return tree(roots, { ...context, tasks, assignments, isHeld: false })
}

/** A name as a short id: its first words. */
function shortId(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  let id = ''
  for (const word of words) {
    if (id !== '' && 28 < id.length + word.length) break
    id = id === '' ? word : `${id}-${word}`
  }
  return id
}

function tree(nodes: readonly Node[], context: TaskContext): DraftMap {
  return draft(nodes.map(node => [node.id, node.children.length > 0 ? summary(node, context) : leaf(node, context)]))
}

function summary({ element, children }: Node, context: TaskContext): DraftMap {
  const constraint = constraintOf(element, context)
  const after = links(element, context)
  const allowed = ['start-no-earlier-than', 'finish-no-later-than'].filter(key => key in constraint)
  return draft([
    ['name', textOf(element, 'Name')],
    ['notes', textOf(element, 'Notes')],
    ['after', after],
    ...allowed.map(key => [key, constraint[key]] as [string, Draft | undefined]),
    ['deadline', dateText(minuteOf(textOf(element, 'Deadline')))],
    ['calendar', calendarOf(element, context)],
    ['status', textOf(element, 'Active') === '0' ? 'cancelled' : undefined],
    ['tasks', tree(children, { ...context, isHeld: context.isHeld || after !== undefined })],
  ])
}

function leaf({ element, id }: Node, context: TaskContext): DraftMap {
  const constraint = constraintOf(element, context)
  const after = links(element, context)
  const floor = after === undefined && !startsItself(constraint) ? context.floor : undefined
  const uid = textOf(element, 'UID') ?? ''
  const priority = numberOf(element, 'Priority')
  const isFixed = isFixedLength(element, context)
  if (flagOf(element, 'Manual')) context.notes.add('Manually scheduled tasks are held at their start (must-start-on)')
  if (isExternal(element)) context.notes.add('Tasks of other files stand where that file had them (must-start-on)')
  return draft([
    ['name', textOf(element, 'Name') ?? id],
    ['notes', textOf(element, 'Notes')],
    ['duration', lengthOf(element, context)],
    ['assign', assignDraft(element, context.assignments.get(uid) ?? [], context)],
    ['after', after],
    ['start-no-earlier-than', leveledStart(element, after, constraint, context) ?? floor],
    ...Object.entries(constraint),
    ['deadline', dateText(minuteOf(textOf(element, 'Deadline')))],
    ['calendar', calendarOf(element, context) ?? (isFixed ? undefined : calendarOfPeople(uid, context))],
    ['ignore-resource-calendars', isFixed || flagOf(element, 'IgnoreResourceCalendar') ? true : undefined],
    ['pauses', pauses(element, uid, context)],
    ['priority', priority === undefined || priority === 500 ? undefined : priority],
    ...progress(element, context),
    ['cost', money(numberOf(element, 'FixedCost'))],
  ])
}

function lengthOf(element: Element, { units }: Context): string {
  const minutes = durationMinutes(textOf(element, 'Duration')) ?? 0
  return isElapsed(numberOf(element, 'DurationFormat')) ? elapsedText(minutes) : workText(minutes, units)
}

const constraintKeys = [
  '',
  '',
  'must-start-on',
  'must-finish-on',
  'start-no-earlier-than',
  'start-no-later-than',
  'finish-no-earlier-than',
  'finish-no-later-than',
]

/** Constraint types 0 ASAP, 1 ALAP, 2 MSO, 3 MFO, 4 SNET, 5 SNLT, 6 FNET, 7 FNLT; a manual task stands where it was put. */
function constraintOf(element: Element, { root }: Context): Record<string, Draft | undefined> {
  const type = numberOf(element, 'ConstraintType') ?? 0
  if (flagOf(element, 'Manual') || isExternal(element)) {
    const start = dateText(minuteOf(textOf(element, 'ManualStart') ?? textOf(element, 'Start')))
    return start === undefined ? {} : { 'must-start-on': start }
  }
  if (type === 1) return { schedule: 'as-late-as-possible' }
  // What says nothing is as late as possible in a plan that is scheduled backward.
  if (type === 0 && textOf(root, 'ScheduleFromStart') === '0') return { schedule: 'as-soon-as-possible' }
  const key = constraintKeys[type]
  return key ? { [key]: dateText(minuteOf(textOf(element, 'ConstraintDate'))) } : {}
}

/** A stand-in for a task of another file: its dates come from there. */
function isExternal(element: Element): boolean {
  return flagOf(element, 'ExternalTask')
}

function calendarOf(element: Element, { calendars }: Context): string | undefined {
  const uid = textOf(element, 'CalendarUID')
  return uid === undefined || uid === '-1' ? undefined : calendars.get(uid)
}

function startsItself(constraint: Record<string, Draft | undefined>): boolean {
  return 'start-no-earlier-than' in constraint || 'must-start-on' in constraint || 'must-finish-on' in constraint
}

/**
 * A fixed duration is counted in the task's or the project's calendar, whatever its people's say (Microsoft Knowledge
 * Base, Q120519); fixed units and fixed work follow the people's.
 */
function isFixedLength(element: Element, context: TaskContext): boolean {
  if (numberOf(element, 'Type') !== 1) return false
  const uid = textOf(element, 'UID') ?? ''
  const isDone = (context.assignments.get(uid) ?? []).some(assignment =>
    context.calendarOfResource.has(textOf(assignment, 'ResourceUID') ?? ''),
  )
  return isDone && (calendarOf(element, context) !== undefined || calendarOfPeople(uid, context) !== undefined)
}

/**
 * Without a calendar of its own a task follows its people's calendars alone (MS Project), where a plan takes
 * the project's too: the one they share is named, or one without gaps.
 */
function calendarOfPeople(uid: string, { assignments, calendarOfResource }: TaskContext): string | undefined {
  const found = new Set<string>()
  for (const assignment of assignments.get(uid) ?? []) {
    const calendar = calendarOfResource.get(textOf(assignment, 'ResourceUID') ?? '')
    if (calendar !== undefined) found.add(calendar)
  }
  const [only, ...others] = found
  return only === undefined || (others.length === 0 && only === 'default')
    ? undefined
    : others.length === 0
      ? only
      : roundTheClock
}

/**
 * Where levelling has put a task that waits for nothing else: its delay, in tenths of elapsed minutes, counts into its
 * early start (Microsoft, "Early Start (task field)"). What waits for others is delayed from a date that is computed.
 */
function leveledStart(
  element: Element,
  after: Draft | undefined,
  constraint: Record<string, Draft | undefined>,
  { root, notes, isHeld }: TaskContext,
): string | undefined {
  const delay = Math.round((numberOf(element, 'LevelingDelay') ?? 0) / 10)
  if (delay <= 0) return undefined
  const start = minuteOf(textOf(root, 'StartDate'))
  const isFree = after === undefined && !isHeld && Object.keys(constraint).length === 0
  if (isFree && start !== undefined && textOf(root, 'ScheduleFromStart') !== '0') return dateText(start + delay)
  notes.add(levelingLeftOut)
  return undefined
}

const linkTypes = ['FF', '', 'SF', 'SS']

function links(element: Element, { tasks, units, notes }: TaskContext): Draft | undefined {
  const entries = childrenOf(element, 'PredecessorLink').flatMap(link => {
    const other = tasks.get(textOf(link, 'PredecessorUID') ?? '')
    if (other === undefined) {
      notes.add('A link to a task that is not in the file was left out')
      return []
    }
    const type = linkTypes[numberOf(link, 'Type') ?? 1] ?? ''
    if (isElapsed(numberOf(link, 'LagFormat')) && isPercent(numberOf(link, 'LagFormat')))
      notes.add('A lag in percent of elapsed time became percent of the working time')
    const lag = lagText(numberOf(link, 'LinkLag') ?? 0, numberOf(link, 'LagFormat'), units)
    return [type === '' ? `${other}${lag === '' ? '' : ` ${lag}`}` : `${other} ${type}${lag}`]
  })
  return entries.length < 2 ? entries[0] : flow(entries)
}

/** Lags are in tenths of minutes, or in percent. */
function lagText(lag: number, format: number | undefined, units: Context['units']): string {
  if (lag === 0) return ''
  const sign = lag < 0 ? '-' : '+'
  if (isPercent(format)) return `${sign}${Math.abs(lag)}%`
  const minutes = Math.round(Math.abs(lag) / 10)
  return `${sign}${isElapsed(format) ? elapsedText(minutes) : workText(minutes, units)}`
}

/** Stretches inside a task in which none of its work is planned, for any of its people: a split task. */
function pauses(element: Element, uid: string, { assignments }: TaskContext): Draft | undefined {
  const gaps = (assignments.get(uid) ?? []).map(gapsOf)
  const [first = [], ...others] = gaps
  const shared = others.reduce(sharedStretches, first)
  const waits = interrupted(element)
  return flow([...(waits && shared.length === 0 ? [waits] : []), ...shared].map(({ from, to }) => rangeText(from, to)))
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where an assignment has no work between its first and its last. */
function gapsOf(assignment: Element): readonly Stretch[] {
  const planned = childrenOf(assignment, 'TimephasedData').filter(
    data => numberOf(data, 'Type') === 1 || numberOf(data, 'Type') === 2,
  )
  const spans = planned.flatMap(data => {
    const from = minuteOf(textOf(data, 'Start'))
    const to = minuteOf(textOf(data, 'Finish'))
    return from === undefined || to === undefined
      ? []
      : [{ from, to, idle: (durationMinutes(textOf(data, 'Value')) ?? 0) === 0 }]
  })
  const lastBusy = spans.findLast(({ idle }) => !idle)
  const firstBusy = spans.find(({ idle }) => !idle)
  if (!firstBusy || !lastBusy) return []
  return spans.filter(({ idle, from, to }) => idle && firstBusy.to <= from && to <= lastBusy.from && from < to)
}

function sharedStretches(some: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return some.flatMap(a =>
    others.flatMap(b => {
      const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)]
      return from < to ? [{ from, to }] : []
    }),
  )
}

/** What has begun and was put off: its rest goes on at `Resume`, some time after it stopped. */
function interrupted(element: Element): Stretch | undefined {
  const from = minuteOf(textOf(element, 'Stop'))
  const to = minuteOf(textOf(element, 'Resume'))
  const isOpen = textOf(element, 'ActualStart') !== undefined && textOf(element, 'ActualFinish') === undefined
  return isOpen && from !== undefined && to !== undefined && from < to ? { from, to } : undefined
}

function progress(element: Element, { units }: Context): [string, Draft | undefined][] {
  const complete = numberOf(element, 'PercentComplete') ?? 0
  const start = dateText(minuteOf(textOf(element, 'ActualStart')))
  const finish = dateText(minuteOf(textOf(element, 'ActualFinish')))
  const left = durationMinutes(textOf(element, 'RemainingDuration'))
  const isOpen = start !== undefined && finish === undefined
  return [
    ['status', textOf(element, 'Active') === '0' ? 'cancelled' : undefined],
    ['progress', complete > 0 && finish === undefined ? `${complete}%` : undefined],
    ['remaining', isOpen && left !== undefined ? workText(left, units) : undefined],
    ['actual-start', start],
    ['actual-finish', finish],
    ['actual-cost', money(numberOf(element, 'ActualCost'))],
  ]
}
