import { type Leveled, levelPlan } from '#engine/leveling/levelPlan'
import { type Settled, settleWaits } from '#engine/leveling/settleWaits'
import type { Path } from '#engine/model/path'
import type { Task } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { ScheduleOptions } from '#engine/schedule/schedule'
import { formatCivilDate } from '#engine/time/civil'
import { externalTasks } from '../portfolio.ts'
import type { Reading, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'

const kept = new WeakMap<Snapshot, Leveled>()

/** The plan levelled, whether it asks for it or not; `schedules` as for {@link levelPlan}. */
export function levelSnapshot(snapshot: Snapshot, schedules?: number): Leveled {
  if (schedules !== undefined) return levelPlan(snapshot.plan, { ...optionsOf(snapshot), schedules })
  const known = kept.get(snapshot) ?? levelPlan(snapshot.plan, optionsOf(snapshot))
  kept.set(snapshot, known)
  return known
}

/** Schedules a changed plan as this snapshot is: beside the same other plans. */
export function optionsOf({ workspace }: Snapshot): ScheduleOptions {
  const find = (id: string) => workspace.byProjectId(id)
  return { external: externalTasks(find, other => other.schedule) }
}

/** The edits that level a plan: `auto` for every change to come, `waits` as links and dates that stay. */
export function levelEdits(snapshot: Snapshot, how: 'auto' | 'waits'): readonly TextEdit[] {
  if (how === 'waits') return writeWaits(snapshot, levelSnapshot(snapshot))
  if (snapshot.plan.project.leveling === 'auto') return []
  return applyChanges(snapshot.reading, [{ kind: 'set', path: ['project', 'leveling'], text: 'auto' }])
}

/** The text edits after which the plan has the levelled dates without levelling. */
export function writeWaits(snapshot: Snapshot, leveled: Leveled): readonly TextEdit[] {
  const settled = settleWaits(snapshot.plan, leveled, optionsOf(snapshot))
  return applyChanges(
    snapshot.reading,
    settled.map(one => settledChange(snapshot, one)),
  )
}

/** One more link, or a date to begin from. */
export function settledChange(
  { reading, plan }: Pick<Snapshot, 'reading' | 'plan'>,
  { id, after, startFrom }: Settled,
): PlanChange {
  const task = plan.tasks.get(id)!
  if (after !== undefined) return linkChange(reading, task, after)
  return { kind: 'set', path: [...task.path, 'start-no-earlier-than'], text: formatCivilDate(startFrom) }
}

function linkChange(reading: Reading, task: Task, after: string): PlanChange {
  const path: Path = [...task.path, 'after']
  const node = reading.nodeAt(path)
  if (node?.kind === 'seq') return { kind: 'set', path: [...path, node.items.length], text: after }
  if (node?.kind === 'map') return { kind: 'set', path, text: longForms(reading, node, after) }
  return { kind: 'set', path: node ? [...path, 1] : path, text: after }
}

/** A link in its long form as a list with one more. */
function longForms(
  reading: Reading,
  { start, end, flow }: { start: number; end: number; flow: boolean },
  after: string,
): string {
  const source = reading.text.slice(start, end).trimEnd()
  if (flow) return `[${source}, ${after}]`
  const column = start - (reading.text.lastIndexOf('\n', start - 1) + 1)
  const lines = source.split(/\r\n|\n|\r/).map(line => line.replace(new RegExp(`^ {0,${column}}`), ''))
  return [`- ${lines[0]}`, ...lines.slice(1).map(line => `  ${line}`), `- ${after}`].join('\n')
}
