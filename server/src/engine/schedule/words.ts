import type { Id, Plan, Rate } from '../model/plan.ts'
import { civilParts, formatClock, formatDay, minutesPerDay } from '../time/civil.ts'
import type { CivilDate } from '../time/minute.ts'
import type { Schedule } from './types.ts'

/** `Fri 29 May`; with the year where it is not the year the project starts in. */
export function dayInWords(minute: number, { start }: Pick<Schedule, 'start'>): string {
  if (!Number.isFinite(minute)) return 'no date'
  const year = !Number.isFinite(start) || civilParts(start).year !== civilParts(minute).year
  return formatDay(minute, { year })
}

/** The day on which something finishes: 00:00 is the end of the day before. */
export function lastDayInWords(minute: number, schedule: Pick<Schedule, 'start'>): string {
  return dayInWords(minute % minutesPerDay === 0 ? minute - 1 : minute, schedule)
}

/** A date as it is written, in words: `Fri 29 May`, `Fri 29 May 13:00`. */
export function dateInWords({ minute, hasTime }: CivilDate, schedule: Pick<Schedule, 'start'>): string {
  const day = dayInWords(minute, schedule)
  return hasTime ? `${day} ${formatClock(minute)}` : day
}

/** `5 working days`, `1 working day`, `3 hours`: minutes of work, to a tenth. */
export function workInWords(minutes: number, dayMinutes: number): string {
  if (dayMinutes <= minutes) return count(tenth(minutes / dayMinutes), 'working day')
  if (60 <= minutes) return count(tenth(minutes / 60), 'hour')
  return count(Math.round(minutes), 'minute')
}

/** `1 task`, `12 tasks`, `2 dependencies` */
export function count(amount: number, noun: string): string {
  return `${amount} ${amount === 1 ? noun : plural(noun)}`
}

function plural(noun: string): string {
  if (noun === 'person') return 'people'
  if (noun === 'criterion') return 'criteria'
  return `${noun.replace(/([^aeiou])y$/, '$1ie')}s`
}

/** `2 people`; where a team or a machine is among them, `2 resources`. */
export function resourcesInWords(ids: Iterable<Id>, { resources }: Plan): string {
  const all = [...ids]
  const arePeople = all.every(id => resources.get(id)?.type === 'person')
  return arePeople ? count(all.length, 'person') : count(all.length, 'resource')
}

/** Whose money it is: a plan, or what knows its currency. */
interface MoneyOf {
  readonly project: { readonly currency?: string | undefined }
}

/** `12,500 EUR`, whole from a thousand on. The same in every locale. */
export function moneyInWords(amount: number, { project: { currency } }: MoneyOf): string {
  const rounded = Math.abs(amount) < 1000 ? Math.round(amount * 100) / 100 : Math.round(amount)
  const [whole = '0', cents] = String(Math.abs(rounded)).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const text = `${rounded < 0 ? '-' : ''}${grouped}${cents ? `.${cents.padEnd(2, '0')}` : ''}`
  return currency ? `${text} ${currency}` : text
}

export function rateInWords({ amount, per }: Rate): string {
  return `${amount}/${per}`
}

/** `160%` */
export function shareInWords(share: number): string {
  return `${Math.round(share * 100)}%`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
