import { describe, expect, test } from 'vitest'
import { findReferences } from '#language/features/findReferences'
import { prepareRename, rename } from '#language/features/rename'
import { applyEdits } from '#language/write/edits'
import { changedLines, workspaceOf } from '#tests/support/planFiles'
import { fileName } from '#tests/support/snapshot'

/** The lines that change when the id at `$0` becomes `new-id`, by file; or why it can't. */
function renamed(fixture: string, to = 'new-id'): readonly string[] | string {
  const { snapshot, offset } = workspaceOf(fixture)
  const result = rename(snapshot, offset, to)
  if ('refused' in result) return result.refused
  return result.edits.flatMap(({ uri, edits }) => {
    const { text } = snapshot.workspace.snapshot(uri)!
    const prefix = uri === snapshot.uri ? '' : `${fileName(uri)}: `
    return changedLines(text, applyEdits(text, edits)).map(line => prefix + line)
  })
}

const head = 'tpm: 1\nproject: { id: bridge, name: Bridge, start: 2026-03-05 }\n'

type Case = readonly [name: string, fixture: string, expected: readonly string[]]

describe('an id is renamed wherever it is named in its plan:', () => {
  const cases: readonly Case[] = [
    [
      'a task in short links',
      `${head}tasks:\n  a$0: { name: A }\n  b: { name: B, after: a SS+1d }\n  c: { name: C, after: [b, a] }\n`,
      ['new-id: { name: A }', 'b: { name: B, after: new-id SS+1d }', 'c: { name: C, after: [b, new-id] }'],
    ],
    [
      'from a reference to it',
      `${head}tasks:\n  a: { name: A }\n  b: { name: B, after: a$0 SS+1d }\n`,
      ['new-id: { name: A }', 'b: { name: B, after: new-id SS+1d }'],
    ],
    [
      'a task whose id is a word of the link too',
      `${head}tasks:\n  S$0S: { name: A }\n  b: { name: B, after: SS SS+1d }\n`,
      ['new-id: { name: A }', 'b: { name: B, after: new-id SS+1d }'],
    ],
    [
      'a task in the long form, and one named like its key',
      `${head}tasks:\n  ta$0sk: { name: A }\n  b: { name: B, after: { task: task, lag: 2d } }\n`,
      ['new-id: { name: A }', 'b: { name: B, after: { task: new-id, lag: 2d } }'],
    ],
    [
      'a task in quotes',
      `${head}tasks:\n  "a$0": { name: A }\n  b: { name: B, after: 'a +1d' }\n`,
      ['"new-id": { name: A }', "b: { name: B, after: 'new-id +1d' }"],
    ],
    [
      'a task with others that begin or end like it',
      `${head}tasks:\n  a$0: { name: A }\n  a-b: { name: X }\n  b-a: { name: Y, after: [a-b, a] }\n`,
      ['new-id: { name: A }', 'b-a: { name: Y, after: [a-b, new-id] }'],
    ],
    [
      'a task below a summary',
      `${head}tasks:\n  s:\n    name: S\n    tasks:\n      a$0:\n        name: A\n  b: { name: B, after: a }\n`,
      ['new-id:', 'b: { name: B, after: new-id }'],
    ],
    [
      'a summary',
      `${head}tasks:\n  s$0:\n    name: S\n    tasks:\n      a: { name: A }\n  b: { name: B, after: s FF }\n`,
      ['new-id:', 'b: { name: B, after: new-id FF }'],
    ],
    [
      'a milestone in what counts back from its deadline',
      `${head}milestones:\n  ga$0: { name: GA, deadline: 2026-05-01 }\n  n: { name: N, before: ga.deadline -3w }\n`,
      ['new-id: { name: GA, deadline: 2026-05-01 }', 'n: { name: N, before: new-id.deadline -3w }'],
    ],
    [
      'a task in risks, records and the budget',
      `${head}tasks:\n  a$0: { name: A }\nrisks:\n  r: { name: R, affects: [a], mitigation: [a, a text with a] }\nissues:\n  i: { name: I, affects: a }\nchanges:\n  c: { name: C, covers: [a] }\nbudget:\n  lines:\n    x: { name: X, spread: { task: a } }\ndrivers:\n  d: { name: D, over: [a] }\n`,
      [
        'new-id: { name: A }',
        'r: { name: R, affects: [new-id], mitigation: [new-id, a text with a] }',
        'i: { name: I, affects: new-id }',
        'c: { name: C, covers: [new-id] }',
        'x: { name: X, spread: { task: new-id } }',
        'd: { name: D, over: [new-id] }',
      ],
    ],
    [
      'a task by its own plan’s name',
      `${head}tasks:\n  a$0: { name: A }\n  b: { name: B, after: bridge/a }\n`,
      ['new-id: { name: A }', 'b: { name: B, after: bridge/new-id }'],
    ],
    [
      'a person in assignments, as value, item and key',
      `${head}resources:\n  ben$0: { name: Ben }\ntasks:\n  a: { name: A, assign: ben }\n  b: { name: B, assign: [ben] }\n  c: { name: C, assign: { ben: 50% } }\n`,
      [
        'new-id: { name: Ben }',
        'a: { name: A, assign: new-id }',
        'b: { name: B, assign: [new-id] }',
        'c: { name: C, assign: { new-id: 50% } }',
      ],
    ],
    [
      'a person who owns, signs and answers',
      `tpm: 1\nproject: { name: P, start: 2026-03-05, owner: ben }\nresources:\n  ben$0: { name: Ben }\n  x: { name: X, manager: ben, team: ben }\ntasks:\n  a: { name: A, owner: ben, raci: { ben: A }, acceptance: { k: { name: K, by: ben } } }\nrisks:\n  r: { name: R, owner: ben, actionee: ben }\ndecisions:\n  d: { name: D, by: [ben] }\n`,
      [
        'project: { name: P, start: 2026-03-05, owner: new-id }',
        'new-id: { name: Ben }',
        'x: { name: X, manager: new-id, team: new-id }',
        'a: { name: A, owner: new-id, raci: { new-id: A }, acceptance: { k: { name: K, by: new-id } } }',
        'r: { name: R, owner: new-id, actionee: new-id }',
        'd: { name: D, by: [new-id] }',
      ],
    ],
    [
      'a stakeholder',
      `${head}stakeholders:\n  cfo$0: { name: Finance }\nmilestones:\n  m: { name: M, audience: [cfo], gate: { g: { name: G, by: cfo } } }\nchanges:\n  c: { name: C, requested-by: cfo }\n`,
      [
        'new-id: { name: Finance }',
        'm: { name: M, audience: [new-id], gate: { g: { name: G, by: new-id } } }',
        'c: { name: C, requested-by: new-id }',
      ],
    ],
    [
      'a calendar',
      'tpm: 1\nproject: { name: P, start: 2026-03-05, calendar: usual }\ncalendars:\n  usu$0al: { week: { mon: [09:00-12:00] } }\n  nights: { based-on: usual }\nresources:\n  ben: { name: Ben, calendar: usual }\ntasks:\n  a: { name: A, calendar: usual }\n',
      [
        'project: { name: P, start: 2026-03-05, calendar: new-id }',
        'new-id: { week: { mon: [09:00-12:00] } }',
        'nights: { based-on: new-id }',
        'ben: { name: Ben, calendar: new-id }',
        'a: { name: A, calendar: new-id }',
      ],
    ],
    [
      'a risk',
      `${head}risks:\n  r$0: { name: R }\n  q: { name: Q, secondary: [r] }\nissues:\n  i: { name: I, risk: r }\nassumptions:\n  s: { name: S, risk: r }\nactions:\n  x: { name: X, from: r }\n`,
      [
        'new-id: { name: R }',
        'q: { name: Q, secondary: [new-id] }',
        'i: { name: I, risk: new-id }',
        's: { name: S, risk: new-id }',
        'x: { name: X, from: new-id }',
      ],
    ],
    [
      'a sprint',
      `${head}sprints:\n  s1$0: { name: One, start: 2026-03-09, finish: 2026-03-20 }\ntasks:\n  a: { name: A, sprint: s1 }\n`,
      ['new-id: { name: One, start: 2026-03-09, finish: 2026-03-20 }', 'a: { name: A, sprint: new-id }'],
    ],
    [
      'a decision that an action comes from',
      `${head}decisions:\n  d$0: { name: D }\nactions:\n  x: { name: X, from: d }\n`,
      ['new-id: { name: D }', 'x: { name: X, from: new-id }'],
    ],
    [
      'a budget line',
      `${head}budget:\n  lines:\n    clo$0ud: { name: Cloud, planned: 5 }\n`,
      ['new-id: { name: Cloud, planned: 5 }'],
    ],
    ['a baseline', `${head}baselines:\n  kick$0off: { ref: v1 }\n`, ['new-id: { ref: v1 }']],
    [
      'what an alias repeats is said once',
      `${head}resources:\n  ben$0: { name: Ben }\ntasks:\n  a: { name: A, assign: &who ben }\n  b: { name: B, assign: *who }\n`,
      ['new-id: { name: Ben }', 'a: { name: A, assign: &who new-id }'],
    ],
    [
      'comments and texts stay',
      `${head}# a\ntasks:\n  a$0: { name: a } # a\n  b: { name: a, after: a } # after a\n`,
      ['new-id: { name: a } # a', 'b: { name: a, after: new-id } # after a'],
    ],
    [
      'with CRLF',
      `tpm: 1\r\ntasks:\r\n  a$0: { name: A }\r\n  b: { name: B, after: a }\r\n`,
      ['new-id: { name: A }', 'b: { name: B, after: new-id }'],
    ],
    [
      'in broken text, what can be read of it',
      `${head}tasks:\n  a$0: { name: A }\n  b: { name: B, after: a }\n  c:\n    name: [\n`,
      ['new-id: { name: A }', 'b: { name: B, after: new-id }'],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(renamed(fixture)).toEqual(expected))
})

const infra = '--- infra.tpm.yaml\ntpm: 1\nproject: { id: infra, name: Infra, start: 2026-03-05 }\n'
const app = '--- app.tpm.yaml\ntpm: 1\nproject: { id: app, name: App, start: 2026-03-05 }\n'

describe('the calendar called "default"', () => {
  const week = '{ week: { mon-thu: [08:00-14:00] } }'
  test('keeps a plan that named none', () =>
    expect(renamed(`${head}calendars:\n  de$0fault: ${week}\n`, 'office')).toEqual([
      'project: { id: bridge, name: Bridge, start: 2026-03-05, calendar: office }',
      `office: ${week}`,
    ]))
  test('is named by the plans that include it', () =>
    expect(
      renamed(`--- days.tpm.yaml\ncalendars:\n  default$0: ${week}\n${app}include: days.tpm.yaml\n`, 'office'),
    ).toEqual([
      `office: ${week}`,
      'app.tpm.yaml: project: { id: app, name: App, start: 2026-03-05, calendar: office }',
    ]))
  test('leaves a plan that names another', () =>
    expect(
      renamed('tpm: 1\nproject: { name: X, calendar: own }\ncalendars:\n  own: {}\n  default$0: {}\n', 'office'),
    ).toEqual(['office: {}']))
  test('is not what another becomes where a plan names none', () =>
    expect(renamed(`${head}calendars:\n  late$0: ${week}\n`, 'default')).toBe(
      'The calendar called "default" is that of a plan that names none: its dates would move',
    ))
})

describe('an id is renamed in all files:', () => {
  const cases: readonly Case[] = [
    [
      'a task that another plan waits for',
      `${infra}tasks:\n  net$0: { name: N }\n${app}tasks:\n  net: { name: Own }\n  b: { name: B, after: [infra/net SS, net] }\n`,
      ['new-id: { name: N }', 'app.tpm.yaml: b: { name: B, after: [infra/new-id SS, net] }'],
    ],
    [
      'from the plan that waits',
      `${infra}tasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: infra/ne$0t }\n`,
      ['infra.tpm.yaml: new-id: { name: N }', 'b: { name: B, after: infra/new-id }'],
    ],
    [
      'a task that another plan’s risk is about',
      `${infra}tasks:\n  net$0: { name: N }\n${app}risks:\n  r: { name: R, affects: [infra/net] }\n`,
      ['new-id: { name: N }', 'app.tpm.yaml: r: { name: R, affects: [infra/new-id] }'],
    ],
    [
      'a plan, by its own id',
      `--- infra.tpm.yaml\nproject: { id: inf$0ra, name: Infra, start: 2026-03-05 }\ntasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: [infra/net, "infra/net +1d"] }\n`,
      [
        'project: { id: new-id, name: Infra, start: 2026-03-05 }',
        'app.tpm.yaml: b: { name: B, after: [new-id/net, "new-id/net +1d"] }',
      ],
    ],
    [
      'a plan, by its part of a reference',
      `${infra}tasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: in$0fra/net }\n`,
      ['infra.tpm.yaml: project: { id: new-id, name: Infra, start: 2026-03-05 }', 'b: { name: B, after: new-id/net }'],
    ],
    [
      'a plan with a task of the same id',
      `--- x.tpm.yaml\nproject: { id: x$0, name: X, start: 2026-03-05 }\ntasks:\n  x: { name: X }\n${app}tasks:\n  b: { name: B, after: x/x }\n`,
      ['project: { id: new-id, name: X, start: 2026-03-05 }', 'app.tpm.yaml: b: { name: B, after: new-id/x }'],
    ],
    [
      'a person of a library',
      `--- people.tpm.yaml\nresources:\n  ann$0: { name: Ann }\n${app}include: people.tpm.yaml\ntasks:\n  b: { name: B, assign: ann }\n`,
      ['new-id: { name: Ann }', 'app.tpm.yaml: b: { name: B, assign: new-id }'],
    ],
    [
      'a person of a library, from a plan that includes it',
      `--- people.tpm.yaml\nresources:\n  ann: { name: Ann }\n${app}include: people.tpm.yaml\ntasks:\n  b: { name: B, assign: ann$0 }\n${infra}include: people.tpm.yaml\ntasks:\n  c: { name: C, owner: ann }\n`,
      [
        'people.tpm.yaml: new-id: { name: Ann }',
        'b: { name: B, assign: new-id }',
        'infra.tpm.yaml: c: { name: C, owner: new-id }',
      ],
    ],
    [
      'a calendar of a library',
      `--- days.tpm.yaml\ncalendars:\n  de$0: { week: { mon: [09:00-12:00] } }\n${app}include: days.tpm.yaml\ntasks:\n  b: { name: B, calendar: de }\n`,
      ['new-id: { week: { mon: [09:00-12:00] } }', 'app.tpm.yaml: b: { name: B, calendar: new-id }'],
    ],
    [
      'not where a plan has its own of that id',
      `--- people.tpm.yaml\nresources:\n  ann$0: { name: Ann }\n${app}include: people.tpm.yaml\nresources:\n  ann: { name: Another }\ntasks:\n  b: { name: B, assign: ann }\n`,
      ['new-id: { name: Ann }'],
    ],
    [
      'not where a plan does not include it',
      `--- people.tpm.yaml\nresources:\n  ann$0: { name: Ann }\n${app}resources:\n  ann: { name: Own }\ntasks:\n  b: { name: B, assign: ann }\n`,
      ['new-id: { name: Ann }'],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(renamed(fixture)).toEqual(expected))
})

describe('refused:', () => {
  const two = `${head}tasks:\n  a$0: { name: A }\n  b: { name: B }\nmilestones:\n  m: { name: M }\nresources:\n  ben: { name: Ben }\nstakeholders:\n  cfo: { name: Finance }\n`
  const cases: readonly (readonly [name: string, fixture: string, to: string, words: RegExp])[] = [
    ['an id of another task', two, 'b', /another task or milestone "b"/],
    ['an id of a milestone', two, 'm', /another task or milestone "m"/],
    [
      'a stakeholder’s id for a person',
      two.replace('$0', '').replace('ben:', 'ben$0:'),
      'cfo',
      /another person, resource or stakeholder "cfo"/,
    ],
    ['a word that other readers take for a boolean', two, 'yes', /boolean or null/],
    ['a number', two, '1st', /id/],
    ['a space in it', two, 'a b', /id/],
    ['an address of another plan', two, 'infra/a', /id/],
    ['nothing', two, '', /id/],
    ['an id that is too long', two, 'x'.repeat(65), /at most 64/],
    ['a prototype', two, '__proto__', /__proto__/],
    [
      'another plan’s id for a plan',
      `--- a.tpm.yaml\nproject: { id: a$0, name: A, start: 2026-03-05 }\n${app}`,
      'app',
      /another plan "app"/,
    ],
    [
      'a library’s person by an id that a plan has itself',
      `--- people.tpm.yaml\nresources:\n  ann$0: { name: Ann }\n${app}include: people.tpm.yaml\nresources:\n  bob: { name: Bob }\n`,
      'bob',
      /another person, resource or stakeholder "bob" in app\.tpm\.yaml/,
    ],
    [
      'a library’s person by an id of the library, from a plan',
      `--- people.tpm.yaml\nresources:\n  ann: { name: Ann }\n  bob: { name: Bob }\n${app}include: people.tpm.yaml\ntasks:\n  b: { name: B, assign: ann$0 }\n`,
      'bob',
      /another person, resource or stakeholder "bob"/,
    ],
    ['what is defined nowhere', `${head}tasks:\n  a: { name: A, after: nob$0ody }\n`, 'x', /defined in this workspace/],
    ['a name', `${head}tasks:\n  a: { name: Al$0pha }\n`, 'x', /Only an id/],
    ['a key of the format', `${head}tasks:\n  a: { na$0me: Alpha }\n`, 'x', /Only an id/],
  ]
  test.each(cases)('%s', (_name, fixture, to, words) => expect(renamed(fixture, to)).toMatch(words))

  test('nothing changes for the same id', () => expect(renamed(two, 'a')).toEqual([]))
  test('a task may be called like a person', () => expect(renamed(two, 'ben')).toEqual(['ben: { name: A }']))
  test('a risk may be called like a task', () =>
    expect(renamed(`${head}tasks:\n  a: { name: A }\nrisks:\n  r$0: { name: R }\n`, 'a')).toEqual(['a: { name: R }']))
  test('another plan’s task may have the id', () =>
    expect(renamed(`${infra}tasks:\n  net$0: { name: N }\n${app}tasks:\n  b: { name: B }\n`, 'b')).toEqual([
      'b: { name: N }',
    ]))
})

describe('what can be renamed at the cursor is shown:', () => {
  const prepared = (fixture: string) => {
    const { snapshot, offset } = workspaceOf(fixture)
    const found = prepareRename(snapshot, offset)
    return found && `${snapshot.text.slice(found.span.start, found.span.end)}|${found.id}`
  }
  test.each([
    ['an id', `${head}tasks:\n  de$0sign: { name: A }\n`, 'design|design'],
    ['a reference without its lag', `${head}tasks:\n  a: { name: A }\n  b: { name: B, after: a$0 SS+2d }\n`, 'a|a'],
    ['a reference without its quotes', `${head}tasks:\n  a: { name: A }\n  b: { name: B, after: "a$0" }\n`, 'a|a'],
    [
      'another plan’s task without the plan',
      `${infra}tasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: infra/ne$0t }\n`,
      'net|net',
    ],
    [
      'another plan',
      `${infra}tasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: inf$0ra/net }\n`,
      'infra|infra',
    ],
    ['nothing for what is not there', `${head}tasks:\n  b: { name: B, after: no$0body }\n`, undefined],
    ['nothing for a lag', `${head}tasks:\n  a: { name: A }\n  b: { name: B, after: a SS+2$0d }\n`, undefined],
    ['nothing for a tag', `${head}tasks:\n  b: { name: B, tags: [back$0end] }\n`, undefined],
  ])('%s', (_name, fixture, expected) => expect(prepared(fixture)).toBe(expected))
})

describe('references of a plan', () => {
  const found = (fixture: string) => {
    const { snapshot, offset } = workspaceOf(fixture)
    return findReferences(snapshot, offset, { withDefinition: true }).map(
      ({ uri, span }) => `${fileName(uri)} ${snapshot.workspace.snapshot(uri)!.text.slice(span.start, span.end)}`,
    )
  }
  test('are its part of the names of its tasks', () =>
    expect(
      found(
        `--- infra.tpm.yaml\nproject: { id: inf$0ra, name: Infra, start: 2026-03-05 }\ntasks:\n  net: { name: N }\n${app}tasks:\n  b: { name: B, after: [infra/net, "infra/net +1d"] }\nrisks:\n  r: { name: R, affects: infra/net }\n`,
      ),
    ).toEqual(['infra.tpm.yaml infra', 'app.tpm.yaml infra', 'app.tpm.yaml infra', 'app.tpm.yaml infra']))
})
