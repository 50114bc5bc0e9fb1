import type { Id, Plan, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { Reading, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { applyEdits, composeEdits } from '../../write/edits.ts'
import { lineEndOf } from '../../write/layout.ts'
import { mentionsOf } from '../codeMentions.ts'
import { shortForm } from '../linkText.ts'
import { blockEntries, commentLines, indent } from './entries.ts'
import { isOfTheEnd, linksTo } from './linksTo.ts'
import { keepsDates, provided, type Refactoring } from './refactoring.ts'

/** What a summary may say: its name goes, the rest is handed to its tasks. */
const handed = new Set(['name', 'after', 'tags', 'tasks'])

/**
 * Puts the tasks of a summary in its place. What waits for it waits for the tasks that end it; what it waits for,
 * its tasks wait for, and its tags become theirs; its comments stand above them. Offered only where it says nothing else,
 * and no date moves.
 */
export function inlineSummary(snapshot: Snapshot, summary: Task): readonly Refactoring[] {
  const { uri, reading } = snapshot
  const node = reading.nodeAt(summary.path)
  if (summary.kind !== 'summary' || node?.kind !== 'map') return []
  if (!node.entries.every(({ key }) => handed.has(key.text))) return []
  const links = linkChanges(snapshot, summary)
  if (!links) return []
  const first = applyChanges(reading, [...links, ...tagChanges(snapshot, summary)])
  const second = inPlaceOf(first.length === 0 ? reading : reading.readAgain(applyEdits(snapshot.text, first)), summary)
  if (!second) return []
  const edits = [{ uri, edits: composeEdits(first, [second]) }]
  return provided(snapshot, { title: `Inline the summary "${summary.name}"`, kind: 'inline', edits }, after =>
    keepsDates(snapshot, after, new Set([summary.id])),
  )
}

function inPlaceOf(reading: Reading, { id, path }: Task): TextEdit | undefined {
  const { text } = reading
  const own = blockEntries(reading, path.slice(0, -1))?.find(({ key }) => key === id)
  const children = blockEntries(reading, [...path, 'tasks'])
  const [top, last] = [children?.[0], children?.at(-1)]
  if (!own || !top || !last) return undefined
  const comments = (start: number, end: number) => commentLines(text.slice(start, end), own.column, lineEndOf(text))
  const [above, below] = [comments(own.keyLine, top.lines.start), comments(last.lines.end, own.lines.end)]
  if (above === undefined || below === undefined) return undefined
  const moved = indent(text.slice(top.lines.start, last.lines.end), own.column - top.column)
  // Right above what follows they would be about that.
  const gap = below !== '' && /[^\r\n]/.test(text[own.lines.end] ?? '') ? lineEndOf(text) : ''
  return { span: { start: own.keyLine, end: own.lines.end }, text: above + moved + below + gap }
}

/** `undefined` where something names the summary that its tasks can't stand for. */
function linkChanges(snapshot: Snapshot, summary: Task): readonly PlanChange[] | undefined {
  const { plan, reading } = snapshot
  const changes: PlanChange[] = []
  const enders = endersOf(plan, summary)
  const links = linksTo(snapshot, summary.id)
  if (!links || mentionsOf(snapshot, { kind: 'task', id: summary.id }).length > 0) return undefined
  for (const each of links) {
    const { document, on, link } = each
    if (!isOfTheEnd(each) || document.uri !== snapshot.uri || link.because !== undefined) return undefined
    const words = enders.map(id => shortForm({ ...link, task: id }))
    const change = replaceLink(reading.nodeAt([...on.path, 'after'])?.kind, on, on.after.indexOf(link), words)
    if (!change) return undefined
    changes.push(...change)
  }
  // A reason has no place in the short form.
  if (summary.after.some(({ because }) => because !== undefined)) return undefined
  const words = summary.after.map(shortForm)
  for (const id of summary.children) changes.push(...pushDown(snapshot, plan.tasks.get(id)!, 'after', words))
  return changes
}

/** Tags of a summary hold for all in it: those that its tasks lack. */
function tagChanges(snapshot: Snapshot, { tags, children }: Task): readonly PlanChange[] {
  return children.flatMap(id => {
    const task = snapshot.plan.tasks.get(id)!
    const lacking = tags.filter(tag => !task.tags.includes(tag))
    return pushDown(snapshot, task, 'tags', lacking.map(quoted))
  })
}

/** A word that is safe in a list in brackets, as it is or in quotes. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_./ -]*$/u.test(word) ? word : JSON.stringify(word)
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

function pushDown(
  { reading }: Snapshot,
  task: Task,
  key: 'after' | 'tags',
  words: readonly string[],
): readonly PlanChange[] {
  const path = [...task.path, key]
  const node = reading.nodeAt(path)
  const count = node?.kind === 'seq' ? node.items.length : node ? 1 : 0
  if (!node && words.length > 1) return [{ kind: 'set', path, text: `[${words.join(', ')}]` }]
  return words.map((text, n) => ({ kind: 'set', path: node ? [...path, count + n] : path, text }))
}
