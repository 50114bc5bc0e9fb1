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
