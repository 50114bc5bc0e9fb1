import { expect, test } from 'vitest'
import { snapshotOf } from '#tests/support/snapshot'

const told = (project: string, tasks: string) =>
  snapshotOf(`tpm: 1\nproject: { name: Far, ${project} }\ntasks:\n${tasks}`)
    .problems.filter(({ code }) => code === 'schedule/out-of-years')
    .map(({ message, severity }) => `${severity}: ${message}`)

test('a length that leads out of the years of the language is told once, of whom it takes there first', () => {
  expect(
    told(
      'start: 2026-03-02',
      '  a: { name: A, duration: 5d, after: b }\n  b: { name: B, duration: 99999999mo, after: c }\n  c: { name: C, duration: 1d }\n',
    ),
  ).toEqual(['error: "B" would finish in the year 7668165, and so would 1 more task: a plan is between 1900 and 2199'])
})

test('so is a lag, and what begins too early', () => {
  expect(
    told('start: 2026-03-02', '  a: { name: A, duration: 5d }\n  b: { name: B, duration: 1d, after: a +9000mo }\n'),
  ).toEqual(['error: "B" would finish in the year 2716: a plan is between 1900 and 2199'])
  expect(
    told(
      'finish: 2026-03-02, schedule: as-late-as-possible',
      '  a: { name: A, duration: 5d }\n  b: { name: B, duration: 9000mo, after: a }\n',
    ),
  ).toEqual(['error: "B" would start in the year 1336, and so would 1 more task: a plan is between 1900 and 2199'])
})

test('the last evening of the last year is none', () => {
  const last = (day: string) =>
    told('start: 2199-12-30', `  a: { name: A, duration: 1d, start-no-earlier-than: ${day} }\n`)
  expect(last('2199-12-31')).toEqual([])
  expect(told('start: 2199-12-31', '  a: { name: A, duration: 2d }\n')).toHaveLength(1)
})
