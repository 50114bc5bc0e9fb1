import { describe, expect, test } from 'vitest'
import { definition } from '#language/features/definition'
import { type DocumentSymbol, documentSymbols } from '#language/features/documentSymbols'
import { documentHighlights, findReferences } from '#language/features/findReferences'
import { foldingRanges } from '#language/features/foldingRanges'
import { selectionRanges } from '#language/features/selectionRanges'
import { markedAt } from '#tests/support/marker'
import { fileName, snapshotOf } from '#tests/support/snapshot'

const plan = `tpm: 1
project: { id: bridge, name: Bridge, start: 2026-03-05, calendar: default, owner: maya }
calendars:
  default: { week: { mon-fri: [09:00-17:00] } }
  nights: { based-on: default }
resources:
  ben: { name: Ben, team: sre, calendar: nights }
  sre: { name: SRE, type: team, manager: maya }
  maya: { name: Maya }
stakeholders:
  cfo: { name: Finance }
sprints:
  s1: { name: Sprint 1, start: 2026-03-09, finish: 2026-03-20 }
tasks:
  a:
    name: Alpha
    duration: 2d
    assign: { ben: 50%, maya: 100% }
    raci: { cfo: A }
    sprint: s1
  s:
    name: Sum
    calendar: nights
    tasks:
      b:
        name: Beta
        duration: 1d
        assign: [ben, maya]
        after: a SS+1d
      c:
        name: Gamma
        duration: 1d
        owner: cfo
        after: [a, { task: b, lag: 2d }]
        before: ga.deadline -1d
milestones:
  ga:
    name: GA
    after: s
    deadline: 2026-05-01
    audience: [cfo]
    gate:
      drill: { name: Drill, by: ben }
risks:
  late:
    name: Late
    affects: [b]
    mitigation: [a, Talk to them]
    owner: maya
    secondary: [later]
  later: { name: Later, actionee: ben }
budget:
  lines:
    cloud: { name: Cloud, resource: ben, spread: { task: a } }
decisions:
  d1: { name: D, by: [maya, cfo] }
actions:
  x1: { name: X, owner: ben, from: late }
issues:
  i1: { name: I, risk: late, affects: [c] }
changes:
  ch: { name: Ch, requested-by: cfo, covers: [b, late] }
drivers:
  dr: { name: Dr, over: [backend, ben, a] }
`

/** Puts the cursor into a word: the first place where `before` and then the word stand. */
function inside(text: string, before: string, word: string): number {
  const at = text.indexOf(before + word)
  if (at < 0) throw new Error(`no ${before}${word}`)
  return at + before.length + Math.floor(word.length / 2)
}

const wordAt = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end)
const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length

describe('definition', () => {
  const cases: readonly [string, string, string, string][] = [
    ['a predecessor with a type', 'after: ', 'a', '  a:'],
    ['a predecessor in a list', 'after: [', 'a', '  a:'],
    ['the long form', '{ task: ', 'b', '      b:'],
    ['before', 'before: ', 'ga', '  ga:'],
    ['a summary', '    after: ', 's\n', '  s:'],
    ['an assignee as a key', 'assign: { ', 'ben', '  ben:'],
    ['a second assignee as a key', '50%, ', 'maya', '  maya:'],
    ['an assignee in a list', 'assign: [', 'ben', '  ben:'],
    ['raci', 'raci: { ', 'cfo', '  cfo:'],
    ['a sprint', 'sprint: ', 's1', '  s1:'],
    ['a calendar of a task', 'calendar: ', 'nights\n', '  nights:'],
    ['a calendar of a person', 'team: sre, calendar: ', 'nights', '  nights:'],
    ['the project’s calendar', '2026-03-05, calendar: ', 'default', '  default:'],
    ['based-on', 'based-on: ', 'default', '  default:'],
    ['a team', 'team: ', 'sre', '  sre:'],
    ['a manager', 'manager: ', 'maya', '  maya:'],
    ['an owner of a task', '        owner: ', 'cfo', '  cfo:'],
    ['the project’s owner', 'default, owner: ', 'maya', '  maya:'],
    ['an audience', 'audience: [', 'cfo', '  cfo:'],
    ['who signs a gate', 'Drill, by: ', 'ben', '  ben:'],
    ['what a risk affects', 'Late\n    affects: [', 'b', '      b:'],
    ['a mitigating task', 'mitigation: [', 'a', '  a:'],
    ['a secondary risk', 'secondary: [', 'later', '  later:'],
    ['an actionee', 'actionee: ', 'ben', '  ben:'],
    ['a budget line’s resource', 'resource: ', 'ben', '  ben:'],
    ['a budget line’s task', 'spread: { task: ', 'a', '  a:'],
    ['who decided', 'by: [maya, ', 'cfo', '  cfo:'],
    ['where an action comes from', 'from: ', 'late', '  late:'],
    ['the risk of an issue', 'risk: ', 'late', '  late:'],
    ['what an issue affects', 'risk: late, affects: [', 'c', '      c:'],
    ['who asked for a change', 'requested-by: ', 'cfo', '  cfo:'],
    ['a task that a change covers', 'covers: [', 'b', '      b:'],
    ['a risk that a change covers', 'covers: [b, ', 'late', '  late:'],
    ['a person of a driver', 'over: [backend, ', 'ben', '  ben:'],
    ['a definition leads to itself', '      ', 'b:', '      b:'],
  ]
  test.each(cases)('%s', (_name, before, word, line) => {
    const found = definition(snapshotOf(plan), inside(plan, before, word.replace(/[\n:]$/, '')))
    expect(found && wordAt(plan, found.span)).toBe(line.trim().replace(':', ''))
    expect(lineOf(plan, found!.span.start)).toBe(lineOf(plan, plan.indexOf(`\n${line}`) + 1))
    expect(found!.full.start).toBe(found!.span.start)
    expect(found!.full.end).toBeGreaterThan(found!.span.end)
  })

  test.each([
    ['a text in a mitigation', 'a, ', 'Talk'],
    ['a tag of a driver', 'over: [', 'backend'],
    ['a name', 'name: ', 'Alpha'],
    ['a date', 'start: ', '2026'],
  ])('nothing for %s', (_name, before, word) => {
    expect(definition(snapshotOf(plan), inside(plan, before, word))).toBeUndefined()
  })

  test('in an included file', () => {
    const people = 'resources:\n  x: { name: X }\n  ann: { name: Ann }\n'
    const { text, offset } = markedAt(
      'include: people.tpm.yaml\nproject: { name: P, start: 2026-03-05 }\ntasks:\n  a:\n    name: A\n    duration: 1d\n    assign: an$0n\n',
    )
    const found = definition(snapshotOf(text, { 'people.tpm.yaml': people }), offset)!
    expect(fileName(found.uri)).toBe('people.tpm.yaml')
    expect(wordAt(people, found.span)).toBe('ann')
  })
  test('of another plan’s task', () => {
    const other =
      'project: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n  net:\n    name: Network\n    duration: 1d\n'
    const { text, offset } = markedAt(
      'project: { name: P, start: 2026-03-05 }\ntasks:\n  a:\n    name: A\n    duration: 1d\n    after: infra/n$0et +1d\n',
    )
    const found = definition(snapshotOf(text, { 'infra.tpm.yaml': other }), offset)!
    expect(fileName(found.uri)).toBe('infra.tpm.yaml')
    expect(wordAt(other, found.span)).toBe('net')
    expect(wordAt(text, found.origin)).toBe('infra/net')
  })
  test('an include leads to its file', () => {
    const { text, offset } = markedAt('include: [peo$0ple.tpm.yaml]\nproject: { name: P, start: 2026-03-05 }\n')
    expect(fileName(definition(snapshotOf(text, { 'people.tpm.yaml': 'resources: {}' }), offset)!.uri)).toBe(
      'people.tpm.yaml',
    )
  })
})

describe('references', () => {
  const found = (id: string, before: string, withDefinition = false) => {
    const snapshot = snapshotOf(plan)
    return findReferences(snapshot, inside(plan, before, id), { withDefinition }).map(
      ({ span }) => `${lineOf(plan, span.start)} ${wordAt(plan, span)}`,
    )
  }
  const linesWith = (pattern: RegExp) => plan.split('\n').flatMap((line, i) => (pattern.test(line) ? [i + 1] : []))

  test('of a task, from its definition', () => {
    expect(found('a', '\n  ')).toEqual(
      linesWith(/after: a |after: \[a|mitigation: \[a|task: a |ben, a\]/).map(line => `${line} a`),
    )
  })
  test('from a reference they are the same', () => expect(found('a', 'after: ')).toEqual(found('a', '\n  ')))
  test('with the definition first', () =>
    expect(found('b', 'affects: [', true)[0]).toBe(`${linesWith(/^ {6}b:/)[0]} b`))
  test('of a person', () => expect(found('ben', '\n  ')).toHaveLength(7))
  test('of a stakeholder', () => expect(found('cfo', '\n  ')).toHaveLength(5))
  test('of a risk', () => expect(found('late', '\n  ')).toHaveLength(3))
  test('of a calendar', () => expect(found('default', '\n  ')).toHaveLength(2))
  test('of a sprint', () => expect(found('s1', '\n  ')).toHaveLength(1))
  test('of what nobody names', () => expect(found('ch', '\n  ')).toEqual([]))
  test('in other plans', () => {
    const { text, offset } = markedAt(
      'project: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n  n$0et:\n    name: Network\n    duration: 1d\n  b:\n    name: B\n    duration: 1d\n    after: net\n',
    )
    const user =
      'project: { id: app, name: App, start: 2026-03-05 }\ntasks:\n  net:\n    name: My own\n    duration: 1d\n  b:\n    name: B\n    duration: 1d\n    after: [infra/net, net]\n'
    const places = findReferences(snapshotOf(text, { 'app.tpm.yaml': user }), offset, { withDefinition: true })
    expect(
      places.map(
        ({ uri, span }) =>
          `${fileName(uri)} ${(fileName(uri) === 'plan.tpm.yaml' ? text : user).slice(span.start, span.end)}`,
      ),
    ).toEqual(['plan.tpm.yaml net', 'plan.tpm.yaml net', 'app.tpm.yaml infra/net'])
  })
  test('of a library’s person, in the plans that include it', () => {
    const { text, offset } = markedAt('resources:\n  a$0nn: { name: Ann }\n')
    const user = (own: string) =>
      `include: plan.tpm.yaml\nproject: { name: App, start: 2026-03-05 }\n${own}tasks:\n  b:\n    name: B\n    duration: 1d\n    assign: ann\n`
    const places = findReferences(
      snapshotOf(text, { 'one.tpm.yaml': user(''), 'two.tpm.yaml': user('resources:\n  ann: { name: Another }\n') }),
      offset,
      { withDefinition: false },
    )
    expect(places.map(({ uri }) => fileName(uri))).toEqual(['one.tpm.yaml'])
  })
})

test('highlights tell the definition from what the schedule follows, and that from mere mention', () => {
  const snapshot = snapshotOf(plan)
  const kinds = documentHighlights(snapshot, inside(plan, 'affects: [', 'b')).map(
    ({ span, kind }) => `${wordAt(plan, span)} ${kind}`,
  )
  expect(kinds).toEqual(['b write', 'b read', 'b text', 'b text'])
  expect(documentHighlights(snapshot, inside(plan, 'name: ', 'Alpha'))).toEqual([])
})

describe('symbols', () => {
  const tree = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
    symbols.flatMap(({ name, detail, kind, children }) => [
      `${'  '.repeat(depth)}${kind} ${name}${detail ? ` (${detail})` : ''}`,
      ...tree(children, depth + 1),
    ])
  test('sections and all that has an id', () => {
    const lines = tree(documentSymbols(snapshotOf(plan)))
    expect(lines.slice(0, 11)).toEqual([
      'section tpm',
      'section project',
      'section calendars',
      '  calendar default',
      '  calendar nights',
      'section resources',
      '  person ben (Ben)',
      '  person sre (SRE)',
      '  person maya (Maya)',
      'section stakeholders',
      '  person cfo (Finance)',
    ])
    expect(lines).toEqual(
      expect.arrayContaining([
        '  task a (Alpha · Thu 5 Mar – Fri 6 Mar)',
        '    task b (Beta · Fri 6 Mar)',
        '  risk late (Late)',
        '  budget-line cloud (Cloud)',
        '  decision d1 (D)',
      ]),
    )
    expect(lines.find(line => line.startsWith('  summary s'))).toMatch(/^ {2}summary s \(Sum · Fri 6 Mar – /)
    expect(lines.find(line => line.startsWith('  milestone ga'))).toMatch(/^ {2}milestone ga \(GA · /)
  })
  test('spans hold their children', () => {
    const check = ({ span, nameSpan, children }: DocumentSymbol): void => {
      expect(span.start).toBeLessThanOrEqual(nameSpan.start)
      expect(nameSpan.end).toBeLessThanOrEqual(span.end)
      for (const child of children) {
        expect(span.start).toBeLessThanOrEqual(child.span.start)
        expect(child.span.end).toBeLessThanOrEqual(span.end)
        check(child)
      }
    }
    for (const symbol of documentSymbols(snapshotOf(plan))) check(symbol)
  })
  test('a broken text has its outline too', () => {
    const lines = tree(
      documentSymbols(
        snapshotOf(
          'tasks:\n  a:\n    name: [\n  b:\n    name B\n<<<<<<< HEAD\n  c:\n    name: C\n=======\n  d:\n    name: D\n>>>>>>> x\nrisks:\n  r:\n',
        ),
      ),
    )
    expect(lines.map(line => line.replace(/ \(.*/, ''))).toEqual([
      'section tasks',
      '  task a',
      '  task b',
      '  task c',
      '  task d',
      'section risks',
      '  risk r',
    ])
  })
  test('no more than an editor can use', () => {
    const many = `tasks:\n${Array.from({ length: 6000 }, (_, i) => `  t${i}:\n    name: T\n`).join('')}`
    const count = (symbols: readonly DocumentSymbol[]): number =>
      symbols.reduce((sum, { children }) => sum + 1 + count(children), 0)
    expect(count(documentSymbols(snapshotOf(many)))).toBe(5000)
  })
  test('an empty text has none', () => expect(documentSymbols(snapshotOf(''))).toEqual([]))
})

describe('folding', () => {
  const folds = (text: string) =>
    foldingRanges(text).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`)
  const cases: readonly [string, string, string[]][] = [
    ['blocks', 'a:\n  b:\n    c: 1\n  d: 2\n', ['0-3', '1-2']],
    ['blank lines behind a block stay out', 'a:\n  b: 1\n\n\nc: 2\n', ['0-1']],
    ['lists', 'a:\n  - b: 1\n    c: 2\n  - d\n', ['0-3', '1-2']],
    ['flow over lines, with its bracket', 'a: {\n  b: 1\n}\nc: 1\n', ['0-2']],
    ['text over lines', 'a: |\n  one\n  two\nb: 1\n', ['0-2']],
    ['comments', '# one\n# two\n# three\na: 1\n', ['0-2 comment']],
    ['a single comment is not folded', '# one\na: 1\n', []],
    ['the last block of a text without a line end', 'a:\n  b: 1', ['0-1']],
    ['CRLF', 'a:\r\n  b: 1\r\n', ['0-1']],
    [
      'conflict markers end nothing',
      'a:\n  b:\n<<<<<<< x\n    c: 1\n=======\n    c: 2\n>>>>>>> y\n    d: 1\n',
      ['0-7', '1-7'],
    ],
    ['broken text', 'a:\n  b: [\n  c: {\n', ['0-2']],
    ['an empty text', '', []],
  ]
  test.each(cases)('%s', (_name, text, expected) => expect(folds(text)).toEqual(expected))
})

describe('selection grows outwards', () => {
  const grown = (fixture: string) => {
    const { text, offset } = markedAt(fixture)
    return selectionRanges(snapshotOf(text), offset).map(span => wordAt(text, span).replaceAll('\n', '⏎'))
  }
  test('from a word of a value to the text', () =>
    expect(grown('tasks:\n  a:\n    name: Two wo$0rds\n    duration: 1d\n')).toEqual([
      'words',
      'Two words',
      'name: Two words',
      'name: Two words⏎    duration: 1d',
      'a:⏎    name: Two words⏎    duration: 1d',
      'tasks:⏎  a:⏎    name: Two words⏎    duration: 1d',
      'tasks:⏎  a:⏎    name: Two words⏎    duration: 1d⏎',
    ]))
  test('from an item of a list', () =>
    expect(grown('tasks:\n  a:\n    after: [b SS, c$0]\n').slice(0, 3)).toEqual(['c', '[b SS, c]', 'after: [b SS, c]']))
  test('from a key', () => expect(grown('tasks:\n  a:\n    na$0me: A\n').slice(0, 2)).toEqual(['name', 'name: A']))
  test('each holds the one before it', () => {
    for (let offset = 0; offset < plan.length; offset += 7) {
      const spans = selectionRanges(snapshotOf(plan), offset)
      for (let i = 1; i < spans.length; i++)
        expect(spans[i]!.start <= spans[i - 1]!.start && spans[i - 1]!.end <= spans[i]!.end).toBe(true)
    }
  })
})
