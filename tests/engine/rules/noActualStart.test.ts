import { expect, test } from 'vitest'
import { check } from '#tests/support/check'

/** A task that has begun, nobody says when, and by its links would begin later. */
const begun = (statusDate: string, length: string) => `tpm: 1
project: { name: Yard, start: 2026-03-02, status-date: ${statusDate} }
tasks:
  h: { name: H, duration: 10d }
  i: { name: I, duration: ${length}, progress: 50%, after: h }
`

test.each([
  ['2026-03-11', '2d', 'Wed 11 Mar', '2026-03-11'],
  ['2026-03-08', '2d', 'Sun 8 Mar', '2026-03-08'],
  ['2026-03-08', '3ed', 'Sun 8 Mar', '2026-03-08'],
  ['2026-03-20', '2d', 'Mon 16 Mar', '2026-03-16'],
])('at %s a task of %s that has begun counts as started no later', (statusDate, length, day, date) => {
  const text = begun(statusDate, length).replace(
    'duration: 10d',
    statusDate === '2026-03-20'
      ? 'duration: 10d, actual-start: 2026-03-02, actual-finish: 2026-03-13'
      : 'duration: 10d',
  )
  const [problem] = check(text).filter(({ code }) => code === 'progress/no-actual-start')
  expect(problem!.message).toMatch(new RegExp(`started on ${day}$`))
  expect(problem!.fixes!.map(({ title }) => title)).toEqual([`Add "actual-start: ${date}"`])
  const codes = check(text.replace('progress: 50%', `progress: 50%, actual-start: ${date}`)).map(({ code }) => code)
  expect(codes).not.toContain('progress/after-status-date')
  expect(codes).not.toContain('progress/no-actual-start')
})
