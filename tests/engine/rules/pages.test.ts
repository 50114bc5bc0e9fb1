import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { policyCode } from '#engine/diff/policy'
import type { Severity } from '#engine/model/plan'
import { comparisonRules } from '#engine/rules/comparisonRules'
import { checkPlan, rules } from '#engine/rules/index'
import { schedule } from '#engine/schedule/schedule'
import { codesIn, snapshotOf } from '#tests/support/check'
import { compareTexts } from '#tests/support/compare'

const folder = join(import.meta.dirname, '../../../server/src/engine/rules')

const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Error.',
  warning: 'Warning.',
  information: 'Information.',
  hint: 'Hint.',
  off: 'Off until a setting',
}

/** A plan of a page, made as large as the page says it is. */
function example(code: string, heading: 'Before' | 'Wrong' | 'Right'): string {
  const page = readFileSync(join(folder, `${code}.md`), 'utf8')
  const plan = new RegExp(`\\*\\*${heading}\\*\\*\\n\\n\`\`\`yaml\\n([\\s\\S]*?)\`\`\`\\n`).exec(page)?.[1]
  if (plan === undefined) throw new Error(`${code} has no ${heading} plan`)
  return heading === 'Wrong' ? plan + (tooMuch[code] ?? '') : plan
}

/** What a page can't show in full. */
const tooMuch: Readonly<Record<string, string>> = {
  'yaml/too-large': `tasks:\n${Array.from({ length: 160_000 }, (_, n) => `  task-${n}: { name: A task of a file that is far too large, duration: 1d }\n`).join('')}`,
  'plan/too-many-tasks': `tasks:\n${Array.from({ length: 20_001 }, (_, n) => `  t${n}: { name: Task, duration: 1d }\n`).join('')}`,
}

/** The other files that a page speaks of. */
const files = {
  'harbour.tpm.yaml': 'tpm: 1\nproject: { id: harbour, name: Harbour, start: 2026-03-02 }\n',
  'calendars.tpm.yaml': 'calendars:\n  berlin:\n    week: { mon-fri: [09:00-17:00] }\n',
  'reports/load.xml':
    '<testsuite><testcase name="a"/><testcase name="b"><failure>slow</failure></testcase></testsuite>',
}

describe('every rule has a page whose examples are true', () => {
  for (const { code, severity, title } of rules) {
    test(code, () => {
      const path = join(folder, `${code}.md`)
      expect(existsSync(path), `server/src/engine/rules/${code}.md`).toBe(true)
      const page = readFileSync(path, 'utf8')
      expect(page.startsWith(`# ${code}\n\n${severityWords[severity]}`), 'code and severity on top').toBe(true)
      expect(page).toContain(title)
      // What no change can break yet has nothing to show
      if (code === 'policy/min-confidence') return expect(page).not.toContain('**Wrong**')
      expect(found(code, 'Wrong')).toEqual([code])
      expect(found(code, 'Right')).toEqual([])
    })
  }
})

/** The codes that an example is told. Where a baseline is needed, it is the plan without its actuals. */
function found(code: string, heading: 'Wrong' | 'Right'): readonly string[] {
  if (comparisonRules.some(rule => rule.code === code)) return foundInChange(code, heading)
  const text = example(code, heading)
  if (code !== 'health/missed-tasks' && code !== 'health/bei')
    return codesIn(text, { files, code: code === 'plan/unmatched-code' ? ['src/sync/run.ts'] : undefined }).filter(
      one => !follows(code, one),
    )
  const { plan, schedule: now } = snapshotOf(text)
  const baseline = schedule(
    snapshotOf(text.replaceAll(/, actual-(start|finish): [0-9-]+|, status-date: [0-9-]+/g, '')).plan,
  )
  const context = { plan, schedule: now, baseline, external: () => undefined, fileExists: () => undefined }
  return checkPlan(context).map(finding => finding.code)
}

/** What a comparison with the plan before is told: by the policy, or of what is silenced. */
function foundInChange(code: string, heading: 'Wrong' | 'Right'): readonly string[] {
  const { policy } = compareTexts(example(code, 'Before'), example(code, heading))
  return policy.filter(({ held }) => held !== true).map(({ rule }) => policyCode(rule))
}

/** What can't be without the other: a ring leaves no dates behind it, and too long a path has negative float. */
function follows(code: string, other: string): boolean {
  return code !== other && (consequences[code] ?? []).includes(other)
}

const consequences: Readonly<Record<string, readonly string[]>> = {
  'schedule/unscheduled': ['schedule/cycle'],
  'plan/unknown-plan': ['schedule/unscheduled'],
  'schedule/deadline-missed': ['schedule/negative-float'],
  'schedule/negative-float': ['schedule/deadline-missed'],
  'schedule/constraint-conflict': ['schedule/negative-float'],
  'plan/constraint-pair': ['schedule/negative-float'],
  'health/negative-float': ['schedule/negative-float', 'schedule/deadline-missed'],
  'health/invalid-dates': ['progress/after-status-date'],
  'plan/duplicate-assignment': ['resource/overload'],
  'schedule/before-project-start': ['schedule/constraint-conflict'],
  'health/cpli': ['schedule/negative-float', 'schedule/deadline-missed'],
}

test('codes are unique, well formed and sorted into folders', () => {
  const codes = rules.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/)
})
