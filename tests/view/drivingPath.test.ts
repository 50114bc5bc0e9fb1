import { describe, expect, test } from 'vitest'
import { describeReason, why } from '#engine/schedule/why'
import { drivingPath } from '#engine/view/drivingPath'
import { templateViews, viewsOf } from '../support/views.ts'

const pathOf = (text: string, id: string) => {
  const { plan, schedule } = viewsOf(text)
  return drivingPath(plan, schedule, id)
}

describe('the driving path', () => {
  const plan = `
tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  dig: { name: Dig, duration: 3d, start-no-earlier-than: 2026-03-04 }
  pour: { name: Pour, duration: 2d, after: dig +1d }
  paint: { name: Paint, duration: 1d, after: [pour, dig SS] }
  loop: { name: Loop, duration: 1d, after: loop }
`
  test('leads from the task to a date that is not computed', () => {
    expect(pathOf(plan, 'paint')).toEqual({
      task: 'paint',
      steps: [
        { holds: 'paint', name: 'Paint', text: '"Pour" finishes Wed 11 Mar 2026', from: 'pour', type: 'FS' },
        {
          holds: 'pour',
          name: 'Pour',
          text: '"Dig" finishes Fri 6 Mar 2026, then 1d of lag',
          from: 'dig',
          type: 'FS',
        },
        { holds: 'dig', name: 'Dig', text: 'start-no-earlier-than 2026-03-04', type: 'FS' },
      ],
    })
  })

  test('is not there for what is not there, or has no dates', () => {
    expect(pathOf(plan, 'nobody')).toBeUndefined()
    expect(pathOf(plan, 'loop')).toBeUndefined()
  })

  test('in a levelled plan a wait for a person is a step of it, and a fact of the task', () => {
    const text = `
tpm: 1
project: { name: Bridge, start: 2026-03-02, leveling: auto }
resources: { ben: { name: Ben } }
tasks:
  first: { name: First, duration: 3d, assign: ben, priority: 900 }
  second: { name: Second, duration: 2d, assign: ben }
  last: { name: Last, duration: 1d, after: second }
`
    const step = { holds: 'second', name: 'Second', text: 'Ben is at "First" until then', from: 'first', type: 'FS' }
    expect(pathOf(text, 'last')?.steps).toContainEqual(step)
    const { timeline } = viewsOf(text)
    expect(timeline.rows[1]?.tooltip).toContain('Why: Ben is at "First" until then')
  })

  test('has the words of `tpm why`, for every task of a real plan', () => {
    const { plan: read, schedule, timeline } = templateViews('cloud-migration')
    for (const { id } of timeline.rows) {
      expect(drivingPath(read, schedule, id)?.steps.map(({ holds, text }) => `${holds} ← ${text}`)).toEqual(
        why(read, schedule, id).map(
          reason => `${reason.holds} ← ${describeReason(read, schedule, reason.holds!, reason)}`,
        ),
      )
    }
  })

  test('of a chain as long as a plan is cut', () => {
    const tasks = Array.from(
      { length: 3000 },
      (_, i) => `  t${i}: { name: T, duration: 1h${i === 0 ? '' : `, after: t${i - 1}`} }`,
    )
    const path = pathOf(`tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n${tasks.join('\n')}\n`, 't2999')
    expect(path?.steps).toHaveLength(2000)
  })
})
