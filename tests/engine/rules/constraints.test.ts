import { describe, expect, test } from 'vitest'
import { check } from '#tests/support/check'

/** What a task of two days is told of its constraints. */
function told(constraints: string, project = ''): readonly string[] {
  const text = `tpm: 1\nproject: { name: Bridge, start: 2026-03-02${project} }\ntasks:\n  t: { duration: 2d, ${constraints} }\n`
  return check(text)
    .filter(({ code }) => code.includes('constraint'))
    .map(({ severity, message }) => `${severity}: ${message}`)
}

describe('two constraints of which one would go unkept in silence are an error that names both', () => {
  const pairs: readonly (readonly [constraints: string, message: string])[] = [
    [
      'must-start-on: 2026-03-04, must-finish-on: 2026-03-10',
      '"must-start-on" Wed 4 Mar and "must-finish-on" Tue 10 Mar: by the first it finishes on Thu 5 Mar',
    ],
    [
      'must-start-on: 2026-03-04, finish-no-later-than: 2026-03-04',
      '"must-start-on" Wed 4 Mar and "finish-no-later-than" Wed 4 Mar: by the first it finishes on Thu 5 Mar',
    ],
    [
      'must-finish-on: 2026-03-11, finish-no-later-than: 2026-03-10',
      '"must-finish-on" Wed 11 Mar and "finish-no-later-than" Tue 10 Mar: by the first it finishes on Wed 11 Mar',
    ],
    [
      'must-finish-on: 2026-03-11, start-no-later-than: 2026-03-09',
      '"must-finish-on" Wed 11 Mar and "start-no-later-than" Mon 9 Mar: by the first it starts on Tue 10 Mar',
    ],
  ]
  for (const [constraints, message] of pairs) {
    test(constraints, () => expect(told(constraints)).toEqual([`error: "t" can’t be held by both ${message}`]))
  }

  test('by their dates alone they are told once', () =>
    expect(told('must-start-on: 2026-03-11, must-finish-on: 2026-03-09')).toEqual([
      'error: "t" can’t be held by both "must-start-on" Wed 11 Mar and "must-finish-on" Mon 9 Mar',
    ]))

  test('what can both hold is not told, over a weekend too', () => {
    expect(told('must-start-on: 2026-03-04, must-finish-on: 2026-03-05')).toEqual([])
    expect(told('must-start-on: 2026-03-07, must-finish-on: 2026-03-10')).toEqual([])
    expect(told('must-finish-on: 2026-03-07, finish-no-later-than: 2026-03-06')).toEqual([])
    expect(told('must-finish-on: 2026-03-11, start-no-later-than: 2026-03-10')).toEqual([])
  })

  test('what has begun or is cancelled is held by none of them', () => {
    const pair = 'must-start-on: 2026-03-04, finish-no-later-than: 2026-03-04'
    expect(told(`${pair}, actual-start: 2026-03-04`)).toEqual([])
    expect(told(`${pair}, status: cancelled`)).toEqual([])
  })
})

describe('a constraint that can’t be kept says what holds the task', () => {
  test('the start of the project, the status date', () => {
    expect(told('finish-no-later-than: 2026-02-20')).toEqual([
      'warning: "t" is held by "finish-no-later-than" Fri 20 Feb, but the start of the project does not allow that before Tue 3 Mar',
    ])
    expect(told('must-start-on: 2026-03-04', ', status-date: 2026-03-06')).toEqual([
      'warning: "t" is held by "must-start-on" Wed 4 Mar, but the status date does not allow that before Mon 9 Mar',
    ])
  })

  test('a summary around it', () => {
    const text = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  phase:
    name: Phase
    finish-no-later-than: 2026-03-04
    tasks:
      t: { duration: 2d, must-start-on: 2026-03-04 }
`
    expect(check(text).map(({ code, message }) => `${code}: ${message}`)).toContain(
      'schedule/constraint-conflict: "t" is held by "must-start-on" Wed 4 Mar, but "finish-no-later-than" of "Phase" asks for Wed 4 Mar',
    )
  })
})
