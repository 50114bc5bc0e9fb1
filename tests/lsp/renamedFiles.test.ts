import { afterEach, expect, test } from 'vitest'
import { lineIndex } from '../../server/src/language/lines.ts'
import { applyEdits } from '../../server/src/language/write/edits.ts'
import { Editor } from './editor.ts'

const plan = 'file:///w/plans/site.tpm.yaml'
const text = `tpm: 1
include: [shared/people.tpm.yaml, ./shared/days.tpm.yaml, "../all (1).tpm.yaml"]
project: { name: Site, start: 2026-03-02 }
tasks:
  a:
    name: A
    duration: 1d
    code: [src/api/**, "!src/api/vendor/**", ../lib/move.py, 'src/it''s/', "**/*.md", *.css]
    acceptance:
      x: { name: X, evidence: reports/drill.xml }
      y: { name: Y, evidence: https://example.com/reports/drill.xml }
  b: { name: B, duration: 1d, code: src/api }
`.replace(', *.css', ', "*.css"')

let editor: Editor
afterEach(() => editor.dispose())

interface Answer {
  readonly changes: Record<string, { range: Parameters<typeof spanOf>[1]; newText: string }[]>
}

function spanOf(lines: ReturnType<typeof lineIndex>, range: { start: Position; end: Position }) {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) }
}
interface Position {
  readonly line: number
  readonly character: number
}

/** The lines of the plan that become others. */
async function changed(...moves: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  editor = new Editor({ [plan]: text })
  const { capabilities } = (await editor.start()) as { capabilities: { workspace: object } }
  expect(capabilities.workspace).toMatchObject({ fileOperations: { willRename: { filters: [{}] } } })
  await editor.open(plan, text)
  await editor.settled()
  const files = moves.map(([from, to]) => ({ oldUri: `file:///w/${from}`, newUri: `file:///w/${to}` }))
  const answer = await editor.request<Answer | null>('workspace/willRenameFiles', { files })
  if (!answer) return []
  expect(Object.keys(answer.changes)).toEqual([plan])
  const lines = lineIndex(text)
  const edits = answer.changes[plan]!.map(({ range, newText }) => ({ span: spanOf(lines, range), text: newText }))
  const before = text.split('\n')
  return applyEdits(text, edits)
    .split('\n')
    .filter(line => !before.includes(line))
    .map(line => line.trim())
}

test('a file that is included, or is evidence', async () => {
  expect(await changed(['plans/shared/people.tpm.yaml', 'plans/team.tpm.yaml'])).toEqual([
    'include: [team.tpm.yaml, ./shared/days.tpm.yaml, "../all (1).tpm.yaml"]',
  ])
  editor.dispose()
  expect(await changed(['plans/reports/drill.xml', 'plans/reports/drill: 2, new.xml'])).toEqual([
    'x: { name: X, evidence: "reports/drill: 2, new.xml" }',
  ])
  editor.dispose()
  expect(await changed(['all%20(1).tpm.yaml', 'all.tpm.yaml'])).toEqual([
    'include: [shared/people.tpm.yaml, ./shared/days.tpm.yaml, "../all.tpm.yaml"]',
  ])
})

test('a folder, for all that is named in it', async () => {
  expect(await changed(['plans/shared/', 'plans/our%20shared/'])).toEqual([
    'include: [our shared/people.tpm.yaml, ./our shared/days.tpm.yaml, "../all (1).tpm.yaml"]',
  ])
  editor.dispose()
  expect(await changed(['plans/src/api', 'plans/server/[api]'])).toEqual([
    String.raw`code: ["server/\\[api\\]/**", "!server/\\[api\\]/vendor/**", ../lib/move.py, 'src/it''s/', "**/*.md", "*.css"]`,
    String.raw`b: { name: B, duration: 1d, code: "server/\\[api\\]" }`,
  ])
})

test('several at once', async () => {
  expect(await changed(['lib', 'plans/lib'], ["plans/src/it's", 'its'])).toEqual([
    `code: [src/api/**, "!src/api/vendor/**", lib/move.py, '../its/', "**/*.md", "*.css"]`,
  ])
})

test('a plan that moves alone leads to the same places; with all that it names nothing changes', async () => {
  expect(await changed(['plans/site.tpm.yaml', 'site.tpm.yaml'])).toEqual([
    'include: [plans/shared/people.tpm.yaml, ./plans/shared/days.tpm.yaml, "all (1).tpm.yaml"]',
    `code: [plans/src/api/**, "!plans/src/api/vendor/**", lib/move.py, 'plans/src/it''s/', "plans/**/*.md", "plans/*.css"]`,
    'x: { name: X, evidence: plans/reports/drill.xml }',
    'b: { name: B, duration: 1d, code: plans/src/api }',
  ])
  editor.dispose()
  expect(await changed(['plans', 'work'])).toEqual([])
  editor.dispose()
  expect(await changed(['docs', 'doc'], ['plans/src/api2', 'plans/x'])).toEqual([])
})
