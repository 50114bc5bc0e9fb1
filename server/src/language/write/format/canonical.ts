import type { Path } from '#engine/model/path'
import type { Lag } from '#engine/model/plan'
import { formatDateRange, parseDateRange } from '#engine/time/civil'
import { formatDuration } from '#engine/time/duration'
import { readDuration } from '../../schema/scalars/amounts.ts'
import { type LinkText, readAfter, readBefore } from '../../schema/scalars/links.ts'
import { Trouble } from '../../schema/scalars/trouble.ts'
import { shapeAt } from '../../schema/shape.ts'

/** The kind of scalar at a path; of a list's item the kind of its items. */
export function scalarKindAt(path: Path): string | undefined {
  const shape = shapeAt(path)
  return shape?.scalar?.kind ?? shape?.list?.scalar?.kind
}

/**
 * The one form in which a scalar is written (`spec/plan-format.md`): `a ss +3d` → `a SS+3d`. Quoted text
 * stays as it is, and so does what can't be read.
 */
export function canonicalScalar(source: string, kind: string | undefined): string {
  if (source[0] === '"' || source[0] === "'") return source
  switch (kind) {
    case 'after':
    case 'before':
      return canonicalLink(source, kind)
    case 'duration':
    case 'estimate':
      return canonicalPoints(source, canonicalDuration)
    case 'lag':
      return source.replace(/^([+-])\s+/, '$1')
    case 'percent':
      return source.replace(/^(\d+)\.0+%$/, '$1%')
    case 'date-range':
      return canonicalRange(source)
    case 'glob':
      return quoteGlob(source)
    default:
      return source
  }
}

function canonicalLink(source: string, kind: 'after' | 'before'): string {
  const link = kind === 'after' ? readAfter(source) : readBefore(source)
  if (link instanceof Trouble) return source
  const implied = kind === 'after' ? 'FS' : 'SF'
  return formatLink({ ...link, ...(link.type === implied && { type: undefined }) })
}

/** `id`, `id SS`, `id +2d`, `id SS+3d`, `id.deadline -3w`. */
export function formatLink({ task, type, lag, fromDeadline }: LinkText): string {
  const shift = lag === undefined ? '' : formatLag(lag)
  const rest = `${type ?? ''}${shift}`
  return `${task}${fromDeadline ? '.deadline' : ''}${rest === '' ? '' : ` ${rest}`}`
}

/** `+2d`, `-1w`, `+2ed`, `+50%`. */
export function formatLag(lag: Lag): string {
  const signed = (text: string, value: number) => (value < 0 || Object.is(value, -0) ? text : `+${text}`)
  if (lag.kind === 'percent') return signed(`${Math.round(lag.share * 1e6) / 1e4}%`, lag.share)
  return signed(formatDuration(lag.duration), lag.duration.amount)
}

function canonicalPoints(source: string, format: (part: string) => string): string {
  return source
    .split('..')
    .map(part => format(part.trim()))
    .join('..')
}

function canonicalDuration(source: string): string {
  const duration = readDuration(source)
  return duration instanceof Trouble ? source : formatDuration(duration)
}

function canonicalRange(source: string): string {
  const range = parseDateRange(source)
  return range ? formatDateRange(range) : source
}

/** What YAML could take for an alias, a tag or flow. */
function quoteGlob(source: string): string {
  return /[*?!{}[\],&#|>@`%]/.test(source) ? `"${source.replace(/[\\"]/g, '\\$&')}"` : source
}
