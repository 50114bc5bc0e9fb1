import { describe, expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project: { name: Bridge, start: 2026-05-04, currency: EUR }
resources:
  ann: { name: Ann, role: Engineer, rate: 400/d }
  ben: { name: Ben, role: engineer, rate: 500/d }
  cyd: { name: Cyd, role: manager }
`

/** The fixes at the mark: `*` answers the problem, `P` preferred. */
function titlesAt(fixture: string): readonly string[] {
  const { text, offset } = markedAt(fixture)
  return codeActions(snapshotOf(text), { start: offset, end: offset })
    .filter(({ kind }) => kind === 'fix')
    .map(({ title, problem, preferred }) => `${preferred ? 'P' : problem ? '*' : ' '} ${title}`)
}

/** The lines that an action changes: what goes and what comes. */
function changesOf(fixture: string, title: string): readonly string[] {
  const { text, offset } = markedAt(fixture)
  const action = codeActions(snapshotOf(text), { start: offset, end: offset }).find(each =>
    each.title.startsWith(title),
  )
  if (!action) return []
  const after = applyEdits(text, action.edits[0]!.edits)
  const lines = (from: string, other: string) => from.split('\n').filter(line => !other.split('\n').includes(line))
  return [...lines(text, after).map(line => `- ${line.trim()}`), ...lines(after, text).map(line => `+ ${line.trim()}`)]
}

describe('a missed deadline', () => {
  const late = `${head}tasks:
  prep: { name: Prep, duration: 5d }
  sync:
    name: Data sync # the long one
    effort: 8d
    assign: { ann: 50% }
    after: prep
  cut: { name: Cut-over, duration: 2d, after: sync +2d }
milestones:
  ga:
    name: GA
    after: cut
    deadline: 2026-0$06-04 # agreed
`
  test('is answered by what meets it, best first; then by what helps; and last by another date', () =>
    expect(titlesAt(late)).toEqual([
      'P Add ben to "Data sync": GA 5 Jun → 22 May, +€533',
      '* Assign ann to "Data sync" for 100%: GA 5 Jun → 26 May',
      '* Remove the lag of "Cut-over": −2 d',
      '* Shorten the lag of "Cut-over" to 1d: −1 d',
      '* Overlap "Data sync" and "Prep" with SS+4d: −1 d',
      '* Move the deadline to Fri 5 Jun: GA stays 5 Jun',
    ]))
  test('by one more for an effort', () =>
    expect(changesOf(late, 'Add ben')).toEqual(['- assign: { ann: 50% }', '+ assign: { ann: 50%, ben: 100% }']))
  test('by a shorter lag', () =>
    expect(changesOf(late, 'Shorten the lag')).toEqual([
      '- cut: { name: Cut-over, duration: 2d, after: sync +2d }',
      '+ cut: { name: Cut-over, duration: 2d, after: sync +1d }',
    ]))
  test('by another date, the comment behind it stays', () =>
    expect(changesOf(late, 'Move the deadline')).toEqual([
      '- deadline: 2026-06-04 # agreed',
      '+ deadline: 2026-06-05 # agreed',
    ]))

  const away = `${head.replace('rate: 400/d', 'rate: 400/d, leave: [2026-05-04..2026-05-08]')}tasks:
  build: { name: Build, effort: 5d, assign: ann, deadline: 2026-05-1$03 }
`
  test('by somebody who can do it and is there', () => {
    expect(titlesAt(away)[0]).toBe('P Reassign to ben: Build 15 May → 8 May, +€500')
    expect(titlesAt(away.replace('role: engineer', 'role: manager')).filter(title => /Reassign/.test(title))).toEqual(
      [],
    )
  })

  test('in a levelled plan by going first', () =>
    expect(
      titlesAt(`${head.replace('currency: EUR', 'currency: EUR, leveling: auto')}tasks:
  other: { name: Other, duration: 2d, assign: cyd, priority: 600 }
  build: { name: Build, duration: 5d, assign: cyd, deadline: 2026-05-0$08 }
`)[0],
    ).toBe('P Let "Build" go before "Other" (priority 700): Build 12 May → 8 May'))

  const chain = `${head}tasks:
  design: { name: Design, duration: 10d }
  build:
    name: Build
    duration: 5d
    after: design
    deadline: 2026-05-1$09
`
  test('by an overlap, in days', () => {
    expect(titlesAt(chain)).toEqual([
      'P Overlap with SS+7d: −3 d',
      '* Move the deadline to Fri 22 May: Build stays 22 May',
    ])
    expect(changesOf(chain, 'Overlap')).toEqual(['- after: design', '+ after: design SS+7d'])
  })
  test('by an overlap of a link in its long form, whose reason stays', () =>
    expect(changesOf(chain.replace('after: design', 'after: { task: design, because: needs it }'), 'Overlap')).toEqual([
      '- after: { task: design, because: needs it }',
      '+ after: { task: design, because: needs it, type: start-to-start, lag: 7d }',
    ]))
  test('by a constraint that need not be', () => {
    const held = `${head}tasks:
  build:
    name: Build
    duration: 5d
    start-no-earlier-than: 2026-05-11
    deadline: 2026-05-1$04
`
    expect(titlesAt(held)).toEqual([
      'P Remove "start-no-earlier-than": Build 15 May → 8 May',
      '* Move "start-no-earlier-than" to Fri 8 May: Build 15 May → 14 May',
      '* Move the deadline to Fri 15 May: Build stays 15 May',
    ])
  })
  test('of the whole project', () =>
    expect(
      titlesAt(
        `${head.replace('currency: EUR', 'currency: EUR, deadline: 2026-05-$020')}tasks:\n  design: { name: Design, duration: 10d }\n  build: { name: Build, duration: 5d, after: design }\n`,
      ),
    ).toEqual([
      'P Overlap "Build" and "Design" with SS+8d: −2 d',
      '* Move the deadline to Fri 22 May: finish stays 22 May',
    ]))
  test('by nothing but another date when it is over', () =>
    expect(
      titlesAt(
        `${head}tasks:\n  a: { name: A, duration: 5d, actual-start: 2026-05-04, actual-finish: 2026-05-08, deadline: 2026-05-0$07 }\n`.replace(
          'currency: EUR',
          'status-date: 2026-05-08',
        ),
      ),
    ).toEqual(['* Move the deadline to Fri 8 May: A stays 8 May']))
})

describe('negative float is answered at the deadline it is missing', () => {
  test('from a task on the way', () =>
    expect(
      titlesAt(`${head}tasks:
  des$0ign: { name: Design, effort: 10d, assign: ann }
  build: { name: Build, duration: 5d, after: design }
milestones:
  ga: { name: GA, after: build, deadline: 2026-05-19 }
`),
    ).toEqual(['P Add ben: GA 22 May → 15 May, +€500', '* Overlap "Build" and "Design" with SS+7d: −3 d']))
})

describe('an overload', () => {
  const overloaded = `${head}tasks:
  sync: { name: Data sync, duration: 3d, assign: ann }
  cut:
    name: Cut-over
    duration: 1d
    assign: [a$0nn, cyd] # both
`
  test('is answered by somebody who is free and can do it', () => {
    expect(titlesAt(overloaded)[0]).toBe('P Reassign to ben: finish stays 6 May, +€100')
    expect(changesOf(overloaded, 'Reassign')).toEqual(['- assign: [ann, cyd] # both', '+ assign: [ben, cyd] # both'])
  })
  test('not by somebody who is not free', () =>
    expect(
      titlesAt(`${overloaded}  more: { name: More, duration: 2d, assign: ben }\n`).filter(title =>
        title.includes('Reassign'),
      ),
    ).toEqual([]))
  test('nor by somebody who has too much already', () =>
    expect(
      titlesAt(`${head}tasks:
  a: { name: A, duration: 3d, assign: a$0nn }
  b: { name: B, duration: 2d, assign: ann }
  c: { name: C, duration: 2d, assign: ben }
  d: { name: D, duration: 2d, assign: ben }
`).filter(title => title.includes('Reassign')),
    ).toEqual([]))
  test('of a limit too the answers say what they do', () =>
    expect(
      titlesAt(
        `${head.replace('rate:', 'limits: { per-week: 20h }, rate:')}tasks:\n  a: { name: A, duration: 4d, assign: a$0nn }\n`,
      ),
    ).toEqual(['* Reassign to ben: finish stays 7 May, +€400']))
  test('nor, beyond a limit, by somebody who is beyond it', () =>
    expect(
      titlesAt(`${head.replaceAll('rate:', 'limits: { per-week: 20h }, rate:')}tasks:
  a: { name: A, duration: 4d, assign: a$0nn }
  b: { name: B, duration: 4d, assign: ben }
`).filter(title => title.includes('Reassign')),
    ).toEqual([]))
})

describe('a ring', () => {
  const ring = `${head}tasks:
  a: { name: A, duration: 1d, after: c$0 }
  b: { name: B, duration: 2d, after: a }
  c: { name: C, duration: 3d, after: b }
`
  test('is opened, and what then has dates is said', () =>
    expect(titlesAt(ring)).toEqual([
      'P Remove this dependency: 3 tasks get dates, finish 11 May',
      '* Let "B" not wait for "A": 3 tasks get dates, finish 11 May',
      '* Let "C" not wait for "B": 3 tasks get dates, finish 11 May',
    ]))
  test('at any of its dependencies, first where it is weakest: where it leads up the text', () =>
    expect(titlesAt(ring.replace('c$0', 'c').replace('after: b', 'after: b$0'))[0]).toBe(
      'P Let "A" not wait for "C": 3 tasks get dates, finish 11 May',
    ))
})

describe('a ring of dependencies that are as weak', () => {
  // X waits for W and W for V up the text, V for X down it.
  const even = `${head}tasks:
  late: { name: Late, duration: 20d }
  x: { name: X, duration: 1d, after: w }
  w: { name: W, duration: 2d, after: [late, v] }
  v: { name: V, duration: 3d, after: x }
`
  test('the one after which the project ends first comes first', () =>
    expect(titlesAt(even.replace('after: w', 'after: w$0'))).toEqual([
      'P Remove this dependency: 3 tasks get dates, finish 29 May → 2 Jun',
      '* Let "W" not wait for "V": 3 tasks get dates, finish 29 May → 8 Jun',
      '* Let "V" not wait for "X": 3 tasks get dates, finish 29 May → 3 Jun',
    ]))
  test('wherever one stands', () =>
    expect(titlesAt(even.replace('after: x', 'after: x$0'))).toEqual([
      'P Let "X" not wait for "W": 3 tasks get dates, finish 29 May → 2 Jun',
      '* Let "W" not wait for "V": 3 tasks get dates, finish 29 May → 8 Jun',
      '* Remove this dependency: 3 tasks get dates, finish 29 May → 3 Jun',
    ]))
  test('before all, the one that opens other rings too', () =>
    expect(
      titlesAt(`${head}tasks:
  a: { name: A, duration: 1d, after: b$0 }
  b: { name: B, duration: 1d, after: c }
  c: { name: C, duration: 9d, after: [a, b] }
`),
    ).toEqual([
      'P Let "B" not wait for "C": 3 tasks get dates, finish 18 May',
      '* Remove this dependency: 1 task gets dates, finish 4 May',
      '* Let "C" not wait for "A": finish has no date',
    ]))
  test('and where all is the same, in the order of the text', () =>
    expect(
      titlesAt(`${head}tasks:
  a: { name: A, duration: 1d, after: b$0 }
  b: { name: B, duration: 1d, after: c }
  c: { name: C, duration: 1d, after: a }
`),
    ).toEqual([
      'P Remove this dependency: 3 tasks get dates, finish 6 May',
      '* Let "B" not wait for "C": 3 tasks get dates, finish 6 May',
      '* Let "C" not wait for "A": 3 tasks get dates, finish 6 May',
    ]))
})

describe('a ring hides what its tasks are told once they have dates', () => {
  const hiding = `${head}tasks:
  a: { name: A, duration: 5d, after: c, deadline: 2026-05-06 }
  b: { name: B, duration: 2d, after: a$0 }
  c: { name: C, duration: 3d, after: b, deadline: 2026-05-08 }
`
  test('which withholds no answer', () =>
    expect(titlesAt(hiding)).toEqual([
      'P Let "A" not wait for "C": 3 tasks get dates, finish 15 May',
      '* Remove this dependency: 3 tasks get dates, finish 15 May',
      '* Let "C" not wait for "B": 3 tasks get dates, finish 15 May',
    ]))
  test('what waits for itself is let go, whatever is told then', () =>
    expect(
      titlesAt(
        `${head.replace('currency: EUR', 'currency: EUR, status-date: 2026-05-08')}tasks:\n  a: { name: A, duration: 10d, after: a$0, progress: 30% }\n  b: { name: B, duration: 5d, after: a, deadline: 2026-05-10 }\n`,
      ),
    ).toEqual([expect.stringMatching(/^P Remove this dependency: 2 tasks get dates/)]))
})

describe('a constraint against the logic', () => {
  const conflict = `${head}tasks:
  a: { name: A, duration: 5d }
  b:
    name: B
    duration: 2d
    after: a
    must-start-on: 2026-05-0$06
`
  test('is answered with what it does to the finish', () =>
    expect(titlesAt(conflict)).toEqual([
      'P Remove "must-start-on": finish 8 May → 12 May',
      '* Move it to Mon 11 May: finish 8 May → 12 May',
    ]))
  const masking = (constraint: string, deadline: string) => `${head}tasks:
  a: { name: A, duration: 10d }
  b:
    name: B
    duration: 3d
    after: a
    ${constraint}
milestones:
  ga: { name: GA, after: b${deadline} }
`
  test('and where it hides a missed deadline, with by how much', () =>
    expect(titlesAt(masking('finish-no-later-than: 2026-05-1$05', ', deadline: 2026-05-19'))).toEqual([
      '* Change to "deadline": B 15 May → 20 May, 3 working days past its deadline, finish 15 May → 20 May',
      '* Remove "finish-no-later-than": GA 15 May → 20 May, 1 working day past its deadline, finish 15 May → 20 May',
      '* Move it to Wed 20 May: GA 15 May → 20 May, 1 working day past its deadline, finish 15 May → 20 May',
    ]))
  test('by a deadline of its own', () =>
    expect(titlesAt(masking('finish-no-later-than: 2026-05-1$05', ''))).toEqual([
      'P Remove "finish-no-later-than": finish 15 May → 20 May',
      '* Move it to Wed 20 May: finish 15 May → 20 May',
      '* Change to "deadline": B 15 May → 20 May, 3 working days past its deadline, finish 15 May → 20 May',
    ]))
})

describe('work that has begun before what it waits for is done', () => {
  const begun = (logic: string) => `tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-13${logic} }
tasks:
  design: { name: Design, duration: 15d, actual-start: 2026-03-02 }
  build:
    name: Build
    duration: 8d
    after: des$0ign
    actual-start: 2026-03-09
`
  test('the fix says what it does, and takes no side', () => {
    expect(titlesAt(begun(''))).toEqual(['* Remove this dependency: Build 15 Apr → 25 Mar'])
    expect(titlesAt(begun(', progress-logic: override'))).toEqual(['* Remove this dependency: Build stays 25 Mar'])
  })
})

describe('what is mostly done about it', () => {
  const cases: readonly [string, string, string, string][] = [
    [
      'somebody who is new',
      'tasks:\n  a: { name: A, duration: 1d, assign: da$0n }\n',
      'Add "dan" to resources',
      '+ dan: { name: Dan }',
    ],
    [
      'a task that is to come',
      'tasks:\n  a: { name: A, duration: 1d, after: ro$0of-top }\n',
      'Add "roof-top" to tasks',
      '+ roof-top: { name: Roof top, duration: 1d }',
    ],
    [
      'a link to nothing',
      'tasks:\n  a:\n    name: A\n    duration: 1d\n    after: ro$0of\n',
      'Remove this',
      '- after: roof',
    ],
    [
      'dates the wrong way round',
      'tasks:\n  a:\n    name: A\n    duration: 1d\n    actual-start: 2026-05-06\n    actual-finish: 2026-0$05-05\n',
      'Swap the two dates',
      '+ actual-start: 2026-05-05',
    ],
    [
      'a status date that is too early',
      'tasks:\n  a: { name: A, duration: 1d, actual-start: 2026-05-0$06 }\n',
      'Move the status date to 2026-05-06',
      '+ project: { name: Bridge, start: 2026-05-04, currency: EUR, status-date: 2026-05-06 }',
    ],
    [
      'one id for two',
      'tasks:\n  a: { name: A, duration: 1d }\nmilestones:\n  a$0: { name: B }\n',
      'Change the id to "a-2"',
      '+ a-2: { name: B }',
    ],
    [
      'a risk without a response',
      'tasks:\n  a: { name: A, duration: 1d }\nrisks:\n  fl$0ood:\n    name: Flood\n    probability: very-high\n    impact: very-high\n    owner: ann\n    affects: a\n',
      'Respond: avoid',
      '+ response: avoid',
    ],
    [
      'a sprint that ends too early',
      'sprints:\n  s1: { name: One, start: 2026-05-04, finish: 2026-05-08 }\n  s2: { name: Two, start: 2026-05-11, finish: 2026-05-15 }\ntasks:\n  a: { name: A, duration: 7d, sprint: s$01 }\n',
      'Move to the sprint "Two"',
      '+ a: { name: A, duration: 7d, sprint: s2 }',
    ],
    [
      'a date before the project',
      'tasks:\n  a:\n    name: A\n    duration: 1d\n    must-start-on: 2026-04-2$07\n',
      'Move "must-start-on" to Mon 4 May',
      '+ must-start-on: 2026-05-04',
    ],
  ]
  test.each(cases)('%s', (_name, rest, title, line) => {
    const dated = rest.includes('actual-')
      ? head.replace('currency: EUR', 'currency: EUR, status-date: 2026-05-05')
      : head
    expect(changesOf(dated + rest, title)).toContain(line)
  })
})

describe('a word that is none of a few', () => {
  const offered = (lines: string) =>
    titlesAt(
      `${head.replace('currency: EUR', 'currency: EUR, status-date: 2026-05-08')}tasks:\n  a: { name: A, duration: 10d }\n  b:\n    name: B\n    duration: 5d\n    ${lines}\n`,
    )
  test.each([
    ['finished', 'done'],
    ['Complete', 'done'],
    ['started', 'in-progress'],
    ['wip', 'in-progress'],
    ['To do', 'not-started'],
    ['on_hold', 'blocked'],
  ])('%s is what others call %s, whatever is told then', (word, meant) => {
    const titles = offered(`status: $0${word}`).map(title => title.replace(/":.*$/, '"'))
    expect(titles[0]).toBe(`* Write "${meant}"`)
    expect(titles.toSorted()).toEqual(
      ['blocked', 'cancelled', 'done', 'in-progress', 'not-started'].map(each => `* Write "${each}"`),
    )
  })
  test('of one letter is as near to all, and a person chooses', () =>
    expect(offered('raci: { ann: $0X }')).toEqual(['* Write "R"', '* Write "A"', '* Write "C"', '* Write "I"']))
  test('of one letter in lower case is that letter', () =>
    expect(offered('raci: { ann: $0c }')).toEqual(['P Change to C']))
})
