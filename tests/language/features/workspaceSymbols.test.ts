import { describe, expect, test } from 'vitest'
import { maxWorkspaceSymbols, workspaceSymbols } from '#language/features/workspaceSymbols'
import { fileName, snapshotOf } from '#tests/support/snapshot'

const plan = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05 }
include: people.tpm.yaml
resources:
  ben: { name: Ben Adeyemi }
calendars:
  nights: { week: { mon: [09:00-12:00] } }
sprints:
  s1: { name: Sprint one }
tasks:
  data-sync: { name: Data sync, duration: 2d }
  sync: { name: Synchronise clocks, duration: 2d }
  build:
    name: Build
    tasks:
      landing-zone: { name: Landing zone, duration: 8d }
      rollback: { name: Way back, duration: 2d }
milestones:
  ga: { name: Generally available }
risks:
  vendor-quota: { name: Vendor raises quota late }
decisions:
  read-only: { name: Keep the ledger read-only }
budget:
  lines:
    cloud: { name: Cloud spend }
`
const files = {
  'infra.tpm.yaml':
    'project: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n  network: { name: Network }\n  data-sync: { name: Other sync }\n',
  'people.tpm.yaml': 'resources:\n  ann: { name: Ann Other }\n',
}

const found = (query: string) =>
  workspaceSymbols(snapshotOf(plan, files).workspace.snapshots.values(), query).map(
    ({ name, kind, container, uri }) => `${kind} ${name} (${container || fileName(uri)})`,
  )

describe('symbols of all plans', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    [
      'the id itself comes first',
      'sync',
      [
        'task sync Synchronise clocks (Bridge)',
        'task data-sync Other sync (Infra)',
        'task data-sync Data sync (Bridge)',
      ],
    ],
    ['an id in two plans', 'data-sync', ['task data-sync Other sync (Infra)', 'task data-sync Data sync (Bridge)']],
    ['the name itself', 'landing zone', ['task landing-zone Landing zone (Bridge)']],
    ['the beginning of a name', 'gener', ['milestone ga Generally available (Bridge)']],
    ['a word of a name', 'ledger', ['decision read-only Keep the ledger read-only (Bridge)']],
    ['a part of a word', 'etwor', ['task network Network (Infra)']],
    ['first letters of words', 'lz', ['task landing-zone Landing zone (Bridge)']],
    ['letters in order', 'ntwrk', ['task network Network (Infra)']],
    ['words in order with a space', 'vendor late', ['risk vendor-quota Vendor raises quota late (Bridge)']],
    ['capitals mean the same', 'GA', ['milestone ga Generally available (Bridge)']],
    ['a summary', 'build', ['summary build Build (Bridge)']],
    ['a plan by its id', 'bridge', ['plan bridge Bridge (plan.tpm.yaml)']],
    ['a plan by its name', 'Infra', ['plan infra Infra (infra.tpm.yaml)']],
    ['a person', 'adeyemi', ['person ben Ben Adeyemi (Bridge)']],
    ['a person of a library, once', 'ann other', ['person ann Ann Other (people.tpm.yaml)']],
    ['a sprint', 'sprint one', ['sprint s1 Sprint one (Bridge)']],
    ['a calendar', 'nights', ['calendar nights (Bridge)']],
    ['a budget line', 'cloud spend', ['budget-line cloud Cloud spend (Bridge)']],
    ['nothing that lacks a letter', 'zzz', []],
    ['nothing in the wrong order', 'krowten', []],
  ]
  test.each(cases)('%s', (_name, query, expected) =>
    expect(found(query).slice(0, expected.length || 1)).toEqual(expected),
  )

  test('everything for an empty query', () => expect(found('')).toHaveLength(17))
  test('better matches stand before others', () => {
    const all = found('back')
    expect(all[0]).toBe('task rollback Way back (Bridge)')
  })

  test('no more than anyone reads, of 20,000, and the one that is meant first', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `  task-${i}: { name: Work package ${i} }\n`).join('')
    const snapshot = snapshotOf(`project: { name: P, start: 2026-03-05 }\ntasks:\n${many}`)
    expect(workspaceSymbols([snapshot], 'task')).toHaveLength(maxWorkspaceSymbols)
    expect(workspaceSymbols([snapshot], 'task-19999')[0]!.name).toBe('task-19999 Work package 19999')
    expect(workspaceSymbols([snapshot], 'wp1234')[0]!.name).toBe('task-1234 Work package 1234')
  })
})
