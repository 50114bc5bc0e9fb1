import { expect, test } from 'vitest'
import { levelPlan } from '#engine/leveling/levelPlan'
import { formatMinute } from '#engine/time/civil'
import { leveledTimeline, levelWords, mostWaits } from '#engine/view/leveledTimeline'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources: { ann: { name: Ann }, ben: { name: Ben } }
tasks:
`
const context = { lineOf: () => 0, errors: 0 }

function preview(tasks: string) {
  const { plan } = snapshotOf(head + tasks)
  return leveledTimeline(plan, levelPlan(plan), context)
}

test('shows the levelled bars, where they stand without, and says what levelling does', () => {
  const view = preview(`  sync: { name: Data sync, duration: 3d, assign: ann }
  cut: { name: Cut-over, duration: 1d, assign: ann }
  free: { name: Papers, duration: 2d, assign: ben }
`)
  expect(
    view.rows.map(({ id, start, before }) => [id, formatMinute(start), before && formatMinute(before.start)]),
  ).toEqual([
    ['sync', '2026-03-02T08:00', undefined],
    ['cut', '2026-03-05T08:00', '2026-03-02T08:00'],
    ['free', '2026-03-02T08:00', undefined],
  ])
  expect(view.preview).toEqual({
    finish: 'Finish Wed 4 Mar 2026 → Thu 5 Mar 2026',
    bound: expect.stringMatching(/^No order of the tasks finishes earlier \(\d+ schedules? built\)$/),
    late: [],
    waits: [{ task: 'cut', name: 'Cut-over', text: 'Mon 2 Mar 2026 → Thu 5 Mar 2026, for Ann behind Data sync' }],
    more: 0,
  })
  expect(view.headline).toContain('Thu 5 Mar')
})

test('what waiting can’t help is said, and of very many waits the rest is counted', () => {
  expect(preview('  a: { name: A, duration: 1d, assign: { ann: 200% } }\n').preview).toMatchObject({
    hopeless: 'Waiting does not help: Ann',
    waits: [],
  })
  const many = Array.from({ length: mostWaits + 5 }, (_, i) => `  t${i}: { name: T${i}, duration: 1d, assign: ann }\n`)
  expect(preview(many.join('')).preview).toMatchObject({ waits: { length: mostWaits }, more: 4 })
})

test('deadlines that levelling misses are said', () => {
  const view = preview(`  sync: { name: Data sync, duration: 3d, assign: ann, priority: 900 }
  cut: { name: Cut-over, duration: 1d, assign: ann, deadline: 2026-03-03 }
`)
  expect(view.preview).toMatchObject({
    missed: '1 deadline newly missed',
    late: [
      { task: 'cut', name: 'Cut-over', text: 'Mon 2 Mar 2026 → Thu 5 Mar 2026, 2 working days after its deadline' },
    ],
  })
})

test('of a plan without dates there is no preview, and no bound', () => {
  const { plan } = snapshotOf(`${head.replace('2026-03-02', '2026-13-45')}  sync: { name: Data sync, duration: 3d }\n`)
  expect(leveledTimeline(plan, levelPlan(plan), context)).not.toHaveProperty('preview')
  expect(levelWords(plan, levelPlan(plan)).bound).toBe('Nothing in this plan has dates yet')
  const empty = snapshotOf(head.replace('tasks:\n', '')).plan
  expect(leveledTimeline(empty, levelPlan(empty), context)).not.toHaveProperty('preview')
})

test('of a plan scheduled backward it says what its start becomes, and who has the person afterwards', () => {
  const { plan } = snapshotOf(`${head.replace('start: 2026-03-02', 'finish: 2026-03-27, schedule: as-late-as-possible')}
  sync: { name: Data sync, duration: 3d, assign: ann, priority: 700 }
  cut: { name: Cut-over, duration: 1d, assign: ann }
`)
  const view = leveledTimeline(plan, levelPlan(plan), context)
  expect(view.preview).toEqual({
    finish: 'Finish Fri 27 Mar 2026 → Fri 27 Mar 2026',
    start: 'Start Wed 25 Mar 2026 → Tue 24 Mar 2026',
    bound: expect.stringMatching(/^The finish of the project holds \(\d+ schedules built\)$/),
    late: [],
    waits: [{ task: 'cut', name: 'Cut-over', text: 'Fri 27 Mar 2026 → Tue 24 Mar 2026, before Ann is at Data sync' }],
    more: 0,
  })
})
