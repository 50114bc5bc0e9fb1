import { expect, test, vi } from 'vitest'
import { drivingOf } from '#engine/schedule/driving'
import { levelEdits, levelSnapshot, writeWaits } from '#language/features/leveling'
import { Workspace } from '#language/workspace'
import { applyEdits } from '#language/write/edits'
import { snapshotOf } from '#tests/support/snapshot'

/** A plan of which every task but `first` has Ann, who is at `first` until Tue 3 Mar. */
const plan = (second: string) => `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources: { ann: { name: Ann } }
tasks:
  begin: { name: Begin, duration: 1h }
  first: { name: First, duration: 2d, assign: ann, priority: 900 }
${second}`

test.each([
  ['no link', '  second: { name: S, duration: 1d, assign: ann }\n', 'assign: ann, after: first }'],
  ['one link', '  second: { name: S, duration: 1d, assign: ann, after: begin }\n', 'after: [begin, first] }'],
  ['a list', '  second: { name: S, duration: 1d, assign: ann, after: [begin +1h] }\n', 'after: [begin +1h, first] }'],
  [
    'the long form',
    '  second: { name: S, duration: 1d, assign: ann, after: { task: begin } }\n',
    'after: [{ task: begin }, first] }',
  ],
  [
    'the long form over lines',
    '  second:\n    name: S\n    duration: 1d\n    assign: ann\n    after:\n      task: begin\n      because: so\n',
    '    after:\n      - task: begin\n        because: so\n      - first\n',
  ],
])('a link beside %s', (_name, second, written) => {
  const snapshot = snapshotOf(plan(second))
  const text = applyEdits(snapshot.text, writeWaits(snapshot, levelSnapshot(snapshot)))
  expect(text).toContain(written)
  const after = snapshotOf(text)
  expect(after.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(after.schedule.finish).toBe(levelSnapshot(snapshot).schedule.finish)
  expect(levelSnapshot(after).waits.size).toBe(0)
})

test('a plan that asks for it has the levelled schedule, and its tasks say for whom they wait', () => {
  const text = plan('  second: { name: S, duration: 1d, assign: ann }\n')
  const auto = snapshotOf(text.replace('2026-03-02 }', '2026-03-02, leveling: auto }'))
  expect(drivingOf(auto.schedule.tasks.get('second')!)).toMatchObject([
    { kind: 'resource', resource: 'ann', task: 'first' },
  ])
  expect(auto.schedule.tasks.get('second')!.start).toBe(
    levelSnapshot(snapshotOf(text)).schedule.tasks.get('second')!.start,
  )
  expect(auto.problems.map(({ code }) => code)).not.toContain('resource/overload')
  expect(snapshotOf(text).problems.map(({ code }) => code)).toContain('resource/overload')
})

test.each([
  ['no link', 'priority: 900 }', 'priority: 900, after: [one, two] }'],
  ['one link', 'priority: 900, after: begin }', 'after: [begin, one, two] }'],
  ['the long form', 'priority: 900, after: { task: begin } }', 'after: [{ task: begin }, one, two] }'],
])('two that must end before the same task are two links beside %s', (_name, end, written) => {
  const snapshot = snapshotOf(`tpm: 1
project: { name: Bridge, finish: 2026-03-27, schedule: as-late-as-possible }
resources: { ann: { name: Ann }, ben: { name: Ben } }
tasks:
  begin: { name: Begin, duration: 1h }
  last: { name: Last, duration: 2d, assign: [ann, ben], ${end}
  one: { name: One, duration: 1d, assign: ann }
  two: { name: Two, duration: 1d, assign: ben }
`)
  const text = applyEdits(snapshot.text, writeWaits(snapshot, levelSnapshot(snapshot)))
  expect(text).toContain(written)
  expect(levelSnapshot(snapshotOf(text)).waits.size).toBe(0)
})

test('the bundle that levels has its own copy of the engine, and asks the workspace what other plans say', async () => {
  const workspace = new Workspace()
  workspace.set(
    'file:///a.tpm.yaml',
    'tpm: 1\nproject: { id: a, start: 2026-03-02 }\ntasks:\n  first: { duration: 6d }\n',
  )
  workspace.set(
    'file:///b.tpm.yaml',
    `tpm: 1
project: { id: b, start: 2026-03-02 }
resources: { ann: { name: Ann } }
tasks:
  next: { duration: 1d, assign: ann, after: a/first }
  other: { duration: 1d, assign: ann, start-no-earlier-than: 2026-03-10 }
`,
  )
  const snapshot = workspace.snapshot('file:///b.tpm.yaml')!
  vi.resetModules()
  const apart = await import('#language/features/leveling')
  expect(apart.levelSnapshot).not.toBe(levelSnapshot)
  const { schedule, before } = apart.levelSnapshot(snapshot)
  expect(before.tasks.get('next')!.start).toBe(snapshot.schedule.tasks.get('next')!.start)
  expect(schedule.tasks.get('next')!.unscheduled).toBeUndefined()
  expect(applyEdits(snapshot.text, apart.levelEdits(snapshot, 'waits'))).toBe(
    applyEdits(snapshot.text, levelEdits(snapshot, 'waits')),
  )
})
