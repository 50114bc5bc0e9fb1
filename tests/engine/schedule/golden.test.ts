import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { compileSpans, workAt } from '#engine/time/calendar'
import { formatMinute, parseDate } from '#engine/time/civil'
import { workingTime } from '#engine/time/workingCalendar'
import { buildPlan, type TaskWords } from '#tests/support/build'

const file = new URL('../../../../shared/data/cpm-golden/dev.json.gz', import.meta.url)

interface GoldenTask {
  readonly id: number
  readonly durHours: number
  readonly preds: readonly { readonly id: number; readonly type: string; readonly lagHours: number }[]
  readonly constraint?: { readonly type: string; readonly date: string } | null
  readonly es: string | null
  readonly ef: string
  readonly ls: string
  readonly lf: string
  readonly totalSlackHours: number
}
interface Golden {
  readonly name: string
  readonly engine: 'ms' | 'p6'
  readonly types: boolean
  readonly lags: boolean
  readonly constraints: boolean
  readonly holidays: boolean
  readonly start: string
  readonly tasks: readonly GoldenTask[]
}

const holidays = ['01-20', '02-17', '04-18', '04-21', '05-01', '05-26', '12-25', '12-26'].map(day => `2025-${day}`)

function taskWords({ durHours, preds, constraint }: GoldenTask): TaskWords {
  const kind = constraint?.type.toLowerCase().replaceAll('_', '-')
  return {
    duration: `${durHours}h`,
    after: preds.map(({ id, type, lagHours }) => `t${id} ${type}${lagHours < 0 ? '-' : '+'}${Math.abs(lagHours)}h`),
    constraints: constraint && kind ? { [kind]: constraint.date } : undefined,
  }
}

function scheduleGolden(project: Golden) {
  return schedule(
    buildPlan({
      start: project.start,
      calendars: project.holidays ? { default: { holidays } } : {},
      tasks: Object.fromEntries(project.tasks.map(task => [`t${task.id}`, taskWords(task)])),
    }),
  )
}

/** The README of the data names these: their expected finish lies before their start. */
const oddities: Readonly<Record<string, number>> = { 'p6-99': 7, 'p6-279': 10, 'p6-363': 37 }

/** Tasks whose dates follow from an oddity, forward or backward over links. */
function following(project: Golden): { readonly after: ReadonlySet<number>; readonly touched: boolean } {
  const odd = oddities[project.name]
  const after = new Set(odd === undefined ? [] : [odd])
  for (const { id, preds } of project.tasks) if (preds.some(pred => after.has(pred.id))) after.add(id)
  return { after, touched: odd !== undefined }
}

const calendars = [true, false].map(isOff => {
  const rules = {
    holidays: isOff ? holidays.map(day => ({ range: { from: parseDate(day)!, to: parseDate(day)! } })) : [],
    exceptions: [],
  }
  return compileSpans(workingTime(rules, () => undefined).spans)
})

/** Both as working instants: the end of a day's work and the start of the next are one. Empty where they are equal. */
function same(project: Golden, dates: readonly number[], expected: readonly string[]): string {
  const calendar = calendars[project.holidays ? 0 : 1]!
  const equal = dates.every((date, i) => workAt(calendar, date) === workAt(calendar, parseDate(expected[i]!)!.minute))
  return equal ? '' : `${dates.map(formatMinute).join(' ')}, expected ${expected.join(' ')}`
}

describe.skipIf(!existsSync(file))('published schedules (../shared/data/cpm-golden)', () => {
  const projects: readonly Golden[] = existsSync(file) ? JSON.parse(gunzipSync(readFileSync(file)).toString()) : []

  test('every P6 schedule is equal in early and late dates and float, what follows from three oddities aside', () => {
    const differences: string[] = []
    let compared = 0
    for (const project of projects.filter(({ engine }) => engine === 'p6')) {
      const { tasks } = scheduleGolden(project)
      const { after, touched } = following(project)
      for (const expected of project.tasks) {
        const task = tasks.get(`t${expected.id}`)!
        const isOdd = after.has(expected.id)
        if (expected.es === null) continue
        compared++
        const early = same(project, [task.earlyStart, task.earlyFinish], [expected.es, expected.ef])
        if (!isOdd && early) differences.push(`${project.name} ${expected.id} early ${early}`)
        // Late dates run back from the finish, which an oddity may have moved.
        const late = same(project, [task.lateStart, task.lateFinish], [expected.ls, expected.lf])
        if (!touched && late) differences.push(`${project.name} ${expected.id} late ${late}`)
        if (!touched && task.totalFloat !== expected.totalSlackHours * 60) {
          differences.push(
            `${project.name} ${expected.id} float ${task.totalFloat / 60}, expected ${expected.totalSlackHours}`,
          )
        }
      }
    }
    expect(differences.slice(0, 20)).toEqual([])
    expect(compared).toBeGreaterThan(5000)
  })

  test('the schedules that imitate MS Project differ only where it goes before the start of the project', () => {
    const roots = new Map<string, number>()
    const late: string[] = []
    let compared = 0
    let different = 0
    for (const project of projects.filter(({ engine }) => engine === 'ms')) {
      const { tasks } = scheduleGolden(project)
      const wrong = new Set<number>()
      for (const expected of project.tasks) {
        const task = tasks.get(`t${expected.id}`)!
        compared++
        if (!same(project, [task.earlyStart, task.earlyFinish], [expected.es!, expected.ef])) continue
        different++
        const follows = expected.preds.some(({ id }) => wrong.has(id))
        wrong.add(expected.id)
        const cause = expected.es! < project.start ? 'placed before the start of the project' : 'unexplained'
        if (!follows) roots.set(cause, (roots.get(cause) ?? 0) + 1)
      }
      if (wrong.size > 0) continue
      for (const expected of project.tasks) {
        const task = tasks.get(`t${expected.id}`)!
        const difference = same(project, [task.lateStart, task.lateFinish], [expected.ls, expected.lf])
        if (difference) late.push(`${project.name} ${expected.id} ${difference}`)
      }
    }
    // A successor of such a task is earlier too; nothing else is different.
    expect([...roots.keys()]).toEqual(['placed before the start of the project'])
    expect(different / compared).toBeLessThan(0.08)
    expect(late).toEqual([])
  })
})
