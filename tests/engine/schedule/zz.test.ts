import { test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { formatMinute } from '#engine/time/civil'
import { buildPlan } from '#tests/support/build'

test('x', () => {
  const p = buildPlan({
    start: '2026-03-02',
    calendars: { default: { holidays: ['2026-03-10'] }, late: { week: { 1: ['14:00-22:00'] } } },
    resources: { ann: { leave: ['2026-03-04..2026-03-05'] } },
    tasks: { t0: { duration: '0eh' }, t1: { duration: '1eh', after: ['t0 FS+16eh'], assign: ['ann'] } },
  })
  console.log(JSON.stringify(p.tasks.get('t1')))
  for (const t of schedule(p).tasks.values())
    console.log(t.task.id, formatMinute(t.start), formatMinute(t.finish), t.totalFloat)
})
