import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Section, writeFirst } from '../../client/src/extension/firstEntry.ts'
import { snapshotOf } from '../support/snapshot.ts'

const head = 'tpm: 1\nproject:\n  name: My project\n  start: 2027-01-04\n'
const task = '  first-task:\n    name: First task\n    duration: 3d\n'

function written(text: string, section: Section = 'tasks'): string {
  const { from, to, parts } = writeFirst(section, text, '2027-01-04')!
  const words = parts.map(part => (typeof part === 'string' ? part : part.placeholder))
  return text.slice(0, from) + words.join('') + text.slice(to)
}

test('an empty text becomes a plan that begins as the smallest template does', () => {
  expect(written('')).toBe(`${head}tasks:\n${task}`)
  expect(written('# Bridge\n')).toBe(`# Bridge\n${head}tasks:\n${task}`)
  expect(readFileSync('media/templates/minimal.tpm.yaml', 'utf8').replace('  id: my-project\n', '')).toContain(head)
})

test('what a plan has of its beginning is not written again', () => {
  expect(written('tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n')).toBe(
    `tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n${task}`,
  )
})

test('it stands as far in as the plan does', () =>
  expect(written('tpm: 1\nproject:\n    name: Bridge\n    start: 2027-01-04\ntasks:\n')).toBe(
    'tpm: 1\nproject:\n    name: Bridge\n    start: 2027-01-04\ntasks:\n    first-task:\n        name: First task\n        duration: 3d\n',
  ))

test.each(['tasks:', 'tasks: ', 'tasks: {}', 'tasks: { }', 'tasks: {}\n', 'tasks: null\n', 'tasks:\n'])(
  'an empty %j takes it in, and is not written twice',
  tasks => {
    expect(written(`${head}${tasks}`).replace('tasks: \n', 'tasks:\n')).toBe(`${head}tasks:\n${task}`)
  },
)

test('what stands behind and below an empty map stays', () => {
  expect(written(`${head}tasks: {} # none yet\nmilestones: {}\n`)).toBe(
    `${head}tasks: # none yet\n${task}milestones: {}\n`,
  )
})

test('behind a last line without an end it begins in the first column of a line of its own', () => {
  const text = head.trimEnd()
  const { from } = writeFirst('tasks', text, '2027-01-04')!
  expect(text.slice(from)).toBe('  start: 2027-01-04')
  expect(written(text)).toBe(`${head}tasks:\n${task}`)
})

test('lines may end as on Windows', () => {
  expect(written('tpm: 1\r\nproject: { name: A, start: 2026-03-02 }\r\ntasks: {}\r\n')).toBe(
    `tpm: 1\r\nproject: { name: A, start: 2026-03-02 }\r\ntasks:\n${task.trimEnd()}\r\n`,
  )
})

test('a project that has to be written starts today', () => {
  expect(writeFirst('tasks', '', '2026-11-26')!.parts).toContainEqual({ placeholder: '2026-11-26' })
})

test.each([
  '{ tpm: 1 }',
  'tpm: 1\ntasks: { a: { name: A } }\n',
  'tasks: {\n  a: {} }\n',
  '# ours\n---\n{ tpm: 1,\n  project: { name: A } }\n',
])('below braces nothing is written: %j', text => {
  expect(writeFirst('tasks', text, '2027-01-04')).toBeUndefined()
})

test('a first risk is written in the same way, and read without an error', () => {
  const begun = `${head}tasks:\n${task}`
  const withRisk = `${begun}risks:\n  first-risk:\n    name: First risk\n    probability: 30%\n    impact: { schedule: 5d }\n`
  expect(written(begun, 'risks')).toBe(withRisk)
  expect(written(`${begun}risks: {}\n`, 'risks')).toBe(withRisk)
  expect(writeFirst('risks', `${begun}risks: { a: { name: A } }\n`, '2027-01-04')).toBeUndefined()
  const { problems, plan } = snapshotOf(withRisk)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(plan.risks.size).toBe(1)
})
