import type { Schedule, ScheduledTask } from '#engine/schedule/types'
import { dayInWords, lastDayInWords, moneyInWords } from '#engine/schedule/words'
import { floatInWords, unscheduledWords } from '#engine/view/taskFacts'
import { lineParts, lineStartAt, nextLine } from '../lineParts.ts'
import { objectAt } from '../objects.ts'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { describeTask } from './describe/task.ts'

export const hintKinds = ['dates', 'float', 'cost'] as const
export type HintKind = (typeof hintKinds)[number]

/** A computed fact behind a task's id; never in the file. */
export interface InlayHint {
  readonly offset: number
  /** Plain text, with the space before it. */
  readonly text: string
  readonly kind: HintKind
  /** Markdown; plan text is escaped. */
  readonly tooltip: string
}

/** Start → finish, float and cost behind the ids of tasks and milestones in a span. */
export function inlayHints(snapshot: Snapshot, span: Span, kinds: ReadonlySet<HintKind>): readonly InlayHint[] {
  if (kinds.size === 0) return []
  const { text, reading, plan } = snapshot
  const hints: InlayHint[] = []
  for (let start = lineStartAt(text, span.start); start >= 0 && start <= span.end; ) {
    const parts = lineParts(text, start)
    const { key } = parts
    if (key && parts.indent > 0 && parts.dashes.length === 0) {
      const { path, on } = reading.pathAt(key.start)
      const place = on === 'key' ? objectAt(path) : undefined
      const task = place?.kind === 'task' && place.rest.length === 0 ? plan.tasks.get(place.id) : undefined
      // Of a duplicate id only the first is scheduled.
      if (task && reading.spanOf({ path: task.path, on: 'key' }).start === key.start)
        hints.push(...hintsOf(snapshot, task.id, key.colon + 1, kinds))
    }
    start = nextLine(text, parts.end)
  }
  return hints
}

function hintsOf(snapshot: Snapshot, id: string, offset: number, kinds: ReadonlySet<HintKind>): readonly InlayHint[] {
  const { plan, schedule } = snapshot
  const dates = schedule.tasks.get(id)
  if (!dates) return []
  const { task, critical, finished, cost, unscheduled } = dates
  const tooltip = describeTask(snapshot, task)
  const facts: Record<HintKind, string> = unscheduled
    ? { dates: `no dates: ${unscheduledWords[unscheduled]}`, float: '', cost: '' }
    : {
        dates: startToFinish(dates, schedule),
        float: floatInWords(dates, schedule) || (critical && !finished ? 'critical' : ''),
        cost: Number.isFinite(cost) && cost > 0 ? moneyInWords(cost, plan) : '',
      }
  const shown = hintKinds.filter(kind => kinds.has(kind) && facts[kind] !== '')
  return shown.map((kind, i) => ({ offset, text: `${i > 0 ? ' · ' : ' '}${facts[kind]}`, kind, tooltip }))
}

function startToFinish({ task, start, finish }: ScheduledTask, schedule: Schedule): string {
  const [first, last] = [dayInWords(start, schedule), lastDayInWords(finish, schedule)]
  return task.kind === 'milestone' || first === last ? last : `${first} → ${last}`
}
