import { earnedValue } from '#engine/cost/earnedValue'
import { type Variance, varianceOf } from '#engine/cost/variance'
import type { Plan } from '#engine/model/plan'
import type { Schedule, ScheduledTask } from '#engine/schedule/types'
import { moneyInWords } from '#engine/schedule/words'
import { civilParts, formatDay, formatLastDay } from '#engine/time/civil'
import { signedDays } from '#engine/view/againstBaseline'
import { unscheduledWords } from '#engine/view/taskFacts'
import type { LoadedBaseline } from '../baseline.ts'
import { fitColumns, visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { colours } from '../terminal.ts'
import type { MeasuredPlan } from './measured.ts'

/** Columns where results do not go to a terminal. */
const defaultColumns = 120
const leastBars = 16

/** The answer in a sentence, then a table: name, dates, float, and a bar where there is room. */
export function scheduleText({ snapshot, diagnostics, baseline }: MeasuredPlan, io: Io): string {
  const { plan, schedule } = snapshot
  const paint = colours(io)
  const tasks = [...schedule.tasks.values()]
  const problems = diagnostics().filter(({ severity }) => severity === 'error' || severity === 'warning').length
  return [
    paint.bold(visible(plan.project.name)),
    ...summary(schedule, paint),
    ...(baseline ? baselineLines(plan, schedule, baseline, paint) : []),
    '',
    ...(tasks.length === 0 ? ['There is no task yet.'] : table(tasks, schedule, io, paint, baseline)),
    '',
    ...(tasks.some(({ critical }) => critical) ? [paint.dim('! drives the finish'), ''] : []),
    ...(0 < problems ? [`${problems} ${problems === 1 ? 'problem' : 'problems'}: \`tpm check\` says which.`, ''] : []),
  ].join('\n')
}

type Paint = ReturnType<typeof colours>

function summary(schedule: Schedule, paint: Paint): readonly string[] {
  const { start, finish, deadline, criticalPath, tasks } = schedule
  if (!Number.isFinite(finish)) return []
  const names = criticalPath.map(id => visible(tasks.get(id)?.task.name ?? id))
  const late = deadline !== undefined && deadline < finish
  const judged =
    deadline === undefined ? '' : `, deadline ${formatLastDay(deadline, { year: true })}${late ? ': late' : ''}`
  const unscheduled = [...tasks.values()].filter(({ unscheduled }) => unscheduled).length
  return [
    `${formatDay(start, { year: true })} – ${formatLastDay(finish, { year: true })}${late ? paint.error(judged) : judged}`,
    ...(names.length === 0 ? [] : [`Held by: ${shorten(names).join(' → ')}`]),
    ...(unscheduled === 0 ? [] : [paint.error(`${unscheduled} without dates`)]),
  ]
}

/** The first two and the last three of a long path. */
function shorten(names: readonly string[]): readonly string[] {
  return names.length <= 6 ? names : [...names.slice(0, 2), `… ${names.length - 5} more …`, ...names.slice(-3)]
}

function table(
  tasks: readonly ScheduledTask[],
  schedule: Schedule,
  io: Io,
  paint: Paint,
  baseline: LoadedBaseline | undefined,
): readonly string[] {
  const columns = Math.max(48, Math.min(io.columns ?? defaultColumns, 220))
  const depths = depthsOf(tasks)
  const nameColumns = Math.max(12, Math.min(44, Math.floor(columns * 0.34)))
  const years = [...yearsOf(tasks)]
  const year = years.length > 1
  const dayColumns = year ? 11 + Math.max(...years.map(each => String(each).length)) : 11
  const day = (text: string) => text.padEnd(dayColumns)
  const barColumns = columns - nameColumns - 2 * (dayColumns + 1) - 9 - (baseline ? 8 : 0)
  const bars = leastBars <= barColumns ? axis(schedule, barColumns) : undefined
  const header = [
    fitColumns('Task', nameColumns),
    'Start'.padEnd(dayColumns),
    'Finish'.padEnd(dayColumns),
    '  Float',
    ...(baseline ? ['  Moved'] : []),
    bars?.header ?? '',
  ].join(' ')
  return [
    paint.dim(header.trimEnd()),
    ...tasks.map(task => {
      const indent = '  '.repeat(Math.min(8, depths.get(task.task.id) ?? 0))
      const name = fitColumns(indent + visible(task.task.name), nameColumns)
      if (task.unscheduled) return `${name} ${paint.error(`no dates: ${unscheduledWords[task.unscheduled]}`)}`
      return [
        task.task.kind === 'summary' ? paint.bold(name) : name,
        day(isPoint(task) ? formatLastDay(task.start, { year }) : formatDay(task.start, { year })),
        day(formatLastDay(task.finish, { year })),
        floatOf(task, schedule.dayMinutes).padStart(7),
        ...(baseline ? [movedOf(varianceOf(task, baseline), schedule.dayMinutes).padStart(7)] : []),
        bars ? paintBar(task, bars.bar(task), paint) : '',
      ]
        .join(' ')
        .trimEnd()
    }),
  ]
}

function depthsOf(tasks: readonly ScheduledTask[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const { task } of tasks) depths.set(task.id, task.parent === undefined ? 0 : (depths.get(task.parent) ?? -1) + 1)
  return depths
}

/** What takes no time is where it ends: at midnight, on the day before. */
function isPoint({ start, finish }: ScheduledTask): boolean {
  return start === finish
}

/** The years that dates of the table are in. */
function yearsOf(tasks: readonly ScheduledTask[]): ReadonlySet<number> {
  return new Set(
    tasks
      .filter(({ unscheduled }) => !unscheduled)
      .flatMap(task => [
        civilParts(isPoint(task) ? task.start - 1 : task.start).year,
        civilParts(task.finish - 1).year,
      ]),
  )
}

function floatOf({ finished, cancelled, critical, totalFloat }: ScheduledTask, dayMinutes: number): string {
  if (cancelled) return '–'
  if (finished) return 'done'
  if (!Number.isFinite(totalFloat)) return ''
  const days = Math.round((totalFloat / dayMinutes) * 10) / 10
  return `${critical ? '!' : ''}${days}d`
}

/** The variance of the finish from the baseline. */
function movedOf(variance: Variance | undefined, dayMinutes: number): string {
  if (!variance) return 'new'
  return signedDays(variance.finishMinutes, dayMinutes)
}

/** Where it stood, and earned value at the status date. */
function baselineLines(plan: Plan, schedule: Schedule, baseline: LoadedBaseline, paint: Paint): readonly string[] {
  const finish = formatLastDay(baseline.schedule.finish, { year: true })
  const head = `Baseline ${visible(baseline.name)} (${baseline.commit.slice(0, 8)}): finish ${finish}`
  const earned = earnedValue(schedule, baseline)
  if (!earned) return [`${head}; earned value needs a status date`]
  const { unit, pv, ev, ac, bac, sv, cv, spi, cpi, eacBudget, eacCpi, eacCpiSpi, tcpiBac, es, at, svt, spit } = earned
  const days = (minutes: number) => `${Math.round((minutes / schedule.dayMinutes) * 10) / 10}d`
  const amount = (value: number | null) =>
    value === null ? '–' : unit === 'money' ? moneyInWords(value, plan) : days(value)
  const index = (value: number | null) => (value === null ? '–' : value.toFixed(2))
  const colour = (value: number | null) => (value !== null && value < 1 ? paint.error : paint.good)
  return [
    head,
    `  PV ${amount(pv)}, EV ${amount(ev)}, AC ${amount(ac)}, BAC ${amount(bac)}; SV ${amount(sv)}, CV ${amount(cv)}`,
    `  ${colour(spi)(`SPI ${index(spi)}`)}, ${colour(cpi)(`CPI ${index(cpi)}`)}; EAC ${amount(eacBudget)} as budgeted, ${amount(eacCpi)} by CPI, ${amount(eacCpiSpi)} by CPI × SPI; TCPI ${index(tcpiBac)}`,
    `  ES ${days(es)} of ${days(at)}: SV(t) ${days(svt)}, ${colour(spit)(`SPI(t) ${index(spit)}`)}`,
  ]
}

/** A scale from the project's time to columns: one character is the same length of time everywhere. */
function axis({ start, finish, statusDate }: Schedule, columns: number) {
  const span = Math.max(1, finish - start)
  const columnOf = (minute: number) =>
    Math.max(0, Math.min(columns - 1, Math.floor(((minute - start) / span) * columns)))
  return {
    header: fitColumns(`${formatDay(start)}${' '.repeat(Math.max(1, columns - 22))}${formatDay(finish)}`, columns),
    bar({ task, start, finish, progress, cancelled }: ScheduledTask): string {
      const cells = Array<string>(columns).fill(' ')
      if (statusDate !== undefined) cells[columnOf(statusDate)] = '┊'
      const from = columnOf(start)
      const to = Math.max(from, columnOf(finish - 1))
      if (task.kind === 'milestone') cells[columnOf(finish)] = '◆'
      else {
        const done = from + Math.round((to - from + 1) * progress)
        for (let i = from; i <= to; i++)
          cells[i] = task.kind === 'summary' ? '━' : cancelled ? '╌' : i < done ? '█' : '░'
      }
      return cells.join('')
    },
  }
}

function paintBar({ critical, finished, cancelled, task }: ScheduledTask, bar: string, paint: Paint): string {
  if (cancelled) return paint.dim(bar)
  if (finished) return paint.done(bar)
  if (critical) return paint.critical(bar)
  return task.kind === 'milestone' ? paint.milestone(bar) : bar
}
