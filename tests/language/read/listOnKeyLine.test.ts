import { expect, test } from 'vitest'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project: { name: N, start: 2026-03-02 }
tasks:
  dig: { name: Dig, duration: 2d }
  lay: { name: Lay, duration: 2d }
  fill:
    name: Fill
    duration: 1d
`

test.each([
  ['one item', '    after: - dig\n', ['dig'], '    after:\n      - dig\n'],
  ['a comment behind it', '    after: - dig # first\n', ['dig'], '    after:\n      - dig # first\n'],
  [
    'items below, deeper',
    '    after: - dig\n        - lay\n',
    ['dig', 'lay'],
    '    after:\n        - dig\n        - lay\n',
  ],
  [
    'items below, as deep as the key',
    '    after: - dig\n    - lay\n',
    ['dig', 'lay'],
    '    after:\n    - dig\n    - lay\n',
  ],
  ['a key below', '    after: - dig\n    priority: 5\n', ['dig'], '    after:\n      - dig\n    priority: 5\n'],
  ['CRLF', '    after: - dig\r\n      - lay\r\n', ['dig', 'lay'], '    after:\r\n      - dig\r\n      - lay\r\n'],
])('a list that begins on the line of its key is told once, read and put right: %s', (name, lines, after, right) => {
  const text = name === 'CRLF' ? head.replaceAll('\n', '\r\n') : head
  const { problems, plan } = snapshotOf(text + lines)
  const [problem, ...others] = problems.filter(({ severity }) => severity === 'error')
  expect(others).toEqual([])
  expect(problem!.message).toBe('A list can’t begin on the line of its key')
  expect(plan.tasks.get('fill')?.after.map(({ task }) => task)).toEqual(after)
  const [fix] = problem!.fixes!
  expect(applyEdits(text + lines, 'edits' in fix! ? fix.edits : [])).toBe(text + right)
})

test('several of them are told each, and places stand where they are written', () => {
  const text = `${head}    after: - digg
    tags: - ground # a tag
    notes: - Fill # a text
`
  const problems = snapshotOf(text).problems.filter(({ severity }) => severity === 'error')
  expect(problems.map(({ span, help }) => [text.slice(span.start, span.end), help])).toEqual([
    ['- digg', 'Write "- …" on the lines below, or the whole list as [a, b]'],
    ['digg', 'Did you mean "dig"?'],
    ['- ground', 'Write "- …" on the lines below, or the whole list as [a, b]'],
    ['- Fill', 'Quote the text'],
  ])
})
