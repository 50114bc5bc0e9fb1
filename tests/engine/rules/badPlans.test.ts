import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Problem } from '#language/read/reading'
import { check } from '#tests/support/check'

const folder = join(import.meta.dirname, '../../fixtures/bad-plans')
const files = readdirSync(folder).filter(name => name.endsWith('.tpm.yaml'))

/** What bad plans may include, or have beside them. */
const shared = ['shared/calendars.tpm.yaml', 'shared/load.xml', 'shared/harbour.tpm.yaml']
const library = { files: Object.fromEntries(shared.map(name => [name, readFileSync(join(folder, name), 'utf8')])) }

/** What a check of a plan with this mistake is given. */
const knownTo = (code: string) => (code === 'plan/unmatched-code' ? { ...library, code: ['src/sync/run.ts'] } : library)

/** What the first line of a bad plan says (`README.md` there). */
interface BadPlan {
  readonly code: string
  /** What is underlined, as offsets of the text. */
  readonly span: { readonly start: number; readonly end: number }
  readonly text: string
  readonly mended: string
}

function readBadPlan(name: string): BadPlan {
  const text = readFileSync(join(folder, name), 'utf8')
  const body = text.indexOf('\n') + 1
  const string = '("(?:[^"\\\\]|\\\\.)*")'
  const header = new RegExp(`^#~ (\\S+) at ${string} mend ${string} => ${string}\n`).exec(text)
  if (!header) throw new Error(`${name}: the first line does not say what is wrong`)
  const [at, find, replace] = header.slice(2).map(part => JSON.parse(part) as string)
  const found = text.indexOf(find!, body)
  if (found < 0) throw new Error(`${name}: "${find}" is not in it`)
  return {
    code: header[1]!,
    span: underlined(at!, text, body, name),
    text,
    mended: text.slice(0, found) + replace + text.slice(found + find!.length),
  }
}

function underlined(at: string, text: string, body: number, name: string) {
  const [before, words, after] = at.split(/[«»]/) as [string, string, string]
  const found = text.indexOf(before + words + after, body)
  if (found < 0) throw new Error(`${name}: "${at}" is not in it`)
  return { start: found + before.length, end: found + before.length + words.length }
}

const show = (text: string) => (problem: Problem) =>
  `${problem.severity} ${problem.code} ${JSON.stringify(text.slice(problem.span.start, problem.span.end))}: ${problem.message}`

describe('every bad plan', () => {
  for (const name of files) {
    test(name, () => {
      const { code, span, text, mended } = readBadPlan(name)
      expect(name).toBe(`${code.replace('/', '-')}--${name.split('--')[1]}`)

      const problems = check(text, knownTo(code))
      const there = problems.filter(problem => problem.code === code)
      expect(
        there.map(problem => problem.span),
        problems.map(show(text)).join('\n'),
      ).toContainEqual(span)
      const others = problems.filter(problem => problem.severity === 'error' && !isExpected(problem, code, span))
      expect(others.map(show(text))).toEqual([])

      const left = check(mended, knownTo(code)).filter(({ severity }) => severity === 'error' || severity === 'warning')
      expect(left.map(show(mended))).toEqual([])
    })
  }
})

/** The named finding itself; rings of tasks and of calendars are told at each of their edges. */
function isExpected(problem: Problem, code: string, span: BadPlan['span']): boolean {
  if (problem.code !== code) return false
  return code.endsWith('cycle') || (problem.span.start === span.start && problem.span.end === span.end)
}
