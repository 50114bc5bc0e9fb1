import { schedule } from '#engine/schedule/schedule'
import { minutesPerDay } from '#engine/time/civil'
import { readPlan } from '#language/read/read'
import type { Imported } from '../imported.ts'
import { keepReadable } from '../keepReadable.ts'
import { Notes } from '../notes.ts'
import { type Draft, type DraftMap, draft, flow, idGiver, planText } from '../planText.ts'
import { roundTheClock, roundTheClockEntry, weekDraft } from '../week.ts'
import { elapsedText, endText, minuteOf, rangeText, startText, workText } from './dates.ts'
import { findTask, parseProject } from './parse.ts'
import type { Leave, TjLink, TjProject, TjResource, TjTask, WorkingHours } from './project.ts'

/**
 * A TaskJuggler 3 project as a plan: nested tasks, `depends` and `precedes` with gaps, `length`, `duration`,
 * `effort`, resources, leaves, shifts, flags, notes, dates, limits, priorities. Dates come out as TaskJuggler
 * computes them, apart from what the notes name.
 *
 * `precedes X { gap }` becomes the just-in-time link `before: X -gap`; on a container, on each leaf inside.
 */
export function importTaskJuggler(text: string): Imported {
  const notes = new Notes()
  const project = parseProject(text, notes)
  const give = idGiver()
  const ids = new Map<TjTask, string>()
  for (const task of allTasks(project.tasks)) ids.set(task, give(task.id, pathOf(task)))
  const people = new Map<string, string>()
  const givePerson = idGiver()
  for (const id of project.resources.keys()) people.set(id, givePerson(id, id))
  const context: Context = { project, notes, ids, people, opened: new Map() }
  const written = write(context)
  const opened = earlyContainers(written, context, give)
  return keepReadable(opened.size === 0 ? written : write({ ...context, opened }), notes)
}

function write(context: Context): string {
  const { project, people } = context
  const header = draft([
    ['id', idGiver()(project.id, 'project')],
    ['name', project.name || project.id || 'Imported project'],
    ['start', startText(project.start)],
    ['currency', project.currency],
  ])
  const persons = [...project.resources.values()].map(
    resource => [people.get(resource.id)!, person(resource, context)] as const,
  )
  return planText(
    draft([
      ['tpm', 1],
      ['project', header],
      ['calendars', calendars(context)],
      ['resources', draft(persons)],
      ['tasks', tasks(project.tasks, [], context)],
    ]),
  )
}

/**
 * Containers that begin on a written date before anything inside does, and an id for a milestone that says so:
 * TaskJuggler shows the written date, a summary the first start inside.
 */
function earlyContainers(
  text: string,
  { project, ids }: Context,
  give: ReturnType<typeof idGiver>,
): ReadonlyMap<TjTask, string> {
  const { tasks } = schedule(readPlan(text, { file: '' }).plan)
  const opened = new Map<TjTask, string>()
  for (const task of allTasks(project.tasks)) {
    const start = task.tasks.length > 0 ? minuteOf(task.start) : undefined
    const computed = tasks.get(ids.get(task)!)?.start
    if (start !== undefined && computed !== undefined && start + minutesPerDay <= computed) {
      opened.set(task, give(`${task.id}-start`, `${task.id}-start`))
    }
  }
  return opened
}

interface Context {
  readonly project: TjProject
  readonly notes: Notes
  readonly ids: ReadonlyMap<TjTask, string>
  readonly people: ReadonlyMap<string, string>
  /** Containers that begin before anything inside, and the id of the milestone that says so. */
  readonly opened: ReadonlyMap<TjTask, string>
}

function* allTasks(tasks: readonly TjTask[]): Generator<TjTask> {
  for (const task of tasks) {
    yield task
    yield* allTasks(task.tasks)
  }
}

function pathOf(task: TjTask): string {
  return task.parent ? `${pathOf(task.parent)}-${task.id}` : task.id
}

function calendars({ project, people }: Context): DraftMap {
  const own = [...project.resources.values()].filter(({ week }) => week !== undefined)
  const isRound = [...allTasks(project.tasks)].some(task => calendarOf(task, project) === roundTheClock)
  return draft([
    [
      'default',
      draft([
        ['week', week(project.week)],
        ['day', `${project.dailyHours}h`],
        ['week-hours', `${project.dailyHours * 5}h`],
        ['holidays', holidays(project.holidays)],
      ]),
    ],
    ...[...project.shifts.values()].map(
      shift =>
        [
          shiftId(shift.id),
          draft([
            ['name', shift.name],
            ['based-on', 'default'],
            ['week', week(shift.week)],
          ]),
        ] as const,
    ),
    ...own.map(
      resource =>
        [
          ownCalendar(people.get(resource.id)!),
          draft([
            ['based-on', 'default'],
            ['week', week(resource.week!)],
          ]),
        ] as const,
    ),
    ...(isRound ? [roundTheClockEntry] : []),
  ])
}

function shiftId(id: string): string {
  return `shift-${id}`
}

function ownCalendar(person: string): string {
  return `hours-of-${person}`
}

function week(hours: WorkingHours): DraftMap {
  return weekDraft(
    new Map([...hours].map(([day, spans]) => [day, spans.map(([from, to]) => `${clock(from)}-${clock(to)}`)])),
  )
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function holidays(leaves: readonly Leave[]): Draft | undefined {
  return draft(leaves.map(leave => [rangeText(leave) ?? '', leave.name ?? 'Holiday']))
}

function person(resource: TjResource, { project, notes, people }: Context): DraftMap {
  const isGroup = [...project.resources.values()].some(({ parent }) => parent === resource.id)
  if (resource.efficiency > 1) notes.add(`The efficiency of "${resource.id}" above 1 was left out`)
  const limits = draft([
    ['per-day', workText(resource.dailyMax)],
    ['per-week', workText(resource.weeklyMax)],
  ])
  return draft([
    ['name', resource.name],
    ['type', isGroup ? 'team' : undefined],
    ['team', resource.parent === undefined ? undefined : people.get(resource.parent)],
    ['capacity', resource.efficiency < 1 ? `${Math.round(resource.efficiency * 100)}%` : undefined],
    [
      'calendar',
      resource.week
        ? ownCalendar(people.get(resource.id)!)
        : resource.shift === undefined
          ? undefined
          : shiftId(resource.shift),
    ],
    ['leave', flow(resource.leaves.flatMap(leave => rangeText(leave) ?? []))],
    ['rate', resource.rate ? `${resource.rate}/d` : undefined],
    ['email', resource.email],
    ['manager', people.get(resource.managers[0] ?? '')],
    ['limits', flow(limits)],
  ])
}

/** `inherited`: the `precedes` of the containers a task is in, which hold each leaf. */
function tasks(list: readonly TjTask[], inherited: readonly string[], context: Context): DraftMap {
  return draft(list.map(task => [context.ids.get(task)!, taskDraft(task, inherited, context)]))
}

function taskDraft(task: TjTask, inherited: readonly string[], context: Context): DraftMap {
  const isSummary = task.tasks.length > 0
  const before = [...inherited, ...task.precedes.flatMap(link => beforeText(task, link, context))]
  const common: [string, Draft | undefined][] = [
    ['name', task.name],
    ['notes', task.notes.join('\n')],
  ]
  const after = list(task.depends.flatMap(link => afterText(task, link, context)))
  const rest: [string, Draft | undefined][] = [
    ['deadline', endText(task.maxEnd)],
    ['priority', task.priority === undefined ? undefined : Number(task.priority)],
    ['tags', flow(task.flags)],
    ['owner', context.people.get(task.responsible[0] ?? '')],
  ]
  for (const word of ['minStart', 'maxStart', 'minEnd'] as const) {
    if (task[word] !== undefined)
      context.notes.add(`"${word.toLowerCase()}" was left out: TaskJuggler only checks it`, task.line)
  }
  if (isSummary) {
    return draft([
      ...common,
      ['after', after],
      ['start-no-earlier-than', startText(task.start)],
      ['finish-no-later-than', endText(task.end)],
      ['schedule', task.scheduling === 'alap' ? 'as-late-as-possible' : undefined],
      ...rest,
      ['tasks', draft([...opening(task, context), ...tasks(task.tasks, before, context)])],
    ])
  }
  return draft([
    ...common,
    ...lengthOf(task, context),
    ['after', after],
    ['before', list(before)],
    ...dates(task, before.length > 0),
    ...rest,
  ])
}

function opening(task: TjTask, { opened }: Context): [string, Draft][] {
  const id = opened.get(task)
  if (id === undefined) return []
  return [
    [
      id,
      draft([
        ['name', `Start of ${task.name}`],
        ['duration', '0d'],
        ['start-no-earlier-than', startText(task.start)],
      ]),
    ],
  ]
}

function list(entries: readonly string[]): Draft | undefined {
  return entries.length === 1 ? entries[0] : flow(entries)
}

function lengthOf(task: TjTask, { project, people, notes }: Context): [string, Draft | undefined][] {
  const assigned = flow(
    [...new Set(task.allocate.flatMap(id => leavesOf(id, project)))].flatMap(id => people.get(id) ?? []),
  )
  const assign: [string, Draft | undefined] = ['assign', assigned.length === 1 ? assigned[0] : assigned]
  const calendar: [string, Draft | undefined] = ['calendar', calendarOf(task, project)]
  const progress: [string, Draft | undefined] = [
    'progress',
    task.complete === undefined ? undefined : `${task.complete}%`,
  ]
  if (task.charge !== undefined) notes.add('A "charge" became the cost of its task', task.line)
  const cost: [string, Draft | undefined] = ['cost', task.charge]
  if (task.effort !== undefined) return [['effort', workText(task.effort)], assign, calendar, progress, cost]
  const duration = workText(task.length) ?? elapsedText(task.duration)
  if (duration === undefined) return [['duration', fixedLength(task) ?? '0d'], calendar, progress, cost]
  const ignores: [string, Draft | undefined] = [
    'ignore-resource-calendars',
    assigned.length > 0 && task.length !== undefined ? true : undefined,
  ]
  return [['duration', duration], assign, calendar, ignores, progress, cost]
}

/**
 * Effort is done in the hours of those who do it, whatever the project's are: where somebody has their own, the task
 * has none.
 */
function calendarOf(task: TjTask, project: TjProject): string | undefined {
  if (task.shift !== undefined) return shiftId(task.shift)
  return task.effort !== undefined && task.allocate.some(id => hasOwnHours(id, project)) ? roundTheClock : undefined
}

function hasOwnHours(id: string, project: TjProject): boolean {
  return leavesOf(id, project).some(leaf => {
    const resource = project.resources.get(leaf)
    return resource?.week !== undefined || resource?.shift !== undefined
  })
}

/** A task with a start and an end and nothing else lasts from one to the other. */
function fixedLength(task: TjTask): string | undefined {
  const [from, to] = [minuteOf(task.start), minuteOf(task.end)]
  if (from === undefined || to === undefined || task.isMilestone) return undefined
  if (to <= from) return undefined
  const minutes = to - from
  return minutes % 1440 === 0 ? `${minutes / 1440}ed` : minutes % 60 === 0 ? `${minutes / 60}eh` : `${minutes}emin`
}

function dates(task: TjTask, isJustInTime: boolean): [string, Draft | undefined][] {
  const [start, end] = [startText(task.start), endText(task.end)]
  const late = task.scheduling === 'alap' || (end !== undefined && start === undefined)
  return [
    ['start-no-earlier-than', start],
    ['must-finish-on', end !== undefined && start === undefined ? end : undefined],
    ['schedule', late && !isJustInTime && end === undefined ? 'as-late-as-possible' : undefined],
  ]
}

/** A resource, or the persons of a group. */
function leavesOf(id: string, project: TjProject): string[] {
  const members = [...project.resources.values()].filter(({ parent }) => parent === id)
  return members.length === 0 ? [id] : members.flatMap(member => leavesOf(member.id, project))
}

function afterText(task: TjTask, link: TjLink, context: Context): string[] {
  const id = targetOf(task, link, context)
  if (id === undefined) return []
  const type = link.onStart ? ' SS' : ''
  return [`${id}${gap(link, '+', type)}`]
}

function beforeText(task: TjTask, link: TjLink, context: Context): string[] {
  const id = targetOf(task, link, context)
  if (id === undefined) return []
  if (link.onEnd) context.notes.add('"precedes … { onend }" counts from the start of the other task', link.line)
  return [`${id}${gap(link, '-', '')}`]
}

function gap({ gapLength, gapDuration }: TjLink, sign: string, type: string): string {
  const lag = workText(gapLength) ?? elapsedText(gapDuration)
  if (lag === undefined) return type
  return type === '' ? ` ${sign}${lag}` : `${type}${sign}${lag}`
}

function targetOf(task: TjTask, link: TjLink, { project, ids, notes }: Context): string | undefined {
  const ups = /^!*/.exec(link.target)![0].length
  const path = link.target.slice(ups).split('.')
  let from: TjTask | undefined = task
  for (let n = 0; n < ups; n++) from = from?.parent
  const target = findTask(ups === 0 || from === undefined ? project.tasks : from.tasks, path)
  if (!target) notes.add(`The dependency on "${link.target}" was left out: there is no such task`, link.line)
  return target && ids.get(target)
}
