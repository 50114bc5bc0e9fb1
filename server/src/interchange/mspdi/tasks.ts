import { type Draft, type DraftMap, draft } from '../planText.ts'
import { assignDraft, levelingLeftOut } from './assignments.ts'
import { type Context, idOf, isBackward, type OwnCost, type TaskContext } from './context.ts'
import { costDraft, ownCost } from './costs.ts'
import { calendarOfPlace, heldBy, isEndOfWork, isExternal, lengthOfPlace, placeOf } from './held.ts'
import { linksOf } from './links.ts'
import type { Node, Outline } from './nesting.ts'
import { pausesDraft } from './pauses.ts'
import { isAhead, lengthText, progressDraft } from './progress.ts'
import { heldStart } from './projectStart.ts'
import { calendarOf, calendarOfPeople, isOnOthersTime } from './taskCalendars.ts'
import { lengthOf, timeOfTask } from './taskLength.ts'
import { dateText, durationMinutes, minuteOf, planDate, workText } from './units.ts'
import { childOf, childrenOf, type Element, flagOf, isFalse, numberOf, textOf } from './xml.ts'

/** The outline as nested tasks. */
export function taskTree({ roots, nodes, give }: Outline, context: Context): DraftMap {
  const leaves = new Map(
    nodes.flatMap(({ element, children }) => (children.length > 0 ? [] : [[textOf(element, 'UID') ?? '', element]])),
  )
  const assignments = assignmentsByTask(context)
  const carried = costsOfSummaries(nodes, assignments, context)
  return tree(roots, { ...context, leaves, assignments, carried, give, isHeld: false })
}

/** What summaries cost themselves, by the UID of the first task inside: a plan adds up the costs of tasks alone. */
function costsOfSummaries(
  nodes: readonly Node[],
  assignments: ReadonlyMap<string, readonly Element[]>,
  context: Context,
): ReadonlyMap<string, OwnCost> {
  const carried = new Map<string, OwnCost>()
  for (const node of nodes) {
    if (node.children.length === 0) continue
    const own = ownCost(node.element, assignments.get(textOf(node.element, 'UID') ?? '') ?? [], context)
    if (own.amount === 0) continue
    const uid = textOf(firstLeaf(node).element, 'UID') ?? ''
    carried.set(uid, { ...own, amount: own.amount + (carried.get(uid)?.amount ?? 0) })
    const what = 'Costs of summaries are at the first task inside: a plan adds up the costs of tasks'
    context.notes.add(what, node.id)
  }
  return carried
}

/** The first task inside that is to be done; if there is none, the first. */
function firstLeaf(node: Node): Node {
  const first = node.children.find(({ element }) => !isFalse(element, 'Active')) ?? node.children[0]
  return first ? firstLeaf(first) : node
}

function assignmentsByTask({ root, resources, tasks, notes }: Context): ReadonlyMap<string, readonly Element[]> {
  const assignments = new Map<string, Element[]>()
  for (const assignment of childrenOf(childOf(root, 'Assignments'), 'Assignment')) {
    const uid = textOf(assignment, 'TaskUID') ?? ''
    if (!tasks.has(uid) && resources.has(textOf(assignment, 'ResourceUID') ?? ''))
      notes.add('Assignments to what is no task of the plan, such as the project itself, were left out')
    const known = assignments.get(uid)
    if (known) known.push(assignment)
    else assignments.set(uid, [assignment])
  }
  return assignments
}

function tree(nodes: readonly Node[], context: TaskContext): DraftMap {
  return draft(nodes.flatMap(node => (node.children.length > 0 ? summary(node, context) : leaf(node, context))))
}

/** A task, after those at which its lags end. */
type Entries = readonly [string, Draft][]

function summary(node: Node, context: TaskContext): Entries {
  const { element, id, children } = node
  const { notes } = context
  const constraint = constraintOf(element, context)
  const { after, waits } = linksOf(element, id, holdsForPeople(node, context), context)
  const allowed = ['start-no-earlier-than', 'finish-no-later-than'].filter(key => key in constraint)
  const assignments = context.assignments.get(textOf(element, 'UID') ?? '') ?? []
  if (assignments.some(assignment => context.calendarOfResource.has(textOf(assignment, 'ResourceUID') ?? '')))
    notes.add('Work of people at a summary was left out: in a plan they work on the tasks inside', id)
  if (flagOf(element, 'Manual'))
    notes.add('Dates of manually scheduled summaries were left out: in a plan they span what is inside', id)
  if (calendarOf(element, context) !== undefined)
    notes.add('Calendars of summaries were left out: in MS Project they do not hold for what is inside', id)
  const draftOfSummary = draft([
    ['name', textOf(element, 'Name')],
    ['notes', notesOf(element)],
    ['after', after],
    ...allowed.map(key => [key, constraint[key]] as [string, Draft | undefined]),
    ['deadline', planDate(textOf(element, 'Deadline'))],
    ['status', isFalse(element, 'Active') ? 'cancelled' : undefined],
    ['links', hyperlink(element)],
    ['tasks', tree(children, { ...context, isHeld: context.isHeld || after !== undefined })],
  ])
  return [...waits, [id, draftOfSummary]]
}

function leaf({ element, id }: Node, context: TaskContext): Entries {
  const own = calendarOf(element, context)
  const ofPeople = own === undefined ? calendarOfPeople(element, context) : undefined
  const isForPeople = ofPeople !== undefined && isAhead(element)
  const { after, waits } = linksOf(element, id, isForPeople, context)
  const constraint = constraintOf(element, context)
  const floor = after === undefined && !startsItself(element, constraint) ? floorOf(element, context) : undefined
  const uid = textOf(element, 'UID') ?? ''
  const assignments = context.assignments.get(uid) ?? []
  const priority = numberOf(element, 'Priority')
  noteHeld(element, id, constraint, context)
  if (flagOf(element, 'IsSubproject'))
    context.notes.add('Inserted projects became a task each: import their files and name their tasks as PLAN/TASK', id)
  const onClock = lengthOfPlace(element, context)
  const calendar = calendarOfPlace(element, context) ?? own ?? ofPeople
  if (flagOf(element, 'Milestone') && 0 < lengthOf(element, timeOfTask(element, context)))
    context.notes.add('Tasks marked as milestones became tasks: in a plan a milestone has no duration', id)
  const draftOfLeaf = draft([
    ['name', textOf(element, 'Name') ?? id],
    ['notes', notesOf(element)],
    ['duration', onClock ?? lengthText(lengthOf(element, timeOfTask(element, context)), element, context.units)],
    ['assign', assignDraft(element, assignments, onClock !== undefined, context)],
    ['after', after],
    ['start-no-earlier-than', leveledStart(element, after, constraint, context) ?? floor],
    ...Object.entries(constraint),
    ['deadline', planDate(textOf(element, 'Deadline'))],
    ['calendar', calendar === 'default' ? undefined : calendar],
    ['ignore-resource-calendars', isOnOthersTime(element, context) ? true : undefined],
    ['pauses', pausesDraft(element, context)],
    ['priority', priority === undefined || priority === 500 ? undefined : priority],
    ...progressDraft(element, onClock !== undefined, context),
    ['actual-effort', assignments.length > 0 ? actualEffort(element, context) : undefined],
    ...costDraft(ownCost(element, assignments, context), context.carried.get(uid)),
    ['links', hyperlink(element)],
  ])
  return [...waits, [id, draftOfLeaf]]
}

function noteHeld(
  element: Element,
  id: string,
  constraint: Record<string, Draft | undefined>,
  { notes }: Context,
): void {
  const key = ['must-start-on', 'must-finish-on'].find(key => key in constraint)
  if (key === undefined || placeOf(element) === undefined) return
  const end = key === 'must-start-on' ? 'start' : 'finish'
  if (flagOf(element, 'Manual')) notes.add(`Manually scheduled tasks are held at their ${end} by "${key}"`, id)
  if (isExternal(element)) notes.add(`Tasks of other files stand where that file had them, by "${key}"`, id)
}

/** Does a link to a summary hold a task whose calendar is written for its people's sake? */
function holdsForPeople({ element, children }: Node, context: TaskContext): boolean {
  if (children.length > 0) return children.some(child => holdsForPeople(child, context))
  return calendarOf(element, context) === undefined && calendarOfPeople(element, context) !== undefined
}

/** The notes of a task, with what a person who has no date or duration for it yet wrote in their place. */
function notesOf(element: Element): string | undefined {
  const words = flagOf(element, 'Manual')
    ? ['Start', 'Finish', 'Duration'].flatMap(name => {
        const text = textOf(element, `${name}Text`)
        return text === undefined ? [] : `${name}: ${text}`
      })
    : []
  const own = textOf(element, 'Notes')
  return [...(own === undefined ? [] : [own]), ...words].join('\n')
}

function hyperlink(element: Element): string | undefined {
  const address = textOf(element, 'HyperlinkAddress')
  const place = textOf(element, 'HyperlinkSubAddress')
  return address === undefined || place === undefined ? address : `${address}#${place}`
}

function actualEffort(element: Element, { units }: Context): string | undefined {
  const minutes = durationMinutes(textOf(element, 'ActualWork')) ?? 0
  return 0 < minutes ? workText(minutes, units) : undefined
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
function constraintOf(element: Element, context: Context): Record<string, Draft | undefined> {
  const type = numberOf(element, 'ConstraintType') ?? 0
  const place = placeOf(element)
  if (place) {
    const held = heldBy(element, place, context)
    return held ? { [held.key]: held.date } : {}
  }
  if (type === 1) return { schedule: 'as-late-as-possible' }
  // What says nothing is as late as possible in a plan that is scheduled backward.
  if (type === 0 && isBackward(context.root)) return { schedule: 'as-soon-as-possible' }
  const key = constraintKeys[isAtEndOfWork(element, type, context) ? (type === 2 ? 3 : 6) : type]
  return key ? { [key]: planDate(textOf(element, 'ConstraintDate')) } : {}
}

/**
 * Does a task without length stand at the end of working time, where its constraint has its start? In a plan a start
 * would be that of the next stretch; the same instant as a finish is where MS Project has it.
 */
function isAtEndOfWork(element: Element, type: number, context: Context): boolean {
  const date = minuteOf(textOf(element, 'ConstraintDate'))
  if ((type !== 2 && type !== 4) || date === undefined || durationMinutes(textOf(element, 'Duration')) !== 0)
    return false
  return minuteOf(textOf(element, 'Start')) === date && isEndOfWork(date, element, context)
}

/** Where the project's start holds a task that says nothing of its own; what must not begin later is there before. */
function floorOf(element: Element, context: TaskContext): string | undefined {
  const { floor } = context
  if (floor === undefined || !isAhead(element)) return undefined
  return dateText(Math.min(floor, heldStart(element, timeOfTask(element, context)) ?? floor))
}

function startsItself(element: Element, constraint: Record<string, Draft | undefined>): boolean {
  const isPoint = durationMinutes(textOf(element, 'Duration')) === 0
  const keys = ['start-no-earlier-than', 'must-start-on', 'must-finish-on']
  return [...keys, ...(isPoint ? ['finish-no-earlier-than'] : [])].some(key => key in constraint)
}

/**
 * Where levelling has put a task that waits for nothing else: its delay, in tenths of elapsed minutes, counts into its
 * early start (Microsoft, "Early Start (task field)"). What waits for others is delayed from a date that is computed.
 */
function leveledStart(
  element: Element,
  after: Draft | undefined,
  constraint: Record<string, Draft | undefined>,
  context: TaskContext,
): string | undefined {
  const { root, notes, start, isHeld } = context
  const delay = Math.round((numberOf(element, 'LevelingDelay') ?? 0) / 10)
  if (delay <= 0) return undefined
  const isFree = after === undefined && !isHeld && Object.keys(constraint).length === 0
  if (isFree && start !== undefined && !isBackward(root)) return dateText(start + delay)
  notes.add(levelingLeftOut, idOf(element, context))
  return undefined
}
