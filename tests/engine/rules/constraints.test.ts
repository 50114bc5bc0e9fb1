import { describe, expect, test } from 'vitest'
import { check } from '#tests/support/check'

/** What a task of two days is told of its constraints. */
function told(constraints: string, project = ''): readonly string[] {
  return constraintsTold(
    `tpm: 1\nproject: { name: Bridge, start: 2026-03-02${project} }\ntasks:\n  t: { duration: 2d, ${constraints} }\n`,
  )
}

function constraintsTold(text: string): readonly string[] {
  return check(text)
    .filter(({ code }) => code.includes('constraint'))
    .map(({ severity, message }) => `${severity}: ${message}`)
}

/** A phase with these constraints around what is in it. */
function inPhase(constraints: string, inside: string): string {
  return `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  phase:
    name: Phase
${constraints}
    tasks:
${inside}
`
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
      '"must-finish-on" Wed 11 Mar and "finish-no-later-than" Tue 10 Mar',
    ],
    [
      'must-finish-on: 2026-03-11, start-no-later-than: 2026-03-09',
      '"must-finish-on" Wed 11 Mar and "start-no-later-than" Mon 9 Mar: by the first it starts on Tue 10 Mar',
    ],
    [
      'start-no-earlier-than: 2026-03-04, finish-no-later-than: 2026-03-04',
      '"finish-no-later-than" Wed 4 Mar and "start-no-earlier-than" Wed 4 Mar: by the first it starts on Tue 3 Mar',
    ],
    [
      'start-no-earlier-than: 2026-03-04, must-finish-on: 2026-03-04',
      '"must-finish-on" Wed 4 Mar and "start-no-earlier-than" Wed 4 Mar: by the first it starts on Tue 3 Mar',
    ],
    [
      'finish-no-earlier-than: 2026-03-10, start-no-later-than: 2026-03-04',
      '"start-no-later-than" Wed 4 Mar and "finish-no-earlier-than" Tue 10 Mar: by the first it finishes on Thu 5 Mar',
    ],
    [
      'finish-no-earlier-than: 2026-03-10, must-start-on: 2026-03-04',
      '"must-start-on" Wed 4 Mar and "finish-no-earlier-than" Tue 10 Mar: by the first it finishes on Thu 5 Mar',
    ],
    [
      'finish-no-earlier-than: 2026-03-11, finish-no-later-than: 2026-03-10',
      '"finish-no-later-than" Tue 10 Mar and "finish-no-earlier-than" Wed 11 Mar',
    ],
    [
      'start-no-earlier-than: 2026-03-09, start-no-later-than: 2026-03-06',
      '"start-no-later-than" Fri 6 Mar and "start-no-earlier-than" Mon 9 Mar',
    ],
    [
      'start-no-earlier-than: 2026-03-04T14:00, start-no-later-than: 2026-03-04',
      '"start-no-later-than" Wed 4 Mar and "start-no-earlier-than" Wed 4 Mar 14:00: by the first it starts on Wed 4 Mar 08:00',
    ],
  ]
  for (const [constraints, message] of pairs) {
    test(constraints, () => expect(told(constraints)).toEqual([`error: "t" can’t be held by both ${message}`]))
  }

  test('by their dates alone they are told once', () =>
    expect(told('must-start-on: 2026-03-11, must-finish-on: 2026-03-09')).toEqual([
      'error: "t" can’t be held by both "must-start-on" Wed 11 Mar and "must-finish-on" Mon 9 Mar: by the first it finishes on Thu 12 Mar',
    ]))

  test('also where the logic keeps neither of them', () =>
    expect(
      constraintsTold(`tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  long: { duration: 10d }
  t: { duration: 2d, after: long, start-no-earlier-than: 2026-03-04, finish-no-later-than: 2026-03-04 }
`),
    ).toEqual([
      'error: "t" can’t be held by both "finish-no-later-than" Wed 4 Mar and "start-no-earlier-than" Wed 4 Mar: by the first it starts on Tue 3 Mar',
      'warning: "t" is held by "finish-no-later-than" Wed 4 Mar, but "long" does not allow that before Tue 17 Mar',
    ]))

  test('three that exclude each other are told pair by pair', () =>
    expect(
      told('must-start-on: 2026-03-04, start-no-earlier-than: 2026-03-05, finish-no-later-than: 2026-03-04').length,
    ).toBe(3))

  test('what can both hold is not told, over a weekend too', () => {
    expect(told('start-no-earlier-than: 2026-03-04, finish-no-later-than: 2026-03-05')).toEqual([])
    expect(told('finish-no-earlier-than: 2026-03-05, start-no-later-than: 2026-03-04')).toEqual([])
    expect(told('start-no-earlier-than: 2026-03-09, start-no-later-than: 2026-03-07')).toEqual([])
    expect(told('finish-no-earlier-than: 2026-03-08, finish-no-later-than: 2026-03-06')).toEqual([])
    expect(told('must-start-on: 2026-03-04, must-finish-on: 2026-03-05')).toEqual([])
    expect(told('must-start-on: 2026-03-07, must-finish-on: 2026-03-10')).toEqual([])
    expect(told('must-finish-on: 2026-03-07, finish-no-later-than: 2026-03-06')).toEqual([])
    expect(told('must-finish-on: 2026-03-11, start-no-later-than: 2026-03-10')).toEqual([])
  })

  test('what is on a ring has no dates, and is told all the same', () =>
    expect(
      constraintsTold(`tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  t: { duration: 2d, after: u, start-no-earlier-than: 2026-03-04, finish-no-later-than: 2026-03-04 }
  u: { duration: 2d, after: t }
`).length,
    ).toBe(1))

  test('what has begun is held by what is said of its finish, what is over by nothing', () => {
    const pair = 'finish-no-earlier-than: 2026-03-11, finish-no-later-than: 2026-03-10'
    expect(told(`${pair}, actual-start: 2026-03-02`).length).toBe(1)
    expect(told(`${pair}, actual-start: 2026-03-02, actual-finish: 2026-03-03`)).toEqual([])
    expect(
      told('start-no-earlier-than: 2026-03-11, start-no-later-than: 2026-03-10, actual-start: 2026-03-02'),
    ).toEqual([])
  })

  test('what has begun or is cancelled is held by none of the others', () => {
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

  test('a date of a milestone is no earlier than that', () => {
    const date = (constraints: string) =>
      constraintsTold(
        `tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\nmilestones:\n  m: { name: Permit, date: 2026-03-10, ${constraints} }\n`,
      )
    const both = 'error: "Permit" can’t be held by both'
    expect(date('finish-no-later-than: 2026-03-06')).toEqual([
      `${both} "finish-no-later-than" Fri 6 Mar and "date" Tue 10 Mar`,
    ])
    expect(date('start-no-later-than: 2026-03-06')).toEqual([
      `${both} "start-no-later-than" Fri 6 Mar and "date" Tue 10 Mar`,
    ])
    expect(date('must-finish-on: 2026-03-09')).toEqual([`${both} "must-finish-on" Mon 9 Mar and "date" Tue 10 Mar`])
    expect(date('finish-no-earlier-than: 2026-03-12, finish-no-later-than: 2026-03-11')).toEqual([
      `${both} "finish-no-later-than" Wed 11 Mar and "finish-no-earlier-than" Thu 12 Mar`,
    ])
    expect(date('finish-no-later-than: 2026-03-10')).toEqual([])
  })
})

describe('the constraints of a summary hold every leaf inside it', () => {
  const both = 'error: "t" can’t be held by both'

  test('and exclude those of a leaf', () => {
    expect(
      constraintsTold(
        inPhase('    finish-no-later-than: 2026-03-04', '      t: { duration: 2d, must-start-on: 2026-03-04 }'),
      ),
    ).toEqual([
      `${both} "must-start-on" Wed 4 Mar and "finish-no-later-than" Wed 4 Mar of "Phase": by the first it finishes on Thu 5 Mar`,
    ])
    expect(
      constraintsTold(
        inPhase('    start-no-earlier-than: 2026-03-10', '      t: { duration: 2d, finish-no-later-than: 2026-03-10 }'),
      ),
    ).toEqual([
      `${both} "finish-no-later-than" Tue 10 Mar and "start-no-earlier-than" Tue 10 Mar of "Phase": by the first it starts on Mon 9 Mar`,
    ])
  })

  test('and each other, which is told once for all that is inside', () => {
    const leaves = '      t: { duration: 5d }\n      u: { duration: 6d }\n      v: { duration: 1d }'
    expect(
      constraintsTold(inPhase('    start-no-earlier-than: 2026-03-03\n    finish-no-later-than: 2026-03-06', leaves)),
    ).toEqual([
      `${both} "finish-no-later-than" Fri 6 Mar of "Phase" and "start-no-earlier-than" Tue 3 Mar of "Phase": by the first it starts on Mon 2 Mar`,
    ])
    expect(
      constraintsTold(inPhase('    start-no-earlier-than: 2026-03-16\n    finish-no-later-than: 2026-03-06', leaves)),
    ).toEqual([
      'error: "Phase" can’t be held by both "finish-no-later-than" Fri 6 Mar and "start-no-earlier-than" Mon 16 Mar',
    ])
  })

  test('what only the links between them make too long is a warning', () => {
    const chain = '      t: { duration: 2d }\n      u: { duration: 2d, after: t }'
    expect(
      constraintsTold(inPhase('    start-no-earlier-than: 2026-03-03\n    finish-no-later-than: 2026-03-05', chain)),
    ).toEqual([
      'warning: "Phase" is held by "finish-no-later-than" Thu 5 Mar, but "t" does not allow that before Fri 6 Mar',
    ])
  })
})
