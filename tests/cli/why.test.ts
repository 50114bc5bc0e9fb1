import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tpm } from './memoryIo.ts'

const plan = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
tasks:
  design:
    name: Design
    duration: 3d
    start-no-earlier-than: 2026-03-04
  build:
    name: Build
    duration: 2d
    after: design +1d
milestones:
  open:
    name: Open
    after: build
`
const files = { 'plan.tpm.yaml': plan }
const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-why.schema.json', 'utf8')))

test('text goes back step by step to what nothing holds', async () => {
  const { code, out, err } = await tpm('why plan.tpm.yaml open', { files })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = out.split('\n').filter(Boolean)
  expect(lines[0]).toBe('Open Wed 11 Mar 2026, critical')
  expect(lines.slice(1).map(line => /^ {2}(\S+) ←/.exec(line)?.[1])).toEqual(['open', 'build', 'design'])
  expect(lines.at(-1)).toContain('(line 9)')
})

test('json is as its schema says', async () => {
  const { code, out } = await tpm('why plan.tpm.yaml open --format json', { files })
  expect(code).toBe(0)
  const report = JSON.parse(out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.task).toMatchObject({ id: 'open', start: '2026-03-11T17:00' })
  expect(report.reasons.map(({ kind, holds, task }: Record<string, string>) => [holds, kind, task])).toEqual([
    ['open', 'dependency', 'build'],
    ['build', 'dependency', 'design'],
    ['design', 'constraint', undefined],
  ])
})

test('a task that is not there gets the nearest name', async () => {
  const { code, err } = await tpm('why plan.tpm.yaml desing', { files })
  expect(code).toBe(2)
  expect(err).toBe('tpm: There is no task or milestone "desing" in plan.tpm.yaml. Did you mean "design"?\n')
})

test('a task without dates says why it has none', async () => {
  const ring = { 'plan.tpm.yaml': plan.replace('start-no-earlier-than: 2026-03-04', 'after: build') }
  const { out } = await tpm('why plan.tpm.yaml design', { files: ring })
  expect(out).toBe('Design has no dates: it waits for itself\n')
  const report = JSON.parse((await tpm('why plan.tpm.yaml design --format json', { files: ring })).out)
  expect(schema.parse(report)).toEqual(report)
  expect(report.task).toMatchObject({ unscheduled: 'cycle', start: null })
})

test('what ends at midnight ends on the day before, wherever it is said', async () => {
  const cutover = `tpm: 1
project: { name: Cutover, start: 2026-03-07, calendar: weekends, deadline: 2026-03-08 }
calendars: { weekends: { week: { sat-sun: [00:00-24:00] } } }
tasks:
  cut: { name: Cut, duration: 48h }
  watch: { name: Watch, duration: 4h, after: cut SS+47h }
milestones:
  live: { name: Live, after: cut, deadline: 2026-03-08 }
`
  const midnight = { 'plan.tpm.yaml': cutover }
  const outOf = async (command: string) => (await tpm(command, { files: midnight })).out
  expect(await outOf('why plan.tpm.yaml live')).toMatch(
    /^Live Sun 8 Mar 2026.*\n {2}live ← "Cut" finishes Sun 8 Mar 2026/,
  )
  expect(await outOf('why plan.tpm.yaml cut')).toMatch(/^Cut Sat 7 Mar 2026 – Sun 8 Mar 2026/)
  const [head, ...rows] = (await outOf('schedule plan.tpm.yaml')).split('\n').filter(line => /Mar/.test(line))
  expect(head).toMatch(/Sat 7 Mar 2026 – Sat 14 Mar 2026, deadline Sun 8 Mar 2026: late$/)
  expect(rows.find(line => line.startsWith('Live'))).toMatch(/^Live +Sun 8 Mar +Sun 8 Mar/)
  expect(rows.find(line => line.startsWith('Cut'))).toMatch(/^Cut +Sat 7 Mar +Sun 8 Mar/)
})
