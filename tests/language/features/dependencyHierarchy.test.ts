import { describe, expect, test } from 'vitest'
import { hierarchyItemAt, predecessorCalls, successorCalls } from '#language/features/dependencyHierarchy'
import { workspaceOf } from '#tests/support/planFiles'
import { fileName } from '#tests/support/snapshot'

/** What comes before and after the task at `$0`: its id, with another file's name, and the lines that say so. */
function around(fixture: string): { before: readonly string[]; after: readonly string[] } | undefined {
  const { snapshot, offset } = workspaceOf(fixture)
  const item = hierarchyItemAt(snapshot, offset)
  if (!item) return undefined
  const home = snapshot.workspace.snapshot(item.uri)!
  const line = (uri: string, start: number) => {
    const { text } = snapshot.workspace.snapshot(uri)!
    return text.slice(text.lastIndexOf('\n', start) + 1, text.indexOf('\n', start)).trim()
  }
  const show = (calls: ReturnType<typeof predecessorCalls>, document: (uri: string) => string) =>
    calls.map(
      ({ item: { id, uri }, at }) =>
        `${uri === home.uri ? id : `${fileName(uri)} ${id}`} < ${at.map(({ start }) => line(document(uri), start)).join(' | ')}`,
    )
  return {
    before: show(predecessorCalls(home, item.id), uri => uri),
    after: show(successorCalls(home, item.id), () => home.uri),
  }
}

const plan = (mark: (text: string) => string = text => text) =>
  mark(`tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05 }
tasks:
  first: { name: First }
  s:
    name: Sum
    after: first
    tasks:
      x: { name: X }
      w:
        name: W
        after: [x SS+1d, other FF]
  other: { name: Other }
  last: { name: Last, after: { task: w, lag: 2d } }
milestones:
  ga: { name: GA, after: s, deadline: 2026-05-01 }
  notice: { name: N, before: ga -3w }
  d: { name: D, before: ga.deadline -3w }
`)
const at = (word: string, cursor: string) => plan(text => text.replace(word, cursor))

describe('the hierarchy of dependencies', () => {
  const cases: readonly [string, string, readonly string[], readonly string[]][] = [
    ['of a task that a summary waits for', at('  first:', '  fir$0st:'), [], ['s < after: first']],
    [
      'of a task in a summary: what the summary waits for, and what waits for it',
      at('      x:', '      x$0:'),
      ['first < after: first'],
      ['w < after: [x SS+1d, other FF]', 'ga < ga: { name: GA, after: s, deadline: 2026-05-01 }'],
    ],
    [
      'of a task with both',
      at('      w:', '      w$0:'),
      ['first < after: first', 'x < after: [x SS+1d, other FF]', 'other < after: [x SS+1d, other FF]'],
      [
        'last < last: { name: Last, after: { task: w, lag: 2d } }',
        'ga < ga: { name: GA, after: s, deadline: 2026-05-01 }',
      ],
    ],
    [
      'of a summary, with what is in it, but nothing inside',
      at('  s:', '  s$0:'),
      ['first < after: first', 'other < after: [x SS+1d, other FF]'],
      [
        'last < last: { name: Last, after: { task: w, lag: 2d } }',
        'ga < ga: { name: GA, after: s, deadline: 2026-05-01 }',
      ],
    ],
    [
      'of a milestone',
      at('  ga:', '  g$0a:'),
      ['s < ga: { name: GA, after: s, deadline: 2026-05-01 }'],
      ['notice < notice: { name: N, before: ga -3w }'],
    ],
    [
      'of what counts back from a task',
      at('  notice:', '  noti$0ce:'),
      ['ga < notice: { name: N, before: ga -3w }'],
      [],
    ],
    ['of what counts back from a deadline', at('  d:', '  d$0:'), [], []],
    [
      'from a reference',
      at('after: s,', 'after: s$0,'),
      ['first < after: first', 'other < after: [x SS+1d, other FF]'],
      [
        'last < last: { name: Last, after: { task: w, lag: 2d } }',
        'ga < ga: { name: GA, after: s, deadline: 2026-05-01 }',
      ],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, before, after) => expect(around(fixture)).toEqual({ before, after }))

  const infra = '--- infra.tpm.yaml\ntpm: 1\nproject: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n'
  const app = '--- app.tpm.yaml\ntpm: 1\nproject: { id: app, name: App, start: 2026-03-05 }\ntasks:\n'
  test('over plans, to what waits there', () =>
    expect(around(`${infra}  ne$0t: { name: N }\n${app}  b: { name: B, after: infra/net SS }\n`)).toEqual({
      before: [],
      after: ['app.tpm.yaml b < net: { name: N }'],
    }))
  test('over plans, to what is waited for', () =>
    expect(around(`${infra}  net: { name: N }\n${app}  b$0: { name: B, after: infra/net SS }\n`)).toEqual({
      before: ['infra.tpm.yaml net < net: { name: N }'],
      after: [],
    }))
  test('over plans, for a summary that another plan waits for', () =>
    expect(
      around(`${infra}  s: { name: S, tasks: { ne$0t: { name: N } } }\n${app}  b: { name: B, after: infra/s }\n`)!
        .after,
    ).toEqual(['app.tpm.yaml b < s: { name: S, tasks: { net: { name: N } } }']))
  test('from a reference to another plan’s task', () =>
    expect(
      around(
        `${infra}  first: { name: F }\n  net: { name: N, after: first }\n${app}  b: { name: B, after: infra/ne$0t }\n`,
      )!.before,
    ).toEqual(['first < net: { name: N, after: first }']))
  test('a task that waits for itself ends', () =>
    expect(around('tasks:\n  lo$0op: { name: L, after: loop }\n')).toEqual({ before: [], after: [] }))
  test.each([
    ['a name', at('name: First', 'name: Fir$0st')],
    ['a person', 'resources:\n  be$0n: { name: Ben }\n'],
    ['what is not there', 'tasks:\n  a: { name: A, after: nob$0ody }\n'],
    ['a key', at('    after: first', '    aft$0er: first')],
  ])('none of %s', (_name, fixture) => expect(around(fixture)).toBeUndefined())
})
