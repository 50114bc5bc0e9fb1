import { beforeAll, describe, expect, test } from 'vitest'
import { Workspace } from '#language/workspace'
import { comparePlan } from '../../server/src/cli/diff/compared.ts'
import { diffMarkdown } from '../../server/src/cli/diff/markdown.ts'

function loaded(text: string, file = 'plan.tpm.yaml') {
  const workspace = new Workspace()
  workspace.set(file, text)
  return { file, inRoot: file, snapshot: workspace.snapshot(file)!, workspace }
}

const comment = (before: string, after: string, plans = 1) => {
  const one = comparePlan(loaded(before), loaded(after))
  const all = Array.from({ length: plans }, (_, i) => ({ ...one, file: `${'deep/'.repeat(20)}${i}.tpm.yaml` }))
  return diffMarkdown({ base: 'main', head: 'topic', plans: all }, uri => uri)
}

const plan = (days: number, count: number, name = 'Task') =>
  `tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n${Array.from({ length: count }, (_, i) => `  t${i}: { name: ${JSON.stringify(`${name} ${i}`)}, duration: ${days + (i % 3)}d }\n`).join('')}milestones:\n${Array.from({ length: count }, (_, i) => `  m${i}: { name: ${JSON.stringify(`${name} ${i}`)}, after: t${i}, deadline: 2026-03-04 }\n`).join('')}`

describe('a comment', () => {
  let text: string
  beforeAll(() => {
    text = comment(plan(2, 3), plan(4, 3))
  })

  test('begins with the mark by which it is found again', () => expect(text).toMatch(/^<!-- tpm-diff -->\n/))

  test('has verdict, movements, edits and a picture', () => {
    expect(text).toMatch(/^\*\*Worse: the finish 2d later \(Thu 5 Mar → Mon 9 Mar\).*\*\*$/m)
    expect(text).toContain('| Task 0 | Tue 3 Mar | Thu 5 Mar | **+2d** | Wed 4 Mar, **now missed** |')
    expect(text).toMatch(/^\| Task 2: duration 4d → 6d \| finish \+[\d.]+[dh], Task 2 \+2d \| revision \| `\S+:6` \|$/m)
    expect(text).toMatch(
      /```mermaid\ngantt\n {2}dateFormat YYYY-MM-DD\n[\s\S]* {4}Task 0 now :[a-z]+, 2026-03-02, 2026-03-06\n/,
    )
  })

  test('is as long as GitHub lets it be, whatever is in the plan', () => {
    const hostile = '`|<@a>#1 :x: & "\\" '.repeat(20)
    for (const [count, plans] of [
      [150, 1],
      [40, 40],
      [1, 1500],
    ] as const) {
      const long = comment(plan(2, count, hostile), plan(4, count, hostile), plans)
      expect(long.length).toBeLessThanOrEqual(60_000)
      expect(long).toContain('Worse')
      // Nothing is cut in its middle: tables, folds and fences are whole.
      expect(long.match(/<details>/g)?.length ?? 0).toBe(long.match(/<\/details>/g)?.length ?? 0)
      expect((long.match(/^```/gm)?.length ?? 0) % 2).toBe(0)
      for (const [, diagram] of long.matchAll(/```mermaid\n([\s\S]*?)\n```/g))
        expect(diagram!.length).toBeLessThanOrEqual(50_000)
    }
  })

  test('says how many plans did not fit', () => {
    expect(comment(plan(2, 40), plan(4, 40), 400)).toMatch(/_and \d+ more plans/)
  })
})
