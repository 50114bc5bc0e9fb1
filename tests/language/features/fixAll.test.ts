import { describe, expect, test } from 'vitest'
import { fixAll } from '#language/features/fixAll'
import { applyEdits } from '#language/write/edits'
import { wrongPlans } from '#tests/support/pages'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: Site, start: 2026-03-02, status-date: 2026-03-13 }\n'

/** The text after so many saves that nothing is left to do. */
function saved(text: string, others: Readonly<Record<string, string>> = {}): string {
  for (let save = 0; save < 5; save++) {
    const [here] = fixAll(snapshotOf(text, others))
    if (!here) return text
    text = applyEdits(text, here.edits)
  }
  return text
}

describe('on save a slip of writing is corrected', () => {
  test.each([
    ['a key', '  a:\n    nam: A\n    duration: 1d\n', '  a:\n    name: A\n    duration: 1d\n'],
    ['a space', '  a:\n    duration: 1d\n    notes:late\n', '  a:\n    duration: 1d\n    notes: late\n'],
    ['a unit', '  a: { duration: 1d, deadline: 2026/05/02 }\n', '  a: { duration: 1d, deadline: 2026-05-02 }\n'],
    ['a text', '  a:\n    name: Fix #12\n    duration: 1d\n', '  a:\n    name: "Fix #12"\n    duration: 1d\n'],
    [
      'a text over lines',
      '  a:\n    name: A long\n      title, see #4\n    duration: 1d\n',
      '  a:\n    name: "A long title, see #4"\n    duration: 1d\n',
    ],
    [
      'a text in a list, up to its comma',
      '  a:\n    duration: 1d\n    tags: [x #4, y]\n',
      '  a:\n    duration: 1d\n    tags: ["x #4", y]\n',
    ],
    ['a glob', '  a:\n    duration: 1d\n    code: *.ts\n', '  a:\n    duration: 1d\n    code: "*.ts"\n'],
  ])('%s', (_name, wrong, right) => expect(saved(`${head}tasks:\n${wrong}`)).toBe(`${head}tasks:\n${right}`))
  test('the missing version', () => expect(saved('project: { name: P, start: 2026-03-02 }\n')).toMatch(/^tpm: 1\n/))
  test('beside one that moves a date', () => {
    const text = `${head}tasks:\n  a:\n    nam: A\n    duration: 1d\n  b:\n    name: B\n    duraton: 2d\n`
    expect(saved(text)).toBe(text.replace('nam:', 'name:'))
  })
})

describe('on save nothing is decided', () => {
  const untouched = (lines: string, others?: Readonly<Record<string, string>>) =>
    expect(saved(head + lines, others)).toBe(head + lines)

  test('no fact is stated, no dependency removed or guessed, no length given', () =>
    untouched(`resources: { ann: { name: Ann, rate: 50/h } }
tasks:
  dig-1: { name: Dig north, duration: 10d, actual-start: 2026-03-02, progress: 40% }
  pipes:
    name: Pipes
    duration: 5d
    after: dig-1
    actual-start: 2026-03-09
    progress: 20%
  wires: { name: Wires, duration: 2d, after: dig-2, status: done, progress: 60% }
  paint:
    name: Paint
`))
  test.each([
    'a: { name: Valve #4, duration: 1d }',
    'a: { name: Valve #4, notes: It leaks }',
    "a: { name: Valve #4 'x, y', notes: It leaks }",
    'a:\n    duration: 1d\n    acceptance: { x: Valve #4, y: It holds }',
  ])('no key is taken into a text or given back: %s', lines => untouched(`tasks:\n  ${lines}\n`))
  test.each([
    ['a length', 'duraton: 3d'],
    ['a dependency', 'after:b'],
    ['a date', 'deadline: 2026-02-30'],
    ['a number', 'priority: 2000'],
    ['a sign', 'near-critical: -2d'],
    ['a role', 'raci: { ann: X }'],
    ['a state', 'status: don'],
    ['a state under another key', 'staus: not-started'],
    ['progress', 'progress: 0 %'],
  ])('%s is left to a person', (_name, line) =>
    untouched(`tasks:\n  b: { duration: 5d }\n  a:\n    name: A\n    duration: 1d\n    ${line}\n`),
  )
  test('money', () => untouched('tasks:\n  a: { duration: 1d }\nbudget:\n  total: 240000 EUR\n'))
  test('the id of a task', () => untouched('tasks:\n  first task: { duration: 1d }\n'))
  test('what would be another error', () => untouched('tasks:\n  a: { duration: 1d, assign: "ann, bo" }\n'))
  test('a comment that silences nothing today', () =>
    untouched('tasks:\n  a: { duration: 1d } # tpm-ignore schedule/deadline-missed: the sponsor knows\n'))
  test('the dates of a plan that includes the document', () => {
    const plan =
      'tpm: 1\nproject: { name: P, start: 2026-03-02 }\ninclude: [plan.tpm.yaml]\ntasks: { a: { duration: 5d, calendar: c } }\n'
    const calendars = 'tpm: 1\ncalendars:\n  c:\n    week: { mon-fri: ["09:00-17:00"] }\n    holidys: [2026-03-03]\n'
    expect(saved(calendars, { 'other.tpm.yaml': plan })).toBe(calendars)
    expect(saved(calendars)).toBe(calendars.replace('holidys', 'holidays'))
  })
})

describe('what no rule finds is changed on save but its writing', () => {
  test.each([...wrongPlans()])('%s', (_page, text) => {
    const [before, after] = [snapshotOf(text), snapshotOf(saved(text))]
    for (const [id, was] of before.schedule.tasks) {
      if (was.unscheduled) continue
      const now = after.schedule.tasks.get(id)
      const told = (one: typeof now) => one && [one.start, one.finish, one.cost, one.task.status, one.task.after.length]
      expect(told(now), id).toEqual(told(was))
    }
    const errors = ({ problems }: typeof before) => problems.filter(({ severity }) => severity === 'error').length
    expect(errors(after)).toBeLessThanOrEqual(errors(before))
  })
})
