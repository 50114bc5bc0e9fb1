/** Which edits a comparison sees in two texts, and which it does not. */
import { describe, expect, test } from 'vitest'
import { hasChanged } from '#language/compare/compareSnapshots'
import { compareTexts, shortly } from '#tests/support/compare'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n'
const plan = (rest: string) => `${head}${rest.startsWith('\n') ? rest.slice(1) : rest}`
const edits = (before: string, after: string) => shortly(compareTexts(plan(before), plan(after)).edits)

describe('no change to the plan', () => {
  const tasks = `
tasks:
  a:
    name: Survey
    duration: 5d
    assign: [ann, ben]
    tags: [steel, stone]
  b: { name: Build, duration: 1w, after: [a, c SS+2d] }
  c: { name: Clear, duration: 2d }
resources:
  ann: { name: Ann }
  ben: { name: Ben }
`
  const same: Readonly<Record<string, string>> = {
    'a comment': tasks.replace('duration: 5d', 'duration: 5d # as agreed'),
    'blank lines': tasks.replace('  b:', '\n\n  b:'),
    'quotes and flow': tasks.replace('name: Survey', 'name: "Survey"').replace('duration: 2d }', 'duration: "2d" }'),
    'the order of tasks': `
resources: { ben: { name: Ben }, ann: { name: Ann } }
tasks:
  c: { duration: 2d, name: Clear }
  b: { name: Build, after: [c SS+2d, a], duration: 1w }
  a: { tags: [stone, steel], name: Survey, duration: 5d, assign: [ben, ann] }
`,
    'the long form of a link': tasks.replace('c SS+2d', '{ task: c, type: start-to-start, lag: 2d }'),
    'another spelling of a number': tasks.replace('duration: 5d', 'duration: 5.0d'),
    'line ends': tasks.replaceAll('\n', '\r\n'),
    'what is so anyway': tasks.replace('name: Ann', 'name: Ann, type: person'),
  }
  for (const [what, other] of Object.entries(same)) {
    test(what, () => {
      const comparison = compareTexts(plan(tasks), plan(other))
      expect([shortly(comparison.edits), hasChanged(comparison), comparison.verdict]).toEqual([[], false, 'unchanged'])
    })
  }
})

describe('an edit', () => {
  test('of a field is told in the words of the plan', () => {
    expect(
      edits(
        'tasks:\n  a: { name: A, duration: 3d..5d..9d, assign: ann, after: b }\n  b: { name: B, duration: 1d }\nresources: { ann: { name: Ann } }\n',
        'tasks:\n  a: { name: A, effort: 6d, assign: { ann: 50% }, after: [b SS+2d] }\n  b: { name: B, duration: 1d, start-no-earlier-than: 2026-03-05T13:00 }\nresources: { ann: { name: Ann, rate: { 2026-01-01: 90/h, 2026-07-01: 94/h } } }\n',
      ),
    ).toEqual([
      'changed resource ann rate: ∅ → 2026-01-01: 90/h, 2026-07-01: 94/h',
      'changed task a duration: 3d..5d..9d → ∅',
      'changed task a effort: ∅ → 6d',
      'changed task a assign: ann → ann: 50%',
      'changed task a after: b → b SS+2d',
      'changed task b start-no-earlier-than: ∅ → 2026-03-05T13:00',
    ])
  })

  test('of a long list shows what differs in it', () => {
    const days = (list: readonly number[]) =>
      `calendars:\n  default: { holidays: [${list.map(day => `2026-04-0${day}`).join(', ')}] }\n`
    expect(edits(days([1, 2, 3, 4, 5, 6, 7]), days([1, 2, 4, 5, 6, 7, 8]))).toEqual([
      'changed calendar default holidays: 2026-04-03 → 2026-04-08',
    ])
  })

  test('is found in every section', () => {
    const before = `
calendars: { night: { week: { mon: [22:00-06:00] } } }
resources: { ann: { name: Ann } }
stakeholders: { cfo: { name: Finance } }
tasks: { a: { name: A, duration: 1d, acceptance: { works: It works } } }
milestones: { m: { name: M, after: a, gate: { drill: { name: Drill, status: open } } } }
sprints: { s: { start: 2026-03-02, finish: 2026-03-13 } }
risks: { r: { name: R, probability: 30%, impact: { schedule: 2d } } }
risk-matrix: { high: 10 }
budget: { total: 1000, lines: { cloud: { name: Cloud, planned: 10 } } }
decisions: { d: { name: D, status: proposed } }
actions: { ac: { name: Ac, owner: ann } }
issues: { i: { name: I, severity: high } }
assumptions: { as: { name: As, status: open } }
changes: { c: { name: C, status: proposed } }
baselines: { b: { ref: v1 } }
drivers: { dr: { name: Dr, spread: 10%, over: [a] } }
policy: { max-slip: 1d, rules: { schedule/cycle: error } }
`
    const after = before
      .replace('22:00-06:00', '21:00-05:00')
      .replace('name: Ann', 'name: Anna')
      .replace('name: Finance', 'name: Finance, influence: high')
      .replace('It works', 'It works well')
      .replace('status: open } } }', 'status: passed } } }')
      .replace('2026-03-13', '2026-03-20')
      .replace('probability: 30%', 'probability: 50%')
      .replace('high: 10', 'high: 12')
      .replace('total: 1000', 'total: 2000')
      .replace('planned: 10', 'planned: 20')
      .replace('name: D, status: proposed', 'name: D, status: decided')
      .replace('owner: ann', 'owner: cfo')
      .replace('severity: high', 'severity: low')
      .replace('name: As, status: open', 'name: As, status: held')
      .replace('name: C, status: proposed', 'name: C, status: approved')
      .replace('ref: v1', 'ref: v2')
      .replace('spread: 10%', 'spread: 20%')
      .replace('max-slip: 1d', 'max-slip: 2d')
      .replace('schedule/cycle: error', 'schedule/cycle: warning')
    expect(edits(before, after)).toEqual([
      'changed calendar night week: mon: 22:00-06:00 → mon: 21:00-05:00',
      'changed resource ann name: Ann → Anna',
      'changed stakeholder cfo influence: ∅ → high',
      'changed task a acceptance.works: It works (open) → It works well (open)',
      'changed milestone m gate.drill: open → passed',
      'changed sprint s finish: 2026-03-13 → 2026-03-20',
      'changed risk-matrix risk-matrix high: 10 → 12',
      'changed risk r probability: 30% → 50%',
      'changed budget budget total: 1000 → 2000',
      'changed budget-line cloud planned: 10 → 20',
      'changed decision d status: proposed → decided',
      'changed action ac owner: ann → cfo',
      'changed issue i severity: high → low',
      'changed assumption as status: open → held',
      'changed change c status: proposed → approved',
      'changed baseline b ref: v1 → v2',
      'changed driver dr spread: 10% → 20%',
      'changed policy policy max-slip: 1d → 2d',
      'changed policy policy rules: schedule/cycle: error → schedule/cycle: warning',
    ])
  })

  test('of a key of one’s own has no consequence, and is told', () => {
    const { edits, verdict } = compareTexts(
      plan('x-team: red\ntasks:\n  a: { name: A, duration: 1d, x-jira: { key: A-1, points: 3 } }\n'),
      plan('x-team: blue\ntasks:\n  a: { name: A, duration: 1d, x-jira: { points: 5, key: "A-1" } }\n'),
    )
    expect(shortly(edits)).toEqual([
      'changed plan plan x-team: red → blue',
      'changed task a x-jira: { key: A-1, points: 3 } → { key: A-1, points: 5 }',
    ])
    expect(verdict).toBe('unchanged')
  })
})

describe('an object', () => {
  test('that comes or goes is one edit', () => {
    expect(
      edits(
        'tasks:\n  a: { name: A, duration: 1d }\nrisks: { old: { name: Old } }\n',
        'tasks:\n  b: { name: B, duration: 2d }\nrisks: { new: { name: New } }\n',
      ),
    ).toEqual(['removed task a', 'added task b', 'added risk new', 'removed risk old'])
  })

  test('with the same name and another id is renamed, wherever it is named', () => {
    expect(
      edits(
        'tasks:\n  a: { name: Survey, duration: 1d }\n  b: { name: Build, duration: 2d, after: a }\nrisks: { r: { name: R, affects: [a], mitigation: [a] } }\n',
        'tasks:\n  survey: { name: Survey, duration: 1d }\n  b: { name: Build, duration: 2d, after: survey }\nrisks: { r: { name: R, affects: [survey], mitigation: [survey] } }\n',
      ),
    ).toEqual(['renamed task survey: a → survey'])
  })

  test('that says the same under another id and another name by itself is renamed', () => {
    expect(
      edits(
        'tasks:\n  a: { duration: 1d, tags: [x] }\nresources: { ann: { rate: 90/h } }\n',
        'tasks:\n  c: { duration: 1d, tags: [x] }\nresources: { anna: { rate: 90/h } }\n',
      ),
    ).toEqual(['renamed resource anna: ann → anna', 'renamed task c: a → c'])
  })

  test('is not renamed where two could be meant', () => {
    expect(
      edits(
        'tasks:\n  a: { name: Test, duration: 1d }\n  b: { name: Test, duration: 1d }\n',
        'tasks:\n  c: { name: Test, duration: 1d }\n',
      ),
    ).toEqual(['removed task a', 'removed task b', 'added task c'])
  })

  test('moves between summaries, and keeps its id', () => {
    expect(
      edits(
        'tasks:\n  s: { name: S, tasks: { a: { name: A, duration: 1d }, b: { name: B, duration: 1d } } }\n  t: { name: T, tasks: { c: { name: C, duration: 1d } } }\n',
        'tasks:\n  s: { name: S, tasks: { b: { name: B, duration: 1d } } }\n  t: { name: T, tasks: { c: { name: C, duration: 1d }, a: { name: A, duration: 2d } } }\n',
      ),
    ).toEqual(['moved task a: s → t', 'changed task a duration: 1d → 2d'])
  })

  test('moves from the plan into a library', () => {
    const library = (people: string) => ({ 'people.tpm.yaml': `tpm: 1\nresources:\n  zoe: { name: Zoe }\n${people}` })
    const text = (people: string) =>
      `${plan('include: [people.tpm.yaml]\ntasks: { a: { name: A, duration: 1d, assign: ann } }\n')}${people}`
    const { edits } = compareTexts(
      text('resources:\n  ann: { name: Ann, rate: 90/h }\n'),
      text(''),
      library(''),
      library('  ann: { name: Ann, rate: 95/h }\n'),
    )
    expect(shortly(edits)).toEqual([
      'changed resource ann rate: 90/h → 95/h',
      'moved resource ann file: ∅ → file:///plans/people.tpm.yaml',
    ])
  })
})
