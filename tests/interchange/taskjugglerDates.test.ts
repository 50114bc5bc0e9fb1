import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { compileSpans, lastFinish } from '#engine/time/calendar'
import { formatMinute, parseDate } from '#engine/time/civil'
import { weekly } from '#engine/time/spans'
import { importTaskJuggler } from '#interchange/taskjuggler/importTaskJuggler'
import { readPlan } from '#language/read/read'

/** The hours of a project that says nothing else. */
const office = compileSpans(weekly([0, 1, 2, 3, 4].map(day => [day * 1440 + 540, day * 1440 + 1020] as const)))

/** Two instants with no working time between them are the same. */
const instant = (minute: number) => formatMinute(lastFinish(office, minute))

/** A project from Monday 5 January 2026 for a year. */
function projectOf(statements: string, header = ''): string {
  return `project p "P" 2026-01-05 +12m {\n  timezone "UTC"\n${header}\n}\n${statements}`
}

/** `expected`: `2026-01-07T09:00 2026-01-08T17:00`, by id, of `taskreport`, columns id, start, end. */
function checkDates(text: string, expected: Readonly<Record<string, string>>): void {
  const { tasks } = schedule(readPlan(importTaskJuggler(text).text, { file: '' }).plan)
  const found = Object.keys(expected).map(id => {
    const times = tasks.get(id)
    return [id, times && `${instant(times.start)} ${instant(times.finish)}`]
  })
  const wanted = Object.entries(expected).map(([id, dates]) => [
    id,
    dates
      .split(' ')
      .map(date => instant(parseDate(date)!.minute))
      .join(' '),
  ])
  expect(found).toEqual(wanted)
}

const notesOf = (statements: string, header = '') => importTaskJuggler(projectOf(statements, header)).notes.join('\n')

// Dates are what tj3 3.7.1 says.
describe('a working gap is counted in the hours of the project', () => {
  test('also before the work of somebody with hours of their own', () =>
    checkDates(
      projectOf(`
        resource ann "Ann" { workinghours wed off }
        task a "A" { length 2d }
        task c "C" { effort 1d allocate ann depends !a { gaplength 2d } }`),
      { c: '2026-01-09T09:00 2026-01-09T17:00' },
    ))

  test('also before a task with a shift', () =>
    checkDates(
      projectOf(`
        shift s "S" { workinghours mon - fri 9:00 - 11:00 }
        task a "A" { length 2d }
        task b "B" { length 1d shifts s depends !a { gaplength 2d } }`),
      { b: '2026-01-08T17:00 2026-01-14T11:00' },
    ))

  test('also from a container to the tasks in it', () =>
    checkDates(
      projectOf(`
        shift s "S" { workinghours mon - fri 9:00 - 11:00 }
        task a "A" { length 2d }
        task x "X" {
          shifts s
          depends !a { gaplength 3d }
          task b "B" { length 1d }
          task d "D" { length 4h depends !b { onstart gaplength 1d gapduration 1d } }
        }`),
      { x: '2026-01-09T17:00 2026-01-15T11:00', d: '2026-01-12T17:00 2026-01-14T11:00' },
    ))
})

describe('below the timing resolution', () => {
  const tasks = `
    resource r "R"
    task s "S" { start 2026-01-05-09:00 milestone }
    task a "A" { length 95min depends !s }
    task b "B" { length 95.0min depends !s }
    task c "C" { length 119min depends !s }
    task d "D" { length 1.6h depends !s }
    task e "E" { duration 119.9min start 2026-01-05-09:00 }
    task f "F" { duration 0.7d start 2026-01-05-09:00 }
    task g "G" { effort 95min allocate r }
    task h "H" { length 0.44w depends !s }
    task i "I" { length 2h depends !a { gaplength 95min } }
    task j "J" { length 2h depends !a { gaplength 95.0min } }
    task k "K" { duration 30min start 2026-01-05-09:00 }
    task l "L" { duration 1.5h depends !a { gapduration 2h } }`
  const from = (ends: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(ends).map(([id, end]) => [id, `2026-01-05T09:00 2026-01-${end}`]))

  test('a whole amount of work is cut, another rounded, time on the clock always cut', () =>
    checkDates(projectOf(tasks), {
      ...from({ a: '05T10:00', b: '05T11:00', c: '05T10:00', d: '05T11:00', e: '05T10:00', f: '06T01:00' }),
      ...from({ g: '05T10:00', h: '07T11:00', k: '05T09:00' }),
      i: '2026-01-05T11:00 2026-01-05T13:00',
      j: '2026-01-05T12:00 2026-01-05T14:00',
      l: '2026-01-05T12:00 2026-01-05T13:00',
    }))

  test('to steps of half an hour', () =>
    checkDates(projectOf(tasks, 'timingresolution 30min'), {
      ...from({ a: '05T10:30', b: '05T10:30', c: '05T10:30', d: '05T10:30', e: '05T10:30', f: '06T01:30' }),
      ...from({ g: '05T10:30', h: '07T10:30', k: '05T09:30' }),
      l: '2026-01-05T12:30 2026-01-05T14:00',
    }))
})

describe('macros', () => {
  test('a number and its unit, with blanks around', () =>
    checkDates(
      projectOf(`
        macro n [ 2 ]
        macro u [d]
        macro h [h ]
        task a "A" { length \${n}\${u} }
        task b "B" { length \${n}\${h} }
        task c "C" { depends !a { gaplength \${n}\${u} } length 2 \${u} }`),
      {
        a: '2026-01-05T09:00 2026-01-06T17:00',
        b: '2026-01-05T09:00 2026-01-05T11:00',
        c: '2026-01-08T17:00 2026-01-12T17:00',
      },
    ))

  test('that TaskJuggler defines from the header', () =>
    checkDates(
      projectOf(
        `
        resource ann "Ann"
        task a "A" { start \${projectstart}
          effort 5d
          allocate ann }
        task b "B" { start \${now} length 2d }
        task c "C" { start %{\${projectstart} +1w} length 1d }
        task d "D" { milestone start \${projectend} }`,
        'now 2026-02-02',
      ),
      {
        a: '2026-01-05T09:00 2026-01-09T17:00',
        b: '2026-02-02T00:00 2026-02-03T17:00',
        c: '2026-01-12T00:00 2026-01-12T17:00',
        d: '2027-01-05T00:00 2027-01-05T00:00',
      },
    ))

  test('with blanks around what they say', () =>
    checkDates(
      projectOf(`
        macro week [ 5d ]
        macro day [
          1d
        ]
        macro go [ 2026-01-20 ]
        macro to [ t.one ]
        macro who [ ann ]
        macro unit [w]
        resource ann "Ann"
        task t "T" {
          task one "One" { length \${week} }
          task two "Two" { length \${day} depends \${to} }
          task three "Three" { start \${go} length 2\${unit} }
          task four "Four" { effort 2d allocate \${who} depends !one { gaplength \${day} } }
        }`),
      {
        one: '2026-01-05T00:00 2026-01-09T17:00',
        two: '2026-01-09T17:00 2026-01-12T17:00',
        three: '2026-01-20T00:00 2026-02-02T17:00',
        four: '2026-01-13T09:00 2026-01-14T17:00',
      },
    ))

  test('in the arguments of macros, and in texts', () => {
    const text = projectOf(`
      macro w [ length \${1} ]
      macro days [3]
      macro name [Task \${1}]
      task a "\${name "A"}" { \${w "\${days}d"} }`)
    checkDates(text, { a: '2026-01-05T00:00 2026-01-07T17:00' })
    expect(importTaskJuggler(text).text).toContain('name: Task A')
  })

  test('that are not known are named, and take nothing with them', () => {
    const statements =
      'task a "A" { start \u0024{kickoff}\n length 3d }\ntask b "B" { start \u0024{now}\n length 1d depends a }'
    expect(notesOf(statements)).toBe(
      'The macro "kickoff" is not known and was left out (line 5)\nThe macro "now" is not known and was left out (line 7)',
    )
    checkDates(projectOf(statements), { b: '2026-01-07T17:00 2026-01-08T17:00' })
  })
})

describe('on one line', () => {
  test('an attribute ends where the next begins', () =>
    checkDates(
      projectOf(
        `
        shift s "S" { workinghours mon - fri 9:00 - 13:00 leaves holiday "off" 2026-01-07 shift t "T" { workinghours wed off } }
        account k "K"
        flags team
        resource dev "Dev" { flags team resource ann "Ann" resource bob "Bob" }
        resource cat "Cat" { shifts t }
        task a "A" { shifts s effort 5d allocate ann }
        task b "B" { chargeset k effort 5d allocate bob }
        task c "C" { effort 6d delayed:effort 8d allocate cat }
        task d "D" { plan:effort 5d delayed:effort 8d allocate bob depends b }`,
        'scenario plan "Plan" { scenario delayed "Delayed" }',
      ),
      {
        a: '2026-01-05T09:00 2026-01-16T13:00',
        b: '2026-01-05T09:00 2026-01-09T17:00',
        c: '2026-01-05T09:00 2026-01-23T13:00',
        d: '2026-01-12T09:00 2026-01-16T17:00',
      },
    ))

  test('a purge takes back what is handed down', () => {
    const { text, notes } = importTaskJuggler(
      projectOf(`
        resource cat "Cat"
        resource dog "Dog"
        task x "X" { allocate cat task d "D" { effort 3d purge allocate allocate dog } }`),
    )
    expect(text).toContain('assign: dog\n')
    expect(notes).toEqual([])
  })

  test('a comment with two slashes', () =>
    checkDates(projectOf('task a "A" { length 2d } // so {\ntask b "B" { length 1d depends a }'), {
      b: '2026-01-06T17:00 2026-01-07T17:00',
    }))
})

describe('dates with a zone', () => {
  test('are on the clock of the project', () =>
    checkDates(projectOf('task a "A" { start 2026-01-12-05:00--0500 length 1d }'), {
      a: '2026-01-12T10:00 2026-01-13T10:00',
    }))

  test('keep the header whole; where the project’s zone has a name their clock is taken for its', () => {
    const text = `project p "P" 2026-01-05-0:00--0500 +12m { timezone "America/New_York" dailyworkinghours 6
        workinghours mon - fri 9:00 - 15:00 }
      task a "A" { start 2026-01-12-9:00--0500 length 1d }`
    checkDates(text, { a: '2026-01-12T09:00 2026-01-12T15:00' })
    expect(importTaskJuggler(text).notes.join()).toContain('The zone of a date was left out')
  })
})

describe('weeks, months and years', () => {
  test('a week of work is what the project’s week has', () => {
    checkDates(projectOf('task b "B" { length 1w }', 'workinghours fri off'), {
      b: '2026-01-05T00:00 2026-01-08T17:00',
    })
    checkDates(
      projectOf('resource ann "Ann"\ntask a "A" { effort 2w allocate ann }', 'workinghours sat 9:00 - 17:00'),
      {
        a: '2026-01-05T09:00 2026-01-17T17:00',
      },
    )
  })

  test('a figure without a decimal point is divided in whole numbers', () => {
    checkDates(projectOf('resource ann "Ann"\ntask a "A" { effort 2w allocate ann }', 'dailyworkinghours 6'), {
      a: '2026-01-05T09:00 2026-01-15T17:00',
    })
    checkDates(projectOf('task b "B" { length 1m }', 'yearlyworkingdays 220'), {
      b: '2026-01-05T00:00 2026-01-28T17:00',
    })
  })

  test('a month on the clock is 30.4167 days, to the hour', () =>
    checkDates(projectOf('task b "B" { start 2026-01-31 duration 1m }'), { b: '2026-01-31T00:00 2026-03-02T10:00' }))

  test('time on the clock begins and ends at midnight', () =>
    checkDates(projectOf('task e "E" { start 2026-01-06 duration 2.5d }\ntask c "C" { end 2026-02-02 duration 36h }'), {
      e: '2026-01-06T00:00 2026-01-08T12:00',
      c: '2026-01-31T12:00 2026-02-02T00:00',
    }))
})

describe('as late as possible', () => {
  test('ends with what it is in', () =>
    checkDates(
      projectOf(`
        task x "X" { scheduling alap end 2026-03-02
          task a "A" { length 3d }
          task b "B" { length 2d precedes !a } }
        task b1 "B" { length 3d scheduling alap }`),
      {
        a: '2026-02-25T09:00 2026-03-02T00:00',
        b: '2026-02-23T09:00 2026-02-25T09:00',
        b1: '2026-12-31T09:00 2027-01-05T00:00',
      },
    ))

  test('is not what depends on something after it precedes something', () =>
    checkDates(
      projectOf(`
        task m "M" { milestone start 2026-03-02 }
        task e "E" { length 2d }
        task d "D" { length 2d precedes m depends e }
        task f "F" { length 2d depends e precedes m }`),
      { d: '2026-01-06T17:00 2026-01-08T17:00', f: '2026-02-26T09:00 2026-03-02T00:00' },
    ))

  test('before several tasks, ends before the first', () =>
    checkDates(
      projectOf(`
        task e "E" { start 2026-02-02 length 10d }
        task f "F" { start 2026-02-09 length 10d }
        task b "B" { length 2d precedes f { gaplength 8d }, e }
        task x "X" { precedes e task c "C" { length 3d precedes f } task d "D" { length 1d } }
        task g "G" { length 2d precedes !b }`),
      {
        b: '2026-01-26T09:00 2026-01-28T09:00',
        c: '2026-01-28T09:00 2026-02-02T00:00',
        d: '2026-01-30T09:00 2026-02-02T00:00',
        g: '2026-01-22T09:00 2026-01-26T09:00',
      },
    ))

  test('before the end of a task', () =>
    checkDates(
      projectOf('task a "A" { length 5d precedes !b { onend } }\ntask b "B" { length 10d start 2026-02-02 }'),
      { a: '2026-02-09T09:00 2026-02-13T17:00' },
    ))
})

describe('tasks that are as long as the time between two others', () => {
  test('have that length, which is noted', () => {
    const statements = `
      task a "A" { length 2d }
      task c "C" { depends !a end 2026-01-30 }
      task d "D" { start 2026-01-12 precedes !e }
      task e "E" { start 2026-01-26 length 1d }
      task f "F" { length 1d depends c }`
    checkDates(projectOf(statements), {
      c: '2026-01-06T17:00 2026-01-30T00:00',
      d: '2026-01-12T00:00 2026-01-26T00:00',
      f: '2026-01-30T00:00 2026-01-30T17:00',
    })
    expect(notesOf(statements)).toContain('has the length that this is now (2 times')
  })

  test('a container ends on its written date, and what follows waits for it', () =>
    checkDates(
      projectOf(`
        task x "X" { start 2026-01-12 end 2026-01-30
          task a "A" { length 2d start 2026-01-14 }
          task b "B" { length 2d depends !a } }
        task y1 "Y" { depends !x length 2d }`),
      { x: '2026-01-12T00:00 2026-01-30T00:00', y1: '2026-01-30T00:00 2026-02-02T17:00' },
    ))
})

describe('people', () => {
  test('limits of a group and of the project are those of its people', () =>
    checkDates(
      projectOf(`
        limits { dailymax 4h }
        resource cat "Cat"
        resource dev "Dev" { limits { dailymax 2h } resource ann "Ann" }
        task c "C" { effort 6d allocate cat }
        task a "A" { effort 1d allocate ann }`),
      { c: '2026-01-05T09:00 2026-01-20T13:00', a: '2026-01-05T09:00 2026-01-08T11:00' },
    ))

  test('the shift of an allocation', () =>
    checkDates(
      projectOf(`
        shift morning "M" { workinghours mon - fri 9:00 - 12:00 }
        resource ann "Ann"
        task a "A" { effort 6d allocate ann { shifts morning } }`),
      { a: '2026-01-05T09:00 2026-01-26T12:00' },
    ))

  test('without ids are different people, and own no task', () => {
    const { text } = importTaskJuggler(projectOf('resource "Ann Lee"\nresource "Bob Day"\ntask a "A" { length 1d }'))
    expect(text).toContain('  Ann-Lee:\n    name: Ann Lee\n  Bob-Day:\n    name: Bob Day\n')
    expect(text).not.toContain('owner')
  })

  test.each([
    [
      'shifts for some dates',
      'task a "A" { length 1d shifts s 2026-01-05 - 2026-01-06 }',
      'A shift of a task for some',
    ],
    ['limits for some dates', 'resource r "R" { limits { dailymax 4h { start 2026-02-01 } } }', 'for some dates only'],
    [
      'mandatory ones',
      'resource r "R"\nresource q "Q"\ntask a "A" { effort 1d allocate r { mandatory }, q }',
      '"mandatory"',
    ],
    [
      'different shifts',
      'resource r "R"\ntask a "A" { effort 1d allocate r { shifts s }, r }',
      'shift "s" of an allocation',
    ],
    ['holidays', 'leaves holiday "H" 2026-01-07\ntask a "A" { length 3d shifts s }', 'keeps the project’s holidays'],
    ['accounts', 'account k "K"', '"account" of the project'],
    ['charges for a time', 'task a "A" { length 1d charge 170 perday }', 'A "charge" perday was left out'],
    [
      'charges of containers',
      'task a "A" { charge 170 onstart task b "B" { length 1d } }',
      'The "charge" of a task that',
    ],
    [
      'limits of several',
      'resource g "G" { limits { dailymax 4h } resource r "R" resource q "Q" }',
      'The limits of "g"',
    ],
  ])('%s are named', (_name, statements, words) => {
    expect(notesOf(`shift s "S" { workinghours fri off }\n${statements}`)).toContain(words)
  })

  test('and shifts that are in no file that is read are named: the plan has no errors', () => {
    const { text, notes } = importTaskJuggler(
      projectOf(`
        include "team.tji"
        resource ann "Ann" { shifts early managers eve }
        task a "A" { effort 4d allocate ann, bob responsible bob }
        task b "B" { length 2d shifts early }`),
    )
    expect(readPlan(text, { file: '' }).problems).toEqual([])
    expect(text).not.toMatch(/early|bob|eve/)
    for (const name of ['The shift "early"', 'The resource "bob"', 'The resource "eve"'])
      expect(notes.join('\n')).toContain(name)
  })
})

describe('in the tracking scenario no effort is planned before now', () => {
  const tasks = `
    resource a "A"
    resource b "B"
    resource c "C"
    task x "X" { effort 3d allocate a }
    task len "L" { length 3d }
    task dur "D" { duration 3d }
    task z "Z" { effort 2d allocate a depends x }
    task after "After" { effort 1d allocate c depends len }
    task w "W" { start 2026-01-06 effort 2d allocate b complete 50 }
    task m "M" { depends w }
    task g "G" { depends w task g1 "G1" { effort 1d allocate b } task g2 "G2" { length 1d depends !g1 } }
    task late "La" { start 2026-02-02 effort 1d allocate c }`
  const now = 'now 2026-01-14-12:00'

  test('what has a length or a duration stays', () =>
    checkDates(projectOf(tasks, `${now} trackingscenario plan`), {
      x: '2026-01-14T12:00 2026-01-19T12:00',
      len: '2026-01-05T00:00 2026-01-07T17:00',
      z: '2026-01-19T12:00 2026-01-21T12:00',
      after: '2026-01-14T12:00 2026-01-15T12:00',
      w: '2026-01-14T12:00 2026-01-16T12:00',
      m: '2026-01-16T12:00 2026-01-16T12:00',
      g1: '2026-01-16T12:00 2026-01-19T12:00',
      g2: '2026-01-19T12:00 2026-01-20T12:00',
      late: '2026-02-02T09:00 2026-02-02T17:00',
    }))

  test('in another scenario it is', () =>
    checkDates(projectOf(tasks, `scenario plan "P" { scenario late "L" } ${now} trackingscenario late`), {
      x: '2026-01-05T09:00 2026-01-07T17:00',
      w: '2026-01-06T09:00 2026-01-07T17:00',
    }))

  test('without a now it is told', () =>
    expect(notesOf(tasks, 'trackingscenario plan')).toContain(
      '"trackingscenario" without a "now" was left out: TaskJuggler plans effort from the day it is run',
    ))
})

describe('a task without a length fills the time between what begins and what ends it', () => {
  test('also where the containers it is in say that', () =>
    checkDates(
      projectOf(`
        task a "A" { length 3d }
        task c "C" { depends a
          task d "D" { end 2026-01-23 }
          task e "E" { precedes !f }
          task f "F" { start 2026-01-28 length 1d }
        }
        task h "H" { precedes m
          task h1 "h1" { start 2026-02-02 }
          task h2 "h2" { depends a }
          task i "I" { depends a task i1 "i1" }
        }
        task o "O" { start 2026-02-02
          task p1 "p1" { end 2026-02-10 }
          task p2 "p2" { length 1d }
        }
        task m "M" { start 2026-03-02 milestone }`),
      {
        d: '2026-01-07T17:00 2026-01-23T00:00',
        e: '2026-01-07T17:00 2026-01-28T00:00',
        h1: '2026-02-02T00:00 2026-03-02T00:00',
        h2: '2026-01-07T17:00 2026-03-02T00:00',
        i1: '2026-01-07T17:00 2026-03-02T00:00',
        p1: '2026-02-10T00:00 2026-02-10T00:00',
      },
    ))
})
