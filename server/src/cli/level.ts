import type { Leveled } from '#engine/leveling/levelPlan'
import { count } from '#engine/schedule/words'
import { levelWords } from '#engine/view/leveledTimeline'
import { levelSnapshot, writeWaits } from '#language/features/leveling'
import type { Snapshot } from '#language/snapshot'
import { applyEdits } from '#language/write/edits'
import { visible } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'
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

/** A task that starts later than it would if everybody were always free. */
interface WaitRecord {
  readonly id: string
  readonly name: string
  readonly resource: string
  readonly behind: string
  readonly from: number
  readonly to: number
  readonly line: number
}

/** In the order in which they begin. */
function waitRecords(snapshot: Snapshot, { schedule, before, waits }: Leveled): readonly WaitRecord[] {
  const lineOf = countLines(snapshot)
  return [...waits]
    .map(([id, { resource, task }]) => {
      const { start, task: waiting } = schedule.tasks.get(id)!
      const from = before.tasks.get(id)!.start
      return { id, name: waiting.name, resource, behind: task, from, to: start, line: lineOf(waiting.path) + 1 }
    })
    .sort((a, b) => a.to - b.to || (a.id < b.id ? -1 : 1))
}

function levelText({ snapshot }: ReadablePlan, leveled: Leveled, io: Io): string {
  const paint = colours(io)
  const { plan } = snapshot
  const { finish, bound, hopeless, waits } = levelWords(plan, leveled)
  const lineOf = countLines(snapshot)
  return [
    paint.bold(visible(plan.project.name)),
    finish,
    bound,
    ...(hopeless === undefined ? [] : [paint.error(visible(hopeless))]),
    '',
    ...(waits.length === 0 ? ['Nothing has to wait.'] : [`${count(waits.length, 'task')} to wait:`]),
    ...waits.map(({ task, name, text }) => {
      const line = lineOf(plan.tasks.get(task)!.path) + 1
      return `  ${visible(name)}: ${visible(text)} ${paint.dim(`(line ${line})`)}`
    }),
    '',
  ].join('\n')
}

/** `media/cli-level.schema.json` describes it. */
function levelJson({ snapshot }: ReadablePlan, leveled: Leveled): string {
  const { schedule, before, bound, gap, schedules } = leveled
  const report = {
    version: 1,
    finish: { before: dateOrNull(before.finish), after: dateOrNull(schedule.finish) },
    bound: dateOrNull(bound),
    'gap-minutes': gap,
    schedules,
    waits: waitRecords(snapshot, leveled).map(({ id, name, resource, behind, from, to, line }) => ({
      id,
      name,
      from: dateOrNull(from),
      to: dateOrNull(to),
      resource,
      behind,
      line,
    })),
    overloaded: [...schedule.overloads.keys()],
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
