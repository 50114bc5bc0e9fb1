import { expect, test } from 'vitest'
import { completion } from '#language/features/completion'
import { snapshotOf } from '#tests/support/check'
import { markedAt } from '#tests/support/marker'

const code = ['src/sync/run.ts', 'src/sync/deep/copy.ts', 'src/a%20b.ts', 'README.md', 'reports/drill.xml']
const head = 'tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n  a:\n    name: A\n    duration: 1d\n'

/** What is offered, and what the last line is when the last of it is taken. */
function offered(lines: string, files: readonly string[] | undefined = code) {
  const { text, offset } = markedAt(head + lines)
  const { items, replace, wantsFiles } = completion(snapshotOf(text, { code: files }), offset, '2026-03-02')
  const last = items.at(-1)
  const taken = last && text.slice(0, replace.start) + (last.insert ?? last.label) + text.slice(replace.end)
  return { labels: items.map(({ label }) => label), taken: taken?.split('\n').at(-1), wantsFiles }
}

test('of a folder what is in it, folders first, with all that is in one', () => {
  expect(offered('    code: $0').labels).toEqual(['reports/', 'reports/**', 'src/', 'src/**', 'README.md'])
  expect(offered('    code: [src/$0]').labels).toEqual(['src/sync/', 'src/sync/**', 'src/a b.ts'])
  expect(offered('    code: ["src/**", "!src/sync/$0"]').labels).toEqual([
    '!src/sync/deep/',
    '!src/sync/deep/**',
    '!src/sync/run.ts',
  ])
  expect(offered('    code: src/**/$0').labels).toEqual([])
})

test('evidence is a file', () =>
  expect(offered('    acceptance:\n      x: { name: X, evidence: reports/$0 }').labels).toEqual(['reports/drill.xml']))

test('what is no plain word is quoted, once', () => {
  expect(offered('    code: src/$0').taken).toBe('    code: "src/a b.ts"')
  expect(offered('    code: "src/$0"').taken).toBe('    code: "src/a b.ts"')
})

test('below its key an item is written', () => expect(offered('    code:\n      $0').taken).toBe('      - README.md'))

test('the files are asked for where they are not known', () =>
  expect(completion(snapshotOf(`${head}    code: `), `${head}    code: `.length, '2026-03-02')).toMatchObject({
    items: [],
    wantsFiles: true,
  }))

test('of a driver tags are offered beside people and tasks', () =>
  expect(offered('    tags: [x, y]\ndrivers:\n  d: { name: D, over: [x, $0] }').labels).toEqual(['a', 'y']))
