import type { Id, Link, Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import { folderOf } from '../../uris.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { applyEdits, composeEdits } from '../../write/edits.ts'
import { indentStep, lineEndOf, stepIn } from '../../write/layout.ts'
import { linesOf, reindent } from '../../write/reindent.ts'
import { mentionsOf } from '../codeMentions.ts'
import type { DocumentEdits } from '../documentEdits.ts'
import { referencesTo } from '../references.ts'
import { blockEntries, indent, isBelowFreeComment } from './entries.ts'
import { ownId } from './linksTo.ts'
import { keepsDates, keepsOtherPlans, provided, type Refactoring } from './refactoring.ts'
import { changedTask } from './retarget.ts'

const mostPlans = 8

/** What a summary says for all that is in it, and that a task would lose where it goes. */
const saidForAll = ['after', 'before', 'tags', 'assign', 'owner', 'calendar', 'deadline'] as const

/**
 * Moves a task, with all that is in it, to the end of another plan's tasks. Its dependencies, and those that wait for it
 * in any plan, follow. Offered only for plans that know its people, calendars and the rest, and where no date moves, of
 * the tasks that stay neither.
 */
export function moveTask(snapshot: Snapshot, task: Task): readonly Refactoring[] {
  if (task.path[0] !== 'tasks') return []
  const plans = [...snapshot.workspace.snapshots.values()].filter(
    ({ uri, plan }) => uri !== snapshot.uri && plan.project.id !== undefined && !plan.isLibrary && plan.tasks.size > 0,
  )
  return plans.slice(0, mostPlans).flatMap(target => moveTo(snapshot, task, target))
}

function moveTo(snapshot: Snapshot, task: Task, target: Snapshot): readonly Refactoring[] {
  const inside = familyOf(snapshot, task)
  const [home, there] = [snapshot.plan.project.id, target.plan.project.id!]
  if ([...inside].some(id => target.plan.tasks.has(id)) || !mayGo(snapshot, task, target, inside)) return []
  const follow = { home, there }
  const retargeted = new Map<string, PlanChange[]>()
  let followed = 0
  for (const document of snapshot.workspace.snapshots.values()) {
    const changes: PlanChange[] = []
    for (const each of document.reading.plan.tasks.values()) {
      for (const link of each.after) {
        const isInside = document.uri === snapshot.uri && inside.has(each.id)
        const own = ownId(snapshot, document, link)
        const leads = own !== undefined && inside.has(own) ? own : undefined
        if (leads) followed++
        const to = isInside
          ? (leads ?? fromThere(link, follow))
          : leads
            ? seenFrom(document, target, leads, there)
            : link.task
        if (to === undefined) return []
        if (to !== link.task) changes.push(changedTask(document.reading, link, to))
      }
    }
    if (changes.length > 0) retargeted.set(document.uri, changes)
  }
  const named = [...inside].reduce((sum, id) => sum + referencesTo(snapshot, { kind: 'task', id }).length, 0)
  if (followed < named || [...inside].some(id => snapshot.plan.tasks.get(id)!.before.length > 0)) return []
  const edits = editsFor(snapshot, task, target, retargeted)
  if (!edits) return []
  const title = `Move to the plan "${target.plan.project.name}"`
  return provided(snapshot, { title, kind: 'move', edits }, after => standsThere(snapshot, after, target, inside))
}

/** Does what it says mean the same there, and is nothing said of it where it stands? */
function mayGo(snapshot: Snapshot, task: Task, target: Snapshot, inside: ReadonlySet<Id>): boolean {
  const { plan, reading, uri } = snapshot
  for (let above = plan.tasks.get(task.parent ?? ''); above; above = plan.tasks.get(above.parent ?? '')) {
    const { path } = above
    if (saidForAll.some(key => reading.has([...path, key]))) return false
  }
  // A source file that names the plan too would name nothing.
  const isNamed = (id: Id) => mentionsOf(snapshot, { kind: 'task', id }).some(mention => mention.plan !== undefined)
  if ([...inside].some(isNamed)) return false
  // Files are named as seen from the plan's folder.
  const namesFiles = ({ code, acceptance }: Task) => code.length > 0 || acceptance.some(({ evidence }) => evidence)
  return folderOf(uri) === folderOf(target.uri) || ![...inside].some(id => namesFiles(plan.tasks.get(id)!))
}

function familyOf({ plan }: Snapshot, task: Task): ReadonlySet<Id> {
  const family = new Set([task.id])
  for (const id of family) for (const child of plan.tasks.get(id)!.children) family.add(child)
  return family
}

interface Following {
  readonly home: Id | undefined
  readonly there: Id
}

/** What a link to a task that stays is called where it goes; `undefined` where it has no name there. */
function fromThere({ task }: Link, { home, there }: Following): Id | undefined {
  if (task.startsWith(`${there}/`)) return task.slice(`${there}/`.length)
  if (task.includes('/')) return task
  return home === undefined ? undefined : `${home}/${task}`
}

function seenFrom(document: Snapshot, target: Snapshot, id: Id, there: Id): Id {
  return document.uri === target.uri ? id : `${there}/${id}`
}

function editsFor(
  snapshot: Snapshot,
  task: Task,
  target: Snapshot,
  retargeted: ReadonlyMap<string, readonly PlanChange[]>,
): readonly DocumentEdits[] | undefined {
  const edits = new Map<string, readonly TextEdit[]>()
  for (const [uri, changes] of retargeted)
    edits.set(uri, applyChanges(snapshot.workspace.snapshot(uri)!.reading, changes))
  // The lines go as they are once their own links are right.
  const first = edits.get(snapshot.uri) ?? []
  const reading = first.length === 0 ? snapshot.reading : snapshot.reading.readAgain(applyEdits(snapshot.text, first))
  const own = blockEntries(reading, task.path.slice(0, -1))?.find(({ key }) => key === task.id)
  const before = edits.get(target.uri) ?? []
  const there = before.length === 0 ? target.reading : target.reading.readAgain(applyEdits(target.text, before))
  const last = blockEntries(there, ['tasks'])?.at(-1)
  if (!own || !last || isBelowFreeComment(reading.text, own)) return undefined
  const lineEnd = lineEndOf(there.text)
  const lines = atColumn(reading.text.slice(own.lines.start, own.lines.end), own.column, {
    column: last.column,
    step: indentStep(there.text),
  })
    .replaceAll(/\r\n|\n|\r/g, lineEnd)
    .replace(/(\r\n|\n|\r)?$/, lineEnd)
  const gap = /[\r\n]$/.test(there.text.slice(0, last.lines.end)) ? '' : lineEnd
  const at = last.lines.end
  edits.set(target.uri, composeEdits(before, [{ span: { start: at, end: at }, text: gap + lines }]))
  edits.set(snapshot.uri, composeEdits(first, [{ span: own.lines, text: '' }]))
  return [...edits].map(([uri, each]) => ({ uri, edits: each }))
}

/** Lines as they are, but for where they stand, and how far in where that is another file's way. */
function atColumn(lines: string, from: number, { column, step }: { column: number; step: number }): string {
  const own = stepIn(lines) ?? step
  return own === step ? indent(lines, column - from) : reindent(linesOf(lines), column, step).join('\n')
}

/** Are the tasks in the other plan, with the dates and the cost they had, and all else as it was? */
function standsThere(before: Snapshot, after: Snapshot, target: Snapshot, inside: ReadonlySet<Id>): boolean {
  const there = after.workspace.snapshot(target.uri)
  if (!there || !keepsDates(before, after, inside) || !keepsOtherPlans(before, after)) return false
  const isOneMoney = before.plan.project.currency === there.plan.project.currency
  return [...inside].every(id => {
    const [was, is] = [before.schedule.tasks.get(id), there.schedule.tasks.get(id)]
    if (!was || !is || !Object.is(was.start, is.start) || !Object.is(was.finish, is.finish)) return false
    return Object.is(was.cost, is.cost) && (isOneMoney || was.cost === 0)
  })
}
