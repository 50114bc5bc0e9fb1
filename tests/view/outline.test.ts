import { expect, test } from 'vitest'
import { initialsOf } from '#engine/view/initials'
import { viewsOf } from '../support/views.ts'

test('the outline has tasks as a tree, milestones, and open risks with the highest first', () => {
  const { outline } = viewsOf(`
tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-03 }
tasks:
  build:
    name: Build
    tasks:
      dig: { name: Dig, duration: 2d, actual-start: 2026-03-02, actual-finish: 2026-03-03 }
      pour: { name: Pour, duration: 3d, after: dig }
  loop: { name: Loop, duration: 1d, after: loop }
milestones:
  open: { name: Open, after: pour, deadline: 2026-03-05 }
risks:
  small: { name: Small, probability: low, impact: low }
  large: { name: Large, probability: high, impact: very-high }
`)
  const words = (items: typeof outline.tasks): unknown[] =>
    items.map(({ name, description, state, children }) => [name, description, state, ...words(children)])
  expect(words(outline.tasks)).toEqual([
    [
      'Build',
      '2 Mar – 6 Mar · critical',
      'critical',
      ['Dig', '2 Mar – 3 Mar · done', 'done'],
      ['Pour', '4 Mar – 6 Mar · critical', 'critical'],
    ],
    ['Loop', 'no dates', 'unscheduled'],
  ])
  expect(words(outline.milestones)).toEqual([['Open', 'Fri 6 Mar · 1 working day after its deadline', 'late']])
  expect(words(outline.risks)).toEqual([
    ['Large', 'critical · no owner', 'high'],
    ['Small', 'low · no owner', 'normal'],
  ])
  expect(outline).toMatchObject({
    late: true,
    finish: '2026-03-06T17:00',
    worst: 'Open 1 working day after its deadline',
  })
})

test('a year is said once in a row, and not where the row above or the status date says it', () => {
  const rows = (more: string) => {
    const { outline } = viewsOf(`
tpm: 1
project: { name: Bridge, start: 2026-12-28${more} }
tasks:
  early: { name: Early, duration: 2d }
  over: { name: Over, duration: 8d }
  build:
    name: Build
    after: over
    tasks:
      dig: { name: Dig, duration: 2d }
      pour: { name: Pour, duration: 3d, after: dig }
milestones:
  open: { name: Open, after: pour }
`)
    const words = (items: typeof outline.tasks): string[] =>
      items.flatMap(({ description, children }) => [description.split(' · ')[0]!, ...words(children)])
    return words([...outline.tasks, ...outline.milestones])
  }
  expect(rows('')).toEqual([
    '28 Dec – 29 Dec',
    '28 Dec – 6 Jan 2027',
    '7 Jan – 13 Jan 2027',
    '7 Jan – 8 Jan',
    '11 Jan – 13 Jan',
    'Wed 13 Jan 2027',
  ])
  expect(rows(', status-date: 2027-01-01').at(-1)).toMatch(/^\w+ \d+ Jan$/)
})

test('initials', () => {
  expect(
    ['Maya Lindt', 'SRE pool', 'ben', 'Fatima El Amrani', 'Dr. Anke Reuter', '王小明', '🚀', ''].map(initialsOf),
  ).toEqual(['ML', 'SRE', 'BE', 'FA', 'DR', '王小', '🚀', ''])
})
