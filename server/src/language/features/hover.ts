import type { Path } from '#engine/model/path'
import type { Plan } from '#engine/model/plan'
import { workBetween } from '#engine/time/calendar'
import { formatDay, minutesPerDay, parseDate, parseDateRange, rangeEnd, rangeStart } from '#engine/time/civil'
import { durationMinutes, formatWork, parseDuration } from '#engine/time/duration'
import { findObject, type ObjectKind, objectAt } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import { fieldAt, shapeAt } from '../schema/shape.ts'
import type { Snapshot } from '../snapshot.ts'
import { factList, joinParagraphs, plain } from './describe/markdown.ts'
import { describeCalendar, describePerson } from './describe/person.ts'
import { describeRisk } from './describe/risk.ts'
import { describeTask } from './describe/task.ts'
import { homeOf, targetAt } from './references.ts'
import { dayNote, workdaysOf, workOnDay } from './workdays.ts'

export interface Hover {
  readonly span: Span
  /** No links, no commands, no HTML; plan text in it is escaped. At most 4,000 characters. */
  readonly markdown: string
}

/** What stands at the cursor, in words: an object and what is computed of it, a key's meaning, a date, a duration. */
export function hover(snapshot: Snapshot, offset: number): Hover | undefined {
  const { reading } = snapshot
  const target = targetAt(snapshot, offset)
  if (target) {
    const home = homeOf(snapshot, target)
    const markdown = home && describeObject(home, target.kind, target.id)
    if (markdown) return { span: target.span, markdown }
  }
  const { path, on } = reading.pathAt(offset)
  if (on === 'between' || path.length === 0) return undefined
  const span = reading.spanOf({ path, on })
  if (offset < span.start || span.end < offset) return undefined
  const text = snapshot.text.slice(span.start, span.end)
  const markdown =
    (on === 'value' || isFreeKey(path) ? describeScalar(snapshot, path, text) : undefined) ??
    (on === 'key' ? describeKey(path) : undefined)
  return markdown === undefined ? undefined : { span, markdown }
}

/** Keys that are dates or ids, not words of the format. */
function isFreeKey(path: Path): boolean {
  return fieldAt(path) === undefined
}

function describeObject(snapshot: Snapshot, kind: ObjectKind, id: string): string | undefined {
  const { plan } = snapshot
  switch (kind) {
    case 'task': {
      const task = plan.tasks.get(id)
      return task && describeTask(snapshot, task)
    }
    case 'person':
      return describePerson(snapshot, id)
    case 'risk': {
      const risk = plan.risks.get(id)
      return risk && describeRisk(snapshot, risk)
    }
    case 'calendar':
      return describeCalendar(plan, id, workdaysOf(plan, id).dayMinutes)
    case 'plan':
      return joinParagraphs([`**${plain(plan.project.name)}** · plan`])
    case 'sprint':
      return describeSprint(plan, id)
    default: {
      const object = findObject(plan, kind, id)
      return object && `**${plain(object.name)}** · ${kind.replace('-', ' ')}`
    }
  }
}

function describeSprint(plan: Plan, id: string): string | undefined {
  const sprint = plan.sprints.get(id)
  if (!sprint) return undefined
  const { name, start, finish, goal, capacity } = sprint
  const tasks = [...plan.tasks.values()].filter(task => task.sprint === id)
  const points = tasks.reduce((sum, task) => sum + (task.points ?? 0), 0)
  return joinParagraphs([
    `**${plain(name)}** · sprint${start && finish ? ` ${formatDay(start.minute)} – ${formatDay(finish.minute)}` : ''}`,
    goal && plain(goal),
    factList([
      tasks.length > 0 && `${tasks.length} tasks, ${points}${capacity === undefined ? '' : ` of ${capacity}`} points`,
    ]),
  ])
}

/** Documentation of a key, from the schema that reading and completion use too. */
function describeKey(path: Path): string | undefined {
  const field = fieldAt(path)
  if (!field) return undefined
  const { scalar, list, keys, record } = field.shape
  const kind = [scalar?.noun ?? list?.scalar?.noun, list && 'a list', (keys || record) && 'a map']
    .filter(Boolean)
    .join(', or ')
  const examples =
    scalar?.words === undefined && scalar?.examples.length
      ? `For example ${scalar.examples.map(example => `\`${example}\``).join(', ')}`
      : undefined
  return joinParagraphs([
    `**${field.key}**${field.required ? ' · required' : ''}${kind ? ` · ${kind}` : ''}`,
    field.docs,
    examples,
  ])
}

function describeScalar(snapshot: Snapshot, path: Path, text: string): string | undefined {
  const kind = shapeAt(path)?.scalar?.kind
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return describeDate(snapshot, path, text)
  if (kind === 'duration' || kind === 'estimate') return describeDuration(snapshot, text)
  return undefined
}

function describeDate({ plan }: Snapshot, path: Path, text: string): string | undefined {
  const place = objectAt(path)
  const calendar = place?.kind === 'task' ? plan.tasks.get(place.id)?.calendar : undefined
  const workdays = workdaysOf(plan, place?.kind === 'calendar' ? place.id : calendar)
  const date = parseDate(text)
  if (date) {
    const work = workOnDay(workdays, date.minute)
    const note = dayNote(plan, workdays, date.minute)
    return [
      `**${formatDay(date.minute, { year: true })}**`,
      note ? note.words + (note.name ? `: ${plain(note.name)}` : '') : 'working day',
      work > 0 && `${formatWork(work, Number.POSITIVE_INFINITY)} of work`,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const range = parseDateRange(text)
  if (!range) return undefined
  const [from, to] = [rangeStart(range.from), rangeEnd(range.to)]
  const days = Math.round((to - from) / minutesPerDay)
  const work = workBetween(workdays.calendar, from, to)
  return `**${formatDay(range.from.minute)} – ${formatDay(range.to.minute, { year: true })}** · ${days} days · ${formatWork(work, workdays.dayMinutes)} of working time`
}

function describeDuration({ schedule }: Snapshot, text: string): string | undefined {
  const parts = text.split('..').map(part => parseDuration(part.trim()))
  const [first] = parts
  if (!first || parts.includes(undefined)) return undefined
  const minutes = parts.map(part => durationMinutes(part!, schedule))
  const inHours = (value: number) => formatWork(value, Number.POSITIVE_INFINITY)
  const [low, likely, high] = minutes
  if (likely === undefined || high === undefined)
    return `**${plain(text)}** · ${first.elapsed ? 'elapsed, round the clock: ' : ''}${inHours(low!)}${first.elapsed ? '' : ' of work'}`
  const mean = (low! + 4 * likely + high) / 6
  return joinParagraphs([
    `**${plain(text)}** · optimistic, likely, pessimistic`,
    `The schedule uses ${inHours(likely)}; on average it takes ${formatWork(Math.round(mean), schedule.dayMinutes)} (PERT)`,
  ])
}
