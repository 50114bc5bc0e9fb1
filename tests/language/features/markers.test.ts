import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#tests/support/sources'

/** Places that fixtures mark: a cursor `$0`, or with `#~` what is wrong on a line. */
function marksIn(folder: string, mark: string): ReadonlyMap<string, number> {
  const files = readdirSync(join(root, folder)).filter(name => /\.(test\.ts|tpm\.yaml)$/.test(name))
  return new Map(
    files.flatMap(name => {
      const count = readFileSync(join(root, folder, name), 'latin1').split(mark).length - 1
      return count > 0 ? [[name, count] as const] : []
    }),
  )
}

const total = (marks: ReadonlyMap<string, number>) => [...marks.values()].reduce((sum, count) => sum + count, 0)

test('every feature is tried at marked places: at least 600 of them', () => {
  const own = 'markers.test.ts'
  const cursors = new Map([...marksIn('tests/language/features', '$0')].filter(([name]) => name !== own))
  const problems = marksIn('tests/fixtures/bad-plans', '#~')
  const byFeature = [...cursors].map(([name, count]) => `${name.replace('.test.ts', '')} ${count}`)
  console.log(
    `${total(cursors)} cursors (${byFeature.join(', ')}), ${total(problems)} problems in ${problems.size} bad plans`,
  )
  expect(total(cursors)).toBeGreaterThanOrEqual(600)
  expect(total(problems)).toBeGreaterThanOrEqual(150)
})
