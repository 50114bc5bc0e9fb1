import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tpm } from './memoryIo.ts'

const plan = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
resources:
  ann: { name: Ann }
  ben: { name: Ben }
tasks:
  design: # first of all
    name: Design
    duration: 3d
    assign: ann
  permit:
    name: Permit
    duration: 2d
    assign: ann
  survey: { name: Survey, duration: 1d, assign: ann, after: { task: permit, because: rules } }
  build:
    name: Build
    duration: 2d
    assign: ben
    after: design # after the drawings
  paint:
    name: Paint
    duration: 2d
    assign: ben
    after:
      - design
`
const files = { 'plan.tpm.yaml': plan }
const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-level.schema.json', 'utf8')))

test('text says the finish before and after, how good that is, and who waits for whom', async () => {
  const { code, out, err, written } = await tpm('level plan.tpm.yaml', { files })
  expect({ code, err, written }).toEqual({ code: 0, err: '', written: {} })
  expect(out).toBe(`Bridge
Finish Fri 6 Mar 2026 → Tue 10 Mar 2026
No order of the tasks finishes earlier (1 schedule built)

2 tasks to wait:
  Permit: Mon 2 Mar 2026 → Thu 5 Mar 2026, for Ann behind Design (line 13)
  Paint: Thu 5 Mar 2026 → Mon 9 Mar 2026, for Ben behind Build (line 23)
`)
})

test('where three need each other in pairs, the bound knows that they go one after the other', async () => {
  const pairs = `tpm: 1
project: { name: Pairs, start: 2026-03-02 }
resources: { ann: { name: Ann }, ben: { name: Ben }, cem: { name: Cem } }
tasks:
  a: { name: A, duration: 1d, assign: [ann, ben] }
  b: { name: B, duration: 1d, assign: [ben, cem] }
  c: { name: C, duration: 1d, assign: [ann, cem] }
`
  const { out } = await tpm('level plan.tpm.yaml', { files: { 'plan.tpm.yaml': pairs } })
  expect(out).toContain(
    'Finish Mon 2 Mar 2026 → Wed 4 Mar 2026\nNo order of the tasks finishes earlier (1 schedule built)',
  )
})

const backward = `tpm: 1
project: { name: Fair, finish: 2026-03-27, schedule: as-late-as-possible }
resources: { ann: { name: Ann } }
tasks:
  texts: { name: Texts, duration: 2d, assign: ann }
  film: { name: Film, duration: 3d, assign: ann, priority: 700 }
  photos: { name: Photos, duration: 1d, assign: ann }
`

test('of a plan scheduled backward tasks come earlier, its finish holds, and what is written says the same', async () => {
  const { out, written } = await tpm('level plan.tpm.yaml --write', { files: { 'plan.tpm.yaml': backward } })
  expect(out).toBe(`Fair
Finish Fri 27 Mar 2026 → Fri 27 Mar 2026
Start Wed 25 Mar 2026 → Fri 20 Mar 2026
The finish of the project holds (400 schedules built)

2 tasks to come earlier:
  Photos: Fri 27 Mar 2026 → Fri 20 Mar 2026, before Ann is at Texts (line 7)
  Texts: Thu 26 Mar 2026 → Mon 23 Mar 2026, before Ann is at Film (line 5)
`)
  const text = written['plan.tpm.yaml']!
  expect(text).toContain('film: { name: Film, duration: 3d, assign: ann, priority: 700, after: texts }')
  expect(text).toContain('texts: { name: Texts, duration: 2d, assign: ann, after: photos }')
  const again = await tpm('level plan.tpm.yaml --format json', { files: { 'plan.tpm.yaml': text } })
  expect(JSON.parse(again.out)).toMatchObject({ waits: [], overloaded: [], start: { after: '2026-03-20T08:00' } })
})

test('json names who has the person afterwards', async () => {
  const { out } = await tpm('level plan.tpm.yaml --format json', { files: { 'plan.tpm.yaml': backward } })
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.waits).toMatchObject([
    { id: 'photos', before: 'texts', resource: 'ann' },
    { id: 'texts', before: 'film', resource: 'ann' },
  ])
  expect(report.waits[0]).not.toHaveProperty('behind')
})

test('json is as its schema says', async () => {
  const { code, out } = await tpm('level plan.tpm.yaml --format json --schedules 3', { files })
  expect(code).toBe(0)
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.schedules).toBeLessThanOrEqual(3)
  expect(report.finish.before).toBe('2026-03-06T17:00')
  expect(report.waits.length).toBeGreaterThan(0)
})

const twoFairs = `tpm: 1
project: { name: Fairs, start: 2026-03-02, deadline: 2026-03-05 }
resources: { ann: { name: Ann } }
tasks:
  manual: { name: Manual, duration: 4d, assign: ann }
  slides: { name: Slides, duration: 2d, assign: ann }
milestones:
  guide: { name: Guide, after: manual, deadline: 2026-03-05 }
  fair: { name: Trade fair, after: slides, deadline: 2026-03-05 }
`

test('deadlines that hold only while everybody is free are told, also where the plan is written', async () => {
  const { out } = await tpm('level plan.tpm.yaml --write', { files: { 'plan.tpm.yaml': twoFairs } })
  expect(out).toContain(`
2 deadlines newly missed:
  Fairs: Thu 5 Mar 2026 → Mon 9 Mar 2026, 2 working days after its deadline (line 2)
  Trade fair: Tue 3 Mar 2026 → Mon 9 Mar 2026, 2 working days after its deadline (line 9)

1 task to wait:
`)
  const json = await tpm('level plan.tpm.yaml --format json', { files: { 'plan.tpm.yaml': twoFairs } })
  const report = JSON.parse(json.out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.late[1]).toEqual({
    id: 'fair',
    name: 'Trade fair',
    from: '2026-03-03T17:00',
    to: '2026-03-09T17:00',
    deadline: '2026-03-06T00:00',
    'late-minutes': 960,
    line: 9,
  })
})

test('what is written levels the plan: nothing waits any more, the finish is the levelled one, comments stay', async () => {
  const { code, err, written } = await tpm('level plan.tpm.yaml --write', { files })
  expect({ code, err }).toEqual({ code: 0, err: 'Wrote plan.tpm.yaml\n' })
  const text = written['plan.tpm.yaml']!
  expect(text).toBe(
    plan
      .replace('    name: Permit\n    duration: 2d\n    assign: ann\n', match => `${match}    after: design\n`)
      .replace('      - design\n', match => `${match}      - build\n`),
  )
  const again = await tpm('level plan.tpm.yaml --write --format json', { files: { 'plan.tpm.yaml': text } })
  expect(JSON.parse(again.out)).toMatchObject({
    finish: { before: '2026-03-10T17:00', after: '2026-03-10T17:00' },
    waits: [],
  })
  expect(again.written).toEqual({})
})

test('of work that has begun out of its sequence what is written stands, and nothing waits after it', async () => {
  const begun = `tpm: 1
project: { name: Out of sequence, start: 2026-03-02, status-date: 2026-03-06 }
resources: { ann: { name: Ann }, bob: { name: Bob } }
tasks:
  hotfix: { name: Hotfix, duration: 5d, assign: bob, priority: 900 }
  api: { name: API, duration: 3d, assign: bob }
  client: { name: Client, duration: 5d, assign: ann, after: api, actual-start: 2026-03-05, remaining: 3d }
  docs: { name: Docs, duration: 4d, assign: ann, start-no-earlier-than: 2026-03-16 }
`
  const { out, written } = await tpm('level plan.tpm.yaml --write', { files: { 'plan.tpm.yaml': begun } })
  expect(out).not.toContain('Waiting does not help')
  const again = await tpm('level plan.tpm.yaml --write --format json', { files: written })
  expect(JSON.parse(again.out)).toMatchObject({ waits: [], overloaded: [], finish: { before: '2026-03-27T17:00' } })
  expect(again.written).toEqual({})
})

test('the bound of a milestone on a day off is shown as a finish is', async () => {
  const saturday = `tpm: 1
project: { name: Tunnel, start: 2026-03-02 }
tasks: { a: { name: A, duration: 1d } }
milestones: { m: { name: M, finish-no-earlier-than: 2026-03-07T02:00 } }
`
  const { out } = await tpm('level plan.tpm.yaml --format json', { files: { 'plan.tpm.yaml': saturday } })
  expect(JSON.parse(out)).toMatchObject({ finish: { after: '2026-03-06T17:00' }, bound: '2026-03-06T17:00' })
})

test('a plan from standard input goes to standard output', async () => {
  const { out, err } = await tpm('level - --write', { input: plan })
  expect(out).toContain('# first of all')
  expect(err).toContain('2 tasks to wait')
})

test('zero schedules are no answer', async () => {
  const { code, err } = await tpm('level plan.tpm.yaml --schedules 0', { files })
  expect(code).toBe(2)
  expect(err).toContain('whole number from 1')
})

test('a library has nothing to level, and nothing to report on', async () => {
  const library = { 'lib.tpm.yaml': 'tpm: 1\nresources:\n  ann: { name: Ann }\n' }
  for (const command of ['level', 'report']) {
    const { code, out, err } = await tpm(`${command} lib.tpm.yaml`, { files: library })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('lib.tpm.yaml is a library, which has no')
  }
})

const withLead = (after: string) => `tpm: 1
project: { name: Lead, start: 2026-03-02 }
resources:
  pat: { name: Pat }
  ann: { name: Ann }
tasks:
  a: { name: A, duration: 5d, assign: pat }
  c: { name: C, duration: 6d, assign: ann }
  b:
    name: B
    duration: 3d
    assign: pat
    after:${after}
`

test('who may no longer begin before the end of another loses that lead, and keeps the reason', async () => {
  const cases = [
    [' a FS-2d', ' a'],
    [' [a FS-50%, c SS]', ' [a, c SS]'],
    ['\n      - { task: a, lag: -2d, because: rules }', '\n      - { task: a, because: rules }'],
    ['\n      task: a\n      lag: -2d\n      because: rules', '\n      task: a\n      because: rules'],
  ] as const
  for (const [before, after] of cases) {
    const { written } = await tpm('level plan.tpm.yaml --write', { files: { 'plan.tpm.yaml': withLead(before) } })
    expect(written['plan.tpm.yaml']).toBe(withLead(after))
    const checked = await tpm('check plan.tpm.yaml', { files: { 'plan.tpm.yaml': written['plan.tpm.yaml']! } })
    expect(checked.out).toMatch(/^No problems/)
  }
})

test('beside a lead that is lost, others wait as ever', async () => {
  const more = '  d: { name: D, duration: 1d, assign: pat, priority: 100 }\n'
  const { written } = await tpm('level plan.tpm.yaml --write', {
    files: { 'plan.tpm.yaml': withLead(' a FS-2d') + more },
  })
  expect(written['plan.tpm.yaml']).toBe(withLead(' a') + more.replace(' }', ', after: b }'))
})
