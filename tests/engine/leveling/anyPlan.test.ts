import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { levelPlan } from '#engine/leveling/levelPlan'
import { settleWaits, withSettled } from '#engine/leveling/settleWaits'
import { schedule } from '#engine/schedule/schedule'
import { readPlan } from '#language/read/read'
import { plainText } from '#tests/support/plan'

const folders = ['tests/fixtures/bad-plans', 'media/templates']
const files = folders.flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .map(name => `${folder}/${name}`),
)

test('every plan, however wrong, is levelled, and with its waits written down it finishes as levelled', () => {
  expect(files.length).toBeGreaterThan(50)
  for (const file of files) {
    const { plan } = readPlan(plainText(readFileSync(file, 'utf8')), { file })
    const leveled = levelPlan(plan, { schedules: 2 })
    expect([...leveled.schedule.tasks.keys()], file).toEqual([...plan.tasks.keys()])
    const settled = schedule(withSettled(plan, settleWaits(plan, leveled, {})))
    expect(settled.finish, file).toBe(leveled.schedule.finish)
  }
})
