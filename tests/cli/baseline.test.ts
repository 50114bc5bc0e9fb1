import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { files, type Io } from '../../server/src/cli/io.ts'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-schedule.schema.json', 'utf8')))
let made: TestRepository

const plan = (design: string, more = '') => `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
  currency: EUR
${more}resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  design:
    name: Design
    duration: ${design}
    assign: ben
  build:
    name: Build
    duration: 5d
    assign: ben
    after: design
baselines:
  kickoff: { ref: plan-v1 }
`
const now = plan('8d\n    actual-start: 2026-03-02\n    progress: 50%', '  status-date: 2026-03-06\n').replace(
  'baselines:',
  '  paint: { name: Paint, duration: 1d }\nbaselines:',
)

beforeEach(() => {
  made = makeRepository()
  made.commit('kick-off', { 'old.tpm.yaml': plan('5d') })
  made.git('tag', '-m', 'approved', 'plan-v1')
  made.commit('moved', { 'old.tpm.yaml': undefined, 'in/plan.tpm.yaml': plan('5d') })
  made.commit('now', { 'in/plan.tpm.yaml': now })
})
afterEach(() => made.remove())

const schedule = (...words: readonly string[]) => tpmIn(made.folder, ['schedule', 'in/plan.tpm.yaml', ...words])

async function json(...words: readonly string[]) {
  const { code, out, err } = await schedule('--format', 'json', ...words)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  return report
}

test('a plan of another repository that it is linked to counts as it is now, which is said', async () => {
  const other = makeRepository()
  const parent = dirname(made.folder)
  const [own, there] = [basename(made.folder), basename(other.folder)]
  try {
    other.commit('other', {
      'other.tpm.yaml':
        'tpm: 1\nproject: { id: other-plan, name: Other, start: 2026-03-02 }\ntasks: { rail: { name: Rail, duration: 5d } }\n',
    })
    made.commit('linked', { 'in/plan.tpm.yaml': plan('5d\n    after: other-plan/rail') })
    made.commit('later', { 'in/plan.tpm.yaml': plan('6d\n    after: other-plan/rail') })
    made.git('tag', '-f', 'plan-v1', 'HEAD~1')
    // Of the folder of both only these two are looked through
    const findPlans: Io['findPlans'] = folder =>
      folder === parent ? [made.folder, other.folder].flatMap(files.findPlans) : files.findPlans(folder)
    const words = ['schedule', `${own}/in/plan.tpm.yaml`, '--root', '.', '--baseline', '--format', 'json']
    const { out, err, code } = await tpmIn(parent, words, { findPlans })
    expect({ code, err }).toEqual({
      code: 0,
      err: `tpm: ${there}/other.tpm.yaml lies in another repository: the baseline counts it as it is now\n`,
    })
    const { tasks } = JSON.parse(out)
    expect(tasks.find(({ id }: { id: string }) => id === 'design')).toMatchObject({
      'baseline-start': '2026-03-09T08:00',
      'finish-variance-minutes': 480,
    })
  } finally {
    other.remove()
  }
})

describe('a schedule against a baseline from git', () => {
  test('has the variance of each task, and earned value, over a rename of the plan', async () => {
    const { baseline, tasks } = await json('--baseline')
    expect(baseline).toMatchObject({ name: 'kickoff', revision: 'plan-v1', finish: '2026-03-13T17:00' })
    expect(tasks.find(({ id }: { id: string }) => id === 'build')).toMatchObject({
      'baseline-start': '2026-03-09T08:00',
      'baseline-finish': '2026-03-13T17:00',
      'start-variance-minutes': 4 * 480,
      'finish-variance-minutes': 4 * 480,
      'cost-variance': 0,
    })
    expect(tasks.find(({ id }: { id: string }) => id === 'paint')).not.toHaveProperty('baseline-start')
    // Five of ten days were planned; half of the first task's 4,000 is earned; half of its 6,400 is spent.
    expect(baseline['earned-value']).toMatchObject({
      unit: 'money',
      bac: 8000,
      pv: 4000,
      ev: 2000,
      ac: 3200,
      spi: 0.5,
      'earned-schedule-minutes': 1200,
      'actual-time-minutes': 2400,
      'spi-t': 0.5,
    })
  })

  test('takes any revision, and is not asked for by itself', async () => {
    expect((await json('--baseline', 'HEAD~1')).baseline.revision).toBe('HEAD~1')
    expect(await json()).not.toHaveProperty('baseline')
    expect((await schedule('--baseline', 'v9')).err).toContain('git has no revision "v9"')
    expect((await schedule('--baseline=--output=x')).err).toContain('git has no revision "--output=x"')
    made.put({ 'in/plan.tpm.yaml': now.replace('ref: plan-v1', "ref: '--output=x'") })
    expect((await schedule('--baseline')).err).toContain('git has no revision "--output=x"')
    made.put({ 'in/plan.tpm.yaml': now.replace(/baselines:[\s\S]*/, '') })
    expect((await schedule('--baseline')).err).toContain('The plan names no baseline')
  })

  test('is shown in columns, below the bars, and in words', async () => {
    const csv = (await schedule('--baseline', '--format', 'csv')).out.split('\r\n')
    expect(csv[0]).toMatch(
      /,line,baseline-start,baseline-finish,start-variance-minutes,finish-variance-minutes,cost-variance$/,
    )
    const { out } = await schedule('--baseline')
    expect(out).toContain('finish Fri 13 Mar 2026')
    expect(out).toContain('SPI 0.50')
    expect(out).toMatch(/Build .*\+4d/)
    expect(out).toMatch(/Paint .*new/)
    const rects = (text: string) => text.split('<rect').length
    const [plain, measured] = [await schedule('--format', 'svg'), await schedule('--baseline', '--format', 'svg')]
    // Of the two tasks that the baseline has, and of the legend
    expect(rects(measured.out)).toBe(rects(plain.out) + 3)
    const page = (await schedule('--baseline', '--format', 'html')).out
    expect(page).toContain('Baseline kickoff: finish Fri 13 Mar, now 4d later')
    expect(page).toContain('<th scope="col" class="number">Variance</th>')
  })

  test('is the same in a fresh clone', async () => {
    made.git('clone', '-q', `file://${made.folder}`, 'clone')
    const clone = await tpmIn(join(made.folder, 'clone'), [
      'schedule',
      'in/plan.tpm.yaml',
      '--baseline',
      '--format',
      'json',
    ])
    expect(clone.out).toBe((await schedule('--baseline', '--format', 'json')).out)
  })
})

describe('rules that measure against a baseline', () => {
  const late = `tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-31 }
policy: { rules: { health/bei: error, health/missed-tasks: warning } }
baselines: { kickoff: { ref: plan-v1 } }
tasks:
  design: { name: Design, duration: 5d }
  build: { name: Build, duration: 5d, after: design }
`
  const codesIn = (diagnostics: readonly { code: string }[]) => diagnostics.map(({ code }) => code).sort()
  const check = (io: Partial<Io> = {}) => tpmIn(made.folder, ['check', 'in', '--format', 'json'], io)
  const found = ['health/bei', 'health/missed-tasks']

  test('find in `tpm check` what they find beside a baseline in the editor', async () => {
    made.put({ 'in/plan.tpm.yaml': late })
    const { code, out, err } = await check()
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(codesIn(JSON.parse(out).files[0].diagnostics)).toEqual(found)
  })

  test('are not passed where the baseline is not there', async () => {
    made.put({ 'in/plan.tpm.yaml': late.replace('plan-v1', 'plan-v9') })
    expect(await check()).toMatchObject({
      code: 2,
      err: `tpm: in/plan.tpm.yaml turns on health/bei and health/missed-tasks, but its baseline can't be read. git has no revision "plan-v9" here. \`git log\` and \`git branch -a\` show what there is\n`,
    })
    made.put({ 'in/plan.tpm.yaml': late })
    const { code, err } = await check({ git: () => ({ status: undefined, out: Buffer.alloc(0), err: '' }) })
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('git is not installed') })
  })

  test('ask git for nothing where they are off, and for each thing once where many plans are measured', async () => {
    let asked = 0
    const git: Io['git'] = (...words) => {
      asked++
      return files.git(...words)
    }
    expect((await check({ git })).code).toBe(0)
    expect(asked).toBe(0)
    const plans = (text: string) =>
      Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`in/${i}.tpm.yaml`, text.replace('Bridge', `Bridge ${i}`)]),
      )
    made.commit('many', plans(late.replace(', status-date: 2026-03-31', '')))
    made.git('tag', '-f', 'plan-v1')
    made.put(plans(late))
    const { out } = await check({ git })
    const all = JSON.parse(out).files.flatMap(({ diagnostics }: { diagnostics: { code: string }[] }) => diagnostics)
    expect(codesIn(all).filter(code => code === 'health/bei')).toHaveLength(10)
    // Where the top is, which commit, which files, how large, and what is in them.
    expect(asked).toBe(5)
  })

  test('are among the findings of `tpm schedule --baseline`', async () => {
    made.put({ 'in/plan.tpm.yaml': late })
    const diagnosticsOf = async (...words: readonly string[]) => codesIn((await json(...words)).diagnostics)
    expect(await diagnosticsOf('--baseline')).toEqual(found)
    expect(await diagnosticsOf()).toEqual([])
  })
})
