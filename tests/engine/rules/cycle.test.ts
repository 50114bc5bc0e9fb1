import { expect, test } from 'vitest'
import { check } from '#tests/support/check'

const told = (outline: string) =>
  check(`tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n${outline}`).filter(
    ({ code }) => code === 'schedule/cycle',
  )

test('a ring of a summary and a task in it is told once, at the dependency', () => {
  const inner = '  s:\n    name: S\n    tasks:\n      c: { name: C, duration: 1d, after: s }\n'
  expect(told(inner).map(({ message }) => message)).toEqual(['"C" waits for "S", which it is part of'])
  const outer = '  s:\n    name: S\n    after: c\n    tasks:\n      c: { name: C, duration: 1d }\n'
  expect(told(outer).map(({ message }) => message)).toEqual(['"S" waits for "C", which is part of it'])
})

test('no fix of a longer ring removes a task because it is part of a summary', () => {
  const found = told(
    '  s:\n    name: S\n    tasks:\n      c: { name: C, duration: 1d, after: d }\n  d: { name: D, duration: 1d, after: s }\n',
  )
  expect(found).toHaveLength(2)
  const changes = found.flatMap(({ fixes = [] }) => fixes.flatMap(fix => ('changes' in fix ? fix.changes : [])))
  expect(changes).toHaveLength(2)
  for (const change of changes) expect('path' in change && change.path).toContain('after')
})
