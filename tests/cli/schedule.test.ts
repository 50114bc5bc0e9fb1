import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { numberOrNull } from '../../server/src/cli/schedule/json.ts'
import { tpm } from './memoryIo.ts'

const bridge = `tpm: 1
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  status-date: 2026-03-03
  deadline: 2026-03-12
resources:
  ben:
    name: Ben
    rate: 100/h
tasks:
  works:
    name: Works
    tasks:
      design:
        name: Design
        duration: 3d
        assign: ben
        actual-start: 2026-03-02
        progress: 50%
      build:
        name: Build
        effort: 4d
        assign: ben
        after: design
  paint:
    name: Paint
    duration: 1d
    after: design
milestones:
  open:
    name: Open
    after: build
`
const broken = bridge.replace('duration: 1d', 'duration: soon')
const hostile = bridge
  .replace('name: Paint', `name: "=HYPERLINK(1),\\"x\\"\\r\\n"`)
  .replace('name: Build', 'name: "<script>alert(1)</script>&"')

const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-schedule.schema.json', 'utf8')))
const run = (format: string, text = bridge, more = '') =>
  tpm(`schedule plan.tpm.yaml --format ${format} ${more}`, { files: { 'plan.tpm.yaml': text } })

test('the columns of the text stay in line in years of any length', async () => {
  const far =
    'tpm: 1\nproject: { name: Far, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 5d }\n  b: { name: B, duration: 99999999mo, after: a }\n  c: { name: C, duration: 5d, after: b }\n'
  const { out } = await run('text', far)
  const floats = out.split('\n').flatMap(line => (/^[ABC] /.test(line) ? line.indexOf('!0d') : []))
  expect(new Set(floats).size).toBe(1)
})

test('text is a sentence, what holds the finish, and a row with a bar for each task', async () => {
  const { code, out, err } = await run('text')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = out.split('\n')
  expect(lines[0]).toBe('Bridge')
  expect(lines[1]).toBe('Mon 2 Mar 2026 – Wed 11 Mar 2026, deadline Thu 12 Mar 2026')
  expect(lines[2]).toBe('Held by: Design → Build → Open')
  const build = lines.find(line => line.startsWith('  Build'))!
  expect(build).toMatch(/^ {2}Build +Thu 5 Mar +Wed 11 Mar +!0d +┊ +░+$/)
  expect(lines.every(line => line.length <= 120)).toBe(true)
})

test('text fits the terminal, whatever its width', async () => {
  for (const columns of [48, 60, 80, 200]) {
    const { out } = await tpm('schedule plan.tpm.yaml', { files: { 'plan.tpm.yaml': bridge }, columns })
    const table = out.split('\n').slice(4)
    expect(Math.max(...table.map(line => line.length)), `${columns} columns`).toBeLessThanOrEqual(columns)
  }
})

test('json is as its schema says', async () => {
  const { code, out } = await run('json')
  expect(code).toBe(0)
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.project).toEqual({
    id: 'bridge',
    name: 'Bridge',
    start: '2026-03-02T08:00',
    finish: '2026-03-11T12:00',
    deadline: '2026-03-12T17:00',
    'critical-path': ['design', 'build', 'open'],
  })
  const task = (id: string) => report.tasks.find((task: { id: string }) => task.id === id)
  expect(report.tasks.map(({ id }: { id: string }) => id)).toEqual(['works', 'design', 'build', 'paint', 'open'])
  expect(task('design')).toMatchObject({
    parent: 'works',
    kind: 'task',
    start: '2026-03-02T08:00',
    progress: 0.5,
    line: 16,
    cost: 2400,
  })
  expect(task('build')).toMatchObject({
    'effort-minutes': 4 * 480,
    critical: true,
    driving: [{ kind: 'dependency', task: 'design' }],
  })
  expect(task('works')).toMatchObject({ kind: 'summary' })
  expect(task('works')).not.toHaveProperty('parent')
  expect(task('open')).toMatchObject({ kind: 'milestone', start: '2026-03-11T12:00' })
  expect(report.resources).toEqual([{ id: 'ben', overloads: [] }])
})

test('json says why a task has no dates, and gives none', async () => {
  const { out } = await run(
    'json',
    bridge.replace('after: design\nmilestones', 'after: [design, paint]\nmilestones'),
    '--partial',
  )
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  const paint = report.tasks.find(({ id }: { id: string }) => id === 'paint')
  expect(paint).toMatchObject({ unscheduled: 'cycle', start: null, finish: null, 'total-float-minutes': null })
})

test('json of an overload while away has no number for it', async () => {
  const away = bridge
    .replace('rate: 100/h', 'rate: 100/h\n    leave: [2026-03-06..2026-03-10]')
    .replace('effort: 4d', 'duration: 4d\n        ignore-resource-calendars: true')
  const report = JSON.parse((await run('json', away)).out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.resources[0].overloads[0]).toMatchObject({ load: null, tasks: ['build'] })
})

describe('csv', () => {
  test('has a row for each task under the names of the json', async () => {
    const { out } = await run('csv')
    const { data, errors } = Papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true })
    expect(errors).toEqual([])
    expect(data.map(({ id }) => id)).toEqual(['works', 'design', 'build', 'paint', 'open'])
    expect(data[2]).toMatchObject({
      start: expect.stringMatching(/^2026-03-0\dT\d\d:\d\d$/),
      driving: 'dependency design',
      critical: 'true',
    })
  })

  test('holds no formula and breaks no row', async () => {
    const { out } = await run('csv', hostile)
    const { data } = Papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true })
    expect(data.length).toBe(5)
    expect(data[3]!.name).toMatch(/^'=HYPERLINK/)
  })
})

test('svg is one picture, in which text is text', async () => {
  const { code, out } = await run('svg', hostile)
  expect(code).toBe(0)
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => names.push(name))
  parser.write(out).close()
  expect(names[0]).toBe('svg')
  expect(names).not.toContain('script')
})

test('html is one page that fetches nothing and runs nothing', async () => {
  const { code, out } = await run('html', hostile)
  expect(code).toBe(0)
  expect(out).toMatch(/^<!DOCTYPE html>/)
  expect(out).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|url\(|@import/i)
})

describe('a plan with errors of reading', () => {
  test('is refused, each error named with its place', async () => {
    const { code, out, err } = await run('text', broken)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(
      /^tpm: plan\.tpm\.yaml has an error: correct it, or add --partial to go on without\n {2}plan\.tpm\.yaml:29:15 .* \[plan\/bad-/,
    )
  })

  test('is scheduled as far as it goes with --partial', async () => {
    const { code, out, err } = await run('json', broken, '--partial')
    expect(code).toBe(0)
    expect(err).toContain('the part that could be read')
    expect(JSON.parse(out).diagnostics.some(({ severity }: { severity: string }) => severity === 'error')).toBe(true)
  })

  test('a plan that is only late or overloaded is scheduled without more ado', async () => {
    expect((await run('text', bridge.replace('deadline: 2026-03-12', 'deadline: 2026-03-04'))).code).toBe(0)
  })
})

test('a plan that is not there, a folder of several, and an unknown format exit with 2', async () => {
  const files = { 'a.tpm.yaml': bridge, 'b.tpm.yaml': bridge }
  for (const line of ['schedule none.tpm.yaml', 'schedule .', 'schedule a.tpm.yaml --format pdf', 'schedule']) {
    const { code, out, err } = await tpm(line, { files })
    expect({ line, code, out }).toEqual({ line, code: 2, out: '' })
    expect(err).toMatch(/^tpm: /)
  }
})

test('the table has years where the plan spans more than one', async () => {
  const table = async (text: string) => (await run('text', text)).out.split('\n').find(line => line.startsWith('Paint'))
  const paint = bridge.replace('name: Paint\n', 'name: Paint\n    start-no-earlier-than: 2027-01-04\n')
  expect(await table(paint)).toMatch(/^Paint +Mon 4 Jan 2027 +Mon 4 Jan 2027 /)
  expect(await table(bridge)).not.toContain('2026')
})

test('what is left of adding up in binary is not shown', () => {
  expect(numberOrNull(119.99999999999999)).toBe(120)
  expect(numberOrNull(0.1 + 0.2)).toBe(0.3)
  expect(numberOrNull(123456789.25)).toBe(123456789.25)
})
