import { describe, expect, test } from 'vitest'
import { askTaskJuggler, hasTaskJuggler } from '#tests/support/taskjuggler'

const ask = (tasks: string) =>
  askTaskJuggler(`project p "P" 2026-03-02 +3m { timezone "UTC" timingresolution 60min }
resource ann "Ann" { leaves annual 2026-03-04 - 2026-03-06 }
resource ben "Ben" { efficiency 0.5 }
${tasks}`)

// The table "Where other tools differ" of docs/scheduling.md.
describe.skipIf(!hasTaskJuggler())('what the docs say of TaskJuggler 3 (skipped where `tj3` is not installed)', () => {
  test('leave and hours do not count for a length or a duration, but for its effort; one is slow, not present in part', () => {
    const { tasks } = ask(`task length "" { length 5d start 2026-03-02 allocate ann }
task elapsed "" { duration 3d start 2026-03-16 allocate ann }
task slow "" { effort 2d start 2026-04-01 allocate ben }`)
    expect(tasks).toEqual({
      length: '2026-03-02T00:00 2026-03-06T17:00 24.0',
      elapsed: '2026-03-16T00:00 2026-03-19T00:00 24.0',
      slow: '2026-04-01T09:00 2026-04-06T17:00 16.0',
    })
  })

  test('links into and out of summaries; precedes makes late, unless a depends follows', () => {
    const { tasks } = ask(`task s "" { task x "" { length 2d start 2026-03-02 } task y "" { length 3d depends !x } }
task with "" { depends !s { onstart } length 1d }
task end "" { precedes !s.y { onend } length 1d }
task both "" { depends !s task g "" { length 1d } task h "" { length 2d } }
task late "" { length 1d depends !s.x precedes !last }
task soon "" { length 1d precedes !last depends !s.x }
task last "" { length 1d start 2026-03-23-09:00 }`)
    expect(tasks).toMatchObject({
      with: '2026-03-02T00:00 2026-03-02T17:00 0.0',
      end: '2026-03-06T09:00 2026-03-06T17:00 0.0',
      'both.h': '2026-03-06T17:00 2026-03-10T17:00 0.0',
      late: '2026-03-20T09:00 2026-03-23T09:00 0.0',
      soon: '2026-03-03T17:00 2026-03-04T17:00 0.0',
    })
  })

  test.each([
    ['a start that logic cannot meet', 'start 2026-03-03 length 1d', /Error: .*must start after end/],
    ['a lead', 'length 1d', /Error: Unexpected token '-'/],
    ['work that does not fit', 'effort 100d allocate ben', /Error: .*did not fit into the project time frame/],
  ])('an error: %s', (name, work, said) => {
    const gap = name === 'a lead' ? ' { gaplength -1d }' : ''
    const asked = ask(`task a "" { length 5d start 2026-03-02 }\ntask b "" { depends !a${gap} ${work} }`)
    expect(asked.said).toMatch(said)
    expect(asked.tasks).toEqual({})
  })

  test('a warning: a latest end that is missed', () => {
    const { said, tasks } = ask('task a "" { length 5d start 2026-03-02 maxend 2026-03-04 }')
    expect(said).toMatch(/Warning: .*too late/)
    expect(tasks.a).toBe('2026-03-02T00:00 2026-03-06T17:00 0.0')
  })
})
