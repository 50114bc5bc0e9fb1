import { nearest } from '#engine/rules/nearest'
import type { Reason, ScheduledTask } from '#engine/schedule/types'
import { describeReason, why } from '#engine/schedule/why'
import { formatDay, formatLastDay } from '#engine/time/civil'
import { unscheduledWords } from '#engine/view/taskFacts'
import { awaitedInWords } from '#language/features/describe/awaited'
import { visible } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'
import { jsonText } from './jsonText.ts'
import { loadReadable, type ReadableOptions, type ReadablePlan } from './readable.ts'
import { dateOrNull, numberOrNull } from './schedule/json.ts'
import { countLines } from './schedule/lines.ts'
import { colours } from './terminal.ts'

export interface WhyOptions extends ReadableOptions {
  readonly plan: string
  readonly task: string
  readonly format: 'text' | 'json'
}

/** What holds a task or milestone where it is, back to what nothing in the plan holds. */
export function explainTask(options: WhyOptions, io: Io): ExitCode {
  const plan = loadReadable(options.plan, { ...options, awaiting: true }, io)
  const { tasks } = plan.snapshot.plan
  if (!tasks.has(options.task)) {
    const guess = nearest(options.task, tasks.keys())
    throw new Impossible(
      `There is no task or milestone "${visible(options.task)}" in ${plan.file}${guess === undefined ? '' : `. Did you mean "${guess}"?`}`,
    )
  }
  io.out(options.format === 'json' ? whyJson(plan, options.task) : whyText(plan, options.task, io))
  return 0
}

/** A reason, the task it holds, and the same in words. */
interface Step {
  readonly holds: string
  readonly reason: Reason
  readonly text: string
}

function stepsOf({ snapshot: { plan, schedule } }: ReadablePlan, task: string): readonly Step[] {
  return why(plan, schedule, task).map(reason => {
    const { holds = task } = reason
    return { holds, reason, text: describeReason(plan, schedule, holds, reason) }
  })
}

function whyText(plan: ReadablePlan, id: string, io: Io): string {
  const { tasks, dayMinutes } = plan.snapshot.schedule
  const scheduled = tasks.get(id)!
  const { bold, dim } = colours(io)
  const lineOf = countLines(plan.snapshot)
  const name = bold(visible(scheduled.task.name))
  if (scheduled.unscheduled) return `${name} has no dates: ${unscheduledWords[scheduled.unscheduled]}\n`
  const steps = stepsOf(plan, id)
  return [
    `${name} ${datesOf(scheduled)}${floatWords(scheduled, dayMinutes)}`,
    ...(steps.length === 0 ? ['Nothing holds it.'] : []),
    ...steps.map(({ holds, reason: { path }, text }) => {
      const place = path === undefined ? '' : ` ${dim(`(line ${lineOf(path) + 1})`)}`
      return `  ${visible(holds)} ← ${visible(text)}${place}`
    }),
    ...awaitedInWords(plan.snapshot, id).map(text => `  ${visible(text)}`),
    '',
  ].join('\n')
}

function datesOf({ task, start, finish }: ScheduledTask): string {
  const to = formatLastDay(finish, { year: true })
  return task.kind === 'milestone' || start === finish || formatDay(start, { year: true }) === to
    ? to
    : `${formatDay(start, { year: true })} – ${to}`
}

function floatWords({ critical, finished, totalFloat }: ScheduledTask, dayMinutes: number): string {
  if (finished) return ', finished'
  const days = Math.round((totalFloat / dayMinutes) * 10) / 10
  const float = Number.isFinite(days) && days !== 0 ? `, float ${days}d` : ''
  return `${critical ? ', critical' : ''}${float}`
}

function whyJson(plan: ReadablePlan, id: string): string {
  const scheduled = plan.snapshot.schedule.tasks.get(id)!
  const { start, finish } = scheduled
  const lineOf = countLines(plan.snapshot)
  const awaited = plan.snapshot.workspace.awaited(plan.snapshot, id)
  const report = {
    version: 1,
    task: {
      id,
      name: scheduled.task.name,
      start: dateOrNull(start),
      finish: dateOrNull(finish),
      critical: scheduled.critical,
      'total-float-minutes': numberOrNull(scheduled.totalFloat),
      ...(scheduled.unscheduled && { unscheduled: scheduled.unscheduled }),
    },
    reasons: scheduled.unscheduled
      ? []
      : stepsOf(plan, id).map(({ holds, reason: { path, ...reason }, text }) => ({
          ...reason,
          holds,
          text,
          ...(path && { line: lineOf(path) + 1 }),
        })),
    ...(0 < awaited.length && {
      awaited: awaited.map(({ room, ...rest }) => ({ ...rest, 'room-minutes': room })),
    }),
  }
  return jsonText(report)
}
