import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { planJsonSchema } from '#language/schema/jsonSchema'
import { formatReference } from '#language/schema/reference'
import { richPlan } from '#tests/support/planTexts'

const how = 'stale: run node scripts/generate.mjs'

test('the JSON Schema in the package is made from the schema', () => {
  expect(readFileSync('media/schema.json', 'utf8'), how).toBe(`${JSON.stringify(planJsonSchema(), null, 2)}\n`)
})

test('the reference of the format is made from the schema', () => {
  expect(readFileSync('docs/format.md', 'utf8'), how).toBe(formatReference())
})

const jsonSchema = z.fromJSONSchema(planJsonSchema() as never)
const accepts = (text: string) => jsonSchema.safeParse(parse(text)).success

test('another editor finds nothing wrong with a right plan', () => {
  expect(jsonSchema.safeParse(parse(richPlan)).error?.issues).toBeUndefined()
})

test('the example on the reference page is right', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(formatReference())![1]!
  expect(accepts(example)).toBe(true)
})

const project = 'tpm: 1\nproject: { name: X, start: 2026-01-05 }\n'

test.each([
  ['an unknown key', `${project}tasks: { a: { durration: 1d } }`],
  ['an unknown key in a task of a task', `${project}tasks: { a: { tasks: { b: { durration: 1d } } } }`],
  ['a bare m', `${project}tasks: { a: { duration: 3m } }`],
  ['a number for a percentage', `${project}tasks: { a: { progress: 0.3 } }`],
  ['a word that is none of the enum', `${project}tasks: { a: { status: dne } }`],
  ['an id that is a boolean elsewhere', `${project}tasks: { "off": { duration: 1d } }`],
])('another editor refuses %s', (_, text) => {
  expect(accepts(text)).toBe(false)
})

test("keys of one's own are accepted where keys are fixed", () => {
  expect(accepts(`${project}tasks: { a: { duration: 1d, x-note: hello } }\nx-tool: { a: 1 }`)).toBe(true)
})
