import { formatWork } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { workdaysOf } from '../workdays.ts'
import type { Completion } from './item.ts'

/** Percentages that people write. */
export function completePercents(): readonly Completion[] {
  return [0, 10, 20, 25, 30, 50, 70, 75, 80, 90, 100].map(value => ({ label: `${value}%`, kind: 'value' }))
}

const units = [
  ['h', 'hours of work'],
  ['d', 'working days'],
  ['w', 'working weeks'],
  ['mo', 'months of four weeks'],
  ['min', 'minutes of work'],
  ['ed', 'days round the clock'],
  ['ew', 'weeks round the clock'],
  ['eh', 'hours round the clock'],
] as const

/** Usual durations; with a number typed, that number in every unit; `estimate` adds three points. */
export function completeDurations(
  { plan }: Snapshot,
  typed: string,
  options: { readonly estimate: boolean },
): readonly Completion[] {
  const last = typed.slice(typed.lastIndexOf('..') < 0 ? 0 : typed.lastIndexOf('..') + 2)
  const head = typed.slice(0, typed.length - last.length)
  const number = /^\d+(\.\d+)?/.exec(last)?.[0]
  const labels = number
    ? units.map(([unit, meaning]) => [`${number}${unit}`, meaning] as const)
    : ['1d', '2d', '3d', '5d', '1w', '2w', '4h', '1mo', '5ed'].map(label => [label, meaningOf(label)] as const)
  const { dayMinutes } = workdaysOf(plan)
  const items = labels.map(
    ([label, meaning]): Completion => ({
      label: head + label,
      kind: 'duration',
      detail: sized(label, meaning, dayMinutes),
    }),
  )
  if (!options.estimate || head !== '') return items
  const middle = number === undefined ? 5 : Number(number)
  const points = `${trim(middle * 0.6)}d..${trim(middle)}d..${trim(middle * 1.8)}d`
  return [
    ...items,
    { label: points, kind: 'duration', detail: 'optimistic..likely..pessimistic', filter: `${typed} ${points}` },
  ]
}

function meaningOf(label: string): string {
  return units.find(([unit]) => label.endsWith(unit) && !label.slice(0, -unit.length).endsWith('e'))?.[1] ?? ''
}

function sized(label: string, meaning: string, dayMinutes: number): string {
  const days = /^(\d+(?:\.\d+)?)d$/.exec(label)
  return days ? `${meaning} · ${formatWork(Number(days[1]) * dayMinutes, Number.POSITIVE_INFINITY)} of work` : meaning
}

function trim(value: number): string {
  return String(Math.max(1, Math.round(value)))
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
      ['[09:00-12:00, 13:00-17:00]', 'seven hours'],
      ['[08:00-12:00, 13:00-17:00]', 'eight hours'],
      ['closed', 'no work'],
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
