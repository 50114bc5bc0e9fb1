import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { compileSpans, lastFinish } from '#engine/time/calendar'
import { formatMinute, parseDate } from '#engine/time/civil'
import { weekly } from '#engine/time/spans'
import { importTaskJuggler } from '#interchange/taskjuggler/importTaskJuggler'
import { readPlan } from '#language/read/read'

const fixture = readFileSync('tests/fixtures/interchange/bridge.tjp', 'utf8')

/** What TaskJuggler 3.7.1 says of the fixture: `taskreport`, columns id, start, end. */
const dates: Readonly<Record<string, readonly [string, string]>> = {
  all: ['2026-01-05T09:00', '2026-03-09T18:00'],
  one: ['2026-01-05T09:00', '2026-01-19T18:00'],
  three: ['2026-01-05T18:00', '2026-01-12T18:00'],
  two: ['2026-01-22T09:00', '2026-01-26T18:00'],
  four: ['2026-01-27T06:00', '2026-01-28T14:00'],
  five: ['2026-03-02T09:00', '2026-03-09T18:00'],
  six: ['2026-03-03T00:00', '2026-03-05T18:00'],
  done: ['2026-03-09T18:00', '2026-03-09T18:00'],
  after: ['2026-03-10T18:00', '2026-03-12T18:00'],
}

const hoursBetween = (from: number, to: number) =>
  compileSpans(weekly([0, 1, 2, 3, 4].map(day => [day * 1440 + from * 60, day * 1440 + to * 60] as const)))
const office = hoursBetween(9, 18)
/** Ben's, who alone works on `four`. */
const early = hoursBetween(6, 14)

function planOf(statements: string, header = ''): string {
  return importTaskJuggler(`project p "P" 2026-01-05 +6m { ${header} }\n${statements}`).text
}
const notesOf = (statements: string) => importTaskJuggler(`project p "P" 2026-01-05 +6m\n${statements}`).notes

describe('a project with shifts, leaves, macros, groups and supplements', () => {
  const { text, notes } = importTaskJuggler(fixture)

  test('has the dates that TaskJuggler computes', () => {
    const { tasks } = schedule(readPlan(text, { file: '' }).plan)
    for (const [id, [start, end]] of Object.entries(dates)) {
      const { start: from, finish } = tasks.get(id)!
      // Two instants with no working time between them are the same.
      const instant = (at: number) => formatMinute(lastFinish(id === 'four' ? early : office, at))
      expect([instant(from), instant(finish)], id).toEqual(
        [start, end].map(written => instant(parseDate(written)!.minute)),
      )
    }
  })

  test('says what it leaves out, and where', () => {
    expect(notes).toEqual(['Values of another scenario were left out (line 51)'])
  })

  test.each([
    ['the hours of the project', '    week:\n      mon-fri: [09:00-12:00, 13:00-18:00]\n      sat-sun: closed\n'],
    ['holidays, their last day in them', '      2026-01-01: New Year\n      2026-04-03..2026-04-06: Easter\n'],
    ['hours of one’s own', 'calendars:\n', '  hours-of-ben:\n', '    calendar: hours-of-ben\n'],
    ['what a group hands down', '    leave: [2026-01-06, 2026-02-02..2026-02-06]\n'],
    ['a rate that is before it, and its own', '    rate: 300/d\n', '    rate: 400/d\n'],
    ['efficiency below one', '    capacity: 50%\n'],
    ['a supplement', '    email: cat@example.org\n', '        notes: more\n'],
    ['a text over lines', '    notes: |-\n      Several lines\n      of text\n'],
    ['a macro with arguments', '        effort: 5d\n        assign: ann\n'],
    ['a gap on the clock', '        after: one +2ed\n'],
    ['a gap from the start', '        after: one SS+1d\n'],
    ['a maxend behind other words', '        deadline: 2026-04-29\n'],
    ['priorities, of tasks and of what they are in', '    priority: 700\n', '        priority: 300\n'],
    ['who is responsible', '        owner: ann\n'],
    ['a period', '        start-no-earlier-than: 2026-03-02T09:00\n'],
  ])('has %s', (_name, ...parts) => {
    for (const part of parts) expect(text).toContain(part)
  })
})

describe('of what a plan can’t hold', () => {
  test.each([
    [
      'alternatives',
      'resource a "A"\nresource b "B"\ntask t "T" { effort 1d allocate a { alternative b } }',
      'Alternative',
    ],
    ['limits of a task', 'task t "T" { length 1d limits { maximum 4h } }', '"limits" of a task'],
    ['bookings', 'task t "T" { length 1d booking a 2026-01-06 +1d }', '"booking" of a task'],
    ['scenarios', 'task t "T" { length 1d delayed:length 2d }', 'Values of another scenario'],
    ['links to nothing', 'task t "T" { length 1d depends !nowhere }', 'dependency on "!nowhere"'],
    ['included files', 'include "more.tji"', 'The file "more.tji"'],
    ['checks of dates', 'task t "T" { length 1d minstart 2026-01-07 }', '"minstart" was left out'],
    ['values that a plan does not take', 'task t "T" { length 1d priority 2000 }', '"priority" of "t" was left out'],
  ])('%s are named', (_name, statements, words) => {
    expect(notesOf(statements).join('\n')).toContain(words)
  })

  test('reports are not: a plan misses nothing without them', () => {
    expect(notesOf('task t "T" { length 1d }\ntaskreport "x" { formats html\n columns name { width 3 } }')).toEqual([])
  })
})

describe('small things', () => {
  test('comments, and a mark of one inside a text', () => {
    expect(planOf('# no\n/* no */ task t "A # of /* them" { length 1d } # no')).toContain('name: "A # of /* them"')
  })

  test('a macro in a macro, and a missing one that may be missing', () => {
    const text = planOf(
      'macro inner [ length 2d ]\nmacro outer [ \u0024{inner} ]\ntask t "T" { \u0024{outer} \u0024{?none} }',
    )
    expect(text).toContain('duration: 2d')
  })

  test('two tasks of one name in two places have two ids, and links find the right one', () => {
    const text = planOf(
      'task a "A" { task x "AX" { length 1d } }\ntask b "B" { task x "BX" { length 1d depends a.x } task y "BY" { length 1d depends !x } }',
    )
    expect(text).toMatch(/name: BX\n\s+duration: 1d\n\s+after: x\n/)
    expect(text).toMatch(/name: BY\n\s+duration: 1d\n\s+after: x-2\n|name: BY\n\s+duration: 1d\n\s+after: b-x\n/)
  })

  test('a container’s precedes holds each task inside, just in time', () => {
    const text = planOf(
      'task end "End" { milestone start 2026-03-02 }\ntask c "C" { precedes end { gaplength 3d } task a "A" { length 1d } task b "B" { length 2d } }',
    )
    expect(text.match(/before: end -3d/g)).toHaveLength(2)
  })

  test('a shift of its own for a task', () => {
    const text = planOf('shift s "S" { workinghours mon - sun 0:00 - 24:00 }\ntask t "T" { length 1d shift s }')
    expect(text).toContain('calendar: shift-s')
    expect(text).toContain('mon-sun: [00:00-24:00]')
  })
})
