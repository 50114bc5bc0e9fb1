/** MS Project files in a few lines, and the dates of what is imported from them. */
import { schedule } from '#engine/schedule/schedule'
import { formatMinute } from '#engine/time/civil'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { readPlan } from '#language/read/read'

export interface Parts {
  readonly header?: string
  readonly calendar?: string
  readonly calendars?: string
  readonly tasks?: string
  readonly resources?: string
  readonly assignments?: string
}

export const times = (from: string, to: string) =>
  `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${to}:00</ToTime></WorkingTime>`
export const officeDays = [2, 3, 4, 5, 6]
  .map(
    day =>
      `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${times('08:00', '12:00')}${times('13:00', '17:00')}</WorkingTimes></WeekDay>`,
  )
  .join('')
export const closedDays = [1, 7]
  .map(day => `<WeekDay><DayType>${day}</DayType><DayWorking>0</DayWorking></WeekDay>`)
  .join('')
export const period = (from: string, to: string) =>
  `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`

export function imported({
  header = '',
  calendar = '',
  calendars = '',
  tasks = '',
  resources = '',
  assignments = '',
}: Parts) {
  const start = header.includes('ScheduleFromStart') ? '' : '<StartDate>2026-03-02T08:00:00</StartDate>'
  return importMspdi(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>P.xml</Name>${start}${header}
<CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>${officeDays}${closedDays}</WeekDays>${calendar}</Calendar>${calendars}</Calendars>
<Tasks>${tasks}</Tasks><Resources>${resources}</Resources><Assignments>${assignments}</Assignments></Project>`)
}

/** What MS Project writes at every task that says nothing else. */
const usual = Object.entries({
  Active: 1,
  Manual: 0,
  Type: 0,
  IsNull: 0,
  Priority: 500,
  StartText: '',
  FinishText: '',
  DurationText: '',
  Milestone: 0,
  Summary: 0,
  IsSubproject: 0,
  ExternalTask: 0,
  FixedCost: 0,
  FixedCostAccrual: 3,
  PercentComplete: 0,
  ActualCost: 0,
  ActualWork: 'PT0H0M0S',
  ConstraintType: 0,
  CalendarUID: -1,
  LevelingDelay: 0,
  LevelingDelayFormat: 8,
  IgnoreResourceCalendar: 0,
  PhysicalPercentComplete: 0,
})
/** A task as MS Project writes it; what is in `inner` replaces what it usually says. */
export const task = (uid: number, name: string, inner = '<Duration>PT16H0M0S</Duration>', level = 1) => {
  const rest = usual.filter(([key]) => !inner.includes(`<${key}>`)).map(([key, value]) => `<${key}>${value}</${key}>`)
  return `<Task><UID>${uid}</UID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel>${inner}${rest.join('')}</Task>`
}
export const link = (to: number, lag: number, format: number, type = 1) =>
  `<Duration>PT16H0M0S</Duration><PredecessorLink><PredecessorUID>${to}</PredecessorUID><Type>${type}</Type><LinkLag>${lag}</LinkLag><LagFormat>${format}</LagFormat></PredecessorLink>`

/** Dates of the tasks as the imported plan computes them. */
export function datesOf(parts: Parts): Readonly<Record<string, string>> {
  const { plan } = readPlan(imported(parts).text, { file: '' })
  const { tasks } = schedule(plan)
  return Object.fromEntries(
    [...tasks].map(([id, { start, finish }]) => [id, `${formatMinute(start)} ${formatMinute(finish)}`]),
  )
}
