import { describe, expect, test } from 'vitest'
import { unscheduledWords } from '#engine/view/taskFacts'
import { codeLenses, describeLens } from '#language/features/codeLens'
import { hierarchyItemAt, predecessorCalls, successorCalls } from '#language/features/dependencyHierarchy'
import { documentLinks } from '#language/features/documentLinks'
import { type HintKind, inlayHints } from '#language/features/inlayHints'
import { semanticTokens } from '#language/features/semanticTokens'
import { signatureHelp } from '#language/features/signatureHelp'
import { readPlan } from '#language/read/read'
import { markedAt } from '#tests/support/marker'
import { fileName, snapshotOf } from '#tests/support/snapshot'

const plan = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05, currency: EUR, deadline: 2026-03-20 }
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  a:
    name: Alpha
    duration: 2d
    assign: ben
  s:
    name: Sum
    tasks:
      b:
        name: Beta
        duration: 1d
        after: a
      c:
        name: Gamma
        duration: 3d
        after: a
  loop:
    name: Loop
    after: loop
milestones:
  ga:
    name: Launch
    after: s
    deadline: 2026-03-10
    gate:
      one: { name: One, status: open }
      two: { name: Two, status: passed }
`

describe('inlay hints', () => {
  const hints = (kinds: HintKind[], from = 0, to = plan.length) =>
    inlayHints(snapshotOf(plan), { start: from, end: to }, new Set(kinds)).map(
      ({ offset, text }) => `${plan.slice(0, offset).split('\n').at(-1)!.trim()}${text}`,
    )
  test('dates', () =>
    expect(hints(['dates'])).toEqual([
      'a: Thu 5 Mar → Fri 6 Mar',
      's: Mon 9 Mar → Wed 11 Mar',
      'b: Mon 9 Mar',
      'c: Mon 9 Mar → Wed 11 Mar',
      'loop: no dates: it waits for itself',
      'ga: Wed 11 Mar',
    ]))
  test('why there are no dates fits beside an id, whatever the reason', () => {
    for (const words of Object.values(unscheduledWords)) expect(words.length).toBeLessThanOrEqual(50)
  })
  test('float', () =>
    expect(hints(['float'])).toEqual(['a: 1d late', 's: 1d late', 'b: float 1d', 'c: 1d late', 'ga: 1d late']))
  test('what has none is critical', () => {
    const text = plan.replace('    deadline: 2026-03-10\n', '')
    expect(
      inlayHints(snapshotOf(text), { start: 0, end: text.length }, new Set(['float'])).map(({ text }) => text),
    ).toEqual([' critical', ' critical', ' float 2d', ' critical', ' critical'])
  })
  test('cost', () => expect(hints(['cost'])).toEqual(['a: 1,600 EUR']))
  test('only of the lines asked for', () =>
    expect(hints(['dates'], plan.indexOf('  b:'), plan.indexOf('  c:'))).toEqual([
      'b: Mon 9 Mar',
      'c: Mon 9 Mar → Wed 11 Mar',
    ]))
  test('none where none is wanted', () => expect(hints([])).toEqual([]))
  test('the tooltip says it all', () =>
    expect(inlayHints(snapshotOf(plan), { start: 0, end: plan.length }, new Set(['dates']))[0]!.tooltip).toContain(
      '**Alpha**',
    ))
  test('a duplicate id gets none', () => {
    const text = `${plan}  a:\n    name: Again\n`
    expect(
      inlayHints(snapshotOf(text), { start: 0, end: text.length }, new Set(['dates'])).filter(({ offset }) =>
        text.slice(0, offset).endsWith('a:'),
      ),
    ).toHaveLength(2)
  })
})

describe('lenses', () => {
  const snapshot = snapshotOf(plan)
  test('stand at the project and every task of a small plan', () =>
    expect(codeLenses(snapshot).map(({ span }) => plan.slice(span.start, span.end))).toEqual([
      'project',
      'a',
      's',
      'b',
      'c',
      'ga',
    ]))
  test('none stands where the hint says why there are no dates', () =>
    expect(codeLenses(snapshot).some(({ task }) => task === 'loop')).toBe(false))
  test('a plan in which nothing has dates has no finish to tell', () => {
    const words = (text: string) =>
      describeLens(snapshotOf(`tpm: 1\nproject: { name: P, start: 2026-03-05 }\n${text}`), undefined)
    expect(words('tasks: { a: { name: A, after: b }, b: { name: B, after: a } }\n')).toBe('nothing has dates yet')
    expect(words('')).toBe('no tasks yet')
  })
  test('the names of milestones are cut where a line would be', () => {
    const long = plan.replace('name: Launch', `name: ${'Launch '.repeat(20)}`)
    expect(describeLens(snapshotOf(long), 'a')).toBe(
      `critical · drives ${'Launch '.repeat(6).slice(0, 39)}… · 2 successors`,
    )
  })
  test.each([
    [undefined, /^finishes Wed 11 Mar · before its deadline · 4 tasks, 1 without dates$/],
    ['a', /^critical · drives Launch · 2 successors$/],
    ['b', /^float 1d$/],
    ['c', /^critical · drives Launch$/],
    ['s', /^2 tasks · critical/],
    ['ga', /^Wed 11 Mar · deadline Tue 10 Mar, missed by 1 working day · 1 of 2 criteria open · critical$/],
  ])('%s', (id, words) => expect(describeLens(snapshot, id)).toMatch(words))
  test('who waits in other plans is counted too', () => {
    const here =
      'tpm: 1\nproject: { id: here, name: Here, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 1d }\n  b: { name: B, duration: 1d, after: a }\n'
    const there =
      'tpm: 1\nproject: { id: there, name: There, start: 2026-03-02 }\ntasks:\n  c: { name: C, duration: 1d, after: here/a }\n'
    expect(describeLens(snapshotOf(here), 'a')).toMatch(/ 1 successor$/)
    expect(describeLens(snapshotOf(here, { 'there.tpm.yaml': there }), 'a')).toMatch(/ 2 successors$/)
  })
  test('a wait for a person drives like a link, as in the chain of reasons', () => {
    const leveled = snapshotOf(`tpm: 1
project: { name: Bridge, start: 2026-03-02, leveling: auto }
resources: { ann: { name: Ann } }
tasks:
  a: { name: A, duration: 2d, assign: ann, priority: 900 }
  b: { name: B, duration: 2d, assign: ann }
milestones:
  ga: { name: Launch, after: b }
`)
    expect(describeLens(leveled, 'a')).toBe('critical · drives Launch')
  })
  test('large plans have them at summaries and milestones only', () => {
    const many = `tpm: 1\nproject: { name: P, start: 2026-03-05 }\ntasks:\n  s:\n    name: S\n    tasks:\n${Array.from({ length: 300 }, (_, i) => `      t${i}:\n        name: T\n        duration: 1d\n`).join('')}`
    expect(codeLenses(snapshotOf(many))).toHaveLength(2)
  })
})

describe('semantic tokens', () => {
  const tokens = (text: string, only?: { start: number; end: number }) =>
    semanticTokens([{ text }], only).map(
      ({ start, end, type, isDefinition }) => `${type}${isDefinition ? '!' : ''} ${text.slice(start, end)}`,
    )
  const cases: readonly [string, string, string[]][] = [
    [
      'ids where they are defined',
      'tasks:\n  a:\n    name: A\nrisks:\n  r:\n    name: R\nresources:\n  ben: { name: B }\n',
      ['task! a', 'risk! r', 'person! ben'],
    ],
    ['tasks in tasks', 'tasks:\n  s:\n    tasks:\n      x:\n        name: X\n', ['task! s', 'task! x']],
    [
      'links',
      'tasks:\n  a:\n    after: [b, c SS+3d, d -1w]\n',
      ['task! a', 'task b', 'task c', 'linkType SS', 'lag +3d', 'task d', 'lag -1w'],
    ],
    [
      'links in a block list',
      'tasks:\n  a:\n    after:\n      - b\n      - task: c\n        lag: 2d\n',
      ['task! a', 'task b', 'task c', 'lag 2d'],
    ],
    ['a quoted link', 'tasks:\n  a:\n    after: "b SS"\n', ['task! a', 'task b', 'linkType SS']],
    ['before', 'milestones:\n  n:\n    before: ga.deadline -3w\n', ['task! n', 'task ga.deadline', 'lag -3w']],
    [
      'people as keys',
      'tasks:\n  a:\n    assign: { ben: 50% }\n    raci: { cfo: A }\n',
      ['task! a', 'person ben', 'number 50%', 'person cfo', 'word A'],
    ],
    [
      'dates and durations',
      'tasks:\n  a:\n    duration: 3d..5d..9d\n    deadline: 2026-05-01\n    status: done\n',
      ['task! a', 'duration 3d..5d..9d', 'date 2026-05-01', 'word done'],
    ],
    ['a wrong word has no colour', 'tasks:\n  a:\n    status: dnoe\n', ['task! a']],
    ['names have none', 'tasks:\n  a:\n    name: in-progress\n    notes: 2026-05-01\n', ['task! a']],
    [
      'flow over lines',
      'risks:\n  r:\n    impact: {\n      schedule: 5d,\n      cost: 100\n    }\n    owner: ben\n',
      ['risk! r', 'duration 5d', 'number 100', 'person ben'],
    ],
    ['comments have none', 'tasks:\n  a: # after: b\n    after: b # c\n', ['task! a', 'task b']],
    [
      'broken text keeps its colours',
      'tasks:\n  a:\n    after: [b,\n    duration: 2d\n',
      ['task! a', 'task b', 'duration 2d'],
    ],
    [
      'a calendar',
      'calendars:\n  nights:\n    based-on: default\n    week: { mon-fri: [09:00-12:00] }\n    exceptions:\n      2026-05-01: closed\n',
      ['calendar! nights', 'calendar default', 'word mon-fri', 'date 09:00-12:00', 'date 2026-05-01', 'word closed'],
    ],
  ]
  test.each(cases)('%s', (_name, text, expected) => expect(tokens(text)).toEqual(expected))
  test('of some lines are those of the whole', () => {
    const all = semanticTokens([{ text: plan }])
    for (let start = 0; start < plan.length; start += 40) {
      const end = Math.min(plan.length, start + 60)
      expect(semanticTokens([{ text: plan }], { start, end })).toEqual(
        all.filter(token => start <= token.end && token.start <= end),
      )
    }
  })
  test('are those of a fresh reading after an edit, and come block by block as from the whole', () => {
    const former = readPlan(plan, { file: '' })
    semanticTokens(former.blocks)
    for (let at = 0; at < plan.length; at += 7) {
      const text = `${plan.slice(0, at)}\n  b: [2026-01-01]${plan.slice(at)}`
      const again = semanticTokens(readPlan(text, { file: '', previous: former }).blocks)
      expect(again).toEqual(semanticTokens(readPlan(text, { file: '' }).blocks))
    }
    expect(semanticTokens(former.blocks)).toEqual(semanticTokens([{ text: plan }]))
  })
  test('come in order and never overlap', () => {
    const all = semanticTokens([{ text: plan }])
    for (const [i, token] of all.entries()) if (i > 0) expect(token.start).toBeGreaterThanOrEqual(all[i - 1]!.end)
  })
})

describe('document links', () => {
  const links = (text: string, others = {}) =>
    documentLinks(snapshotOf(text, others)).map(
      ({ span, target }) => `${text.slice(span.start, span.end)} → ${fileName(target)}`,
    )
  test('addresses of a task', () =>
    expect(links('tasks:\n  a:\n    name: A\n    links: [BILL-231, "https://example.com/x"]\n')).toEqual([
      'https://example.com/x → https://example.com/x',
    ]))
  test('a single address', () =>
    expect(links('tasks:\n  a:\n    name: A\n    links: https://example.com/x\n')).toEqual([
      'https://example.com/x → https://example.com/x',
    ]))
  test('includes', () =>
    expect(links('include: [people.tpm.yaml]\n', { 'people.tpm.yaml': '' })).toEqual([
      'people.tpm.yaml → people.tpm.yaml',
    ]))
  test('evidence', () =>
    expect(links('milestones:\n  m:\n    name: M\n    gate: { g: { name: G, evidence: reports/x.xml } }\n')).toEqual([
      'reports/x.xml → reports/x.xml',
    ]))
  test.each(['command:x', 'file:///etc/passwd', 'javascript:alert(1)', 'vscode://x'])('never %s', link =>
    expect(links(`tasks:\n  a:\n    name: A\n    links: ["${link}"]\n`)).toEqual([]),
  )
  test('nothing outside of the workspace', () => expect(links('include: ../../secret.yaml\n')).toEqual([]))
})

describe('signature help', () => {
  const active = (fixture: string) => {
    const { text, offset } = markedAt(fixture)
    const help = signatureHelp(snapshotOf(text), offset)
    return help && `${help.label.slice(help.parameters[help.active]!.from, help.parameters[help.active]!.to)}`
  }
  test.each([
    ['the id', 'tasks:\n  a:\n    after: b$0', 'id'],
    ['nothing typed', 'tasks:\n  a:\n    after: $0', 'id'],
    ['the type', 'tasks:\n  a:\n    after: b $0', 'TYPE'],
    ['half a type', 'tasks:\n  a:\n    after: [c, b S$0]', 'TYPE'],
    ['the lag', 'tasks:\n  a:\n    after: b SS+$0', '±lag'],
    ['the lag without a type', 'tasks:\n  a:\n    after: b +3d$0', '±lag'],
    ['an item', 'tasks:\n  a:\n    after:\n      - b $0', 'TYPE'],
    ['before', 'milestones:\n  a:\n    before: ga.dead$0', 'id.deadline'],
    ['nothing elsewhere', 'tasks:\n  a:\n    name: b$0', undefined],
  ])('%s', (_name, fixture, part) => expect(active(fixture)).toBe(part))
})

describe('dependencies as a hierarchy', () => {
  const snapshot = snapshotOf(plan, {
    'app.tpm.yaml':
      'project: { id: app, name: App, start: 2026-03-05 }\ntasks:\n  x:\n    name: X\n    duration: 1d\n    after: [bridge/a SS]\n',
  })
  test('from a reference', () =>
    expect(hierarchyItemAt(snapshot, plan.indexOf('after: a') + 7)).toMatchObject({
      id: 'a',
      name: 'Alpha',
      detail: 'Thu 5 Mar – Fri 6 Mar',
      kind: 'task',
    }))
  test('predecessors', () =>
    expect(
      predecessorCalls(snapshot, 'b').map(
        ({ item, at }) => `${item.id} ${at.map(({ start, end }) => plan.slice(start, end))}`,
      ),
    ).toEqual(['a a']))
  test('successors, in other plans too', () =>
    expect(successorCalls(snapshot, 'a').map(({ item }) => `${fileName(item.uri)} ${item.id}`)).toEqual([
      'plan.tpm.yaml b',
      'plan.tpm.yaml c',
      'app.tpm.yaml x',
    ]))
  test('nothing at a name', () => expect(hierarchyItemAt(snapshot, plan.indexOf('Alpha') + 1)).toBeUndefined())
})
