import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatIsoDay } from '#engine/time/civil'
import { Workspace } from '#language/workspace'
import { formatPlan } from '#language/write/format'
import { root } from '../support/sources.ts'

interface Holiday {
  readonly date: string
  readonly type: string
  readonly substitute?: boolean
}
type Holidays = new (country: string, region?: string) => { getHolidays(year: number): readonly Holiday[] }
const Holidays: Holidays = createRequire(import.meta.url)('date-holidays')

const folder = join(root, 'media/templates')
const names = readdirSync(folder).sort()

function open(name: string) {
  const workspace = new Workspace({ roots: [folder], fileExists: () => false })
  workspace.set(`${folder}/${name}`, readFileSync(join(folder, name), 'utf8'))
  return workspace.snapshot(`${folder}/${name}`)!
}

/** What a template is meant to show; everything else is clean. */
const shown: Readonly<Record<string, readonly string[]>> = {
  'product-release.tpm.yaml': ['General availability: schedule/deadline-missed'],
}

/** The calendars that name the public holidays of a place, less the days that the people there work, plus those they don't. */
const places: Readonly<
  Record<string, { country: string; region?: string; works?: readonly string[]; closed?: readonly string[] }>
> = {
  'cloud-migration.tpm.yaml': { country: 'DE', region: 'HE' },
  'cybersecurity.tpm.yaml': { country: 'NL' },
  'infrastructure-upgrade.tpm.yaml': { country: 'GB', region: 'ENG' },
  'product-release.tpm.yaml': {
    country: 'US',
    works: ['10-12', '11-11', '10-11', '12-31'],
    closed: ['2026-11-27', '2027-11-26'],
  },
}

test('there are five, and each is named by what it is', () => {
  expect(names).toEqual([
    'cloud-migration.tpm.yaml',
    'cybersecurity.tpm.yaml',
    'infrastructure-upgrade.tpm.yaml',
    'minimal.tpm.yaml',
    'product-release.tpm.yaml',
  ])
})

describe.each(names)('%s', name => {
  const snapshot = open(name)
  const { plan, schedule } = snapshot

  test('has no diagnostic but what it is meant to show', () => {
    const found = snapshot.problems.map(({ code, span }) => {
      const [, id] = snapshot.reading.pathAt(span.start).path
      return `${plan.tasks.get(String(id))?.name ?? id}: ${code}`
    })
    expect(found).toEqual(shown[name] ?? [])
  })

  test('is in canonical form', () => {
    expect(formatPlan(snapshot.reading)).toEqual([])
  })

  test('overloads nobody, and every task has dates', () => {
    expect([...schedule.overloads.values()].flat()).toEqual([])
    expect([...schedule.tasks.values()].filter(({ unscheduled }) => unscheduled)).toEqual([])
  })

  test.skipIf(!places[name])('names the holidays of its region in its years, on weekdays at least', () => {
    const { country, region, works = [], closed = [] } = places[name]!
    const library = new Holidays(country, region)
    const expected = [2026, 2027]
      .flatMap(year => library.getHolidays(year))
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10))
      .filter(day => !works.some(worked => day.endsWith(worked)))
    const named = plan.calendars
      .get('default')!
      .holidays.flatMap(({ range }) => daysOf(range.from.minute, range.to.minute))
    expect(named.filter(onWeekday).sort()).toEqual([...new Set([...expected, ...closed])].filter(onWeekday).sort())
  })

  test.skipIf(!places[name])('has what a professional looks for', () => {
    const leaves = [...plan.tasks.values()].filter(
      ({ kind, isMilestoneSection }) => kind === 'task' && !isMilestoneSection,
    )
    expect(leaves.length).toBeGreaterThanOrEqual(30)
    expect(leaves.length).toBeLessThanOrEqual(80)
    expect(leaves.filter(({ duration, effort }) => (duration ?? effort)?.optimistic).length).toBeGreaterThanOrEqual(8)
    expect(plan.risks.size).toBeGreaterThanOrEqual(8)
    expect([...plan.risks.values()].some(({ type }) => type === 'opportunity')).toBe(true)
    expect(
      [...plan.risks.values()].filter(({ owner, response, reviewBy }) => !owner || !response || !reviewBy),
    ).toEqual([])
    expect([...plan.tasks.values()].filter(({ gate }) => gate.length > 0).length).toBeGreaterThanOrEqual(2)
    for (const section of [
      'stakeholders',
      'decisions',
      'actions',
      'issues',
      'assumptions',
      'changes',
      'baselines',
      'drivers',
    ] as const) {
      expect(plan[section].size, section).toBeGreaterThanOrEqual(1)
    }
    expect(plan.budget?.total).toBeGreaterThan(0)
  })
})

function daysOf(from: number, to: number): readonly string[] {
  const days: string[] = []
  for (let minute = from; minute <= to; minute += 1440) days.push(formatIsoDay(minute))
  return days
}

function onWeekday(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay())
}
