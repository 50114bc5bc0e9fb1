import { type EarnedValue, earnedValue } from '../cost/earnedValue.ts'
import { type Baseline, type Variance, varianceOf, workFrom } from '../cost/variance.ts'
import type { Plan } from '../model/plan.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { dayInWords, lastDayInWords, moneyInWords } from '../schedule/words.ts'
import { formatWork } from '../time/duration.ts'

/** How a plan stands against its baseline. Plain text and untrusted. */
export interface Measured {
  /** What the baseline is called. */
  readonly name: string
  /** `Baseline kickoff: finish Fri 13 Mar, now 4d later`. */
  readonly finish: string
  /** `SPI 0.5 · CPI 0.56 · EV 2,000 EUR · PV 4,000 EUR · AC 3,600 EUR · BAC 8,000 EUR`, or why there is none. */
  readonly earned: string
}

export function measuredAgainst(plan: Plan, schedule: Schedule, baseline: Baseline): Measured {
  const { name, schedule: then } = baseline
  const earned = earnedValue(schedule, baseline)
  return {
    name,
    finish: `Baseline ${name}: ${finishWords(schedule, baseline)}`,
    earned: earned ? earnedWords(earned, plan, then.dayMinutes) : 'Earned value needs a status date',
  }
}

function finishWords({ finish, start }: Schedule, { plan, schedule: then }: Baseline): string {
  if (!Number.isFinite(then.finish)) return 'nothing has dates in it'
  const day = lastDayInWords(then.finish, { start })
  if (!Number.isFinite(finish)) return `finish ${day}`
  return `finish ${day}, now ${movedInWords(workFrom(then.finish, finish, plan), then.dayMinutes)}`
}

function earnedWords({ spi, cpi, ev, pv, ac, bac, unit }: EarnedValue, plan: Plan, dayMinutes: number): string {
  const amount = (value: number) => (unit === 'money' ? moneyInWords(value, plan) : formatWork(value, dayMinutes))
  const index = (value: number | null) => (value === null ? '–' : value.toFixed(2))
  return [
    `SPI ${index(spi)}`,
    `CPI ${index(cpi)}`,
    `EV ${amount(ev)}`,
    `PV ${amount(pv)}`,
    `AC ${amount(ac)}`,
    `BAC ${amount(bac)}`,
  ].join(' · ')
}

/** `2d later`, `4h earlier`, `as planned`. */
function movedInWords(minutes: number, dayMinutes: number): string {
  if (minutes === 0) return 'as planned'
  return `${formatWork(Math.abs(minutes), dayMinutes)} ${0 < minutes ? 'later' : 'earlier'}`
}

/** Days to a tenth, for a column: `+2d`, `−0.5d`, `0d`. */
export function signedDays(minutes: number, dayMinutes: number): string {
  const days = Math.round((minutes / dayMinutes) * 10) / 10
  return days === 0 ? '0d' : `${0 < days ? '+' : '−'}${Math.abs(days)}d`
}

/** `Baseline kickoff: Mon 2 Mar – Fri 6 Mar; start as planned, finish 2d later`. */
export function baselineFact(scheduled: ScheduledTask, schedule: Schedule, baseline: Baseline): string {
  const variance = varianceOf(scheduled, baseline)
  const label = `Baseline ${baseline.name}`
  if (!variance) return `${label}: ${baseline.schedule.tasks.has(scheduled.task.id) ? 'no dates' : 'not in it'}`
  return `${label}: ${baselineDates(scheduled, schedule, variance)}; ${varianceInWords(scheduled, variance, baseline)}`
}

function baselineDates({ task }: ScheduledTask, schedule: Schedule, { start, finish }: Variance): string {
  const [first, last] = [dayInWords(start, schedule), lastDayInWords(finish, schedule)]
  return task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}

function varianceInWords(
  { task }: ScheduledTask,
  { startMinutes, finishMinutes }: Variance,
  { schedule: { dayMinutes } }: Baseline,
): string {
  const finish = movedInWords(finishMinutes, dayMinutes)
  if (task.kind === 'milestone' || (startMinutes === 0 && finishMinutes === 0)) return finish
  return `start ${movedInWords(startMinutes, dayMinutes)}, finish ${finish}`
}
