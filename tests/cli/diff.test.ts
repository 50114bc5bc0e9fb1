import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

let made: TestRepository

beforeEach(() => {
  made = makeRepository()
})
afterEach(() => made.remove())

const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-diff.schema.json', 'utf8')))

const plan = ({ build = 3, more = '', name = 'Bridge' } = {}) => `tpm: 1
project:
  id: bridge
  name: ${name}
  start: 2026-03-02
  currency: EUR
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  design: { name: Design, duration: 2d, assign: ben }
  build: { name: Build, duration: ${build}d, after: design }
milestones:
  open: { name: Opening, after: build, deadline: 2026-03-10 }
${more}`

const diff = (...words: readonly string[]) => tpmIn(made.folder, ['diff', ...words])

async function json(...words: readonly string[]) {
  const { out, err } = await diff('--format', 'json', ...words)
  expect(err).toBe('')
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  return report
}

const files = ({ plans }: { plans: readonly { file: string }[] }) => plans.map(({ file }) => file)

describe('what is compared', () => {
  test('HEAD and the working tree where nothing is said', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.put({ 'plan.tpm.yaml': plan({ build: 5 }) })
    const report = await json()
    expect(report).toMatchObject({ base: 'HEAD', head: 'working tree', changed: true })
    expect(report.plans[0]).toMatchObject({
      file: 'plan.tpm.yaml',
      verdict: 'worse',
      edits: [
        {
          edit: 'e1',
          kind: 'changed',
          object: 'task',
          id: 'build',
          field: 'duration',
          before: '3d',
          after: '5d',
          line: 11,
        },
      ],
      project: { before: '2026-03-06T17:00', after: '2026-03-10T17:00', 'movement-minutes': 960, 'movement-days': 4 },
      milestones: [{ id: 'open', attribution: [{ edit: 'e1', minutes: 960 }], 'late-after': false }],
    })
  })

  test('two revisions, and with three dots from where they went apart', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.git('checkout', '-q', '-b', 'topic')
    made.commit('two', { 'plan.tpm.yaml': plan({ build: 4 }) })
    made.git('checkout', '-q', 'main')
    made.commit('three', { 'other.tpm.yaml': plan({ name: 'Other' }).replace('id: bridge', 'id: other') })
    expect(files(await json('main', 'topic'))).toEqual(['plan.tpm.yaml', 'other.tpm.yaml'])
    expect(files(await json('main...topic'))).toEqual(['plan.tpm.yaml'])
    expect(await json('main...topic')).toMatchObject({ base: 'main', head: 'topic' })
  })

  test('paths after --', async () => {
    made.commit('one', { 'a/plan.tpm.yaml': plan(), 'b/plan.tpm.yaml': plan().replace('id: bridge', 'id: b') })
    made.put({
      'a/plan.tpm.yaml': plan({ build: 4 }),
      'b/plan.tpm.yaml': plan({ build: 5 }).replace('id: bridge', 'id: b'),
    })
    expect(files(await json())).toEqual(['a/plan.tpm.yaml', 'b/plan.tpm.yaml'])
    expect(files(await json('--', 'b'))).toEqual(['b/plan.tpm.yaml'])
    expect(files(await json('HEAD', '--', 'a/plan.tpm.yaml'))).toEqual(['a/plan.tpm.yaml'])
    expect(files(await json('HEAD', '--', '*/plan.tpm.yaml'))).toEqual(['a/plan.tpm.yaml', 'b/plan.tpm.yaml'])
  })

  test('two files', async () => {
    made.put({ 'a.tpm.yaml': plan(), 'b.tpm.yaml': plan({ build: 1 }) })
    const report = await json('--files', 'a.tpm.yaml', 'b.tpm.yaml')
    expect(report).toMatchObject({ base: 'a.tpm.yaml', head: 'b.tpm.yaml', plans: [{ verdict: 'better' }] })
  })

  test('a plan under another name is the same plan', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.put({ 'plan.tpm.yaml': undefined, 'plans/bridge.tpm.yaml': plan({ build: 4 }) })
    const { plans } = await json()
    expect(plans).toMatchObject([{ file: 'plans/bridge.tpm.yaml', edits: [{ id: 'build', before: '3d' }] }])
    expect(plans[0].whole).toBeUndefined()
  })

  test('a plan that comes, and one that goes', async () => {
    made.commit('one', { 'old.tpm.yaml': plan().replace('id: bridge', 'id: old') })
    made.put({ 'old.tpm.yaml': undefined, 'new.tpm.yaml': plan({ name: 'New' }).replace('id: bridge', 'id: new') })
    const { plans } = await json()
    expect(plans).toMatchObject([
      {
        file: 'new.tpm.yaml',
        whole: 'added',
        verdict: 'unjudged',
        project: { before: null, 'movement-minutes': null },
      },
      { file: 'old.tpm.yaml', whole: 'removed', verdict: 'unjudged', project: { after: null } },
    ])
  })

  test('a plan whose library has changed, with the library’s line', async () => {
    const library = (rate: number) => `tpm: 1\nresources:\n  zoe: { name: Zoe, rate: ${rate}/h }\n`
    const text = plan()
      .replace('tpm: 1\n', 'tpm: 1\ninclude: [shared/people.tpm.yaml]\n')
      .replace('after: design', 'after: design, assign: zoe')
    made.commit('one', { 'plan.tpm.yaml': text, 'shared/people.tpm.yaml': library(80) })
    made.put({ 'shared/people.tpm.yaml': library(100) })
    const { plans } = await json()
    expect(plans).toMatchObject([
      {
        file: 'plan.tpm.yaml',
        verdict: 'worse',
        edits: [{ object: 'resource', id: 'zoe', field: 'rate', file: 'shared/people.tpm.yaml', line: 3 }],
        cost: { before: 1600 + 24 * 80, after: 1600 + 24 * 100, attribution: [{ edit: 'e1', amount: 480 }] },
      },
    ])
  })

  test('a plan whose library has changed, whatever it is called and however far it is', async () => {
    const week = (days: string) => `calendars:\n  default: { week: { ${days}: [08:00-12:00, 13:00-17:00] } }\n`
    const including = plan().replace('tpm: 1\n', 'tpm: 1\ninclude:\n- lib/all.yaml\n')
    made.commit('one', {
      'plan.tpm.yaml': including,
      'lib/all.yaml': 'include: parts/hours.yml\n',
      'lib/parts/hours.yml': week('mon-fri'),
    })
    made.put({ 'lib/parts/hours.yml': week('mon-tue') })
    expect((await json()).plans).toMatchObject([{ file: 'plan.tpm.yaml', verdict: 'worse' }])
  })

  test.each([
    '{ id: bridge, name: B, start: 2026-03-02 }',
    '{ name: B, start: 2026-03-02, "id": "bridge" }',
    '\n\n  # ours\n  id: bridge\n  name: B\n  start: 2026-03-02',
  ])('a plan that waits for a task of another one, whose project is %j', async project => {
    const other = (days: number) => `tpm: 1\nproject: ${project}\ntasks:\n  build: { duration: ${days}d }\n`
    const waiting = `tpm: 1\nproject: { id: road, name: Road, start: 2026-03-02 }\ntasks:\n  pave: { name: Pave, duration: 1d, after: bridge/build }\n`
    made.commit('one', { 'plan.tpm.yaml': other(1), 'road.tpm.yaml': waiting })
    made.put({ 'plan.tpm.yaml': other(5) })
    expect(files(await json())).toEqual(['plan.tpm.yaml', 'road.tpm.yaml'])
    made.put({ 'plan.tpm.yaml': undefined })
    expect(files(await json())).toContain('road.tpm.yaml')
  })

  test('a plan that was renamed, and changed, since a revision', async () => {
    const nameless = (build: number) => plan({ build }).replace('  id: bridge\n', '')
    made.commit('one', { 'plan.tpm.yaml': nameless(3) })
    made.git('mv', 'plan.tpm.yaml', 'roadmap.tpm.yaml')
    made.put({ 'roadmap.tpm.yaml': nameless(5) })
    const renamed = [{ file: 'roadmap.tpm.yaml', verdict: 'worse', project: { 'movement-days': 4 } }]
    expect((await json()).plans).toMatchObject(renamed)
    made.git('add', '.')
    expect((await json()).plans).toMatchObject(renamed)
  })

  test('a plan that waits for a task of another one', async () => {
    const waiting = `tpm: 1\nproject: { id: road, name: Road, start: 2026-03-02 }\ntasks:\n  pave: { name: Pave, duration: 1d, after: bridge/build }\n`
    made.commit('one', { 'plan.tpm.yaml': plan(), 'road.tpm.yaml': waiting })
    made.put({ 'plan.tpm.yaml': plan({ build: 5 }) })
    const { plans } = await json()
    expect(plans[1]).toMatchObject({
      file: 'road.tpm.yaml',
      edits: [{ kind: 'moved', object: 'other-plan', id: 'bridge/build' }],
      project: { 'movement-minutes': 960, attribution: [{ edit: 'e1', minutes: 960 }] },
    })
  })

  test('a task that moves from one plan to another', async () => {
    const tasks = (text: string, ...lines: readonly string[]) =>
      text.replace('milestones:', `${lines.map(line => `  ${line}\n`).join('')}milestones:`)
    const other = plan({ name: 'Other' }).replace('id: bridge', 'id: other')
    const paint = 'paint: { name: Paint, duration: 1d }'
    made.commit('one', { 'a.tpm.yaml': tasks(plan(), paint), 'b.tpm.yaml': other })
    made.put({ 'a.tpm.yaml': plan(), 'b.tpm.yaml': tasks(other, paint) })
    const moved = { kind: 'moved', id: 'paint', field: 'file', before: 'a.tpm.yaml', after: 'b.tpm.yaml' }
    expect((await json()).plans).toMatchObject([{ edits: [moved] }, { edits: [moved] }])
  })
})

describe('no change', () => {
  test('of comments, order and form is said so', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.put({
      'plan.tpm.yaml': plan()
        .replace('tasks:', '# the work\ntasks:')
        .replace('duration: 2d, assign: ben', 'assign: [ ben ], duration: "2d"'),
    })
    expect(await json()).toMatchObject({ changed: false, plans: [{ changed: false, verdict: 'unchanged', edits: [] }] })
    expect((await diff()).out).toBe('No change to the plan (HEAD → working tree)\n')
    expect((await diff('--format', 'markdown')).out).toContain('**No change to the plan.**')
  })

  test('where nothing differs at all', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    expect(await json()).toMatchObject({ changed: false, plans: [] })
  })

  test('is not said where a comment silences a finding', async () => {
    const late = plan({ build: 9 })
    made.commit('one', { 'plan.tpm.yaml': late })
    made.put({
      'plan.tpm.yaml': late.replace(
        'deadline: 2026-03-10 }',
        'deadline: 2026-03-10 } # tpm-ignore schedule/deadline-missed',
      ),
    })
    const report = await json()
    expect(report).toMatchObject({
      changed: true,
      plans: [{ edits: [], diagnostics: { silenced: [{ code: 'schedule/deadline-missed' }] } }],
    })
    expect((await diff('--format', 'github')).out).toContain('title=policy/silenced')
  })
})

describe('what can’t be compared is an error, never no change', () => {
  const refused = async (...words: readonly string[]) => {
    const { code, out, err } = await diff(...words)
    expect([code, out]).toEqual([2, ''])
    return err
  }

  test('a revision that is not there', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    expect(await refused('no-such-branch')).toContain('git has no revision "no-such-branch"')
    expect(await refused('HEAD', 'HEAD~7')).toContain('git has no revision "HEAD~7"')
    expect(await refused('HEAD', 'HEAD', 'HEAD')).toContain('two revisions at most')
  })

  test('a clone without the history', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.commit('two', { 'plan.tpm.yaml': plan({ build: 4 }) })
    const clone = makeRepository()
    clone.git('fetch', '-q', '--depth', '1', `file://${made.folder}`, 'main')
    clone.git('checkout', '-q', '-B', 'main', 'FETCH_HEAD')
    const { code, out, err } = await tpmIn(clone.folder, ['diff', 'HEAD~1'])
    clone.remove()
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('shallow')
  })

  test('a plan that can’t be read, on either side', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    made.put({ 'plan.tpm.yaml': plan().replace('duration: 2d', 'duration: 2 days') })
    expect(await refused()).toMatch(/plan\.tpm\.yaml \(working tree\) has an error.*\n {2}plan\.tpm\.yaml:10:/)
    made.commit('two')
    made.put({ 'plan.tpm.yaml': plan() })
    expect(await refused()).toContain('plan.tpm.yaml (HEAD) has an error')
    expect((await diff('--partial')).code).toBe(0)
  })

  test('a folder without a plan, a path without one, no repository', async () => {
    made.commit('one', { 'notes.txt': 'x' })
    expect(await refused()).toContain('There is no plan')
    made.commit('two', { 'plan.tpm.yaml': plan() })
    expect(await refused('HEAD', '--', 'nowhere.tpm.yaml')).toContain('nowhere.tpm.yaml')
    expect((await tpmIn('/', ['diff'])).err).toContain('git work tree')
  })

  test('options that are none', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan() })
    expect(await refused('--fail-on', 'slip>never')).toContain('--fail-on takes')
    expect(await refused('--files', 'plan.tpm.yaml')).toContain('two files')
  })
})

describe('--fail-on', () => {
  beforeEach(() => {
    made.commit('one', { 'plan.tpm.yaml': plan({ more: 'policy: { max-slip: 1d }\n' }) })
    made.put({ 'plan.tpm.yaml': plan({ build: 6, more: 'policy: { max-slip: 1d }\n' }) })
  })

  for (const [list, code] of [
    ['worse', 1],
    ['slip>2d', 1],
    ['slip>3d', 0],
    ['slip>1w', 0],
    ['cost>0', 0],
    ['policy', 1],
    ['new-errors', 0],
    ['cost>10%,policy', 1],
  ] as const) {
    test(`${list} is ${code}`, async () => {
      expect((await diff('--fail-on', list)).code).toBe(code)
    })
  }

  test('is none where it is left out', async () => {
    expect((await diff()).code).toBe(0)
  })
})

describe('findings', () => {
  beforeEach(() => {
    made.commit('one', { 'plan.tpm.yaml': plan({ more: 'policy: { max-slip: 1d }\n' }) })
    made.put({ 'plan.tpm.yaml': plan({ build: 6, more: 'policy: { max-slip: 3d }\n' }) })
  })

  test('are annotations on GitHub', async () => {
    const { out } = await diff('--format', 'github')
    expect(out).toMatch(
      /::error file=plan\.tpm\.yaml,line=13,.*title=policy%2Fmax-slip::|::error file=plan\.tpm\.yaml,line=13,.*title=policy\/max-slip::/,
    )
    expect(out).toContain('policy/loosened')
    expect(out).toContain('schedule/deadline-missed')
  })

  test('are results of SARIF, code quality, JUnit and reviewdog', async () => {
    const sarif = JSON.parse((await diff('--format', 'sarif')).out)
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('policy/max-slip')
    const gitlab = JSON.parse((await diff('--format', 'gitlab')).out)
    expect(gitlab[0].location.path).toBe('plan.tpm.yaml')
    expect((await diff('--format', 'junit')).out).toContain('policy/max-slip at 13:3')
    const lines = (await diff('--format', 'rdjsonl')).out.trim().split('\n')
    const found = lines.map(line => JSON.parse(line))
    expect(found.find(({ code }) => code.value === 'policy/max-slip')).toMatchObject({
      location: { path: 'plan.tpm.yaml', range: { start: { line: 13, column: 3 } } },
      severity: 'ERROR',
      code: { value: 'policy/max-slip' },
    })
  })
})

test('the page and the picture stand alone', async () => {
  made.commit('one', { 'plan.tpm.yaml': plan({ name: '"<script>alert(1)</script>"' }) })
  made.put({ 'plan.tpm.yaml': plan({ build: 6, name: '"<script>alert(1)</script>"' }) })
  const [html, svg] = [(await diff('--format', 'html')).out, (await diff('--format', 'svg')).out]
  for (const text of [html, svg]) {
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/(?:src|href)=/)
    expect(text).toContain('Opening')
  }
})

test('work that is cancelled is not said to be removed', async () => {
  made.commit('one', { 'plan.tpm.yaml': plan({ more: 'risks: {}\n' }) })
  made.put({
    'plan.tpm.yaml': plan().replace('after: design }', 'after: design, status: cancelled }'),
  })
  const { out } = await diff()
  expect(out).toContain('1 unfinished task cancelled')
  expect(out).not.toContain('removed')
})

test('in a narrow terminal a row names as many of its parts as there is room for', async () => {
  const many = (days: number) =>
    `tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n${Array.from('abcdefgh', (id, i) => `  ${id}: { name: Part ${id} of it, duration: ${days}d${i === 0 ? '' : `, after: ${'abcdefgh'[i - 1]}`} }\n`).join('')}`
  made.commit('one', { 'plan.tpm.yaml': many(1) })
  made.put({ 'plan.tpm.yaml': many(2) })
  const { out } = await diff()
  const row = out.split('\n').find(line => line.startsWith('  Finish'))!
  expect(row.length).toBeLessThanOrEqual(120)
  expect(row).toMatch(/\+1d; [1-7] more$/)
})
