import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { marksIn, plainText } from '#tests/support/plan'
import { snapshotOf } from '#tests/support/snapshot'

const folder = 'tests/fixtures/bad-plans'
const plans = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.tpm.yaml')) : []

/** Messages by code. */
function tally(text: string): ReadonlyMap<string, readonly string[]> {
  const messages = new Map<string, string[]>()
  for (const { code, message } of snapshotOf(text).problems)
    messages.set(code, [...(messages.get(code) ?? []), message])
  return messages
}

test('every fix of every bad plan answers its problem, and makes none that weighs more', () => {
  let tried = 0
  const wrong: string[] = []
  for (const name of plans) {
    const source = readFileSync(`${folder}/${name}`, 'utf8')
    if (marksIn(source).length === 0) continue
    const text = plainText(source)
    const snapshot = snapshotOf(text)
    const before = tally(text)
    for (const { kind, problem, edits, title } of codeActions(snapshot, { start: 0, end: text.length })) {
      if (kind !== 'fix' || !problem || edits.length !== 1 || edits[0]!.uri !== snapshot.uri) continue
      tried++
      const after = applyEdits(text, edits[0]!.edits)
      const left = tally(after)
      const same = left.get(problem.code) ?? []
      if (same.length >= before.get(problem.code)!.length && same.includes(problem.message))
        wrong.push(`${name}: "${title}" does not answer ${problem.code}\n${after}`)
      const worse = [...left]
        .filter(([code, found]) => code.startsWith('yaml/') && found.length > (before.get(code)?.length ?? 0))
        .map(([code]) => code)
      if (worse.length > 0) wrong.push(`${name}: "${title}" makes ${worse.join(', ')}\n${after}`)
    }
  }
  expect(wrong).toEqual([])
  expect(tried).toBeGreaterThan(50)
})
