import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

let made: TestRepository

beforeEach(() => {
  made = makeRepository()
})
afterEach(() => made.remove())

/** Two tasks in a row and a milestone that has to be there on Fri 13 March. */
const plan = (build: number, more = '') => `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
  currency: EUR
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  design:
    name: Design
    duration: 2d
    assign: ben
  build:
    name: Build
    duration: ${build}d
    after: design
milestones:
  open:
    name: Open
    after: build
    deadline: 2026-03-13
${more}`

const schemas = {
  history: z.fromJSONSchema(JSON.parse(readFileSync('media/cli-history.schema.json', 'utf8'))),
  bisect: z.fromJSONSchema(JSON.parse(readFileSync('media/cli-history-bisect.schema.json', 'utf8'))),
}

async function history(...words: readonly string[]) {
  return tpmIn(made.folder, ['history', 'plan.tpm.yaml', ...words])
}

async function json(...words: readonly string[]) {
  const { out, err } = await history('--format', 'json', ...words)
  expect(err).toBe('')
  const report = JSON.parse(out)
  expect(schemas[words.includes('--bisect') ? 'bisect' : 'history'].parse(report)).toEqual(report)
  return report
}

/** The milestone's date in each version, as a day. */
async function openDates(...words: readonly string[]): Promise<readonly (string | undefined)[]> {
  const { forecasts } = await json(...words)
  const line = forecasts.find(({ milestone }: { milestone?: string }) => milestone === 'open')
  return line.dates.map((date: string | null) => date?.slice(5, 10))
}

describe('the versions', () => {
  test('are the commits that touch the plan, oldest first, and what is not committed yet', async () => {
    made.commit('kick-off', { 'plan.tpm.yaml': plan(3) })
    made.commit('something else', { 'notes.txt': 'x' })
    made.commit('build takes longer', { 'plan.tpm.yaml': plan(5) })
    made.put({ 'plan.tpm.yaml': plan(6) })
    const { commits } = await json()
    expect(commits.map(({ subject }: { subject: string }) => subject)).toEqual([
      'kick-off',
      'build takes longer',
      'Not committed yet',
    ])
    expect(commits.map(({ finish }: { finish: string }) => finish)).toEqual([
      '2026-03-06T17:00',
      '2026-03-10T17:00',
      '2026-03-11T17:00',
    ])
    expect(commits[0]).toMatchObject({ cost: 1600, tasks: 2, done: 0, author: 'Ada', date: '2026-01-05T08:00' })
  })

  test('are followed over renames of the plan', async () => {
    made.commit('one', { 'old.tpm.yaml': plan(3) })
    made.commit('moved', { 'old.tpm.yaml': undefined, 'plan.tpm.yaml': plan(3) })
    made.commit('two', { 'plan.tpm.yaml': plan(4) })
    expect(await openDates()).toEqual(['03-06', '03-06', '03-09'])
  })

  test('follow the libraries that a plan includes', async () => {
    const library = (leave: string) => `resources:\n  eve: { name: Eve, leave: [${leave}] }\n`
    const text = plan(3, 'include: [lib/people.tpm.yaml]\n').replace('assign: ben', 'assign: eve')
    made.commit('one', { 'plan.tpm.yaml': text, 'lib/people.tpm.yaml': library('2026-05-01') })
    made.commit('Eve is away', { 'lib/people.tpm.yaml': library('2026-03-02..2026-03-03') })
    expect(await openDates()).toEqual(['03-06', '03-10'])
    made.commit('no library any more', { 'plan.tpm.yaml': plan(3), 'lib/people.tpm.yaml': undefined })
    expect(await openDates()).toEqual(['03-06', '03-10', '03-06'])
  })

  test('follow other plans that this one waits for', async () => {
    const other = (days: number) =>
      `tpm: 1\nproject: { id: site, name: Site, start: 2026-03-02 }\ntasks:\n  dig: { name: Dig, duration: ${days}d }\n`
    made.commit('one', {
      'plan.tpm.yaml': plan(3).replace('after: design', 'after: [design, site/dig]'),
      'site.tpm.yaml': other(1),
    })
    made.commit('the site is late', { 'site.tpm.yaml': other(5) })
    expect(await openDates()).toEqual(['03-06', '03-11'])
  })

  test('count a merge as one, and can be limited by day, revision and number', async () => {
    const first = made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.git('checkout', '-q', '-b', 'side')
    made.commit('side one', { 'plan.tpm.yaml': plan(4) })
    made.commit('side two', { 'plan.tpm.yaml': plan(5) })
    made.git('checkout', '-q', 'main')
    made.commit('other', { 'notes.txt': '1' })
    made.git('merge', '-q', '--no-ff', '-m', 'merge side', 'side')
    made.commit('last', { 'plan.tpm.yaml': plan(6) })
    expect(await openDates()).toEqual(['03-06', '03-10', '03-11'])
    expect(await openDates('--since', first)).toEqual(['03-10', '03-11'])
    expect(await openDates('--since', '2026-01-08')).toEqual(['03-10', '03-11'])
    expect(await openDates('--most', '1')).toEqual(['03-11'])
    expect(await openDates('--until', 'side')).toEqual(['03-06', '03-09', '03-10'])
  })

  test('with errors are shown as far as they can be read', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.commit('broken', { 'plan.tpm.yaml': plan(3).replace('after: build', 'after: bild') })
    made.commit('bytes', { 'plan.tpm.yaml': '\0\0 [[[' })
    expect((await json()).commits).toHaveLength(3)
  })

  test('are not there without git, without commits, or for a revision that is missing', async () => {
    made.put({ 'plan.tpm.yaml': plan(3) })
    const { code, err } = await history('--until', 'v9')
    expect({ code, err }).toMatchObject({ code: 2 })
    expect(err).toContain('git has no revision "v9"')
    expect((await history()).code).toBe(2)
    made.commit('one', { 'plan.tpm.yaml': undefined, a: '1' })
    expect((await history('--until', 'HEAD')).err).toContain('no such commit')
  })
})

describe('the formats', () => {
  beforeEach(() => {
    made.commit('kick-off', { 'plan.tpm.yaml': plan(3) })
    made.commit('=cmd|"\u001b[31m <b>', { 'plan.tpm.yaml': plan(10).replace('name: Open', 'name: "<Open> & gone"') })
  })

  test('text has a row for each commit and each milestone', async () => {
    const { out, code } = await history()
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines[2]).toBe('Finish Tue 17 Mar 2026, 11 calendar days later than at first')
    expect(out).toMatch(/2026-01-05 [0-9a-f]{8} Fri 6 Mar 2026 .* kick-off/)
    expect(out).toMatch(/2026-01-06 [0-9a-f]{8} Tue 17 Mar 2026 +\+11 /)
    expect(out).toMatch(/<Open> & gone +Fri 6 Mar 2026 +Tue 17 Mar 2026 +\+11 +1 +Fri 13 Mar 2026 late/)
    expect(out).not.toContain('\u001b')
  })

  test.each([48, 60, 80, 100, 120, 200])('no row is wider than a terminal of %i columns', async columns => {
    made.commit('a subject that is much longer than what is left of the line behind all of the figures', {
      'plan.tpm.yaml': plan(11).replace('name: Open', 'name: The bridge is open to all traffic in both directions'),
    })
    const { out } = await tpmIn(made.folder, ['history', 'plan.tpm.yaml'], { columns })
    const rows = out.split('\n').slice(5)
    expect(rows.filter(row => columns < row.length)).toEqual([])
    expect(rows[0]).toMatch(80 < columns ? /^Date .* Cost Tasks / : / Finish .* Cal days .*What$/)
    expect(rows.filter(row => row.includes('a subject')).length).toBe(1)
    expect(rows.filter(row => row.includes('The bridge')).length).toBe(1)
  })

  test('view has what a panel draws, and where the plan was in commits before it was moved', async () => {
    made.git('mv', 'plan.tpm.yaml', 'moved.tpm.yaml')
    made.commit('moved', {})
    const { out } = await tpmIn(made.folder, ['history', 'moved.tpm.yaml', '--format', 'view'])
    const { points, lines } = JSON.parse(out)
    expect(points.map(({ path }: { path?: string }) => path)).toEqual([
      ...points.slice(1).map(() => 'plan.tpm.yaml'),
      undefined,
    ])
    expect(lines[1]).toMatchObject({ id: 'open', dates: points.map(() => expect.any(Number)) })
  })

  test('csv guards against formulas', async () => {
    const { out } = await history('--format', 'csv')
    expect(out.split('\r\n')[0]).toMatch(/,exposure-cost,milestone:open$/)
    expect(out).toContain(`"'=cmd|""`)
  })

  test('svg is well-formed, whatever the names', async () => {
    const { out } = await history('--format', 'svg')
    expect(out).toContain('&lt;Open&gt; &amp; gone')
    expect(out).not.toContain('<Open>')
  })
})

describe('forecasts', () => {
  test('are judged once what they were about has happened', async () => {
    const done = (finish: string) =>
      plan(3)
        .replace(
          '    after: design\n',
          `    after: design\n    actual-start: 2026-01-06\n    actual-finish: ${finish}\n`,
        )
        .replace('duration: 2d', 'duration: 2d\n    actual-start: 2026-01-05\n    actual-finish: 2026-01-05')
        .replace('after: build', 'after: build\n    actual: 2026-01-09')
    made.commit('says 6 March', { 'plan.tpm.yaml': plan(3) })
    made.commit('says 9 March', { 'plan.tpm.yaml': plan(4) })
    made.commit('done', { 'plan.tpm.yaml': done('2026-01-09') })
    const { forecasts } = await json()
    const open = forecasts.find(({ milestone }: { milestone?: string }) => milestone === 'open')
    expect(open).toMatchObject({
      reached: '2026-01-09T17:00',
      accuracy: { forecasts: 2, 'bias-days': 57.5, 'error-days': 57.5 },
    })
    expect((await history()).out).toContain('Open: 2 forecasts, on average 57.5 calendar days off (57.5 too late)')
  })
})

describe('bisect', () => {
  test('finds the commit from which on a deadline was missed', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.commit('late, but put right', { 'plan.tpm.yaml': plan(20) })
    made.commit('right again', { 'plan.tpm.yaml': plan(4) })
    const guilty = made.commit('the estimate grows', { 'plan.tpm.yaml': plan(12) })
    made.commit('later still', { 'plan.tpm.yaml': plan(14) })
    const report = await json('--bisect', 'open')
    expect(report).toMatchObject({
      kept: false,
      limit: '2026-03-14T00:00',
      broken: { commit: guilty, before: '2026-03-09T17:00', after: '2026-03-19T17:00' },
    })
    const { out } = await history('--bisect', 'open')
    expect(out).toContain(`Broken in ${guilty.slice(0, 10)} the estimate grows (Ada, 2026-01-08)`)
    expect(out).toContain('  plan.tpm.yaml:15 Build: duration 4d → 12d (+8d)\n')
    expect(report.broken.causes).toEqual([
      { edit: 'Build: duration 4d → 12d', minutes: 8 * 480, file: 'plan.tpm.yaml', line: 15 },
    ])
  })

  test('takes another date than the deadline, and other tasks than milestones', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    const guilty = made.commit('two', { 'plan.tpm.yaml': plan(4) })
    expect(await json('--bisect', 'build', '--date', '2026-03-06')).toMatchObject({ broken: { commit: guilty } })
    expect(await json('--bisect', 'open')).toMatchObject({ kept: true })
    expect((await history('--bisect', 'build')).err).toContain('has no deadline')
    expect(await history('--date', '2026-03-06')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('add --bisect MILESTONE'),
    })
    expect((await history('--bisect', 'opne')).err).toContain('Did you mean "open"?')
  })

  test('follows a merge into the branch that brought the change', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.git('checkout', '-q', '-b', 'side')
    made.commit('harmless', { 'plan.tpm.yaml': plan(4) })
    const guilty = made.commit('guilty', { 'plan.tpm.yaml': plan(12) })
    made.git('checkout', '-q', 'main')
    made.commit('other', { 'notes.txt': '1' })
    made.git('merge', '-q', '--no-ff', '-m', 'merge side', 'side')
    expect(await json('--bisect', 'open')).toMatchObject({ broken: { commit: guilty, before: '2026-03-09T17:00' } })
  })

  test('tells of a merge of two sides that each kept the date', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.git('checkout', '-q', '-b', 'side')
    made.commit('side', { 'plan.tpm.yaml': plan(7) })
    made.git('checkout', '-q', 'main')
    made.commit('main', { 'plan.tpm.yaml': plan(3).replace('duration: 2d', 'duration: 6d') })
    made.git('merge', '-q', '--no-ff', '-m', 'merge side', 'side')
    expect(await json('--bisect', 'open')).toMatchObject({ broken: { joint: true } })
  })

  test('blames what is not committed yet', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    made.put({ 'plan.tpm.yaml': plan(12) })
    expect(await json('--bisect', 'open')).toMatchObject({
      broken: { commit: null, before: '2026-03-06T17:00', first: false },
    })
  })

  test('tells what was late from the first commit on from what had no date before', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(12) })
    expect(await json('--bisect', 'open')).toMatchObject({ broken: { first: true, before: null } })
    made.commit('none', { 'plan.tpm.yaml': plan(12).replace(/milestones:[\s\S]*/, '') })
    made.commit('again', { 'plan.tpm.yaml': plan(12) })
    expect(await json('--bisect', 'open')).toMatchObject({ broken: { first: false, before: null } })
  })
})

describe('the cache', () => {
  test('is believed for the same blobs, and written only where it was asked for', async () => {
    made.commit('one', { 'plan.tpm.yaml': plan(3) })
    const cold = await json('--cache', 'cache.json')
    const path = join(made.folder, 'cache.json')
    const stored = readFileSync(path, 'utf8')
    expect(await json('--cache', 'cache.json')).toEqual(cold)
    made.put({ 'cache.json': stored.replace('"cost":1600', '"cost":7') })
    expect((await json('--cache', 'cache.json')).commits[0].cost).toBe(7)
    made.put({ 'cache.json': stored.replace(/"tpm":"[^"]+"/, '"tpm":"other"').replace('"cost":1600', '"cost":7') })
    expect((await json('--cache', 'cache.json')).commits[0].cost).toBe(1600)
    made.put({ 'cache.json': 'no json' })
    expect(await json('--cache', 'cache.json')).toEqual(cold)
  })
})
