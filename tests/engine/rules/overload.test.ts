import { expect, test } from 'vitest'
import { check } from '#tests/support/check'

/** What is said of the rig, task by task. */
function told(leave: string, tasks: string): readonly string[] {
  const text = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources: { rig: { name: Rig, type: equipment, leave: [${leave}] } }
tasks:
${tasks}
`
  return check(text).flatMap(({ code, message }) => (code === 'resource/overload' ? [message] : []))
}

const drill = '  drill: { name: Drill, duration: 25d, assign: rig }'

test('work while away is told with the days of the absence, apart from what is too much', () =>
  expect(told('2026-03-04..2026-03-05', `${drill}\n  probe: { name: Probe, duration: 7ed, assign: rig }`)).toEqual([
    '"Rig" has work while away from Wed 4 Mar to Thu 5 Mar, and 200% of the work that can be done from Mon 2 Mar to Fri 6 Mar, also in "Probe"',
    '"Rig" has 200% of the work that can be done from Mon 2 Mar to Fri 6 Mar, also in "Drill"',
  ]))

test('each absence has its own days', () => {
  expect(told('2026-03-04, 2026-03-17..2026-03-19', drill)).toEqual([
    '"Rig" has work while away on Wed 4 Mar and from Tue 17 Mar to Thu 19 Mar',
  ])
  expect(told('2026-03-05..2026-03-10', drill)).toEqual(['"Rig" has work while away from Thu 5 Mar to Tue 10 Mar'])
  expect(told('2026-03-04, 2026-03-10, 2026-03-16, 2026-03-20', drill)).toEqual([
    '"Rig" has work while away on Wed 4 Mar and on Tue 10 Mar and 2 more times',
  ])
})

test('an absence in which another task begins is told once', () =>
  expect(
    told(
      '2026-03-04..2026-03-06',
      `${drill}\n  probe: { name: Probe, duration: 1d, assign: rig, start-no-earlier-than: 2026-03-05 }`,
    )[0],
  ).toBe('"Rig" has work while away from Wed 4 Mar to Fri 6 Mar, also in "Probe"'))

test('the other task has the same equipment, not the same person', () => {
  const text = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources: { rig: { name: Rig, type: equipment } }
tasks:
${drill}
  probe: { name: Probe, duration: 1d, assign: rig }
`
  const [first] = check(text).filter(({ code }) => code === 'resource/overload')
  expect(first!.related!.map(({ message }) => message)).toEqual(['"Probe" has the same equipment'])
})

test('where the plan is levelled nobody is told to level it', () => {
  const helps = (leveling: string) =>
    check(`tpm: 1
project: { name: Bridge, start: 2026-03-02${leveling} }
resources: { ann: { name: Ann } }
tasks:
  a: { name: A, duration: 2d, assign: ann, must-start-on: 2026-03-02 }
  b: { name: B, duration: 2d, assign: ann, must-start-on: 2026-03-02 }
`).flatMap(({ code, help }) => (code === 'resource/overload' ? [help?.includes('leveling: auto')] : []))
  expect(helps('')).toEqual([true, true])
  expect(helps(', leveling: auto')).toEqual([false, false])
})
