import type { CalendarSpec, Project, Resource, Sprint, Weekday } from '#engine/model/plan'
import { civilMinute, civilParts } from '#engine/time/civil'
import type { CivilDate, Duration, Hours, Minute } from '#engine/time/minute'
import type { Decoded } from '../../schema/leaf.ts'
import type { planSchema } from '../../schema/plan.ts'
import { weekdays } from '../../schema/scalars/hours.ts'
import type { calendar, project, resource } from '../../schema/sections/project.ts'
import { entriesOf } from '../node.ts'
import { listOf, namedRanges, nodeOf, overTimeOf, type Source } from './common.ts'

export function buildProject(raw: Decoded<typeof project>, { path }: Source): Project {
  return {
    path,
    id: raw.id,
    name: raw.name ?? raw.id ?? '',
    description: raw.description,
    start: raw.start,
    finish: raw.finish,
    statusDate: raw['status-date'],
    deadline: raw.deadline,
    calendar: raw.calendar,
    currency: raw.currency,
    owner: raw.owner,
    goals: listOf(raw.goals),
    leveling: raw.leveling ?? 'none',
    progressLogic: raw['progress-logic'] ?? 'retained',
    nearCritical: raw['near-critical'],
    schedule: raw.schedule ?? 'as-soon-as-possible',
  }
}

export function buildCalendar(id: string, raw: Decoded<typeof calendar>, source: Source): CalendarSpec {
  const { path } = source
  return {
    id,
    path,
    name: raw.name ?? id,
    basedOn: raw['based-on'],
    week: raw.week && weekOf(raw.week, source),
    day: raw.day,
    weekHours: raw['week-hours'],
    holidays: namedRanges(raw.holidays, path, 'holidays'),
    exceptions:
      raw.exceptions?.entries.flatMap(({ key: range, text, value }) => {
        if (value === undefined) return []
        const hours = typeof value === 'string' ? value : hoursOf(value)
        return [{ range, hours, path: [...path, 'exceptions', text] }]
      }) ?? [],
  }
}

type RawWeek = NonNullable<Decoded<typeof calendar>['week']>

function weekOf(raw: RawWeek, source: Source): ReadonlyMap<Weekday, readonly Hours[]> {
  const week = new Map<Weekday, readonly Hours[]>()
  const namedBy = new Map<Weekday, string>()
  for (const { key: days, text, value } of raw.entries) {
    if (value === undefined) continue
    const taken = days.find(day => namedBy.has(day))
    if (taken !== undefined) reportTwice(source, text, namedBy.get(taken)!, taken)
    for (const day of days) {
      if (namedBy.has(day)) continue
      namedBy.set(day, text)
      week.set(
        day,
        value === 'closed' ? [] : value === 'open' ? [{ from: 0, to: 1440 }] : checkedHours(value, text, source),
      )
    }
  }
  return week
}

function reportTwice(source: Source, text: string, first: string, day: Weekday): void {
  const entries = entriesOf(nodeOf(source, 'week'))
  const here = entries.find(entry => entry.key.text === text)?.key
  const there = entries.find(entry => entry.key.text === first)?.key
  if (!here || !there) return
  source.decoder.report(here, {
    code: 'yaml/duplicate-key',
    message: `"${weekdays[day]}" is named twice: it is also in "${first}"`,
    related: [{ span: { start: there.start, end: there.end }, message: 'The first one' }],
  })
}

function checkedHours(value: readonly (Hours | undefined)[], text: string, source: Source): readonly Hours[] {
  const hours = hoursOf(value)
  const overlap = hours.some((one, i) => i > 0 && one.from < hours[i - 1]!.to)
  const node = overlap ? entriesOf(nodeOf(source, 'week')).find(entry => entry.key.text === text)?.value : undefined
  if (node) source.decoder.report(node, { code: 'plan/bad-hours', message: 'These hours overlap' })
  return hours
}

function hoursOf(value: readonly (Hours | undefined)[]): readonly Hours[] {
  return value.filter(one => one !== undefined).sort((a, b) => a.from - b.from)
}

export function buildResource(id: string, raw: Decoded<typeof resource>, { path }: Source): Resource {
  return {
    id,
    path,
    name: raw.name ?? id,
    type: raw.type ?? 'person',
    role: raw.role,
    skills: listOf(raw.skills),
    team: raw.team,
    capacity: overTimeOf(raw.capacity),
    units: overTimeOf(raw.units),
    from: raw.from,
    until: raw.until,
    calendar: raw.calendar,
    leave: namedRanges(raw.leave, path, 'leave'),
    rate: overTimeOf(raw.rate),
    overtimeRate: overTimeOf(raw['overtime-rate']),
    costPerUse: raw['cost-per-use'],
    email: raw.email,
    manager: raw.manager,
    limits: { perDay: raw.limits?.['per-day'], perWeek: raw.limits?.['per-week'] },
  }
}

type RawSprints = NonNullable<NonNullable<Decoded<typeof planSchema>['sprints']>>

/**
 * The sprints of a plan. With a `cadence`, one without dates begins the day after the one before it (the first at the
 * section's `start`, or the project's) and lasts a cadence of calendar days.
 */
export function buildSprints(raw: RawSprints, projectStart: CivilDate | undefined): ReadonlyMap<string, Sprint> {
  const sprints = new Map<string, Sprint>()
  const days = raw.cadence && calendarDays(raw.cadence)
  let next = raw.start ?? projectStart
  for (const { text: id, value } of (raw.others ?? []) as readonly { text: string; value: RawSprint | undefined }[]) {
    const start = value?.start ?? (days === undefined ? undefined : next)
    const finish = value?.finish ?? (days === undefined || !start ? undefined : addDays(start, days - 1))
    if (finish) next = addDays(finish, 1)
    sprints.set(id, {
      id,
      path: ['sprints', id],
      name: value?.name ?? id,
      start,
      finish,
      goal: value?.goal,
      capacity: value?.capacity,
    })
  }
  return sprints
}

type RawSprint = {
  readonly name?: string
  readonly start?: CivilDate
  readonly finish?: CivilDate
  readonly goal?: string
  readonly capacity?: number
}

function calendarDays({ amount, unit }: Duration): number | undefined {
  const perUnit = { min: 0, h: 0, d: 1, w: 7, mo: 28 }[unit]
  return perUnit === 0 ? undefined : Math.max(1, Math.round(amount * perUnit))
}

function addDays(date: CivilDate, days: number): CivilDate {
  const { year, month, day } = civilParts(date.minute)
  return { minute: ((civilMinute(year, month, day) as number) + days * 1440) as Minute, hasTime: false }
}
