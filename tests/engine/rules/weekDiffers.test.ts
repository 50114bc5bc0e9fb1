import { expect, test } from 'vitest'
import { check } from '#tests/support/check'

/** What is said where days and weeks stand beside each other in a plan with this calendar. */
function told(calendar: string): string | undefined {
  const text = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
calendars:
  house: { week: { mon-thu: [08:00-16:00] }, week-hours: 36h }
  default: { ${calendar} }
tasks:
  dig: { name: Dig, duration: 3d }
  pour: { name: Pour, duration: 1w, after: dig }
`
  return check(text).find(({ code }) => code === 'plan/week-differs')?.help
}

test('what says how long a week is, is named as it is', () => {
  expect(told('week: { mon-thu: [08:00-16:00] }')).toContain('the sum of the project calendar’s week')
  expect(told('day: 8h, week: { mon-thu: [08:00-16:00] }')).toContain('the sum of the project calendar’s week')
  expect(told('day: 8h, week-hours: 36h')).toMatch(/^The project calendar’s "day" and "week-hours" say so/)
  expect(told('week-hours: 36h')).toMatch(/^The project calendar’s "week-hours" says so/)
  expect(told('based-on: house')).toMatch(/^The project calendar’s "week-hours" says so/)
  expect(told('day: 8h, week-hours: 40h')).toBeUndefined()
})
