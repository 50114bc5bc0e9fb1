import { expect, test } from 'vitest'
import type { Minute } from '#engine/time/minute'
import { type HistoryPoint, historyView } from '#engine/view/historyView'
import { historyFigures } from '#engine/view/historyWords'

const point = (effort: number): HistoryPoint => ({
  at: 0 as Minute,
  author: 'Ada',
  subject: 'one',
  figures: {
    name: 'Bridge',
    finished: false,
    dayMinutes: 480,
    cost: 100,
    tasks: 2,
    done: 0,
    effort,
    exposure: { days: 1, cost: 100 },
    risks: 1,
    unscheduled: 0,
    finish: 0 as Minute,
    milestones: [],
  },
})

test('what effort has changed by has its unit', () => {
  expect(historyFigures(historyView([point(4800), point(5280)]))).toBe(
    'cost 100 (as at first), 2 tasks (as at first), effort 11d (+1d), exposure 1d, 100',
  )
})
