import { describe, expect, test } from 'vitest'
import { earnedFigures, earnedSchedule, earnedValue } from '#engine/cost/earnedValue'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import { planOf } from '../../support/plan.ts'

/** Figures that a textbook prints, to the digits it prints. */
describe('the figures of textbooks', () => {
  test('a project at 35% of 100,000 when 40% was planned, with 42,000 spent', () => {
    const figures = earnedFigures({ pv: 40_000, ev: 35_000, ac: 42_000, bac: 100_000 })
    expect(figures).toMatchObject({ sv: -5000, cv: -7000, spi: 0.875, eacBudget: 107_000 })
    expect(figures.cpi).toBeCloseTo(0.8333, 4)
    expect(figures.eacCpi).toBeCloseTo(120_000, 6)
    expect(figures.eacCpiSpi).toBeCloseTo(131_142.857, 3)
    expect(figures.tcpiBac).toBeCloseTo(1.1207, 4)
    expect(figures.tcpiEac).toBeCloseTo(0.8333, 4)
  })

  test('nothing spent and nothing planned has no index', () => {
    expect(earnedFigures({ pv: 0, ev: 0, ac: 0, bac: 100 })).toMatchObject({
      spi: null,
      cpi: null,
      eacCpi: null,
      eacBudget: 100,
      tcpiBac: 1,
    })
    expect(earnedFigures({ pv: 0, ev: 0, ac: 0, bac: 0 }).tcpiBac).toBeNull()
  })

  test('earned schedule is between the months whose planned values are around what is earned', () => {
    // PV at the end of each month; EV 320 at the end of the fifth: C = 3, ES = 3 + (320 − 270) / (380 − 270).
    const months = [0, 80, 170, 270, 380, 500, 600]
    const month = 10_000
    const planned = (at: number) => {
      const i = Math.min(months.length - 2, Math.floor(at / month))
      return months[i]! + (months[i + 1]! - months[i]!) * (at / month - i)
    }
    const { es, svt, spit } = earnedSchedule(planned, 6 * month, 320, 5 * month)
    expect(es / month).toBeCloseTo(3 + 50 / 110, 3)
    expect(svt / month).toBeCloseTo(3.4545 - 5, 3)
    expect(spit).toBeCloseTo(0.6909, 3)
  })

  test('where nothing is planned for a while the schedule is as far as it may be', () => {
    // 400 by 100, nothing until 300, 800 by 400.
    const planned = (at: number) => Math.min(400, 4 * at) + Math.max(0, Math.min(400, 4 * (at - 300)))
    const svt = (ev: number, at: number) => earnedSchedule(planned, 400, ev, at).svt
    expect([svt(400, 50), svt(400, 100), svt(400, 200), svt(400, 300), svt(400, 350)]).toEqual([50, 0, 0, 0, -50])
    expect([svt(401, 200), svt(399, 200)]).toEqual([101, -100])
  })

  test('before anything is to be earned nothing is late', () => {
    expect(earnedSchedule(at => Math.max(0, at - 100), 200, 0, 80)).toMatchObject({ es: 80, svt: 0, spit: 1 })
    expect(earnedSchedule(at => Math.max(0, at - 100), 200, 0, 120)).toMatchObject({ es: 100, svt: -20 })
  })

  test('where all is earned the schedule index still tells how late it was, which that of money does not', () => {
    const { spit } = earnedSchedule(at => Math.min(600, at), 600, 600, 800)
    expect(spit).toBe(0.75)
    expect(earnedFigures({ pv: 600, ev: 600, ac: 700, bac: 600 }).spi).toBe(1)
  })
})

const base = `
project: { name: Bridge, start: 2026-03-02 }
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  a: { name: A, duration: 5d, assign: ben }
  b: { name: B, duration: 5d, assign: ben, after: a }
`

function earnedBy(head: string, baseline = base) {
  const [now, then] = [planOf(head), planOf(baseline)]
  return earnedValue(scheduleProject(now), { plan: then, schedule: scheduleProject(then) })
}

const status = (text: string, day = '2026-03-10') =>
  text.replace('start: 2026-03-02', `start: 2026-03-02, status-date: ${day}`)

describe('a plan against its baseline', () => {
  test('is measured at the status date', () => {
    const head = status(base).replace(
      'duration: 5d, assign: ben }',
      'duration: 5d, assign: ben, actual-start: 2026-03-02, progress: 80%, remaining: 1d, actual-cost: 5000 }',
    )
    // Seven of ten days were planned, four earned.
    expect(earnedBy(head)).toMatchObject({
      unit: 'money',
      bac: 8000,
      pv: 5600,
      ev: 3200,
      ac: 5000,
      sv: -2400,
      cv: -1800,
      es: 4 * 480,
      at: 7 * 480,
      svt: -3 * 480,
    })
  })

  test('what remains earns what is done, where nothing else says how much that is', () => {
    const head = status(base).replace(
      'duration: 5d, assign: ben }',
      'duration: 5d, assign: ben, actual-start: 2026-03-02, remaining: 2d }',
    )
    expect(earnedBy(head)).toMatchObject({ ev: 2400, ac: 2400 })
  })

  test('has none without a status date', () => {
    expect(earnedBy(base)).toBeUndefined()
  })

  test('earns by the rule of each task', () => {
    const rule = (earning: string, more = '') =>
      earnedBy(
        status(base).replace(
          'duration: 5d, assign: ben }',
          `duration: 5d, assign: ben, actual-start: 2026-03-02, progress: 30%, earning: ${earning}${more} }`,
        ),
      )!.ev
    expect(rule('progress')).toBeCloseTo(1200)
    expect(rule('0/100')).toBe(0)
    expect(rule('50/50')).toBe(2000)
    expect(rule('milestones', ', acceptance: { k: { name: K, status: passed }, l: { name: L } }')).toBe(2000)
    expect(rule('milestones')).toBeCloseTo(1200)
  })

  test('counts effort where nothing costs anything', () => {
    const free = base.replace(', rate: 100/h', '')
    const head = status(free).replace(
      'duration: 5d, assign: ben }',
      'duration: 5d, assign: ben, actual-start: 2026-03-02, actual-finish: 2026-03-09 }',
    )
    expect(earnedBy(head, free)).toMatchObject({ unit: 'effort', bac: 4800, pv: 7 * 480, ev: 2400 })
  })

  test("spends a task's own cost when it accrues", () => {
    const own = (accrue: string) => base.replace('after: a }', `after: a, cost: 1000, accrue: ${accrue} }`)
    const pv = (accrue: string) => earnedBy(status(own(accrue)), own(accrue))!.pv
    expect([pv('start'), pv('end'), pv('even')]).toEqual([6600, 5600, 6000])
  })

  test('work that is new earns nothing, work that is gone stays planned', () => {
    const head = status(base).replace(
      / {2}b:.*\n/,
      '  c: { name: C, duration: 1d, assign: ben, actual-start: 2026-03-02, actual-finish: 2026-03-02 }\n',
    )
    expect(earnedBy(head)).toMatchObject({ bac: 8000, ev: 0, ac: 800 })
  })
})
