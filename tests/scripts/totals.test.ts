import { expect, test } from 'vitest'
import { sum, totalsOfRun } from '../../scripts/totals.mjs'

const report = (files: readonly { status: string; tests: readonly string[] }[]) => ({
  success: files.every(({ status }) => status === 'passed'),
  testResults: files.map(({ status, tests }, i) => ({
    name: `file${i}.test.ts`,
    status,
    assertionResults: tests.map((result, k) => ({ status: result, fullName: `case ${k}` })),
  })),
})

const counts = (result: { passed: number; failed: number; skipped: number }) => [
  result.passed,
  result.failed,
  result.skipped,
]

test('tests are counted as the reporter saw them', () => {
  const run = report([
    { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
    { status: 'failed', tests: ['passed', 'failed', 'todo'] },
  ])
  expect(counts(totalsOfRun(run, 1, 'unit'))).toEqual([3, 1, 2])
})

test('a file that could not be loaded is a failure', () => {
  const run = report([
    { status: 'passed', tests: ['passed'] },
    { status: 'failed', tests: [] },
  ])
  expect(counts(totalsOfRun(run, 1, 'unit'))).toEqual([1, 1, 0])
})

test('a run that ended badly is a failure though all its tests passed', () => {
  expect(counts(totalsOfRun(report([{ status: 'passed', tests: ['passed'] }]), 1, 'unit'))).toEqual([1, 1, 0])
})

test('no report is a failure', () => {
  expect(counts(totalsOfRun(undefined, 0, 'unit'))).toEqual([0, 1, 0])
})

test('no test at all is a failure', () => {
  expect(counts(totalsOfRun(report([]), 0, 'unit'))).toEqual([0, 1, 0])
})

test('parts are added up, with their reasons', () => {
  const parts = [
    totalsOfRun(report([{ status: 'failed', tests: ['failed', 'passed'] }]), 1, 'a'),
    totalsOfRun(undefined, 9, 'b'),
  ]
  expect(sum(parts)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
    reasons: ['a: case 0', 'b: ended with 9 and without a report'],
  })
})
