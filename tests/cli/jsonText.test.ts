import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

let made: TestRepository

const plan = (third: string, more = '') => `tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-06, currency: EUR }
resources:
  ann: { name: Ann, rate: 33.33/h }
tasks:
  a: { name: A, duration: 3d, assign: ann, cost: 0.1, actual-start: 2026-03-02, progress: 70% }
  b: { name: B, duration: 3d, cost: 0.2, after: a }
  c: { name: C, duration: ${third}, cost: 0.7, after: b }
risks:
  rain: { name: Rain, probability: 10%, impact: { schedule: 3d, cost: 0.7 } }
${more}`

beforeEach(() => {
  made = makeRepository()
  made.commit('kick-off', { 'plan.tpm.yaml': plan('1d') })
  made.commit('longer', { 'plan.tpm.yaml': plan('2d').replace('33.33', '33.37').replace('0.7, after', '0.3, after') })
})
afterEach(() => made.remove())

test.each([
  ['schedule', 'plan.tpm.yaml', '--baseline', 'HEAD~1', '--format', 'json'],
  ['history', 'plan.tpm.yaml', '--format', 'json'],
  ['diff', 'HEAD~1', '--format', 'json'],
])('no number of %s has a tail of binary fractions', async (...words) => {
  const { out, code } = await tpmIn(made.folder, words)
  expect(code).toBe(0)
  expect(out).toMatch(/\d\.\d/)
  expect(out.match(/\d+\.\d{5,}/g) ?? []).toEqual([])
})
