import { expect, test } from 'vitest'
import { check } from '#tests/support/check'

const plan = (task: string, crew = '', calendars = '') => `tpm: 1
project: { name: Works, start: 2026-03-02 }
calendars:
  default: { week: { mon-fri: [06:00-14:00] } }
  nights: { week: { sun-thu: [22:00-06:00] } }
${calendars}resources:
  crew: { name: Night crew, type: team, calendar: nights${crew} }
  day: { name: Day crew, type: team }
tasks:
  a: { name: Retrofit, ${task} }
`

const told = (text: string) => check(text).filter(({ code }) => code === 'schedule/no-working-time')

test('who works at other hours than the task is told so, and the task can go by their calendar', () => {
  for (const task of ['duration: 2d, assign: crew', 'effort: 2d, assign: crew']) {
    const text = plan(task)
    const [problem] = told(text)
    expect(problem!.message).toBe(
      '"Retrofit" can’t be scheduled: "Night crew" works at other hours than the task, which goes by the calendar "default"',
    )
    expect(problem!.help).not.toMatch(/leave|until/)
    expect(problem!.fixes!.map(({ title }) => title)).toEqual(['Let it go by the calendar "nights"'])
    expect(check(text.replace(task, `${task}, calendar: nights`)).map(({ code }) => code)).not.toContain(
      'schedule/no-working-time',
    )
  }
})

test('a task of its own calendar can go by that of the project again', () => {
  const [problem] = told(plan('duration: 2d, assign: day, calendar: nights'))
  expect(problem!.message).toMatch(/"Day crew" works at other hours than the task, .* "nights"$/)
  expect(problem!.fixes!.map(({ title }) => title)).toEqual(['Let it go by the calendar "default"'])
})

test('of two crews with two calendars none is proposed', () => {
  const [problem] = told(
    plan('duration: 2d, assign: [crew, day], calendar: noon', '', '  noon: { week: { mon-fri: [15:00-16:00] } }\n'),
  )
  expect(problem!.message).toMatch(/"Night crew" and "Day crew" work at other hours than the task/)
  expect(problem!.fixes ?? []).toEqual([])
})

test('who has left, or is away for good, is told as before', () => {
  const text = plan('duration: 2d, assign: crew, calendar: nights', ', until: 2026-02-27')
  expect(told(text)[0]!.message).toMatch(/there is never again time in which "Night crew" can work on it/)
  expect(told(plan('duration: 2d, assign: crew', ', until: 2026-02-27'))[0]!.message).toMatch(/never again/)
})
