import { type Leveled, levelPlan } from '#engine/leveling/levelPlan'
import { type Settled, settleWaits } from '#engine/leveling/settleWaits'
import type { Path } from '#engine/model/path'
import type { Id, Link } from '#engine/model/plan'
import type { PlanChange } from '#engine/rules/rule'
import type { ScheduleOptions } from '#engine/schedule/schedule'
import { formatCivilDate } from '#engine/time/civil'
import type { Reading, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { applyEdits, composeEdits } from '../write/edits.ts'

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
  return { external: reference => workspace.outside(reference) }
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
  const isWeak = (one: Settled) => weakerLink(snapshot, one) !== undefined
  const first = applyChanges(
    snapshot.reading,
    settled.filter(isWeak).flatMap(one => settledChange(snapshot, one)),
  )
  const { plan } = snapshot
  const reading = first.length === 0 ? snapshot.reading : snapshot.reading.readAgain(applyEdits(snapshot.text, first))
  const links = new Map<Id, number>()
  const changes = settled
    .filter(one => !isWeak(one))
    .flatMap(one => {
      if (!('after' in one)) return settledChange({ reading, plan }, one)
      const earlier = links.get(one.id) ?? 0
      links.set(one.id, earlier + 1)
      return settledChange({ reading, plan }, one, earlier)
    })
  return composeEdits(first, applyChanges(reading, changes))
}

/** One more link, or a weaker one of the same tasks without its lead and its type, or a date to begin from or to end by; `earlier` links of the task are written before it. */
export function settledChange(
  { reading, plan }: Pick<Snapshot, 'reading' | 'plan'>,
  settled: Settled,
  earlier = 0,
): readonly PlanChange[] {
  if ('projectStart' in settled)
    return [{ kind: 'set', path: [...plan.project.path, 'start'], text: formatCivilDate(settled.projectStart) }]
  const { path } = plan.tasks.get(settled.id)!
  const weaker = weakerLink({ plan }, settled)
  if (weaker) {
    if (reading.nodeAt(weaker.path)?.kind !== 'map') return [{ kind: 'set', path: weaker.path, text: weaker.task }]
    return ['type', 'lag']
      .filter(key => reading.has([...weaker.path, key]))
      .map(key => ({ kind: 'remove', path: [...weaker.path, key] }))
  }
  if ('after' in settled) return [linkChange(reading, path, settled.after, earlier)]
  return [
    'startFrom' in settled
      ? { kind: 'set', path: [...path, 'start-no-earlier-than'], text: formatCivilDate(settled.startFrom) }
      : { kind: 'set', path: [...path, 'finish-no-later-than'], text: formatCivilDate(settled.finishBy) },
  ]
}

/** A link with a lead, or of another type without a lag, which says nothing any more beside the one that is settled. */
function weakerLink({ plan }: Pick<Snapshot, 'plan'>, settled: Settled): Link | undefined {
  if (!('after' in settled)) return undefined
  return plan.tasks.get(settled.id)!.after.find(({ task, type, lag }) => {
    if (task !== settled.after) return false
    const by = lag ? (lag.kind === 'percent' ? lag.share : lag.duration.amount) : 0
    return type === 'FS' ? by < 0 : by <= 0
  })
}

function linkChange(reading: Reading, task: Path, after: string, earlier: number): PlanChange {
  const path: Path = [...task, 'after']
  const node = reading.nodeAt(path)
  if (node?.kind === 'map' && earlier === 0) return { kind: 'set', path, text: longForms(reading, node, after) }
  const written = node?.kind === 'seq' ? node.items.length : node ? 1 : 0
  const at = written + earlier
  return { kind: 'set', path: at === 0 ? path : [...path, at], text: after }
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
