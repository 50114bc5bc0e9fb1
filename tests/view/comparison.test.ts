import { describe, expect, test } from 'vitest'
import { floatWords } from '#engine/view/comparisonWords'
import { viewOf } from '#tests/support/compare'

const before = `
tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-02, currency: EUR }
resources:
  ann: { name: Ann, rate: 100/h }
tasks:
  survey: { name: Survey, duration: 2d, assign: ann, actual-start: 2026-03-02, progress: 50% }
  build:
    name: Build
    tasks:
      piers: { name: Piers, duration: 5d, assign: ann, after: survey }
      deck: { name: Deck, duration: 3d, after: piers }
milestones:
  open: { name: Opening, after: deck, deadline: 2026-03-16 }
  paper: { name: Permit, after: survey }
risks:
  rust: { name: Rust, probability: 30%, impact: { schedule: 2d } }
`
const after = before
  .replace('progress: 50%', 'progress: 50%, remaining: 3d')
  .replace('Piers, duration: 5d', 'Piers, duration: 7d')
  .replace('probability: 30%', 'probability: 60%')

describe('the comparison view', () => {
  test('says the verdict in one sentence', () => {
    expect(viewOf(before, after).sentence).toBe(
      'Worse: the finish 4d later (Fri 13 Mar → Thu 19 Mar); Opening 4d later (Fri 13 Mar → Thu 19 Mar), now past its deadline; Permit 2d later (Tue 3 Mar → Thu 5 Mar); cost +3,200 EUR; 1 risk raised.',
    )
  })

  test('counts one milestone more as one', () => {
    const more = '  a: { name: A, after: survey }\n  b: { name: B, after: survey, date: 2026-03-04 }\nrisks:'
    const [from, to] = [before, after].map(text => text.replace('risks:', more))
    expect(viewOf(from!, to!).sentence).toContain('; 1 more milestone moves;')
  })

  test('tells many that move alike once, and those that come to be late for themselves', () => {
    const more = ['a', 'b', 'c', 'd'].map(id => `  ${id}: { name: ${id.toUpperCase()}, after: deck }\n`).join('')
    const [from, to] = [before, after].map(text => text.replace('risks:', `${more}risks:`))
    expect(viewOf(from!, to!).sentence).toMatch(
      /^Worse: the finish 4d later \(Fri 13 Mar → Thu 19 Mar\), and with it A, B and 2 more; Opening 4d later .*, now past its deadline; Permit 2d later /,
    )
  })

  test('says less than a day of work by the days that it is between', () => {
    const hours = (length: string) => before.replace('Piers, duration: 5d', `Piers, duration: ${length}`)
    expect(viewOf(hours('38h'), hours('34h')).sentence).toContain('the finish 4h earlier (Fri 13 Mar)')
    expect(viewOf(hours('36h'), hours('30h')).sentence).toContain('the finish a day earlier (Fri 13 Mar → Thu 12 Mar)')
    expect(viewOf(hours('44h'), hours('38h')).sentence).toContain('the finish earlier (Mon 16 Mar → Fri 13 Mar)')
  })

  test('writes the years of two dates where they differ, else that in which the project does not start', () => {
    const plan = (length: string) => before.replace('Piers, duration: 5d', `Piers, duration: ${length}`)
    expect(viewOf(plan('260d'), plan('200d')).sentence).toContain('(Fri 5 Mar 2027 → Fri 11 Dec 2026)')
    expect(viewOf(plan('260d'), plan('200d')).strips[0]).toMatchObject({
      beforeText: 'Fri 5 Mar 2027',
      afterText: 'Fri 11 Dec 2026',
    })
    expect(viewOf(plan('260d'), plan('261d')).strips[0]).toMatchObject({
      beforeText: 'Fri 5 Mar 2027',
      afterText: 'Mon 8 Mar 2027',
    })
    expect(viewOf(plan('200d'), plan('201d')).strips[0]).toMatchObject({ afterText: 'Mon 14 Dec' })
  })

  test('counts people as people, and teams and machines among them as resources', () => {
    const plan = (who: string, length = 3) => `
tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources:
  ann: { name: Ann }
  crane: { name: Crane, type: equipment }
tasks:
  fixed: { name: Fixed, duration: 4d, assign: ${who} }
  other: { name: Other, duration: ${length}d, assign: ${who}, start-no-earlier-than: 2026-03-0${9 - length} }
`
    const sentence = (who: string) => viewOf(plan(who, 2), plan(who, 5).replace('03-07', '03-04')).sentence
    expect(sentence('ann')).toContain('1 person newly overloaded')
    expect(sentence('crane')).toContain('1 resource newly overloaded')
    expect(sentence('[ann, crane]')).toContain('2 resources newly overloaded')
  })

  test('calls newly overloaded who was not, and says of the others by how much more', () => {
    const plan = (also: string) => `
tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources: { ann: { name: Ann }, ben: { name: Ben } }
tasks:
  a: { name: A, duration: 5d, assign: ann }
  b: { name: B, duration: 5d, assign: { ann: 20% } }
  c: { name: C, duration: 5d, assign: ben }
${also}`
    const more = plan('  d: { name: D, duration: 5d, assign: { ann: 40%, ben: 10% } }\n')
    const worse = viewOf(plan(''), more)
    expect(worse.sentence).toContain('1 person newly overloaded; Ann more overloaded (120% → 160%)')
    const titles = ({ notes }: typeof worse) => notes.map(({ title }) => title).filter(title => /overload/.test(title))
    expect(titles(worse)).toEqual(['Newly overloaded', 'More overloaded'])
    // The other way round she still is, on the same days.
    expect(viewOf(more, plan('')).notes.find(({ title }) => title === 'No longer overloaded')?.lines).toHaveLength(1)
    const later = viewOf(plan(''), plan('  d: { name: D, duration: 5d, assign: { ann: 110% }, after: a }\n'))
    expect(later.sentence).toContain('Ann overloaded for longer (110%)')
  })

  test('writes a float that was and one that is too small alike', () => {
    const plan = before.replace('2026-03-16', '2026-03-13')
    const lines = viewOf(plan, plan.replace('Piers, duration: 5d', 'Piers, duration: 46h')).notes
    expect(lines.find(({ title }) => title === 'Float lost')?.lines[0]?.text).toBe('Deck 0d → −6h')
    expect([floatWords(11_940, 480), floatWords(-11_940, 480)]).toEqual(['24.88d', '−24.88d'])
  })

  test('shows each movement as parts that add up, progress first', () => {
    const [finish] = viewOf(before, after).strips
    expect(finish!.parts.map(({ label, text, from }) => [label, text, from])).toEqual([
      ['Survey: remaining (none) → 3d', '+2d', 0],
      ['Piers: duration 5d → 7d', '+2d', 960],
    ])
    expect(finish!.minutes).toBe(4 * 480)
  })

  test('sorts edits by effect and names their lines', () => {
    expect(
      viewOf(before, after).edits.map(({ phrase, effectText, location }) => [phrase, effectText, location.line]),
    ).toEqual([
      ['Survey: remaining (none) → 3d', 'finish +2d, Opening +2d, Permit +2d, +1,600 EUR', 5],
      ['Piers: duration 5d → 7d', 'finish +2d, Opening +2d, +1,600 EUR', 9],
      ['Rust: probability 30% → 60%', undefined, 15],
    ])
  })

  test('shows ghosts only where something moved, below the summaries around them', () => {
    const { ghosts } = viewOf(before, after.replace('remaining: 3d', 'notes: none').replace('Rust,', 'Rusty,'))
    expect(ghosts.map(({ id, depth, movementText }) => [id, depth, movementText])).toEqual([
      ['build', 0, '+4 days'],
      ['piers', 1, '+2 days'],
      ['deck', 1, '+4 days'],
      ['open', 0, '+4 days'],
    ])
  })

  test('says in days of the calendar that a start moved where the finish did not', () => {
    const from = (fields: string) =>
      before
        .replace('paper: {', `lamps: { name: Lamps, date: 2026-03-20 }\n  paper: {`)
        .replace('deck: {', `rails: { name: Rails, ${fields} }\n      deck: {`)
    const { ghosts } = viewOf(
      from('duration: 3d, start-no-earlier-than: 2026-03-05'),
      from('duration: 4d, start-no-earlier-than: 2026-03-04'),
    )
    expect(ghosts.find(({ id }) => id === 'rails')?.movementText).toBe('start −1 day')
  })

  test('shows how risks moved on the base’s matrix', () => {
    expect(viewOf(before, after).heat.moves).toMatchObject([
      { id: 'rust', kind: 'raised', before: { cell: { probability: 1 } }, after: { cell: { probability: 3 } } },
    ])
  })

  test('says of a comment that it changes nothing', () => {
    const { changed, sentence, verdict } = viewOf(before, before.replace('tasks:\n', 'tasks: # the work\n'))
    expect([changed, sentence, verdict]).toEqual([false, 'No change to the plan.', 'unchanged'])
  })
})
