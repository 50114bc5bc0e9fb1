import type { Link } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { Reading } from '../read/reading.ts'
import { formatLag } from '../write/format/canonical.ts'

type LinkParts = Pick<Link, 'task' | 'type' | 'lag'>

const longTypes = {
  FS: 'finish-to-start',
  SS: 'start-to-start',
  FF: 'finish-to-finish',
  SF: 'start-to-finish',
} as const

/** `{ task: design, type: start-to-start, lag: 3d }` */
export function longForm({ task, type, lag }: LinkParts): string {
  const parts = [
    `task: ${task}`,
    type !== 'FS' && `type: ${longTypes[type]}`,
    lag && `lag: ${formatLag(lag).replace(/^\+/, '')}`,
  ]
  return `{ ${parts.filter(Boolean).join(', ')} }`
}

/** `design SS+3d` */
export function shortForm({ task, type, lag }: LinkParts): string {
  const rest = `${type === 'FS' ? '' : type}${lag ? formatLag(lag) : ''}`
  return rest === '' ? task : `${task} ${rest}`
}

/** Gives an entry of `after` another type and lag, in the form in which it is written. */
export function changeLink(
  reading: Reading,
  link: Link,
  { type, lag }: Pick<Link, 'type' | 'lag'>,
): readonly PlanChange[] {
  const { path } = link
  if (reading.nodeAt(path)?.kind !== 'map') return [{ kind: 'set', path, text: shortForm({ ...link, type, lag }) }]
  const changes: PlanChange[] = []
  if (type !== link.type) changes.push({ kind: 'set', path: [...path, 'type'], text: longTypes[type] })
  if (lag) changes.push({ kind: 'set', path: [...path, 'lag'], text: formatLag(lag).replace(/^\+/, '') })
  else if (link.lag) changes.push({ kind: 'remove', path: [...path, 'lag'] })
  return changes
}
