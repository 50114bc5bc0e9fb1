import { describe, expect, test } from 'vitest'
import { completion } from '#language/features/completion'
import { workspaceOf } from '#tests/support/planFiles'

const head = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05 }
resources:
  ben: { name: Ben }
  maya: { name: Maya }
tasks:
  a:
    name: Alpha
  b:
    name: Beta
    after: a
`

function labels(fixture: string): readonly string[] {
  const { snapshot, offset } = workspaceOf(fixture.startsWith('tpm:') ? fixture : head + fixture)
  return completion(snapshot, offset, '2026-03-02').items.map(({ label }) => label)
}

/** The text's last line once an item is taken. */
function taken(fixture: string, label: string): string {
  const { snapshot, offset } = workspaceOf(head + fixture)
  const { items, replace } = completion(snapshot, offset, '2026-03-02')
  const item = items.find(one => one.label === label)
  if (!item) throw new Error(`${label} is not offered: ${items.map(one => one.label).join(', ')}`)
  const { text } = snapshot
  const after = text.slice(0, replace.start) + (item.insert ?? item.label) + text.slice(replace.end)
  return after.split('\n').at(-1)!
}

const c = '  c:\n    name: Gamma\n'
type Case = readonly [name: string, fixture: string, offered: readonly string[]]

describe('while a value is written', () => {
  const cases: readonly Case[] = [
    ['a list that is open', `${c}    after: [$0`, ['b', 'a']],
    ['a list that is open, with a comma', `${c}    after: [a, $0`, ['b']],
    ['a list that is open, with a comma and no space', `${c}    after: [a,$0`, ['b']],
    ['a list that is open, with more lines below', `${c}    after: [a, $0\n    duration: 2d\n`, ['b']],
    ['a list over lines', `${c}    after: [\n      a,\n      $0\n    ]\n`, ['b']],
    ['a list in quotes', `${c}    after: ["a", "$0`, ['b']],
    ['an item without its space', `${c}    after:\n      -$0`, ['b', 'a']],
    ['an empty item between others', `${c}    after:\n      - a\n      - $0\n      - a\n`, ['b']],
    ['an item of a list at the column of its key', `${c}    after:\n    - $0\n`, ['b', 'a']],
    ['a map in a list that is open', `${c}    after: [{ task: $0`, ['b', 'a']],
    [
      'a map in a list that is open, at a later key',
      `${c}    after: [{ task: a, type: $0`,
      ['finish-to-start', 'start-to-start', 'finish-to-finish', 'start-to-finish', 'FS', 'SS', 'FF', 'SF'],
    ],
    ['people in a map that is open', `${c}    assign: { $0`, ['ben', 'maya']],
    ['people in a map that is open, behind one', `${c}    assign: { ben: 50%, $0`, ['maya']],
    ['people in a map that is open, above other lines', `${c}    assign: { $0\n    duration: 2d\n`, ['ben', 'maya']],
    [
      'behind a quote that is open',
      `${c}    status: "$0`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'behind a quote that is open above',
      `${c}    notes: "open\n    status: $0`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'with CRLF',
      `${c}    status: $0\r\n    duration: 2d\r\n`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'behind astral letters',
      `${c.replace('Gamma', '𝒢amma')}    status: $0`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'below a line of tabs',
      `${c}\t\tnotes: x\n    status: $0`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'below a conflict',
      `${c}<<<<<<< HEAD\n    status: done\n=======\n    status: $0`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
    [
      'in a document that goes on broken',
      `${c}    status: $0\n  : :\n }} ]\n`,
      ['not-started', 'in-progress', 'blocked', 'done', 'cancelled'],
    ],
  ]
  // An item may be a map as well: its keys come behind the ids.
  const keys = ['task', 'type', 'lag', 'because']
  test.each(cases)('%s', (_name, fixture, offered) =>
    expect(labels(fixture).filter(label => !keys.includes(label))).toEqual(offered),
  )
})

describe('while a key is written', () => {
  const task = ['duration', 'assign', 'after', 'deadline']
  const cases: readonly Case[] = [
    ['half of it', `${c}    du$0`, task],
    ['half of it, above others', '  c:\n    du$0\n    name: Gamma\n', task],
    ['half of it, with the colon of the next line gone', `${c}    du$0\n    owner ben\n`, task],
    ['nothing of it, at the end', `${c}    $0`, task],
    ['nothing of it, between others', `${c}    $0\n    status: done\n`, task],
    ['nothing of it, below blank lines', `${c}\n\n    $0`, task],
    ['nothing of it, below a comment', `${c}    # why\n    $0`, task],
    ['below a list that is open', `${c}    tags: [x\n    du$0`, task],
    ['below a map that is open', `${c}    raci: { ben: R\n    du$0`, task],
    ['below a key without a value', `${c}    owner:\n    du$0`, task],
    ['below an id without its colon', '  c\n  d:\n    du$0', task],
    ['below a text of lines', `${c}    notes: |\n      one: two\n    du$0`, task],
    ['below a task that is half a line', '  c:\n  d:\n    $0', task],
    ['in flow that is open', '  c: { name: Gamma, $0', task],
    ['in flow that is open, half of it', '  c: { name: Gamma, du$0', task],
    ['in flow that is closed', '  c: { name: Gamma, $0 }', task],
    ['in flow over lines', '  c: {\n    name: Gamma,\n    $0\n  }\n', task],
    ['with a colon and no value', '  c: { name: Gamma, du$0: }', task],
    ['inside a summary', '  s:\n    tasks:\n      x:\n        na$0', task],
    ['of the long form in an item', `${c}    after:\n      - task: a\n        $0`, ['type', 'lag', 'because']],
    ['of the long form, half of it', `${c}    after:\n      - ta$0`, ['task', 'type']],
    ['of a section', 'ri$0', ['risks', 'milestones']],
    ['of a section below a broken one', 'milestones: [\nri$0', ['risks']],
  ]
  test.each(cases)('%s', (_name, fixture, offered) =>
    expect(labels(fixture)).toEqual(expect.arrayContaining([...offered])),
  )

  test('and what is there is not offered again', () => {
    expect(labels(`${c}    $0\n    duration: 2d\n`)).not.toContain('duration')
    expect(labels('  c: { duration: 2d, $0')).not.toContain('duration')
    expect(labels('  c: { $0, duration: 2d }')).not.toContain('duration')
  })
})

describe('what is taken leaves a line that is right', () => {
  test.each([
    ['in a list that is open', `${c}    after: [a, $0`, 'b', '    after: [a, b'],
    ['over the rest of a word', `${c}    after: [a$0xyz]`, 'b', '    after: [b]'],
    ['in quotes', `${c}    after: "$0"`, 'b', '    after: "b"'],
    ['right after a colon', `${c}    after:$0`, 'b', '    after: b'],
    ['right after a dash', `${c}    after:\n      -$0`, 'b', '      - b'],
    ['before a comment', `${c}    after: $0 # soon`, 'b', '    after: b # soon'],
    ['before a closing brace', '  c: { after: $0}', 'b', '  c: { after: b}'],
    ['in place of another', `${c}    status: in-$0progress`, 'done', '    status: done'],
  ])('%s', (_name, fixture, label, line) => expect(taken(fixture, label)).toBe(line))
})

describe('a task never offers what would close a ring, in broken text either', () => {
  test.each([
    ['itself', '  c:\n    after: $0\n    name: [\n', ['a', 'b']],
    ['itself, in flow that is open', '  c: { after: $0', ['a', 'b']],
    ['what waits for it', '  c:\n    after: $0\n  d:\n    name: D\n    after: [c\n', ['a', 'b']],
    [
      'what waits for it by the long form',
      '  c:\n    after: $0\n  d:\n    name: D\n    after: { task: c, lag: 2d }\n',
      ['a', 'b'],
    ],
    ['what waits for what waits', '  c:\n    after: $0\n  d:\n    after: c\n  e:\n    after: d\n', ['a', 'b']],
    [
      'the summary it is in',
      '  s:\n    tasks:\n      c:\n        after: $0\n      d:\n        name: D\n',
      ['a', 'b', 'd'],
    ],
    ['the tasks of its own', '  s:\n    after: $0\n    tasks:\n      c:\n        name: C\n', ['a', 'b']],
  ])('%s', (_name, fixture, offered) => expect([...labels(fixture)].sort()).toEqual(offered))
})
