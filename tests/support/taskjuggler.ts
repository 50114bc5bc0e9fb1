import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDate } from '#engine/time/civil'
import type { PlanWords, TaskWords } from './build.ts'

/** Is TaskJuggler 3 on this machine? (Debian: `apt-get install tj3`) */
export function hasTaskJuggler(): boolean {
  return spawnSync('tj3', ['--version'], { encoding: 'utf8' }).status === 0
}

/** Start and finish of each task, in minutes; `undefined` for a plan that TaskJuggler refuses, and what it says. */
export type Dates = ReadonlyMap<string, readonly [start: number, finish: number]>

/**
 * Schedules several plans with TaskJuggler in one run; they share nothing but the calendar. Plans may have durations and
 * effort in hours, elapsed ones, summaries, `after` with FS and SS and lags, people with leave and limits; all in the standard week,
 * with these holidays. It gives up on a whole file for one plan it can't finish: that one is left out and the rest run again.
 */
export function scheduleWithTaskJuggler(
  plans: readonly PlanWords[],
  holidays: readonly string[],
): readonly (Dates | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'tpm-tj3-'))
  const refused = new Set<number>()
  try {
    for (;;) {
      const texts = plans.map((plan, index) => (refused.has(index) ? '' : planText(plan, index)))
      writeFileSync(join(folder, 'plans.tjp'), [header(plans, holidays), ...texts, report].join('\n'))
      const run = spawnSync('tj3', ['--silent', '--no-color', 'plans.tjp'], { cwd: folder, encoding: 'utf8' })
      if (run.status === 0) return readDates(readFileSync(join(folder, 'dates.csv'), 'utf8'), plans.length)
      const named = /task p(\d+)\./i.exec(run.stderr)?.[1]
      if (named === undefined || refused.has(Number(named))) throw new Error(`tj3: ${run.stderr}`)
      refused.add(Number(named))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What TaskJuggler says of a text, and where it lets it stand, each task's start, end and days of effort. */
export function askTaskJuggler(text: string): {
  readonly said: string
  readonly tasks: Readonly<Record<string, string>>
} {
  const folder = mkdtempSync(join(tmpdir(), 'tpm-tj3-'))
  try {
    writeFileSync(join(folder, 'plan.tjp'), `${text}\n${report.replace('columns id, start, end', '$&, effort')}`)
    const run = spawnSync('tj3', ['--silent', '--no-color', 'plan.tjp'], { cwd: folder, encoding: 'utf8' })
    const csv = run.status === 0 ? readFileSync(join(folder, 'dates.csv'), 'utf8').trim().split('\n').slice(1) : []
    const rows = csv.map(line => line.replaceAll('"', '').split(';'))
    return { said: run.stderr, tasks: Object.fromEntries(rows.map(([id, ...figures]) => [id, figures.join(' ')])) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const report = `taskreport dates "dates" {
  formats csv
  columns id, start, end
  timeformat "%Y-%m-%dT%H:%M"
  loadunit hours
}`

function header(plans: readonly PlanWords[], holidays: readonly string[]): string {
  return [
    `project p "Plans" ${plans[0]!.start} +2y {`,
    '  timezone "UTC"',
    '  timingresolution 60min',
    '  dailyworkinghours 8',
    '  yearlyworkingdays 260',
    '  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00',
    '  workinghours sat, sun off',
    '}',
    ...holidays.map(day => `leaves holiday "Off" ${day}`),
  ].join('\n')
}

function planText({ resources = {}, tasks, start }: PlanWords, index: number): string {
  const people = Object.entries(resources).map(([id, { leave = [], perDay, perWeek }]) => {
    const away = leave.map(range => {
      const [from, to = from] = range.split('..') as [string, string | undefined]
      return `  leaves annual ${from} - ${to} +1d`
    })
    const most = `${perDay ? ` dailymax ${perDay}` : ''}${perWeek ? ` weeklymax ${perWeek}` : ''}`
    const limits = most === '' ? [] : [`  limits {${most} }`]
    return `resource p${index}_${id} "${id}" {\n${[...away.map(withDayAfter), ...limits].join('\n')}\n}`
  })
  const children = Object.keys(tasks).filter(id => tasks[id]!.parent === undefined)
  const body = children.map(id => taskText(tasks, id, index, start!))
  return `${people.join('\n')}\ntask p${index} "Plan ${index}" {\n${body.join('\n')}\n}`
}

/** TaskJuggler's ranges end before their last date. */
function withDayAfter(line: string): string {
  return line.replace(/(\S+) - (\S+) \+1d$/, (_, from: string, to: string) => {
    const after = new Date(Date.parse(`${to}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    return `${from} - ${after}`
  })
}

function taskText(tasks: Readonly<Record<string, TaskWords>>, id: string, index: number, start: string): string {
  const task = tasks[id]!
  const inside = Object.keys(tasks).filter(other => tasks[other]!.parent === id)
  const links = (task.after ?? []) as readonly string[]
  const lines = [
    ...links.map(link => `depends ${linkText(tasks, link, index)}`),
    ...inside.map(child => taskText(tasks, child, index, start)),
  ]
  if (inside.length === 0) {
    if (!isHeld(tasks, id)) lines.push(`start ${start}-08:00`)
    lines.push(workText(task, index))
  }
  return `task ${id} "${id}" {\n${lines.join('\n')}\n}`
}

function workText({ duration, effort, assign }: TaskWords, index: number): string {
  if (effort !== undefined) return `effort ${effort}\nallocate p${index}_${assign}`
  if (duration === '0h') return 'milestone'
  return duration!.endsWith('eh') ? `duration ${duration!.replace('eh', 'h')}` : `length ${duration}`
}

/** Does a link to it, or to a summary around it, say when it starts? */
function isHeld(tasks: Readonly<Record<string, TaskWords>>, id: string | undefined): boolean {
  if (id === undefined) return false
  return (tasks[id]!.after ?? []).length > 0 || isHeld(tasks, tasks[id]!.parent)
}

function linkText(tasks: Readonly<Record<string, TaskWords>>, link: string, index: number): string {
  const [, to, type, lag, elapsed] = /^(\S+) (FS|SS)\+(\d+)(e?)h$/.exec(link)!
  const options = [
    ...(type === 'SS' ? ['onstart'] : []),
    ...(lag === '0' ? [] : [`${elapsed ? 'gapduration' : 'gaplength'} ${lag}h`]),
  ]
  return `p${index}.${pathOf(tasks, to!)}${options.length > 0 ? ` { ${options.join(' ')} }` : ''}`
}

function pathOf(tasks: Readonly<Record<string, TaskWords>>, id: string): string {
  const { parent } = tasks[id]!
  return parent === undefined ? id : `${pathOf(tasks, parent)}.${id}`
}

function readDates(csv: string, count: number): readonly (Dates | undefined)[] {
  const plans: (Map<string, readonly [number, number]> | undefined)[] = new Array(count).fill(undefined)
  for (const line of csv.trim().split('\n').slice(1)) {
    const [path, start, finish] = line.replaceAll('"', '').split(';')
    const parts = path!.split('.')
    const index = Number(parts[0]!.slice(1))
    const plan = plans[index] ?? new Map<string, readonly [number, number]>()
    plans[index] = plan
    plan.set(parts.at(-1)!, [parseDate(start!)!.minute, parseDate(finish!)!.minute])
  }
  return plans
}
