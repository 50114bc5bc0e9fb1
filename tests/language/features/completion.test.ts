// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets have tab stops of that form.
import { describe, expect, test } from 'vitest'
import type { Completion } from '#language/features/complete/item'
import { completion, describeCompletion } from '#language/features/completion'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-05, status-date: 2026-03-10, deadline: 2026-06-30 }
resources:
  ben: { name: Ben Adeyemi, role: Backend, capacity: 80% }
  maya: { name: Maya Lindt }
  sre: { name: SRE pool, type: team }
stakeholders:
  cfo: { name: Finance, role: Sponsor }
calendars:
  default: { holidays: { 2026-05-01: Tag der Arbeit } }
  nights: { name: Night shift, based-on: default }
sprints:
  s1: { name: Sprint 1, start: 2026-03-09, finish: 2026-03-20 }
`

function offered(
  fixture: string,
  others?: Record<string, string>,
): { text: string; items: readonly Completion[]; replace: { start: number; end: number }; isIncomplete: boolean } {
  const { text, offset } = markedAt(
    /^(?:tpm|project|x)?: |^$|^\$0|^[a-z]+\$0/.test(fixture) || fixture.includes('project:') ? fixture : head + fixture,
  )
  const list = completion(snapshotOf(text, others), offset, '2026-03-02')
  expect(list.replace.start).toBeLessThanOrEqual(offset)
  expect(list.replace.end).toBeGreaterThanOrEqual(offset)
  expect(text.slice(list.replace.start, list.replace.end)).not.toMatch(/[\r\n]/)
  return { text, ...list }
}

const labels = (fixture: string) => offered(fixture).items.map(({ label }) => label)

/** The last lines of the text after an item is taken. */
function taken(fixture: string, label: string, count = 1): string {
  const { text, items, replace } = offered(fixture)
  const item = items.find(one => one.label === label)
  if (!item) throw new Error(`${label} is not offered: ${items.map(one => one.label).join(', ')}`)
  const after = text.slice(0, replace.start) + (item.insert ?? item.label) + text.slice(replace.end)
  return after.split('\n').slice(-count).join('\n')
}

const tasks = `tasks:
  a:
    name: Alpha
    duration: 2d
  b:
    name: Beta
    duration: 3d
    after: a
`
const c = `${tasks}  c:\n    name: Gamma\n`

describe('keys', () => {
  test('at the root, those that every plan has come first', () =>
    expect(labels('$0').slice(1, 4)).toEqual(['tpm', 'project', 'include']))
  test('at the root, what is there is not offered again', () => expect(labels(`${head}$0`)).not.toContain('resources'))
  test('what stands below is not offered again either', () =>
    expect(labels('$0\ntasks:\n  a:\n    name: A\nproject: { name: X }\n')).not.toContain('tasks'))
  test('of a task', () =>
    expect(labels(`${c}    $0`)).toEqual(
      expect.arrayContaining(['duration', 'effort', 'after', 'assign', 'deadline', 'tasks']),
    ))
  test('of a task, without what it has', () => expect(labels(`${c}    $0`)).not.toContain('name'))
  test('effort does not fit beside duration', () => expect(labels(`${tasks}    $0`)).not.toContain('effort'))
  test('a summary has no duration, effort or assignment', () =>
    expect(labels('tasks:\n  s:\n    $0\n    tasks:\n      x:\n        name: X\n')).not.toEqual(
      expect.arrayContaining(['duration']),
    ))
  test('a task with a duration gets no children', () => expect(labels(`${tasks}    $0`)).not.toContain('tasks'))
  test('of a milestone', () =>
    expect(labels('milestones:\n  m:\n    $0')).toEqual(
      expect.arrayContaining(['date', 'gate', 'audience', 'deadline']),
    ))
  test('a milestone has no duration', () => expect(labels('milestones:\n  m:\n    $0')).not.toContain('duration'))
  test('of a risk', () =>
    expect(labels('risks:\n  r:\n    $0')).toEqual(
      expect.arrayContaining(['probability', 'impact', 'response', 'owner', 'mitigation']),
    ))
  test.each([
    ['', ['avoid', 'transfer', 'mitigate', 'accept', 'escalate']],
    ['    type: opportunity\n', ['exploit', 'share', 'enhance', 'accept', 'escalate']],
  ])('the responses that fit a risk: %s', (type, words) =>
    expect(labels(`risks:\n  r:\n    name: R\n${type}    response: $0\n`)).toEqual(words),
  )
  test('of a person', () =>
    expect(labels('project: { name: X, start: 2026-01-05 }\nresources:\n  ben:\n    $0')).toEqual(
      expect.arrayContaining(['name', 'type', 'rate', 'leave']),
    ))
  test('of a project, name first', () =>
    expect(labels('tpm: 1\nproject:\n  $0').slice(0, 2)).toEqual(['name', 'start']))
  test('finish of a project only where it is scheduled backward', () => {
    expect(labels('tpm: 1\nproject:\n  $0')).not.toContain('finish')
    expect(labels('tpm: 1\nproject:\n  schedule: as-late-as-possible\n  $0')).toContain('finish')
  })
  test('of the long form of a link, required ones first', () =>
    expect(labels(`${c}    after: [{ $0 }]`)).toEqual(['task', 'type', 'lag', 'because']))
  test('of a link in half a flow map', () =>
    expect(labels(`${c}    after: [{ task: b, ty$0`)).toEqual(['type', 'lag', 'because']))
  test('of a link over lines', () =>
    expect(labels(`${c}    after:\n      - task: b\n        $0`)).toEqual(['type', 'lag', 'because']))
  test('of an estimate', () =>
    expect(labels(`${c}    effort: { $0`)).toEqual(['likely', 'optimistic', 'pessimistic', 'distribution']))
  test('of an impact', () =>
    expect(labels('risks:\n  r:\n    impact: { schedule: 5d, $0 }')).toEqual(['cost', 'scope', 'quality', 'security']))
  test('half a key', () => expect(taken(`${c}    dur$0`, 'duration')).toBe('    duration: '))
  test('half a key before others', () =>
    expect(taken('tasks:\n  c:\n    dur$0\n    name: X', 'duration', 2)).toBe('    duration: \n    name: X'))
  test('a key that has its colon keeps it', () =>
    expect(taken(`${c}    dur$0: 3d`, 'duration')).toBe('    duration: 3d'))
  test('the cursor inside a key replaces all of it', () =>
    expect(taken(`${c}    du$0xx: 3d`, 'duration')).toBe('    duration: 3d'))
  test('a key of a map opens it', () =>
    expect(taken('risks:\n  r:\n    resi$0', 'residual', 2)).toBe('    residual:\n      '))
  test('a key of a map in flow opens braces', () =>
    expect(taken('risks:\n  r: { resi$0 }', 'residual')).toBe('  r: { residual: { $0 } }'))
  test('a key in flow', () => expect(taken('risks:\n  r: { na$0 }', 'name')).toBe('  r: { name:  }'))
  test('keys come with the words of the format', () => {
    const item = offered(`${c}    $0`).items.find(({ label }) => label === 'deadline')!
    expect(item.detail).toBe('a date')
    expect(item.docs).toContain('never moves')
  })
  test('under a text there is nothing to offer', () => expect(labels(`${c}      $0`)).toEqual([]))
  test('in a block of text there is nothing to offer', () => expect(labels(`${c}    notes: |\n      $0`)).toEqual([]))
  test('below broken lines', () =>
    expect(labels('tasks:\n  a:\n    name: [\n    : :\n    dur$0')).toContain('duration'))
  test('below an open bracket', () => expect(labels('tasks:\n  a:\n    after: [b,\n    dur$0')).toContain('duration'))
  test('between conflict markers', () =>
    expect(labels('tasks:\n  a:\n<<<<<<< HEAD\n    name: A\n    dur$0\n=======\n    name: B\n>>>>>>> x\n')).toContain(
      'duration',
    ))
  test('with tabs above', () => expect(labels('tasks:\n  a:\n\tname: A\n    dur$0')).toContain('duration'))
  test('with CRLF', () => expect(labels('tasks:\r\n  a:\r\n    name: A\r\n    dur$0\r\n')).toContain('duration'))
  test('not in the indentation', () => expect(labels('tasks:\n $0 a:\n    name: A')).toEqual([]))
})

describe('words', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['status of a task', `${c}    status: $0`, ['not-started', 'in-progress', 'blocked', 'done', 'cancelled']],
    ['half a word', `${c}    status: in$0`, ['not-started', 'in-progress', 'blocked', 'done', 'cancelled']],
    ['status of a milestone', 'milestones:\n  m:\n    status: $0', ['open', 'reached', 'cancelled']],
    ['placement', `${c}    schedule: $0`, ['as-soon-as-possible', 'as-late-as-possible']],
    ['a boolean', `${c}    ignore-resource-calendars: $0`, ['true', 'false']],
    [
      'levels',
      'project: { name: X }\nstakeholders:\n  cfo:\n    influence: $0',
      ['very-low', 'low', 'medium', 'high', 'very-high'],
    ],
    [
      'the type of a resource in flow',
      'project: { name: X }\nresources:\n  ben: { type: $0 }',
      ['person', 'team', 'equipment', 'cost'],
    ],
    ['status of a criterion', 'milestones:\n  m:\n    gate:\n      g: { status: $0', ['open', 'passed', 'waived']],
    [
      'the type of a link',
      `${c}    after: [{ task: a, type: $0 }]`,
      ['finish-to-start', 'start-to-start', 'finish-to-finish', 'start-to-finish', 'FS', 'SS', 'FF', 'SF'],
    ],
    [
      'days of a week',
      'project: { name: X }\ncalendars:\n  d:\n    week: { $0',
      ['mon-fri', 'mon-thu', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    ],
    [
      'hours of an exception',
      'project: { name: X }\ncalendars:\n  d:\n    exceptions:\n      2026-05-01: $0',
      ['closed', 'open', '[10:00-16:00]'],
    ],
    ...(
      [
        ['in brackets', '\n    week: { mon-fri: [$0] }'],
        ['behind others in brackets', '\n    week: { mon-fri: [08:00-12:00, $0'],
        ['behind a dash', '\n    week:\n      mon-fri:\n        - $0'],
        ['where a list may begin', '\n    week:\n      mon-fri:\n        $0'],
      ] as const
    ).map(([where, week]): [string, string, readonly string[]] => [
      `hours ${where}, one by one`,
      `project: { name: X }\ncalendars:\n  d:${week}`,
      ['08:00-12:00', '09:00-12:00', '13:00-17:00', '09:00-17:00', '22:00-06:00'],
    ]),
    ['percent', `${c}    progress: $0`, ['0%', '10%', '20%', '25%', '30%', '50%', '70%', '75%', '80%', '90%', '100%']],
    ['the version', 'tpm: $0', ['1']],
    ['letters of raci', `${c}    raci: { ben: $0 }`, ['R', 'A', 'C', 'I']],
  ]
  test.each(cases)('%s', (_name, fixture, expected) => expect(labels(fixture)).toEqual(expected))

  test('probability takes a percentage or a level', () =>
    expect(labels('risks:\n  r:\n    probability: $0')).toEqual(expect.arrayContaining(['30%', 'very-high'])))
  test('rules by their code', () => expect(labels('policy:\n  rules:\n    sch$0')).toContain('schedule/cycle'))
  test('right after the colon a space comes with the word', () =>
    expect(taken(`${c}    status:$0`, 'done')).toBe('    status: done'))
  test('hours on a line below their key are an item of a list', () =>
    expect(taken('project: { name: X }\ncalendars:\n  d:\n    week:\n      fri:\n        $0', '08:00-12:00')).toBe(
      '        - 08:00-12:00',
    ))
  test('before a comment', () => expect(taken(`${c}    status: $0 # soon`, 'done')).toBe('    status: done # soon'))
  test('in place of another word', () =>
    expect(taken(`${c}    status: bl$0ocked # x`, 'done')).toBe('    status: done # x'))
  test('in quotes', () => expect(taken(`${c}    status: "bl$0"`, 'done')).toBe('    status: "done"'))
  test('nothing for a text', () => expect(labels(`${c}    notes: $0`)).toEqual([]))
  test('nothing under an unknown key', () => expect(labels(`${c}    nonsense: $0`)).toEqual([]))
})

describe('ids', () => {
  test('tasks for a link, nearest first, with name and dates', () => {
    const { items } = offered(`${c}    after: $0`)
    expect(items.map(({ label }) => label)).toEqual(['b', 'a'])
    expect(items[1]!.detail).toBe('Alpha · Wed 11 Mar – Thu 12 Mar')
  })
  test('a task never offers itself or what waits for it', () =>
    expect(
      labels(
        'tasks:\n  a:\n    name: A\n    after: $0\n  b:\n    name: B\n    after: a\n  c:\n    name: C\n    after: b\n  d:\n    name: D\n',
      ),
    ).toEqual(['d']))
  test('nor what it is in, or what is in it', () => {
    const plan = (at: string) =>
      `tasks:\n  s:\n    name: S\n${at === 's' ? '    after: $0\n' : ''}    tasks:\n      x:\n        name: X\n${at === 'x' ? '        after: $0\n' : ''}      y:\n        name: Y\n  z:\n    name: Z\n`
    expect(labels(plan('s'))).toEqual(['z'])
    expect(labels(plan('x'))).toEqual(['y', 'z'])
  })
  test('nor what waits for the summary it is in', () =>
    expect(
      labels(
        'tasks:\n  s:\n    name: S\n    tasks:\n      x:\n        name: X\n        after: $0\n  z:\n    name: Z\n    after: s\n  w:\n    name: W\n',
      ),
    ).toEqual(['w']))
  test('nor what is in a summary that waits for it', () =>
    expect(
      labels(
        'tasks:\n  x:\n    name: X\n    after: $0\n  s:\n    name: S\n    after: x\n    tasks:\n      y:\n        name: Y\n  w:\n    name: W\n',
      ),
    ).toEqual(['w']))
  test('what is just in time for it closes no cycle, but it must not wait for that', () =>
    expect(
      labels(
        'milestones:\n  n:\n    name: N\n    before: ga\n  ga:\n    name: GA\n    after: $0\ntasks:\n  t:\n    name: T\n',
      ),
    ).toEqual(['t']))
  test('what is in the list already is not offered', () => expect(labels(`${c}    after: [a, $0]`)).toEqual(['b']))
  test('in an open list', () => expect(taken(`${c}    after: [a, $0`, 'b')).toBe('    after: [a, b'))
  test('the cursor inside an id replaces all of it', () =>
    expect(taken(`${c}    after: [a$0xx, b]`, 'a')).toBe('    after: [a, b]'))
  test('an empty item', () => expect(taken(`${c}    after:\n      - $0`, 'a')).toBe('      - a'))
  test('a dash without its space', () => expect(taken(`${c}    after:\n      -$0`, 'a')).toBe('      - a'))
  test('a line below the key gets its dash', () => expect(taken(`${c}    after:\n      $0`, 'a')).toBe('      - a'))
  test('in the long form', () => expect(taken(`${c}    after: [{ task: $0`, 'a')).toBe('    after: [{ task: a'))
  test('by name too', () =>
    expect(offered(`${c}    after: Bet$0`).items.find(({ label }) => label === 'b')?.filter).toContain('Beta'))
  test('milestones as well', () => expect(labels(`${c}    after: $0\nmilestones:\n  m:\n    name: M\n`)).toContain('m'))
  test('for a risk, every task', () => expect(labels(`${tasks}risks:\n  r:\n    affects: [$0]`)).toEqual(['a', 'b']))
  test('for a mitigation', () => expect(labels(`${tasks}risks:\n  r:\n    mitigation: [$0]`)).toEqual(['a', 'b']))
  test('of another plan', () => {
    const other = {
      'x.tpm.yaml':
        'project: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n  net:\n    name: Network\n    duration: 1d\n',
    }
    expect(offered(`${c}    after: inf$0`, other).items.map(({ label }) => label)).toContain('infra/')
    expect(offered(`${c}    after: infra/$0`, other).items).toMatchObject([
      { label: 'infra/net', detail: 'Network · Thu 5 Mar' },
    ])
  })
  test('people, with role and share', () => {
    const { items } = offered(`${c}    assign: $0`)
    expect(items.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'ben: Ben Adeyemi · Backend · 80%',
      'maya: Maya Lindt',
      'sre: SRE pool · team',
    ])
  })
  test('people in a list', () => expect(labels(`${c}    assign: [ben, $0]`)).toEqual(['maya', 'sre']))
  test('people as keys', () =>
    expect(taken(`${c}    assign: { ben: 50%, $0`, 'maya')).toBe('    assign: { ben: 50%, maya: '))
  test('owners may be stakeholders', () =>
    expect(labels(`${c}    owner: $0`)).toEqual(expect.arrayContaining(['cfo', 'ben'])))
  test('people of raci', () => expect(labels(`${c}    raci: { $0`)).toEqual(expect.arrayContaining(['cfo', 'ben'])))
  test('calendars', () => expect(labels(`${c}    calendar: $0`)).toEqual(['default', 'nights']))
  test('sprints with their dates', () =>
    expect(offered(`${c}    sprint: $0`).items).toMatchObject([
      { label: 's1', detail: 'Sprint 1 · Mon 9 Mar – Fri 20 Mar' },
    ]))
  test('risks', () => expect(labels('risks:\n  r:\n    name: R\nissues:\n  i:\n    risk: $0')).toEqual(['r']))
  test('what a change covers', () =>
    expect(labels(`${tasks}risks:\n  r:\n    name: R\nchanges:\n  x:\n    covers: [$0]`)).toEqual(
      expect.arrayContaining(['a', 'b', 'r', 'ben']),
    ))
  test('files that can be included', () => {
    const { items } = offered('tpm: 1\ninclude: $0\nproject: { name: X }', {
      'shared/people.tpm.yaml': 'resources:\n  x: { name: X }\n',
    })
    expect(items).toMatchObject([{ label: 'shared/people.tpm.yaml', detail: 'library' }])
  })
  test('files from this folder on', () =>
    expect(
      offered('tpm: 1\ninclude: ./sha$0\nproject: { name: X }', { 'shared/people.tpm.yaml': 'resources: {}\n' }).items,
    ).toMatchObject([{ label: './shared/people.tpm.yaml' }]))
  test('tags that are in use', () =>
    expect(labels(`tasks:\n  a:\n    name: A\n    tags: [backend, db]\n  b:\n    tags: [$0]`)).toEqual([
      'backend',
      'db',
    ]))
})

describe('links in their short form', () => {
  test('after the id its type and lag', () =>
    expect(labels(`${c}    after: a $0`).slice(0, 5)).toEqual(['FS', 'SS', 'FF', 'SF', '+1d']))
  test('half a type', () => expect(taken(`${c}    after: a S$0`, 'SS')).toBe('    after: a SS'))
  test('half a type in a list', () => expect(taken(`${c}    after: [b, a S$0]`, 'SS')).toBe('    after: [b, a SS]'))
  test.each([
    ['an id, before its type and lag', 'after: [a SS+2d, b$0x FF-1d]', 'b', 'after: [a SS+2d, b FF-1d]'],
    ['an id that is to be another', 'after: $0a SS+2d', 'b', 'after: b SS+2d'],
    ['an id whose deadline counts', 'before: $0z.deadline -1w', 'b', 'before: b.deadline -1w'],
    ['a type, before its lag', 'after: a S$0S+2d', 'FF', 'after: a FF+2d'],
    ['a lag', 'after: a SS+$02d', '+1w', 'after: a SS+1w'],
  ])('%s: the rest of the link stays', (_, link, label, wanted) =>
    expect(taken(`${c}    ${link}`, label)).toBe(`    ${wanted}`),
  )
  test.each([
    ['the second point', '2d..$0', ['2d', '3d', '5d', '1w', '2w', '1mo']],
    ['the third point', '2d..3d..$0', ['3d', '5d', '1w', '2w', '1mo']],
    ['a point between', '2d..$0..5d', ['2d', '3d', '5d', '1w']],
    ['a point of elapsed time', '2ed..$0', ['5ed']],
  ])('of an estimate rises: %s', (_, points, wanted) => {
    const place = `${c}    duration: ${points}`
    expect(labels(place)).toEqual(wanted)
    expect(taken(place, wanted[0]!)).toBe(`    duration: ${points.replace('$0', wanted[0]!)}`)
  })
  test('a calendar is not offered as its own base', () =>
    expect(labels('project: { name: X }\ncalendars:\n  day: { name: Day }\n  nights: { based-on: $0 }')).toEqual([
      'day',
    ]))
  test('only teams are offered as a team', () =>
    expect(labels('project: { name: X }\nresources:\n  ann: { team: $0 }\n  bo: {}\n  ops: { type: team }')).toEqual([
      'ops',
    ]))
  test('a lag after the type', () => expect(taken(`${c}    after: a SS+$0`, '+2d')).toBe('    after: a SS+2d'))
  test('a lag after the id', () => expect(taken(`${c}    after: a +$0`, '+1w')).toBe('    after: a +1w'))
  test('a lead', () => expect(labels(`${c}    after: a -$0`)).toEqual(['-1d', '-2d']))
  test('a lag of the long form', () =>
    expect(labels(`${c}    after: [{ task: a, lag: $0 }]`)).toEqual(expect.arrayContaining(['+1d', '2d', '+50%'])))
  test('before takes no type', () => expect(labels(`${c}    before: b $0`)).not.toContain('FS'))
  test('before counts from a deadline', () =>
    expect(
      labels('milestones:\n  n:\n    name: N\n    before: $0\n  ga:\n    name: GA\n    deadline: 2026-05-01\n'),
    ).toEqual(['ga', 'ga.deadline']))
})

describe('dates and durations', () => {
  const details = (fixture: string) => offered(fixture).items.map(({ label, detail }) => `${label} ${detail}`)
  test('the status date is today', () =>
    expect(details(`${c}    deadline: $0`)[0]).toBe('2026-03-10 Tue 10 Mar · status date'))
  test('the next working day', () =>
    expect(details(`${c}    deadline: $0`)[1]).toMatch(/^2026-03-11 Wed 11 Mar · next working day/))
  test('the predecessor’s finish', () =>
    expect(details(`${c}    after: b\n    deadline: $0`).join('\n')).toContain('finish of Beta'))
  test('what is computed now', () =>
    expect(details(`${c}    after: b\n    deadline: $0`).join('\n')).toContain('computed finish'))
  test('ends of sprints', () =>
    expect(details(`${c}    deadline: $0`)).toContain('2026-03-20 Fri 20 Mar · end of Sprint 1'))
  test('the project’s deadline', () =>
    expect(details(`${c}    deadline: $0`)).toContain('2026-06-30 Tue 30 Jun · deadline of the project'))
  test('deadlines of milestones', () =>
    expect(details(`${c}    deadline: $0\nmilestones:\n  m:\n    name: GA\n    deadline: 2026-05-29`)).toContain(
      '2026-05-29 Fri 29 May · deadline of GA',
    ))
  test('every day of a month that is typed', () => {
    const days = details(`${c}    deadline: 2026-05$0`).filter(line => line.startsWith('2026-05'))
    expect(days).toHaveLength(31)
    expect(days[0]).toBe('2026-05-01 Fri 1 May · holiday: Tag der Arbeit')
    expect(days[1]).toBe('2026-05-02 Sat 2 May · day off')
    expect(days[3]).toBe('2026-05-04 Mon 4 May')
  })
  test('the end of a range comes after its start', () => {
    const days = labels('project: { name: X, start: 2026-03-05 }\nresources:\n  ben: { leave: [2026-05-20..$0] }')
    expect(days).toContain('2026-05-29')
    expect(days).not.toContain('2026-05-19')
  })
  test('only the end of a range is replaced', () =>
    expect(
      taken(
        'project: { name: X, start: 2026-03-05 }\nresources:\n  ben: { leave: [2026-05-20..2026-05-2$0] }',
        '2026-05-29',
      ),
    ).toBe('  ben: { leave: [2026-05-20..2026-05-29] }'))
  test('a date half typed is replaced whole', () =>
    expect(taken(`${c}    deadline: 2026-$003`, '2026-03-20')).toBe('    deadline: 2026-03-20'))
  test('usual durations', () =>
    expect(details(`${c}    duration: $0`)).toEqual(
      expect.arrayContaining(['2d 16h of work', '1w 40h of work', '5ed 120h round the clock']),
    ))
  test('a number in every unit', () =>
    expect(details(`${c}    duration: 3$0`)).toEqual(
      expect.arrayContaining([
        '3h 3h of work',
        '3d 24h of work',
        '3w 120h of work',
        '3min 3min of work',
        '3ed 72h round the clock',
      ]),
    ))
  test('three points', () => expect(labels(`${c}    effort: $0`)).toContain('3d..5d..9d'))
  test('three points around a number', () => expect(labels(`${c}    effort: 10$0`)).toContain('6d..10d..18d'))
  test('the next of three points', () => expect(taken(`${c}    effort: 3d..5$0`, '5d')).toBe('    effort: 3d..5d'))
  test('a rate', () =>
    expect(labels('project: { name: X }\nresources:\n  ben: { rate: $0')).toEqual(['100/h', '800/d']))
})

describe('whole objects', () => {
  test('a task', () =>
    expect(taken(`${tasks}  $0`, 'new task', 4)).toBe(
      '  ${1:task-1}:\n    name: ${2:Name}\n    duration: ${3:5d}\n    after: ${5:b}$0',
    ))
  test('a task with an id that is typed', () =>
    expect(taken('tasks:\n  deploy$0', 'deploy: new task', 3)).toBe(
      '  deploy:\n    name: ${2:Name}\n    duration: ${3:5d}$0',
    ))
  test('a task by effort names who there is', () =>
    expect(taken('tasks:\n  $0', 'new task by effort', 4)).toContain('assign: ${4:ben}'))
  test('a summary', () => expect(labels('tasks:\n  $0')).toEqual(['new task', 'new task by effort', 'new summary']))
  test('a task in a summary', () =>
    expect(taken('tasks:\n  s:\n    name: S\n    tasks:\n      $0', 'new task', 3)).toBe(
      '      ${1:task-1}:\n        name: ${2:Name}\n        duration: ${3:5d}$0',
    ))
  test('a milestone', () =>
    expect(taken('milestones:\n  $0', 'new milestone', 3)).toBe(
      '  ${1:milestone-1}:\n    name: ${2:Name}\n    deadline: ${3:2026-03-10}$0',
    ))
  test('a risk', () =>
    expect(taken('risks:\n  $0', 'new risk', 8)).toContain('impact: { schedule: ${5:3d..5d..10d}, cost: ${6:10000} }'))
  test('a person', () =>
    expect(taken('project: { name: X }\nresources:\n  $0', 'new person', 4)).toContain('rate: ${4:100/h}'))
  test('a whole plan in an empty file, before all keys, from today on', () => {
    expect(labels('$0').slice(0, 2)).toEqual(['new plan', 'tpm'])
    expect(offered('$0').items[0]!.insert).toContain('\n  start: ${2:2026-03-02}\n')
  })
  test('no plan in a plan', () => expect(labels(`${head}$0`)).not.toContain('new plan'))
  test('not inside of an object', () => expect(labels(`${c}    $0`).filter(label => label.includes('new'))).toEqual([]))
  test.each(['decisions', 'actions', 'issues', 'assumptions', 'changes', 'sprints'])('%s', section => {
    const fixture = section === 'sprints' ? 'project: { name: X }\nsprints:\n  $0' : `${section}:\n  $0`
    expect(labels(fixture).filter(label => label.startsWith('new '))).toHaveLength(1)
  })
})

describe('comments', () => {
  test('in a comment on a line that has problems, theirs alone', () =>
    expect(labels(`${c}    after: nobody # tpm-ignore $0\n  d: { name: D, assign: who }`)).toEqual([
      'plan/unknown-reference',
    ]))
  test('an unused comment is not to be silenced', () =>
    expect(labels(`${c}    notes: x # tpm-ignore plan/no-duration, $0`)).not.toContain('plan/unused-ignore'))
  test('half of tpm-ignore', () =>
    expect(taken(`${c}    status: done # tpm$0`, 'tpm-ignore ')).toBe('    status: done # tpm-ignore '))
  test('codes of what is wrong on the line come first', () =>
    expect(labels(`${c}    after: nobody # tpm-ignore $0`)[0]).toBe('plan/unknown-reference'))
  test('a second code', () =>
    expect(taken(`${c}    after: nobody # tpm-ignore a/b, plan$0`, 'plan/unknown-reference')).toBe(
      '    after: nobody # tpm-ignore a/b, plan/unknown-reference',
    ))
  test('of the next line, where the comment stands alone', () =>
    expect(labels(`${c}    # tpm-ignore $0\n    after: nobody`)[0]).toBe('plan/unknown-reference'))
  test('nothing in other comments', () => expect(labels(`${c}    status: done # because $0`)).toEqual([]))
})

test('no more than 200 ids come at once, and typing narrows them', () => {
  const many = Array.from({ length: 500 }, (_, i) => `  t${i}:\n    name: Task ${i}\n    duration: 1d\n`).join('')
  const all = offered(`tasks:\n${many}  z:\n    name: Z\n    after: $0`)
  expect(all.items).toHaveLength(200)
  expect(all.isIncomplete).toBe(true)
  expect(all.items[0]!.label).toBe('t499')
  const few = offered(`tasks:\n${many}  z:\n    name: Z\n    after: t42$0`)
  expect(few.isIncomplete).toBe(false)
  expect(few.items.map(({ label }) => label)).toContain('t42')
})

test('in a large plan the dates come when a suggestion is looked at', () => {
  const many = Array.from({ length: 1001 }, (_, i) => `  t${i}:\n    name: Task ${i}\n    duration: 1d\n`).join('')
  const { text, items } = offered(`tasks:\n${many}  z:\n    name: Z\n    after: t42$0`)
  const item = items.find(({ label }) => label === 't42')!
  expect(item.detail).toBe('Task 42')
  expect(describeCompletion(snapshotOf(text), item.task!)).toBe('Task 42 · Wed 11 Mar')
})
