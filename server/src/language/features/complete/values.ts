import { durationMinutes, formatWork, parseDuration, type WorkUnits } from '#engine/time/duration'
import { compareDurations } from '../../schema/scalars/amounts.ts'
import type { Snapshot } from '../../snapshot.ts'
import { workdaysOf } from '../workdays.ts'
import type { Completion } from './item.ts'

/** Percentages that people write. */
export function completePercents(): readonly Completion[] {
  return [0, 10, 20, 25, 30, 50, 70, 75, 80, 90, 100].map(value => ({ label: `${value}%`, kind: 'value' }))
}

const units = ['h', 'd', 'w', 'mo', 'min', 'ed', 'ew', 'eh'] as const
const usual = ['1d', '2d', '3d', '5d', '1w', '2w', '4h', '1mo', '5ed'] as const

/** What stands around the point of an estimate that is completed. */
export interface Points {
  /** May it become three points? */
  readonly estimate: boolean
  /** The point before it, which it is not less than, and the one after it. */
  readonly least?: string | undefined
  readonly most?: string | undefined
}

/** Usual durations; with a number typed, that number in every unit; where it may become one, an estimate. */
export function completeDurations({ plan }: Snapshot, typed: string, points: Points): readonly Completion[] {
  const number = /^\d+(\.\d+)?/.exec(typed)?.[0]
  const workdays = workdaysOf(plan)
  const labels = (number ? units.map(unit => number + unit) : usual).filter(
    label => isOrdered(points.least, label) && isOrdered(label, points.most),
  )
  const items = labels.map((label): Completion => ({ label, kind: 'duration', detail: inHours(label, workdays) }))
  if (!points.estimate || points.least !== undefined || points.most !== undefined) return items
  const likely = number === undefined ? 5 : Number(number)
  const three = [likely * 0.6, likely, likely * 1.8].map(value => `${Math.max(1, Math.round(value))}d`).join('..')
  return [
    ...items,
    { label: three, kind: 'duration', detail: 'optimistic..likely..pessimistic', filter: `${typed} ${three}` },
  ]
}

/** Can a point of an estimate stand before another? What can't be read yet forbids nothing. */
function isOrdered(before = '', behind = ''): boolean {
  const [a, b] = [parseDuration(before), parseDuration(behind)]
  return !a || !b || (compareDurations(a, b) ?? 1) <= 0
}

/** `24h of work`, `48h round the clock`. */
function inHours(label: string, units: WorkUnits): string {
  const duration = parseDuration(label)
  if (!duration) return ''
  const hours = formatWork(durationMinutes(duration, units), Number.POSITIVE_INFINITY)
  return `${hours} ${duration.elapsed ? 'round the clock' : 'of work'}`
}

/** Lags as they follow a dependency's type. */
export function completeLags(typed: string): readonly Completion[] {
  const sign = typed.trim()[0]
  const lags = [
    ['+1d', 'a working day later'],
    ['+2d', 'two working days later'],
    ['+1w', 'a working week later'],
    ['+2ed', 'two days round the clock later'],
    ['+50%', 'after half of its duration'],
    ['-1d', 'a working day before (lead)'],
    ['-2d', 'two working days before (lead)'],
  ] as const
  return lags
    .filter(([label]) => sign === undefined || label[0] === sign)
    .map(([label, detail]) => ({ label, kind: 'duration', detail }))
}

/** The four types of dependency, in words. */
export const linkTypes: readonly (readonly [string, string])[] = [
  ['FS', 'starts after it finishes (usual)'],
  ['SS', 'starts after it starts'],
  ['FF', 'finishes after it finishes'],
  ['SF', 'finishes after it starts'],
]

const examples: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ['tpm', [['1', 'the version of the format']]],
  [
    'rate',
    [
      ['100/h', 'by the hour'],
      ['800/d', 'by the day'],
    ],
  ],
  [
    'currency',
    [
      ['EUR', 'euro'],
      ['USD', 'US dollar'],
      ['GBP', 'pound sterling'],
      ['CHF', 'Swiss franc'],
      ['JPY', 'yen'],
      ['INR', 'Indian rupee'],
    ],
  ],
  [
    'hours',
    [
      ['08:00-12:00', 'four hours'],
      ['09:00-12:00', 'three hours'],
      ['13:00-17:00', 'four hours'],
      ['09:00-17:00', 'eight hours'],
      ['22:00-06:00', 'eight hours, into the next day'],
    ],
  ],
  [
    'day-state',
    [
      ['closed', 'no work on that day'],
      ['open', 'as on a usual working day'],
      ['[10:00-16:00]', 'these hours'],
    ],
  ],
  [
    'days',
    [
      ['mon-fri', ''],
      ['mon-thu', ''],
      ['mon', ''],
      ['tue', ''],
      ['wed', ''],
      ['thu', ''],
      ['fri', ''],
      ['sat', ''],
      ['sun', ''],
    ],
  ],
])

/** Plain examples of a kind of scalar, with what they mean. */
export function completeExamples(kind: string): readonly Completion[] {
  return (examples.get(kind) ?? []).map(([label, detail]) => ({ label, kind: 'value', detail }))
}
