import type { Plan, Resource, Stakeholder } from '#engine/model/plan'
import { count, dayInWords, rateInWords, shareInWords } from '#engine/schedule/words'
import { rangeEnd } from '#engine/time/civil'
import { formatDuration, formatWork } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { factList, joinParagraphs, plain } from './markdown.ts'

/** A person, team, piece of equipment or stakeholder: load, rate, leave. Markdown; plan text is escaped. */
export function describePerson(snapshot: Snapshot, id: string): string | undefined {
  const resource = snapshot.plan.resources.get(id)
  if (resource) return describeResource(snapshot, resource)
  const stakeholder = snapshot.plan.stakeholders.get(id)
  return stakeholder && describeStakeholder(stakeholder)
}

function describeResource(snapshot: Snapshot, resource: Resource): string {
  const { name, role, type, team, capacity, units, rate, limits } = resource
  const share = capacity[capacity.length - 1]?.value
  const pool = units[units.length - 1]?.value
  const perDay = limits.perDay && `at most ${formatDuration(limits.perDay)} a day`
  const perWeek = limits.perWeek && `at most ${formatDuration(limits.perWeek)} a week`
  return joinParagraphs([
    [`**${plain(name)}**`, role && plain(role), type !== 'person' && type, team && `in ${plain(team)}`]
      .filter(Boolean)
      .join(' · '),
    factList([
      load(snapshot, resource),
      overload(snapshot, resource),
      [
        share !== undefined && share !== 1 && `${shareInWords(share)} of full time`,
        pool !== undefined && pool !== 1 && `${pool} of them`,
        perDay,
        perWeek,
      ]
        .filter(Boolean)
        .join(', '),
      rate.length > 0 &&
        `Rate: ${rate.map(({ from, value }) => (from ? `${rateInWords(value)} from ${dayInWords(from.minute, snapshot.schedule)}` : rateInWords(value))).join(', ')}`,
      leave(snapshot, resource),
    ]),
  ])
}

/** Effort of all that is assigned and not finished, and until when. */
function load({ plan, schedule }: Snapshot, { id }: Resource): string {
  let tasks = 0
  let open = 0
  let until = Number.NEGATIVE_INFINITY
  for (const task of plan.tasks.values()) {
    if (!task.assign.some(({ resource }) => resource === id)) continue
    tasks++
    const dates = schedule.tasks.get(task.id)
    if (!dates || dates.unscheduled || dates.finished || dates.cancelled) continue
    open++
    until = Math.max(until, dates.finish)
  }
  if (tasks === 0) return 'No tasks'
  return open === 0
    ? `${count(tasks, 'task')}, all done`
    : `${count(tasks, 'task')}, ${open} open, busy until ${dayInWords(until, schedule)}`
}

function overload({ schedule }: Snapshot, { id }: Resource): string | undefined {
  const overloads = schedule.overloads.get(id) ?? []
  const first = overloads[0]
  if (!first) return undefined
  const most = Math.max(...overloads.map(({ load }) => load))
  const size = Number.isFinite(most) ? `up to ${shareInWords(most)}` : 'while away'
  return `**Overloaded** ${size}, first on ${dayInWords(first.from, schedule)} (${first.tasks
    .slice(0, 4)
    .map(task => plain(task))
    .join(', ')})`
}

/** Leave from the status date on, nearest first. */
function leave({ plan, schedule }: Snapshot, { leave }: Resource): string | undefined {
  const from = plan.project.statusDate?.minute ?? Number.NEGATIVE_INFINITY
  const ahead = leave
    .filter(({ range }) => rangeEnd(range.to) > from)
    .sort((a, b) => a.range.from.minute - b.range.from.minute)
  if (ahead.length === 0) return undefined
  const words = ahead.slice(0, 4).map(({ range, name }) => {
    const days =
      range.from.minute === range.to.minute
        ? dayInWords(range.from.minute, schedule)
        : `${dayInWords(range.from.minute, schedule)} – ${dayInWords(range.to.minute, schedule)}`
    return name ? `${days} (${plain(name, 60)})` : days
  })
  return `Away: ${words.join(', ')}${ahead.length > 4 ? ` and ${ahead.length - 4} more` : ''}`
}

function describeStakeholder({ name, role, influence, interest, engagement, cadence, channel }: Stakeholder): string {
  return joinParagraphs([
    [`**${plain(name)}**`, role && plain(role), 'stakeholder'].filter(Boolean).join(' · '),
    factList([
      (influence || interest) &&
        [influence && `influence ${influence}`, interest && `interest ${interest}`, engagement]
          .filter(Boolean)
          .join(', '),
      (cadence || channel) &&
        ['Hears from us', cadence && `every ${formatDuration(cadence)}`, channel && `in ${plain(channel)}`]
          .filter(Boolean)
          .join(' '),
    ]),
  ])
}

/** Working hours of a calendar, in a few words. */
export function describeCalendar(plan: Plan, id: string, dayMinutes: number): string | undefined {
  const calendar = plan.calendars.get(id)
  if (!calendar) return undefined
  const { name, basedOn, holidays, exceptions } = calendar
  return joinParagraphs([
    `**${plain(name)}** · calendar`,
    factList([
      basedOn && `Based on ${plain(basedOn)}`,
      `A day is ${formatWork(dayMinutes, Number.POSITIVE_INFINITY)}`,
      (holidays.length > 0 || exceptions.length > 0) &&
        `${count(holidays.length, 'holiday')}, ${count(exceptions.length, 'exception')}`,
    ]),
  ])
}
