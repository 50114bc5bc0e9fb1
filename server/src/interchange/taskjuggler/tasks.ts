import { minutesPerDay } from '#engine/time/civil'
import { type Draft, type DraftMap, draft, flow } from '../planText.ts'
import { type Context, lineage } from './context.ts'
import { clockText, elapsedText, endText, minuteOf, startText, workText } from './dates.ts'
import { afterText, beforeText, earliest } from './links.ts'
import { fills } from './measure.ts'
import { calendarOf, commonShift, knownPerson, knownShift, leavesOf } from './people.ts'
import type { TjTask } from './project.ts'
import { heldByNow } from './tracking.ts'

type Entry = [string, Draft | undefined]

/** The tasks of the plan, the points that their links need before each. */
export function topTasks(context: Context): DraftMap {
  const written = new Set<string>()
  return draft(
    context.project.tasks.flatMap(task => {
      const map = taskDraft(task, [], context)
      const points = [...context.points].filter(([id]) => !written.has(id))
      for (const [id] of points) written.add(id)
      return [...points, [context.ids.get(task)!, map] as const]
    }),
  )
}

/** `inherited`: the `precedes` of the containers a task is in, which hold each leaf. */
function taskDraft(task: TjTask, inherited: readonly string[], context: Context): DraftMap {
  const isSummary = task.tasks.length > 0
  const each = [...inherited, ...task.precedes.flatMap(link => beforeText(task, link, context))]
  const before = isSummary ? each : earliest(each, context)
  const common: Entry[] = [
    ['name', task.name],
    ['notes', task.notes.join('\n')],
  ]
  const after = list(task.depends.flatMap(link => afterText(task, link, context)))
  const rest: Entry[] = [
    ['deadline', endText(task.maxEnd)],
    ['priority', task.priority === undefined ? undefined : Number(task.priority)],
    ['tags', flow(task.flags)],
    ['owner', knownPerson(task.responsible[0], context, task.line)],
  ]
  for (const word of ['minStart', 'maxStart', 'minEnd'] as const) {
    if (task[word] !== undefined)
      context.notes.add(`"${word.toLowerCase()}" was left out: TaskJuggler only checks it`, task.line)
  }
  if (isSummary) {
    if (task.charge !== undefined)
      context.notes.add('The "charge" of a task that has others in it was left out', task.line)
    return draft([
      ...common,
      ['after', after],
      ['start-no-earlier-than', startText(task.start)],
      ['finish-no-later-than', endText(task.end)],
      ...rest,
      [
        'tasks',
        draft([
          ...opening(task, context),
          ...task.tasks.map(inner => [context.ids.get(inner)!, taskDraft(inner, each, context)] as const),
          ...closing(task, context),
        ]),
      ],
    ])
  }
  return draft([
    ...common,
    ...lengthOf(task, context),
    ['after', after],
    ...(fills(task) ? [['start-no-earlier-than', clockText(task.start)] as Entry] : dates(task, before, context)),
    ...rest,
  ])
}

function opening(task: TjTask, { measured }: Context): [string, Draft][] {
  const id = measured.opened.get(task)
  return id === undefined ? [] : [edge(id, `Start of ${task.name}`, ['start-no-earlier-than', startText(task.start)])]
}

function closing(task: TjTask, { measured }: Context): [string, Draft][] {
  const id = measured.closed.get(task)
  return id === undefined ? [] : [edge(id, `End of ${task.name}`, ['must-finish-on', endText(task.end)])]
}

function edge(id: string, name: string, date: Entry): [string, Draft] {
  return [id, draft([['name', name], ['duration', '0d'], date])]
}

function list(entries: readonly string[]): Draft | undefined {
  return entries.length === 1 ? entries[0] : flow(entries)
}

function lengthOf(task: TjTask, context: Context): Entry[] {
  const { project, notes, measured } = context
  const assigned = assignedTo(task, context)
  const assign: Entry = ['assign', assigned.length === 1 ? assigned[0] : flow(assigned)]
  knownShift(task.shift, context, task.line)
  const calendar: Entry = ['calendar', calendarOf(task, project)]
  const progress: Entry = ['progress', task.complete === undefined ? undefined : `${task.complete}%`]
  if (task.charge !== undefined) notes.add('A "charge" became the cost of its task', task.line)
  const cost: Entry = ['cost', task.charge]
  if (task.effort !== undefined) return [['effort', workText(task.effort, project)], assign, calendar, progress, cost]
  const duration = workText(task.length, project) ?? elapsedText(task.duration, project)
  if (duration === undefined) {
    const length = measured.lengths.get(task) ?? writtenLength(task)
    if (measured.lengths.has(task))
      notes.add('A task that lasts from what it follows to what follows it has the length that this is now', task.line)
    return [['duration', length === undefined ? '0d' : lengthText(length)], calendar, progress, cost]
  }
  if (task.length !== undefined && task.shift !== undefined && project.holidays.length > 0)
    notes.add('A "length" with a shift keeps the project’s holidays, which TaskJuggler does not', task.line)
  const ignores: Entry = [
    'ignore-resource-calendars',
    assigned.length > 0 && task.length !== undefined ? true : undefined,
  ]
  return [['duration', duration], assign, calendar, ignores, progress, cost]
}

function assignedTo(task: TjTask, context: Context): string[] {
  const { allocate, effort } = task
  for (const { isMandatory, shift, line } of allocate) {
    if (isMandatory && allocate.length > 1)
      context.notes.add('"mandatory" of an allocation was left out: the others work without it', line)
    if (shift !== undefined && (task.shift !== undefined || commonShift(task) === undefined) && effort !== undefined)
      context.notes.add(`The shift "${shift}" of an allocation was left out`, line)
    else if (shift !== undefined) knownShift(shift, context, line)
  }
  const leaves = allocate.flatMap(({ id, line }) => leavesOf(id, context.project).map(leaf => ({ leaf, line })))
  return [...new Set(leaves.flatMap(({ leaf, line }) => knownPerson(leaf, context, line) ?? []))]
}

/** Minutes of a task with a start and an end and nothing else: it lasts from one to the other. */
function writtenLength(task: TjTask): number | undefined {
  const [from, to] = [minuteOf(task.start), minuteOf(task.end)]
  if (from === undefined || to === undefined || task.isMilestone || to <= from) return undefined
  return to - from
}

function lengthText(minutes: number): string {
  return minutes % minutesPerDay === 0
    ? `${minutes / minutesPerDay}ed`
    : minutes % 60 === 0
      ? `${minutes / 60}eh`
      : `${minutes}emin`
}

/**
 * Where a task without a length of its own stands, or one with it. One that is as late as possible and waits for
 * nothing ends with what it is in, or with the project.
 */
function dates(task: TjTask, before: readonly string[], context: Context): Entry[] {
  const { project, notes } = context
  const isElapsed = runsRoundTheClock(task)
  const [startOf, endOf] = isElapsed ? [clockText, clockText] : [startText, endText]
  if (task.isForward === true && before.length > 0)
    notes.add('"precedes" of a task that is as soon as possible was left out: TaskJuggler only checks it', task.line)
  const isLate = task.isForward === false
  const held = isLate ? before : []
  const outer = [...lineage(task)].find(({ end }) => end !== undefined)?.end ?? project.end
  const end = task.end ?? (isLate && held.length === 0 && task.start === undefined ? outer : undefined)
  const mustFinish = task.start === undefined ? endOf(end) : undefined
  return [
    ['before', list(held)],
    ['start-no-earlier-than', startOf(heldByNow(task, context) ?? task.start)],
    ['must-finish-on', mustFinish],
    [
      'schedule',
      isLate && held.length === 0 && mustFinish === undefined && end === undefined ? 'as-late-as-possible' : undefined,
    ],
  ]
}

function runsRoundTheClock(task: TjTask): boolean {
  if (task.effort !== undefined || task.length !== undefined) return false
  return task.duration !== undefined || writtenLength(task) !== undefined
}
