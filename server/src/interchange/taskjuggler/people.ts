import { type Draft, type DraftMap, draft, flow } from '../planText.ts'
import { roundTheClock, roundTheClockEntry, weekDraft } from '../week.ts'
import { allTasks, type Context } from './context.ts'
import { rangeText, weekHours, workText } from './dates.ts'
import type { Leave, TjProject, TjResource, TjTask, WorkingHours } from './project.ts'

export function calendars({ project, people }: Context): DraftMap {
  const own = [...project.resources.values()].filter(({ week }) => week !== undefined)
  const used = new Set([...allTasks(project.tasks)].map(task => calendarOf(task, project)))
  return draft([
    [
      'default',
      draft([
        ['week', week(project.week)],
        ['day', `${project.dailyHours.value}h`],
        ['week-hours', `${weekHours(project)}h`],
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
            ['holidays', holidays(shift.leaves)],
          ]),
        ] as const,
    ),
    ...[...project.shifts.values()]
      .filter(({ leaves, id }) => leaves.length > 0 && used.has(taskShift(id, project)))
      .map(
        ({ id, week: hours }) =>
          [
            taskShift(id, project),
            draft([
              ['based-on', 'default'],
              ['week', week(hours)],
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
    ...(used.has(roundTheClock) ? [roundTheClockEntry] : []),
  ])
}

function shiftId(id: string): string {
  return `shift-${id}`
}

/** For a task only the hours of a shift hold, not its leaves. */
function taskShift(id: string, { shifts }: TjProject): string {
  return shifts.get(id)!.leaves.length > 0 ? `${shiftId(id)}-hours` : shiftId(id)
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

export function person(resource: TjResource, context: Context): DraftMap {
  const { project, notes, people } = context
  const isGroup = [...project.resources.values()].some(({ parent }) => parent === resource.id)
  if (resource.efficiency > 1) notes.add(`The efficiency of "${resource.id}" above 1 was left out`)
  if (isGroup && (resource.dailyMax ?? resource.weeklyMax) !== undefined && 1 < leavesOf(resource.id, project).length)
    notes.add(`The limits of "${resource.id}" hold for each of its members, in TaskJuggler for all of them together`)
  const limits = draft([
    ['per-day', workText(resource.dailyMax, project)],
    ['per-week', workText(resource.weeklyMax, project)],
  ])
  return draft([
    ['name', resource.name],
    ['type', isGroup ? 'team' : undefined],
    ['team', resource.parent === undefined ? undefined : people.get(resource.parent)],
    ['capacity', resource.efficiency < 1 ? `${Math.round(resource.efficiency * 100)}%` : undefined],
    [
      'calendar',
      resource.week ? ownCalendar(people.get(resource.id)!) : knownShift(resource.shift, context, undefined),
    ],
    ['leave', flow(resource.leaves.flatMap(leave => rangeText(leave) ?? []))],
    ['rate', resource.rate ? `${resource.rate}/d` : undefined],
    ['email', resource.email],
    ['manager', knownPerson(resource.managers[0], context, undefined)],
    // A group's own are those of its members, who have them too.
    ['limits', isGroup ? undefined : flow(limits)],
  ])
}

/** The calendar of a shift; of one that is not there (it may be in a file that was not read) nothing. */
export function knownShift(
  shift: string | undefined,
  { project, notes }: Context,
  line: number | undefined,
): string | undefined {
  if (shift === undefined) return undefined
  if (project.shifts.has(shift)) return shiftId(shift)
  notes.add(`The shift "${shift}" is not there and was left out`, line)
  return undefined
}

/** The same of a person. */
export function knownPerson(
  id: string | undefined,
  { people, notes }: Context,
  line: number | undefined,
): string | undefined {
  if (id === undefined) return undefined
  const known = people.get(id)
  if (known === undefined) notes.add(`The resource "${id}" is not there and was left out`, line)
  return known
}

/**
 * Effort is done in the hours of those who do it, whatever the project's are: where somebody has their own, the task
 * has none.
 */
export function calendarOf(task: TjTask, project: TjProject): string | undefined {
  const shift = task.shift ?? commonShift(task)
  if (shift !== undefined && project.shifts.has(shift)) return taskShift(shift, project)
  return task.effort !== undefined && task.allocate.some(({ id }) => hasOwnHours(id, project))
    ? roundTheClock
    : undefined
}

/** The shift in which all who are allocated work on a task. */
export function commonShift({ effort, allocate }: TjTask): string | undefined {
  const shift = allocate[0]?.shift
  return effort !== undefined && allocate.every(one => one.shift === shift) ? shift : undefined
}

function hasOwnHours(id: string, project: TjProject): boolean {
  return leavesOf(id, project).some(leaf => {
    const resource = project.resources.get(leaf)
    return resource?.week !== undefined || (resource?.shift !== undefined && project.shifts.has(resource.shift))
  })
}

/** A resource, or the persons of a group. */
export function leavesOf(id: string, project: TjProject): string[] {
  const members = [...project.resources.values()].filter(({ parent }) => parent === id)
  return members.length === 0 ? [id] : members.flatMap(member => leavesOf(member.id, project))
}
