import { describe, expect, test } from 'vitest'
import { describeTask } from '#language/features/describe/task'
import { hover } from '#language/features/hover'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'
import { templateText, templateViews } from '#tests/support/views'

const head = `tpm: 1
project: { name: Bridge, start: 2026-03-05, currency: EUR }
resources:
  ben: { name: Ben Adeyemi, role: Backend, rate: 90/h, leave: [2026-04-06..2026-04-10] }
  sre: { name: SRE pool, type: team, units: 3 }
stakeholders:
  cfo: { name: Finance, influence: high, interest: low, cadence: 2w }
calendars:
  default:
    holidays: { 2026-04-03: Karfreitag }
    exceptions: { 2026-04-30: closed, 2026-05-02: [10:00-16:00] }
`

function shown(fixture: string, others?: Record<string, string>): string {
  const { text, offset } = markedAt(
    fixture.includes('tpm: 1') || fixture.includes('project:') ? fixture : head + fixture,
  )
  const found = hover(snapshotOf(text, others), offset)
  return found ? `[${text.slice(found.span.start, found.span.end)}] ${found.markdown}` : 'nothing'
}

describe('a task shows its dates and what they follow from', () => {
  const plan = (line: string) => `tasks:
  design:
    name: Design
    duration: 3d
    assign: ben
  build:
    name: Build
    duration: 2d
    after: design
    assign: [ben, sre]
${line}`
  const cases: readonly [string, string, readonly string[]][] = [
    [
      'over the weekend',
      plan('').replace('design:', 'de$0sign:'),
      ['[design] **Design** Thu 5 Mar – Mon 9 Mar', '3d', '**critical**', 'Ben Adeyemi', '2,160 EUR'],
    ],
    ['at the start of its id', plan('').replace('design:', '$0design:'), ['[design] **Design**']],
    ['at the end of its id', plan('').replace('design:', 'design$0:'), ['[design] **Design**']],
    [
      'where another waits for it',
      plan('').replace('after: design', 'after: de$0sign'),
      ['[design] **Design** Thu 5 Mar – Mon 9 Mar'],
    ],
    [
      'with what drives it',
      plan('').replace('build:', 'bu$0ild:'),
      ['**Build** Tue 10 Mar – Wed 11 Mar', 'Design', 'SRE pool'],
    ],
    ['in a list of links', plan('  c:\n    name: C\n    after: [design, bu$0ild SS+1d]\n'), ['[build] **Build**']],
    [
      'in the long form of a link',
      plan('  c:\n    name: C\n    after: [{ task: bu$0ild, lag: 2d }]\n'),
      ['[build] **Build**'],
    ],
    ['in a risk', plan('risks:\n  r:\n    name: R\n    affects: [des$0ign]\n'), ['[design] **Design**']],
    [
      'a milestone has one day',
      plan('milestones:\n  g$0a:\n    name: Launch\n    after: build\n    deadline: 2026-03-10\n'),
      ['[ga] **Launch** Wed 11 Mar', '**Deadline Tue 10 Mar, missed by 1 working day**'],
    ],
    [
      'a summary counts what is in it',
      'tasks:\n  s$0um:\n    name: Sum\n    tasks:\n      a:\n        name: A\n        duration: 1d\n      b:\n        name: B\n        duration: 1d\n        after: a\n',
      ['[sum] **Sum** Thu 5 Mar – Fri 6 Mar', 'Contains 2 tasks'],
    ],
    ['float', 'tasks:\n  a:\n    name: A\n    duration: 5d\n  b$0:\n    name: B\n    duration: 2d\n', ['float 3d']],
    [
      'a cycle has no dates',
      'tasks:\n  a$0:\n    name: A\n    duration: 1d\n    after: b\n  b:\n    name: B\n    duration: 1d\n    after: a\n',
      ['**A** no dates: it waits for itself: A → B → A'],
    ],
    [
      'an overloaded person',
      plan('  c:\n    name: C\n    duration: 3d\n    assign: b$0en\n'),
      ['[ben] **Ben Adeyemi**', '**Overloaded** up to 200%', 'Thu 5 Mar'],
    ],
    [
      'progress',
      'project: { name: B, start: 2026-03-05, status-date: 2026-03-06 }\ntasks:\n  a$0:\n    name: A\n    duration: 4d\n    actual-start: 2026-03-05\n    progress: 50%\n',
      ['50% done'],
    ],
    [
      'open criteria of a gate',
      plan(
        'milestones:\n  ga$0:\n    name: GA\n    after: build\n    gate: { drill: { name: Drill passed, status: open } }\n',
      ),
      ['1 of 1 criteria open: Drill passed'],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, parts) => {
    const text = asRead(shown(fixture))
    for (const part of parts) expect(text).toContain(part)
  })

  test('in the words of the tooltip and of the tree', () => {
    for (const name of ['cloud-migration', 'product-release', 'infrastructure-upgrade', 'cybersecurity']) {
      const { timeline } = templateViews(name)
      const snapshot = snapshotOf(templateText(name))
      for (const { id, tooltip } of timeline.rows) {
        const task = snapshot.plan.tasks.get(id)!
        const [title, ...facts] = asRead(describeTask(snapshot, { ...task, description: undefined }))
          .replaceAll('**', '')
          .split(/\n+/)
          .map(line => line.replace(/^- /, ''))
        const [first, second, ...others] = tooltip.split('\n')
        const dates = second!.split(' · ')[0]!
        expect(title).toBe(`${first} ${dates}`)
        expect(facts.filter(Boolean)).toEqual([second!.slice(dates.length + 3), ...others].filter(Boolean))
      }
    }
  })
})

/** Markdown as it looks: its escapes taken away. */
function asRead(markdown: string): string {
  return markdown.replace(/\\(.)/g, '$1')
}

describe('people, risks, calendars', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    [
      'a person',
      'tasks:\n  a:\n    name: A\n    duration: 3d\n    assign: be$0n\n',
      [
        '[ben] **Ben Adeyemi** · Backend',
        'Rate: 90/h',
        '1 task, 1 open, busy until Mon 9 Mar',
        'Away: Mon 6 Apr – Fri 10 Apr',
      ],
    ],
    [
      'a person as a key of assign',
      'tasks:\n  a:\n    name: A\n    duration: 3d\n    assign: { be$0n: 50% }\n',
      ['[ben] **Ben Adeyemi**'],
    ],
    [
      'a team',
      'tasks:\n  a:\n    name: A\n    assign: s$0re\n    duration: 1d\n',
      ['**SRE pool** · team', '3 of them'],
    ],
    ['a person without tasks', head.replace('ben:', 'b$0en:'), ['No tasks']],
    [
      'a stakeholder',
      'milestones:\n  m:\n    name: M\n    date: 2026-04-01\n    audience: [c$0fo]\n',
      ['[cfo] **Finance** · stakeholder', 'influence high, interest low', 'Hears from us every 2w'],
    ],
    ['an owner', 'tasks:\n  a:\n    name: A\n    duration: 1d\n    owner: c$0fo\n', ['**Finance**']],
    [
      'a risk',
      'risks:\n  la$0te:\n    name: Vendor is late\n    probability: 30%\n    impact: { schedule: 10d, cost: 1000 }\n    response: mitigate\n    owner: ben\ntasks:\n  a:\n    name: A\n    duration: 20d\n',
      [
        '[late] **Vendor is late** · threat · open',
        'Rank: **',
        'Probability: 30%',
        'Exposure: 3 days, 300 EUR',
        'owner: Ben Adeyemi',
      ],
    ],
    ['a risk without a cell', 'risks:\n  la$0te:\n    name: Late\n', ['Not in the matrix:', 'owner: nobody']],
    [
      'a calendar',
      'tasks:\n  a:\n    name: A\n    duration: 1d\n    calendar: def$0ault\n',
      ['[default] **default** · calendar', '1 holiday, 2 exceptions'],
    ],
    [
      'a sprint',
      'sprints:\n  s1: { name: Sprint 1, start: 2026-03-09, finish: 2026-03-20, goal: It runs, capacity: 20 }\ntasks:\n  a:\n    name: A\n    duration: 1d\n    sprint: s$01\n    points: 5\n',
      ['**Sprint 1** · sprint Mon 9 Mar – Fri 20 Mar', 'It runs', '1 tasks, 5 of 20 points'],
    ],
    ['a decision', 'decisions:\n  keep$0: { name: Keep it }\n', ['**Keep it** · decision']],
  ]
  test.each(cases)('%s', (_name, fixture, parts) => {
    const text = shown(fixture)
    for (const part of parts) expect(text).toContain(part)
  })
})

describe('keys, dates and durations', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['a key of a task', 'tasks:\n  a:\n    na$0me: A\n', ['[name] **name**']],
    [
      'a key has the words of the schema',
      'tasks:\n  a:\n    name: A\n    dead$0line: 2026-04-01\n',
      ['[deadline] **deadline** · a date', 'never moves anything'],
    ],
    ['a section', 'ri$0sks:\n  r:\n    name: R\n', ['[risks] **risks** · a map']],
    ['a key in flow', 'tasks:\n  a:\n    after: [{ task: b, la$0g: 2d }]\n', ['[lag] **lag**']],
    [
      'a working day',
      'tasks:\n  a:\n    name: A\n    deadline: 2026-$003-10\n',
      ['[2026-03-10] **Tue 10 Mar 2026** · working day · 8h of work'],
    ],
    ['a day off', 'tasks:\n  a:\n    name: A\n    deadline: 2026-03-$007\n', ['**Sat 7 Mar 2026** · day off']],
    [
      'a holiday by name',
      'tasks:\n  a:\n    name: A\n    deadline: 2026-04-$003\n',
      ['**Fri 3 Apr 2026** · holiday: Karfreitag'],
    ],
    [
      'a holiday where it is defined',
      head.replace('2026-04-03: K', '2026-0$04-03: K'),
      ['**Fri 3 Apr 2026** · holiday: Karfreitag'],
    ],
    [
      'an exception',
      'tasks:\n  a:\n    name: A\n    deadline: 2026-05-$002\n',
      ['**Sat 2 May 2026** · hours by an exception · 6h of work'],
    ],
    [
      'a range',
      'project: { name: B, start: 2026-03-05 }\nresources:\n  maya: { name: M, leave: [2026-03-0$02..2026-03-13] }\n',
      ['Mon 2 Mar – Fri 13 Mar 2026', '12 days', '10d of working time'],
    ],
    ['a duration', 'tasks:\n  a:\n    name: A\n    duration: 2$0d\n', ['[2d] **2d** · 16h of work']],
    ['an elapsed duration', 'tasks:\n  a:\n    name: A\n    duration: 2$0ed\n', ['elapsed, round the clock: 48h']],
    [
      'three points',
      'tasks:\n  a:\n    name: A\n    effort: 3d..$05d..9d\n',
      ['optimistic, likely, pessimistic', '40h', 'PERT'],
    ],
  ]
  test.each(cases)('%s', (_name, fixture, parts) => {
    const text = shown(fixture)
    for (const part of parts) expect(text).toContain(part)
  })

  test.each([
    ['a blank line', 'tasks:\n  a:\n    name: A\n$0\n'],
    ['a comment', 'tasks:\n  a:\n    name: A # he$0re\n'],
    ['plain text', 'tasks:\n  a:\n    name: A lo$0ng name\n'],
    ['an unknown key', 'tasks:\n  a:\n    nam$0: A\n'],
    ['an empty text', 'project:$0'],
  ])('nothing on %s', (_name, fixture) => {
    const text = shown(fixture)
    if (!fixture.startsWith('project')) expect(text).toBe('nothing')
  })
})

describe('plan text shows and does nothing else', () => {
  const nasty = [
    '[x](command:workbench.action.closeWindow)',
    '<img src=x onerror=alert(1)>',
    '**bold** _it_ `code`',
    '![i](https://x.example/a.png)',
    'https://evil.example',
    'www.evil.example',
    'a@b.example',
    '# head',
    '- item',
    '1. one',
    '&lt;b&gt;',
    '~~gone~~',
    '| a | b |',
    '$(zap)',
  ]
  test.each(nasty)('%s', name => {
    const text = shown(
      `tasks:\n  a$0:\n    name: ${JSON.stringify(name)}\n    duration: 1d\n    description: ${JSON.stringify(name)}\n`,
    )
    const markdown = text.replace('[a] ', '')
    expect(markdown).not.toMatch(/^(?:- item|1\. one|# head)/m)
    expect(markdown).not.toMatch(/(?<!\\)[<[\]`]|(?<!\\)!\[|https?:\/\/|www\.e|(?<!\\)@/)
  })

  test('it is never longer than 4,000 characters', () => {
    const long = 'x'.repeat(400)
    const many = Array.from({ length: 400 }, (_, i) => `  r${i}: { name: ${long}${i} }`).join('\n')
    const text = shown(
      `project: { name: B, start: 2026-03-05 }\nresources:\n${many}\ntasks:\n  a$0:\n    name: ${long}\n    duration: 1d\n    description: ${'word '.repeat(3000)}\n    assign: [${Array.from({ length: 400 }, (_, i) => `r${i}`).join(', ')}]\n`,
    )
    expect(text.length).toBeGreaterThan(200)
    expect(text.length).toBeLessThan(4010)
  })
})

test('a task of another plan is shown as that plan has it', () => {
  const other =
    'project: { id: infra, name: Infra, start: 2026-03-05 }\ntasks:\n  net:\n    name: Network\n    duration: 2d\n'
  expect(
    shown('tasks:\n  a:\n    name: A\n    duration: 1d\n    after: infra/n$0et\n', { 'infra.tpm.yaml': other }),
  ).toContain('[infra/net] **Network** Thu 5 Mar – Fri 6 Mar')
})
