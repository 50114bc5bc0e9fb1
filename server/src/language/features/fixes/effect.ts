import type { Id } from '#engine/model/plan'
import { projectWork } from '#engine/schedule/planTime'
import { count, lastDayInWords, moneyInWords } from '#engine/schedule/words'
import type { Snapshot } from '../../snapshot.ts'

/** What an effect is measured at: a task, or the whole project where it is left out. */
export type Subject = Id | undefined

/** When the subject ends, in minutes; `NaN` where it has no dates. */
export function finishOf({ schedule }: Snapshot, subject: Subject): number {
  if (subject !== undefined) return schedule.tasks.get(subject)?.finish ?? Number.NaN
  const isDated = [...schedule.tasks.values()].some(({ unscheduled }) => !unscheduled)
  return isDated ? schedule.finish : Number.NaN
}

/**
 * What a trial changes, in words: `GA 29 May → 22 May, +€1,200`. That the project ends later, or tasks get
 * dates, is said too. `ofSubject`: what else there is to say of the subject.
 */
export function effectInWords(
  before: Snapshot,
  after: Snapshot,
  subject: Subject,
  ofSubject: readonly string[] = [],
): string {
  const dated = datedTasks(after) - datedTasks(before)
  return [
    ...(dated > 0 ? [`${count(dated, 'task')} ${dated === 1 ? 'gets' : 'get'} dates`] : []),
    moveInWords(before, after, subject),
    ...ofSubject,
    ...projectInWords(before, after, subject),
    ...costInWords(before, after),
  ].join(', ')
}

/** The same in days, for a change of a link: `−4 d`. */
export function shiftInWords(before: Snapshot, after: Snapshot, subject: Subject): string {
  const { dayMinutes } = before.schedule
  const minutes = projectWork(finishOf(before, subject), finishOf(after, subject), before.plan)
  const length = dayMinutes <= Math.abs(minutes) ? `${tenth(minutes / dayMinutes)} d` : `${tenth(minutes / 60)} h`
  const signed = minutes < 0 ? `−${length.slice(1)}` : `+${length}`
  return [signed, ...projectInWords(before, after, subject), ...costInWords(before, after)].join(', ')
}

function moveInWords(before: Snapshot, after: Snapshot, subject: Subject): string {
  const name = subject === undefined ? 'finish' : short(before.plan.tasks.get(subject)?.name ?? subject)
  const [from, to] = [finishOf(before, subject), finishOf(after, subject)]
  if (!Number.isFinite(to)) return `${name} has no date`
  if (!Number.isFinite(from)) return `${name} ${dayOf(to, after)}`
  const [was, is] = [dayOf(from, before), dayOf(to, before)]
  return was === is ? `${name} stays ${is}` : `${name} ${was} → ${is}`
}

/** Only what is worse: the subject has its own words. */
function projectInWords(before: Snapshot, after: Snapshot, subject: Subject): readonly string[] {
  const [was, is] = [before.schedule.finish, after.schedule.finish]
  return subject !== undefined && was < is ? [`finish ${dayOf(was, before)} → ${dayOf(is, before)}`] : []
}

function costInWords(before: Snapshot, after: Snapshot): readonly string[] {
  const change = after.schedule.cost - before.schedule.cost
  if (!(0.5 <= Math.abs(change))) return []
  const { plan } = before
  const { currency } = plan.project
  const amount = moneyInWords(Math.round(Math.abs(change)), {
    ...plan,
    project: { ...plan.project, currency: undefined },
  })
  const symbol = currency && symbols.get(currency)
  const words = symbol ? `${symbol}${amount}` : currency ? `${amount} ${currency}` : amount
  return [`${change < 0 ? '−' : '+'}${words}`]
}

/** Currencies whose sign is theirs alone (ISO 4217). */
const symbols: ReadonlyMap<string, string> = new Map([
  ['EUR', '€'],
  ['USD', '$'],
  ['GBP', '£'],
  ['JPY', '¥'],
  ['INR', '₹'],
])

/** `29 May`: without the day of the week, with the year where it is not the one the project starts in. */
function dayOf(minute: number, { schedule }: Snapshot): string {
  return lastDayInWords(minute, schedule).replace(/^\w+ (?=\d)/, '')
}

function short(name: string): string {
  const letters = [...name]
  return letters.length <= 30 ? name : `${letters.slice(0, 29).join('')}…`
}

function datedTasks({ schedule }: Snapshot): number {
  let dated = 0
  for (const { task, unscheduled } of schedule.tasks.values()) if (!unscheduled && task.kind !== 'summary') dated++
  return dated
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
