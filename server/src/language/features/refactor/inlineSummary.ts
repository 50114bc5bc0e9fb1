import type { Id, Link, Plan, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { applyEdits, composeEdits } from '../../write/edits.ts'
import { shortForm } from '../linkText.ts'
import { referencesTo } from '../references.ts'
import { blockEntries, indent } from './entries.ts'
import { keepsDates, provided, type Refactoring } from './refactoring.ts'

/**
 * Puts the tasks of a summary in its place. What waits for it waits for the tasks that end it; what it waits for,
 * its tasks wait for. Offered only where no date moves.
 */
export function inlineSummary(snapshot: Snapshot, summary: Task): readonly Refactoring[] {
  const { plan, uri } = snapshot
  if (summary.kind !== 'summary') return []
  const links = linkChanges(snapshot, summary)
  if (!links) return []
  const first = applyChanges(snapshot.reading, links)
  const reading = first.length === 0 ? snapshot.reading : snapshot.reading.readAgain(applyEdits(snapshot.text, first))
  const { text } = reading
  const own = blockEntries(reading, summary.path.slice(0, -1))?.find(({ key }) => key === summary.id)
  const children = blockEntries(reading, [...summary.path, 'tasks'])
  const [top, last] = [children?.[0], children?.at(-1)]
  if (!own || !children || !top || !last) return []
  const moved = indent(text.slice(top.lines.start, last.lines.end), own.column - top.column)
  const second = [{ span: { start: own.keyLine, end: own.lines.end }, text: moved }]
  const edits = [{ uri, edits: composeEdits(first, second) }]
  const title = `Inline the summary "${plan.tasks.get(summary.id)!.name}"`
  return provided(snapshot, { title, kind: 'inline', edits }, after =>
    keepsDates(snapshot, after, new Set([summary.id])),
  )
}

/** `undefined` where something names the summary that its tasks can't stand for. */
function linkChanges(snapshot: Snapshot, summary: Task): readonly PlanChange[] | undefined {
  const { plan, reading } = snapshot
  const changes: PlanChange[] = []
  let followed = 0
  const enders = endersOf(plan, summary)
  for (const task of plan.tasks.values()) {
    for (const [at, link] of task.after.entries()) {
      if (link.task !== summary.id) continue
      if (link.type !== 'FS' && link.type !== 'FF') return undefined
      const words = enders.map(id => shortForm({ ...link, task: id }))
      const change = replaceLink(reading.nodeAt([...task.path, 'after'])?.kind, task, at, words)
      if (link.because !== undefined || !change) return undefined
      changes.push(...change)
      followed++
    }
  }
  if (followed < referencesTo(snapshot, { kind: 'task', id: summary.id }).length) return undefined
  if (summary.before.length > 0) return undefined
  for (const id of summary.children) changes.push(...pushDown(snapshot, plan.tasks.get(id)!, summary.after))
  return changes
}

/** The tasks in it that none of the others waits for: when they are over, it is. */
function endersOf({ tasks }: Plan, { children }: Task): readonly Id[] {
  const waited = new Set(
    children.flatMap(id =>
      tasks
        .get(id)!
        .after.filter(({ type }) => type === 'FS')
        .map(({ task }) => task),
    ),
  )
  return children.filter(id => !waited.has(id))
}

function replaceLink(
  kind: 'map' | 'seq' | 'scalar' | undefined,
  task: Task,
  at: number,
  words: readonly string[],
): readonly PlanChange[] | undefined {
  const path = [...task.path, 'after']
  if (kind === 'scalar') return [{ kind: 'set', path, text: words.length === 1 ? words[0]! : `[${words.join(', ')}]` }]
  if (kind !== 'seq') return undefined
  return words.map((text, n) => ({ kind: 'set', path: [...path, n === 0 ? at : task.after.length + n - 1], text }))
}

function pushDown({ reading }: Snapshot, task: Task, links: readonly Link[]): readonly PlanChange[] {
  const path = [...task.path, 'after']
  const node = reading.nodeAt(path)
  const count = node?.kind === 'seq' ? node.items.length : node ? 1 : 0
  const words = links.map(shortForm)
  if (!node && words.length > 1) return [{ kind: 'set', path, text: `[${words.join(', ')}]` }]
  return words.map((text, n) => ({ kind: 'set', path: node ? [...path, count + n] : path, text }))
}
