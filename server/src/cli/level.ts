import type { Leveled } from '#engine/leveling/levelPlan'
import { type LevelLate, levelWords, missedDeadlines, turnOf } from '#engine/view/leveledTimeline'
import { levelSnapshot, writeWaits } from '#language/features/leveling'
import type { Snapshot } from '#language/snapshot'
import { applyEdits } from '#language/write/edits'
import { visible } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'
import { jsonText } from './jsonText.ts'
import { loadReadable, type ReadableOptions, type ReadablePlan } from './readable.ts'
import { dateOrNull } from './schedule/json.ts'
import { countLines } from './schedule/lines.ts'
import { colours } from './terminal.ts'

export interface LevelOptions extends ReadableOptions {
  readonly plan: string
  readonly format: 'text' | 'json'
  /** How many schedules are built; left out, as many as a plan of its size is worth. */
  readonly schedules?: number
  /** Write the waits into the plan, as links or dates. */
  readonly write: boolean
}

/** A plan in which tasks wait until their people are free. Writing is the last thing done, so a failure changes nothing. */
export function levelPlanFile(options: LevelOptions, io: Io): ExitCode {
  const plan = loadReadable(options.plan, options, io)
  if (plan.snapshot.plan.isLibrary) throw new Impossible(`${plan.file} is a library, which has no tasks to level`)
  const leveled = levelSnapshot(plan.snapshot, options.schedules)
  const result = options.format === 'json' ? levelJson(plan, leveled) : levelText(plan, leveled, io)
  if (!options.write) {
    io.out(result)
    return 0
  }
  const text = applyEdits(plan.snapshot.text, writeWaits(plan.snapshot, leveled))
  // A plan from standard input goes to standard output, and what is said of it elsewhere.
  if (options.plan === '-') {
    io.out(text)
    io.err(result)
    return 0
  }
  if (text !== plan.snapshot.text) writePlan(plan, text, io)
  io.out(result)
  return 0
}

function writePlan({ file, snapshot }: ReadablePlan, text: string, io: Io): void {
  const failure = io.write(snapshot.uri, text)
  if (failure !== undefined) throw new Impossible(`${file} ${failure}`)
  io.err(`Wrote ${visible(file)}\n`)
}

/** A task that is not where it would be if everybody were always free. */
interface WaitRecord {
  readonly id: string
  readonly name: string
  readonly resource: string
  /** The task that has the person before, or after. */
  readonly other: { readonly behind: string } | { readonly before: string }
  readonly from: number
  readonly to: number
  readonly line: number
}

/** In the order in which they begin. */
function waitRecords(snapshot: Snapshot, leveled: Leveled): readonly WaitRecord[] {
  const { schedule, before, waits } = leveled
  const lineOf = countLines(snapshot)
  return [...waits.keys()]
    .map(id => {
      const { resource, task, side } = turnOf(leveled, id)
      const { start, task: waiting } = schedule.tasks.get(id)!
      const from = before.tasks.get(id)!.start
      const other = side === 'begin' ? { behind: task } : { before: task }
      return { id, name: waiting.name, resource, other, from, to: start, line: lineOf(waiting.path) + 1 }
    })
    .sort((a, b) => a.to - b.to || (a.id < b.id ? -1 : 1))
}

function levelText({ snapshot }: ReadablePlan, leveled: Leveled, io: Io): string {
  const paint = colours(io)
  const { plan } = snapshot
  const { finish, start, bound, hopeless, missed, late, title, waits } = levelWords(plan, leveled)
  const lineOf = countLines(snapshot)
  const named = ({ task, name, text }: LevelLate) => {
    const line = lineOf(task === undefined ? [...plan.project.path, 'deadline'] : plan.tasks.get(task)!.path) + 1
    return `  ${visible(name)}: ${visible(text)} ${paint.dim(`(line ${line})`)}`
  }
  return [
    paint.bold(visible(plan.project.name)),
    finish,
    ...(start === undefined ? [] : [start]),
    bound,
    ...(hopeless === undefined ? [] : [paint.error(visible(hopeless))]),
    ...(missed === undefined ? [] : ['', paint.error(`${missed}:`), ...late.map(named)]),
    '',
    `${title}${waits.length === 0 ? '.' : ':'}`,
    ...waits.map(named),
    '',
  ].join('\n')
}

/** `media/cli-level.schema.json` describes it. */
function levelJson({ snapshot }: ReadablePlan, leveled: Leveled): string {
  const lineOf = countLines(snapshot)
  const { schedule, before, bound, gap, schedules } = leveled
  const report = {
    version: 1,
    start: { before: dateOrNull(before.start), after: dateOrNull(schedule.start) },
    finish: { before: dateOrNull(before.finish), after: dateOrNull(schedule.finish) },
    bound: dateOrNull(bound),
    'gap-minutes': gap,
    schedules,
    late: missedDeadlines(snapshot.plan, leveled).map(({ task, deadline, from, to, late }) => ({
      id: task?.id ?? null,
      name: task?.name ?? snapshot.plan.project.name,
      from: dateOrNull(from),
      to: dateOrNull(to),
      deadline: dateOrNull(deadline),
      'late-minutes': late,
      line: lineOf(task ? task.path : [...snapshot.plan.project.path, 'deadline']) + 1,
    })),
    waits: waitRecords(snapshot, leveled).map(({ id, name, resource, other, from, to, line }) => ({
      id,
      name,
      from: dateOrNull(from),
      to: dateOrNull(to),
      resource,
      ...other,
      line,
    })),
    overloaded: [...schedule.overloads.keys()],
  }
  return jsonText(report)
}
