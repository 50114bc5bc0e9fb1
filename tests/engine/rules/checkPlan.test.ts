import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkPlan } from '#engine/rules/index'
import { guessAmong, nearest } from '#engine/rules/nearest'
import { applyChanges } from '#language/write/applyChanges'
import { applyEdits } from '#language/write/edits'
import { check, codesIn, snapshotOf } from '#tests/support/check'

const late = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  design: { name: Design, duration: 5d, after: nothing }
milestones:
  ga: { name: GA, after: design, deadline: 2026-03-04 }
`
const world = { external: () => undefined, fileExists: () => undefined }

test('a message says in words by how much a deadline is missed', () => {
  const [missed] = check(late).filter(({ code }) => code === 'schedule/deadline-missed')
  expect(missed!.message).toBe('"GA" finishes Fri 6 Mar, 2 working days after its deadline Wed 4 Mar')
})

test('a rule that throws is named, and the others still find what they find', () => {
  const { plan, schedule } = snapshotOf(late)
  const broken = Object.create(plan, {
    budget: {
      get: () => {
        throw new Error('a bug')
      },
    },
  })
  const bugs: string[] = []
  const codes = checkPlan({ plan: broken, schedule, ...world }, undefined, { onBug: code => bugs.push(code) }).map(
    ({ code }) => code,
  )
  expect(bugs).toContain('cost/budget-exceeded')
  expect(codes).toContain('schedule/deadline-missed')
})

test('a setting wins over the policy of the plan, that over the rule', () => {
  const withPolicy = `${late}policy: { rules: { schedule/deadline-missed: error } }\n`
  const severity = (text: string, severities = {}) =>
    check(text, { severities }).find(({ code }) => code === 'schedule/deadline-missed')?.severity
  expect(severity(late)).toBe('warning')
  expect(severity(withPolicy)).toBe('error')
  expect(severity(withPolicy, { 'schedule/deadline-missed': 'hint' })).toBe('hint')
  expect(severity(withPolicy, { 'schedule/deadline-missed': 'off' })).toBeUndefined()
})

test('a comment silences its code and no other, and an idle one is told', () => {
  expect(
    codesIn(late.replace('after: nothing }', 'after: nothing } # tpm-ignore plan/unknown-reference: comes later')),
  ).toEqual(['schedule/deadline-missed', 'schedule/negative-float'])
  expect(codesIn(late.replace('after: nothing }', 'after: nothing } # tpm-ignore plan/no-duration'))).toContain(
    'plan/unused-ignore',
  )
})

test('the nearest word is one slip away, whatever the case or the hyphens', () => {
  expect(nearest('desing', ['build', 'design'])).toBe('design')
  expect(nearest('DataSync', ['data-sync'])).toBe('data-sync')
  expect(nearest('roof', ['design', 'build'])).toBeUndefined()
  const guess = guessAmong(() => ['design'])
  expect(Array.from({ length: 31 }, () => guess('desing')).filter(Boolean)).toHaveLength(30)
})

const folder = join(import.meta.dirname, '../../fixtures/bad-plans')

test('every answer that a rule offers to a bad plan takes its finding away, and leaves YAML', () => {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.tpm.yaml') && !file.startsWith('yaml-'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    const code = name.split('--')[0]!.replace('-', '/')
    const { problems, reading } = snapshotOf(text)
    const count = (found: typeof problems) => found.filter(problem => problem.code === code).length
    for (const problem of problems.filter(one => one.code === code)) {
      for (const fix of problem.fixes ?? []) {
        const mended = applyEdits(text, 'changes' in fix ? applyChanges(reading, fix.changes) : fix.edits)
        const after = check(mended)
        // Where one ring is opened, another through the same tasks may come to light.
        if (code !== 'schedule/cycle') expect(count(after), `${name}: ${fix.title}`).toBeLessThan(count(problems))
        expect(
          after.filter(one => one.code.startsWith('yaml/')),
          `${name}: ${fix.title}`,
        ).toEqual([])
      }
    }
  }
})
