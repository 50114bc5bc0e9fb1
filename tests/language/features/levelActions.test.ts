import { expect, test } from 'vitest'
import { codeActionSteps, codeActions } from '#language/features/codeActions'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { snapshotOf } from '#tests/support/snapshot'

const head = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
resources: { ann: { name: Ann } }
tasks:
`

/** The fixes at the mark: title, and the text after it. */
function fixesAt(fixture: string): readonly (readonly [title: string, text: string])[] {
  const { text, offset } = markedAt(fixture)
  return codeActions(snapshotOf(text), { start: offset, end: offset })
    .filter(({ kind }) => kind === 'fix')
    .map(({ title, edits }) => [title, applyEdits(text, edits[0]!.edits)])
}

const overloaded = `${head}  sync:
    name: Data sync
    duration: 3d
    assign: ann
  cut:
    name: Cut-over
    duration: 1d
    assign: a$0nn
`

test('an overload can be answered by a link, a date, a priority or levelling, each with what it does to the finish', () => {
  expect(fixesAt(overloaded).map(([title]) => title)).toEqual([
    'Wait for "Data sync": finish 4 Mar → 5 Mar',
    'Start no earlier than Thu 5 Mar: finish 4 Mar → 5 Mar',
    'Raise priority to 600 and level the whole plan: starts Mon 2 Mar, finish 4 Mar → 5 Mar',
    'Level the whole plan (leveling: auto): finish 4 Mar → 5 Mar',
  ])
})

test('a weaker link to the same task becomes the one that is waited for', () => {
  const waiting = (link: string) => overloaded.replace('    duration: 1d', `    duration: 1d\n    ${link}`)
  const answered = (link: string) =>
    fixesAt(waiting(link))
      .find(([title]) => title.startsWith('Wait for "Data sync"'))?.[1]
      .match(/after:[\s\S]*?(?=\n {4}\w)/)?.[0]
  expect(answered('after: sync SS')).toBe('after: sync')
  expect(answered('after: [sync SS-1d]')).toBe('after: [sync]')
  expect(answered('after: { task: sync, type: SS, because: of it }')).toBe('after: { task: sync, because: of it }')
  expect(answered('after: sync SS+1d')).toBe('after: [sync SS+1d, sync]')
})

test('and to the cost', () => {
  const dear = overloaded.replace('{ name: Ann }', '{ name: Ann, rate: { 2026-01-01: 50/h, 2026-03-05: 75/h } }')
  expect(fixesAt(dear).map(([title]) => title)).toEqual([
    'Wait for "Data sync": finish 4 Mar → 5 Mar, +200',
    'Start no earlier than Thu 5 Mar: finish 4 Mar → 5 Mar, +200',
    'Raise priority to 600 and level the whole plan: starts Mon 2 Mar, finish 4 Mar → 5 Mar, +200',
    'Level the whole plan (leveling: auto): finish 4 Mar → 5 Mar, +200',
  ])
})

test('each does what its title says, and the overload is gone', () => {
  for (const [title, text] of fixesAt(overloaded)) {
    const { problems, schedule } = snapshotOf(text)
    expect(
      problems.map(({ code }) => code),
      title,
    ).not.toContain('resource/overload')
    expect(new Date(schedule.finish * 60_000).toISOString(), title).toBe('2026-03-05T17:00:00.000Z')
  }
  const added = fixesAt(overloaded).map(([, text]) => text.split('\n').filter(line => !overloaded.includes(line)))
  expect(added).toEqual([
    ['    after: sync'],
    ['    start-no-earlier-than: 2026-03-05'],
    ['  leveling: auto', '    priority: 600'],
    ['  leveling: auto'],
  ])
})

test('no link is offered that would make a ring', () => {
  // Data sync already holds the finish of the cut-over, and would wait for itself.
  const titles = fixesAt(`${head}  sync:
    name: Data sync
    duration: 3d
    assign: a$0nn
  cut:
    name: Cut-over
    duration: 1d
    assign: ann
    after: sync SS
`).map(([title]) => title)
  expect(titles.filter(title => title.startsWith('Wait for'))).toEqual([])
})

test('in a levelled plan a task that waits can be let go first', () => {
  const fixes = fixesAt(
    overloaded.replace('a$0nn', 'ann').replace('  cut:', '  cu$0t:').replace('  start:', '  leveling: auto\n  start:'),
  )
  expect(fixes.map(([title]) => title)).toEqual(['Raise priority to 600: starts Mon 2 Mar, finish stays 5 Mar'])
  const { schedule } = snapshotOf(fixes[0]![1])
  expect(schedule.tasks.get('cut')!.start).toBeLessThan(schedule.tasks.get('sync')!.start)
})

test('what waiting does not help is not offered', () => {
  const away = `${head.replace('Ann }', 'Ann, units: 1 }')}  sync: { name: Data sync, duration: 3d, assign: { a$0nn: 200% } }\n`
  expect(fixesAt(away)).toEqual([])
})

test('who has the person for the rest of a day is waited for to the hour', () => {
  const titles = fixesAt(overloaded.replace('3d', '4h').replace('1d', '2h')).map(([title]) => title)
  expect(titles).toContain('Start no earlier than Mon 2 Mar 13:00: finish stays 2 Mar')
})

test('a large plan is not levelled while the cursor only moves, and is when somebody asks', () => {
  const { text, offset } = markedAt(overloaded)
  const more = Array.from({ length: 1000 }, (_, i) => `  t${i}: { duration: 1d }\n`).join('')
  const snapshot = snapshotOf(text + more)
  const titles = (unasked: boolean) => {
    const steps = codeActionSteps(snapshot, { start: offset, end: offset }, { unasked })
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value.filter(({ kind }) => kind === 'fix').map(({ title }) => title.replace(/:.*/, ''))
    }
  }
  expect(titles(true)).toEqual(['Wait for "Data sync"'])
  expect(titles(false)).toEqual([
    'Wait for "Data sync"',
    'Start no earlier than Thu 5 Mar',
    'Raise priority to 600 and level the whole plan',
    'Level the whole plan (leveling',
  ])
})

const late = `tpm: 1
project: { name: Fair, finish: 2026-03-27, schedule: as-late-as-possible }
resources: { ann: { name: Ann } }
tasks:
  texts: { name: Texts, duration: 2d, assign: ann }
  film: { name: Film, duration: 3d, assign: ann }
`

test('what is as late as possible can end before the other, by a date, or stay while the other comes earlier', () => {
  const fixes = fixesAt(late.replace('2d, assign: ann', '2d, assign: a$0nn'))
  expect(fixes.map(([title]) => title)).toEqual([
    'Finish before "Film" starts: finish stays 27 Mar',
    'Finish no later than Tue 24 Mar: finish stays 27 Mar',
    'Raise priority to 600 and level the whole plan: starts Thu 26 Mar, finish stays 27 Mar',
    'Level the whole plan (leveling: auto): finish stays 27 Mar',
  ])
  for (const [title, text] of fixes) {
    const codes = snapshotOf(text).problems.map(({ code }) => code)
    expect([title, codes]).toEqual([title, expect.not.arrayContaining(['resource/overload'])])
  }
})

test('in a levelled plan what ends before the other can keep its late place', () => {
  const fixes = fixesAt(late.replace('  texts:', '  te$0xts:').replace('finish:', 'leveling: auto, finish:'))
  expect(fixes.map(([title]) => title)).toEqual(['Raise priority to 600: starts Thu 26 Mar, finish stays 27 Mar'])
})
