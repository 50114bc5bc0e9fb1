import type { Id, Link } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { Reading } from '../../read/reading.ts'
import { shortForm } from '../linkText.ts'

/** An entry of `after` that waits for another task, in the form in which it is written. */
export function changedTask(reading: Reading, link: Link, to: Id): PlanChange {
  return reading.nodeAt(link.path)?.kind === 'map'
    ? { kind: 'set', path: [...link.path, 'task'], text: to }
    : { kind: 'set', path: link.path, text: shortForm({ ...link, task: to }) }
}
