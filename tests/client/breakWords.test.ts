import { expect, test } from 'vitest'
import { type BisectRecord, breakWords, lastDay } from '../../client/src/extension/commands/breakWords.ts'

type Broken = NonNullable<BisectRecord['broken']>
const found = (broken: Partial<Broken> = {}): BisectRecord => ({
  milestone: { name: 'Live' },
  limit: '2026-03-21T00:00',
  date: '2026-03-23T17:00',
  broken: {
    commit: '4d867914aa',
    subject: 'Longer tests',
    first: false,
    before: '2026-03-20T17:00',
    after: '2026-03-23T17:00',
    joint: false,
    causes: [],
    ...broken,
  },
})

test('a break is told by what it moved, since when, and what had to be kept', () => {
  expect(breakWords(found())).toBe(
    'Live: Fri 20 Mar 2026 → Mon 23 Mar 2026 since 4d867914 “Longer tests”. It had to keep Fri 20 Mar 2026.',
  )
  expect(breakWords(found({ commit: null, subject: undefined as never }))).toContain('since what is not committed yet.')
  expect(breakWords(found({ before: null }))).toContain('Live: no date → Mon 23 Mar 2026')
  expect(breakWords(found({ joint: true }))).toMatch(/A merge: each side alone keeps the date\.$/)
  expect(breakWords(found({ subject: 'x'.repeat(200) })).length).toBeLessThan(200)
})

test('what is late from the first commit on is told to be, as no change did it', () => {
  expect(breakWords(found({ first: true, before: null }))).toBe(
    'Live is late from the first commit there is, 4d867914 “Longer tests”: Mon 23 Mar 2026. It had to keep Fri 20 Mar 2026.',
  )
})

test('what is kept is told with its date', () => {
  const { broken: _, ...kept } = { ...found(), date: '2026-03-19T12:00' }
  expect(breakWords(kept)).toBe('Live keeps Fri 20 Mar 2026: it is on Thu 19 Mar 2026.')
  expect(breakWords({ ...kept, date: null })).toContain('it is on no date')
})

test('a deadline leaves its own day, and one with an hour the day it is on', () => {
  const minutes = (date: string) => Date.parse(`${date}Z`) / 60_000
  expect(lastDay(minutes('2026-03-21T00:00'))).toBe('2026-03-20')
  expect(lastDay(minutes('2026-03-20T12:00'))).toBe('2026-03-20')
})
