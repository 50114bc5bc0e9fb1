import { expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { buildPlan, type PlanWords } from '#tests/support/build'
import { spanOf } from './support.ts'

const night = { week: Object.fromEntries([0, 1, 2, 3, 4].map(day => [day, ['22:00-06:00']])) }
const clock = { week: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map(day => [day, ['00:00-24:00']])) }

/** Small plans in which rules meet: dates and total float (in hours) of each leaf, worked out by hand. */
const plans: readonly (readonly [rule: string, words: PlanWords, expected: Readonly<Record<string, string>>])[] = [
  [
    '2, 5: a night shift over midnight, between it and the day a link',
    {
      calendars: { night },
      tasks: {
        a: { duration: '16h', calendar: 'night' },
        b: { duration: '1d', after: 'a' },
        c: { duration: '8h', calendar: 'night', after: 'b' },
      },
    },
    { a: '2T22 – 4T06 0h', b: '4T08 – 4T17 0h', c: '4T22 – 5T06 0h' },
  ],
  [
    '2, 20: round the clock into the working day: the night between is its float',
    {
      calendars: { clock },
      tasks: {
        a: { duration: '30h', calendar: 'clock' },
        m: { duration: '0d', calendar: 'clock', after: 'a' },
        b: { duration: '1d', after: 'm' },
      },
    },
    { a: '2T00 – 3T06 2h', m: '3T06 – 3T06 2h', b: '3T08 – 3T17 0h' },
  ],
  [
    '10, 11: percent lag of a summary is a share of its whole',
    {
      tasks: {
        s: {},
        a: { parent: 's', duration: '2d' },
        b: { parent: 's', duration: '4d', after: 'a' },
        c: { duration: '1d', after: 's FS+50%' },
        d: { duration: '1d', after: 's SS+50%' },
      },
    },
    { a: '2T08 – 3T17 0h', b: '4T08 – 9T17 0h', c: '13T08 – 13T17 0h', d: '5T08 – 5T17 48h' },
  ],
  [
    '16, 18: out of sequence, retained: the rest waits for its predecessor',
    {
      statusDate: '2026-03-04',
      tasks: { a: { duration: '5d' }, b: { duration: '4d', after: 'a', actualStart: '2026-03-03', remaining: '2d' } },
    },
    { a: '5T08 – 11T17 0h', b: '3T08 – 13T17 0h' },
  ],
  [
    '16: out of sequence, override: the rest goes on from the status date',
    {
      statusDate: '2026-03-04',
      progressLogic: 'override',
      tasks: { a: { duration: '5d' }, b: { duration: '4d', after: 'a', actualStart: '2026-03-03', remaining: '2d' } },
    },
    { a: '5T08 – 11T17 0h', b: '3T08 – 6T17 24h' },
  ],
  [
    '19: a cancelled summary hands on what it waits for',
    {
      tasks: {
        a: { duration: '2d' },
        s: { status: 'cancelled', after: 'a' },
        x: { parent: 's', duration: '5d' },
        y: { parent: 's', duration: '5d', after: 'x' },
        b: { duration: '1d', after: 's' },
      },
    },
    { a: '2T08 – 3T17 0h', x: '3T17 – 3T17 0h', y: '3T17 – 3T17 0h', b: '4T08 – 4T17 0h' },
  ],
  [
    '6: an elapsed task knows no leave',
    {
      resources: { ann: { leave: ['2026-03-03'] } },
      tasks: { a: { duration: '2ed', assign: 'ann' }, b: { duration: '1d', after: 'a' } },
    },
    { a: '2T08 – 4T08 0h', b: '4T08 – 4T17 0h' },
  ],
  [
    '11: a link into a summary holds the start of every leaf, and only that',
    {
      tasks: {
        a: { duration: '3d' },
        s: { after: 'a +1d' },
        x: { parent: 's', duration: '1d' },
        y: { parent: 's', duration: '1d', constraints: { 'start-no-earlier-than': '2026-03-20' } },
      },
    },
    { a: '2T08 – 4T17 80h', x: '6T08 – 6T17 80h', y: '20T08 – 20T17 0h' },
  ],
  [
    '10: a chain of what is just in time hangs on its last, and holds nothing',
    {
      tasks: {
        ga: { milestone: true, constraints: { 'must-finish-on': '2026-03-20' } },
        c: { duration: '2d', before: 'ga' },
        b: { duration: '2d', before: 'c' },
        a: { duration: '1d', before: 'b -1d' },
      },
    },
    { ga: '20T17 – 20T17 0h', c: '19T08 – 20T17 0h', b: '17T08 – 18T17 16h', a: '13T08 – 13T17 40h' },
  ],
  [
    '12: as late as possible, not past the deadline',
    {
      tasks: {
        a: { duration: '2d', schedule: 'as-late-as-possible', deadline: '2026-03-06' },
        b: { duration: '10d' },
      },
    },
    { a: '5T08 – 6T17 0h', b: '2T08 – 13T17 0h' },
  ],
  [
    '5, 12: a milestone as late as possible: at a finish on the earlier side of a gap, at a successor’s start on the later',
    {
      tasks: {
        a: { duration: '2d' },
        b: { duration: '15d' },
        c: { duration: '1d', after: 'k', constraints: { 'start-no-earlier-than': '2026-03-09' } },
        m: { milestone: true, after: 'a', schedule: 'as-late-as-possible' },
        k: { milestone: true, after: 'a', schedule: 'as-late-as-possible' },
        j: { milestone: true, deadline: '2026-03-06', schedule: 'as-late-as-possible' },
      },
    },
    { m: '20T17 – 20T17 0h', k: '9T08 – 9T08 72h', j: '6T17 – 6T17 0h' },
  ],
  [
    '5, 12: a milestone as late as possible, held by finishes alone, on the earlier side; by a start too, on the later',
    {
      tasks: {
        b: { duration: '15d' },
        c: { duration: '5d', after: ['m FF', 'p FF'] },
        d: { duration: '1d', after: ['k FF', 'k'], constraints: { 'start-no-earlier-than': '2026-03-09' } },
        group: {},
        inside: { parent: 'group', duration: '0h', schedule: 'as-late-as-possible' },
        later: { duration: '1d', after: 'group', constraints: { 'start-no-earlier-than': '2026-03-09' } },
        m: { milestone: true, schedule: 'as-late-as-possible' },
        p: { milestone: true, schedule: 'as-late-as-possible', deadline: '2026-03-06' },
        k: { milestone: true, schedule: 'as-late-as-possible' },
      },
    },
    {
      c: '2T08 – 6T17 80h',
      m: '6T17 – 6T17 80h',
      p: '6T17 – 6T17 0h',
      k: '9T08 – 9T08 72h',
      inside: '9T08 – 9T08 72h',
    },
  ],
  [
    '13, 18: scheduled backward with actuals: what the status date pushes is late',
    {
      finish: '2026-03-20',
      schedule: 'as-late-as-possible',
      statusDate: '2026-03-11',
      tasks: {
        a: { duration: '5d', actualStart: '2026-03-09', progress: 0.4 },
        b: { duration: '5d', after: 'a' },
      },
    },
    { a: '9T08 – 16T17 -8h', b: '17T08 – 23T17 -8h' },
  ],
  [
    '12: of two constraints that can’t both hold, no-later-than wins, and successors follow',
    {
      tasks: {
        a: {
          duration: '5d',
          constraints: { 'start-no-earlier-than': '2026-03-10', 'finish-no-later-than': '2026-03-12' },
        },
        b: { duration: '1d', after: 'a' },
      },
    },
    { a: '6T08 – 12T17 0h', b: '13T08 – 13T17 0h' },
  ],
  [
    '7, 8: a pot whose one goes to half time',
    {
      resources: { ann: { capacity: { '2026-01-01': 1, '2026-03-04': 0.5 } } },
      tasks: { a: { effort: '4d', assign: 'ann' } },
    },
    { a: '2T08 – 9T17 0h' },
  ],
  [
    '7, 8: three of a team at once; equipment that is away stops the work',
    {
      resources: { sre: { type: 'team', units: 3 }, mill: { type: 'equipment', leave: ['2026-03-03'] }, ann: {} },
      tasks: { a: { effort: '6d', assign: { sre: 3 } }, b: { effort: '2d', assign: ['ann', 'mill'] } },
    },
    { a: '2T08 – 3T17 8h', b: '2T08 – 4T17 0h' },
  ],
  [
    '10: start to finish with a lead',
    {
      tasks: {
        a: { duration: '2d', constraints: { 'start-no-earlier-than': '2026-03-10' } },
        b: { duration: '3d', after: 'a SF-1d' },
      },
    },
    { a: '10T08 – 11T17 0h', b: '4T08 – 6T17 24h' },
  ],
  [
    '10: a lead never puts a task before the project’s start',
    { tasks: { a: { duration: '1d' }, b: { duration: '1d', after: 'a FS-5d' } } },
    { a: '2T08 – 2T17 0h', b: '2T08 – 2T17 0h' },
  ],
  [
    '18: a lag that has passed is not waited for again, and what is not reached stands at the status date',
    {
      statusDate: '2026-03-10',
      tasks: {
        a: { duration: '2d', actualStart: '2026-03-02', actualFinish: '2026-03-03' },
        b: { duration: '1d', after: 'a +3d' },
        m: { milestone: true, after: 'a' },
      },
    },
    { a: '2T08 – 3T17 0h', b: '11T08 – 11T17 0h', m: '11T08 – 11T08 8h' },
  ],
]

test.each(plans)('rules %s', (_, words, expected) => {
  const { tasks } = schedule(buildPlan(words))
  const found = Object.keys(expected).map(id => {
    const task = tasks.get(id)!
    return [id, `${spanOf(task)} ${task.totalFloat / 60}h`]
  })
  expect(Object.fromEntries(found)).toEqual(expected)
})
