import { below, type Path } from '#engine/model/path'
import type { Criterion, Estimate, Impact, Link } from '#engine/model/plan'
import type { CivilDate, DateRange, Duration } from '#engine/time/minute'
import type { Decoded, Entries } from '../../schema/leaf.ts'
import { compareDurations } from '../../schema/scalars/amounts.ts'
import type { LinkText } from '../../schema/scalars/links.ts'
import type { afterLinks, anEstimate, criteria, impact, linkMap } from '../../schema/sections/common.ts'
import type { Decoder } from '../decode.ts'
import { entriesOf, fitted } from '../node.ts'
import type { MapEntry, Node, Span } from '../reading.ts'

/** What a builder works on: the entry's values as decoded, and where they stand. */
export interface Source {
  readonly decoder: Decoder
  readonly path: Path
  readonly entries: readonly MapEntry[]
}

/** The node of a key, for findings that need more than one field. */
export function nodeOf({ entries }: Source, key: string): Node | undefined {
  return entries.find(entry => entry.key.text === key)?.value
}

export function spanOf(source: Source, key: string): Span | undefined {
  return nodeOf(source, key)
}

/** One value or a list of them, as a list without holes. */
export function listOf<T>(value: T | readonly (T | undefined)[] | undefined): readonly T[] {
  if (value === undefined) return none
  return Array.isArray(value)
    ? value.includes(undefined)
      ? value.filter(one => one !== undefined)
      : value
    : [value as T]
}

/** The value or the list of values of a key of the entry at `path`, each with its own path; `undefined` is left out. */
export function placed<T, R>(
  value: T | readonly (T | undefined)[] | undefined,
  path: Path,
  key: string,
  make: (one: T, path: Path) => R | undefined,
): readonly R[] {
  if (value === undefined) return none
  const made: R[] = []
  const add = (one: T, at: Path) => {
    const what = make(one, at)
    if (what !== undefined) made.push(what)
  }
  if (!Array.isArray(value)) add(value as T, below(path, key))
  else for (let i = 0; i < value.length; i++) if (value[i] !== undefined) add(value[i], below(path, key, i))
  return fitted(made)
}

export const none: readonly never[] = []

export function isEntries<K, V>(value: unknown): value is Entries<K, V> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'entries' in value
}

/** Dates and ranges as a list, or as a map to their names. */
export function namedRanges(
  value: DateRange | readonly (DateRange | undefined)[] | Entries<DateRange, string> | undefined,
  path: Path,
  key: string,
) {
  if (isEntries<DateRange, string>(value)) {
    return value.entries.map(({ key: range, text, value: name }) => ({ range, name, path: below(path, key, text) }))
  }
  return placed<DateRange, { range: DateRange; name?: string; path: Path }>(value, path, key, (range, at) => ({
    range,
    path: at,
  }))
}

export function overTimeOf<T>(
  value: T | Entries<CivilDate, T> | undefined,
): readonly { readonly from?: CivilDate; readonly value: T }[] {
  if (value === undefined) return none
  if (!isEntries<CivilDate, T>(value)) return [{ value: value as T }]
  return value.entries
    .flatMap(({ key, value: one }) => (one === undefined ? [] : [{ from: key, value: one }]))
    .sort((a, b) => a.from.minute - b.from.minute)
}

type RawEstimate<T> = {
  readonly optimistic?: T
  readonly likely?: T
  readonly pessimistic?: T
  readonly distribution?: Estimate<T>['distribution']
}

/** Either form of an estimate; out of order it is reported and left out. */
export function estimateOf(
  source: Source,
  key: string,
  value: Decoded<typeof anEstimate> | undefined,
): Estimate<Duration> | undefined {
  return orderedEstimate(source, key, value, compareDurations)
}

export function orderedEstimate<T>(
  source: Source,
  key: string,
  value: RawEstimate<T> | undefined,
  compare: (a: T, b: T) => number | undefined,
): Estimate<T> | undefined {
  if (value?.likely === undefined) return undefined
  const { optimistic, likely, pessimistic } = value
  const inOrder = (a: T | undefined, b: T | undefined) =>
    a === undefined || b === undefined || (compare(a, b) ?? 0) <= 0
  if (inOrder(optimistic, likely) && inOrder(likely, pessimistic)) return value as Estimate<T>
  const span = spanOf(source, key)
  if (span)
    source.decoder.report(span, {
      code: 'plan/bad-estimate',
      message: 'The estimate is out of order: optimistic ≤ likely ≤ pessimistic',
    })
  return undefined
}

const usualTypes = { after: 'FS', before: 'SF' } as const

/** The entries of `after` or `before`. A `before` entry is just in time: start to finish where it says nothing else. */
export function linksOf(
  value: Decoded<typeof afterLinks> | undefined,
  path: Path,
  key: 'after' | 'before',
): readonly Link[] {
  return placed<LinkText | Decoded<typeof linkMap>, Link>(value, path, key, (one, at) => {
    if (one.task === undefined) return undefined
    return {
      task: one.task,
      type: one.type ?? usualTypes[key],
      lag: one.lag,
      because: 'because' in one ? one.because : undefined,
      fromDeadline: 'fromDeadline' in one && one.fromDeadline ? true : undefined,
      path: at,
    }
  })
}

export function criteriaOf(
  value: Decoded<typeof criteria> | undefined,
  path: Path,
  key: 'acceptance' | 'gate',
): readonly Criterion[] {
  if (value === undefined) return none
  return value.entries.flatMap(({ text: id, value: one }): readonly Criterion[] => {
    const at = below(path, key, id)
    if (one === undefined) return []
    if (typeof one === 'string') return [{ id, name: one, status: 'open', path: at }]
    return [
      {
        id,
        name: one.name ?? id,
        status: one.status ?? 'open',
        evidence: one.evidence,
        by: one.by,
        date: one.date,
        path: at,
      },
    ]
  })
}

export function impactOf(source: Source, key: string, value: Decoded<typeof impact> | undefined): Impact | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return { level: value }
  const inside = { ...source, entries: entriesOf(nodeOf(source, key)) }
  return {
    schedule: estimateOf(inside, 'schedule', value.schedule),
    cost: orderedEstimate(inside, 'cost', value.cost, (a, b) => a - b),
    scope: value.scope,
    quality: value.quality,
    security: value.security,
  }
}
