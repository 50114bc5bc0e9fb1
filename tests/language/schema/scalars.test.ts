import { expect, test } from 'vitest'
import { duration, estimate, money, percent, rate } from '#language/schema/scalars/amounts'
import { date, dateRange, month } from '#language/schema/scalars/dates'
import { days, hours } from '#language/schema/scalars/hours'
import { after, before } from '#language/schema/scalars/links'
import { idKind, relativePath } from '#language/schema/scalars/texts'
import { type ScalarKind, Trouble } from '#language/schema/scalars/trouble'

const id = idKind('id', 'an id', [])

/** Kind, wrong text, code, a part of the message, and the right texts that are offered. */
const wrong: readonly (readonly [ScalarKind<unknown>, string, string, string, readonly string[]])[] = [
  [date, '2026-02-30', 'plan/bad-date', 'February 2026 has 28 days', ['2026-02-28']],
  [date, '2026-13-01', 'plan/bad-date', 'no month 13', ['2026-01-13']],
  [date, '2026-5-2', 'plan/bad-date', 'year-month-day', ['2026-05-02']],
  [date, '02.05.2026', 'plan/bad-date', 'year-month-day', ['2026-05-02']],
  [date, '5/2/2026', 'plan/bad-date', 'year-month-day', ['2026-05-02', '2026-02-05']],
  [date, '2 May 2026', 'plan/bad-date', 'year-month-day', ['2026-05-02']],
  [date, '2026-05-02T24:00', 'plan/bad-date', 'midnight', []],
  [date, '20260-05-02', 'plan/bad-date', 'year-month-day', []],
  [dateRange, '2026-03-13..2026-03-02', 'plan/bad-date', 'ends before it begins', ['2026-03-02..2026-03-13']],
  [dateRange, '2026-03-02 - 2026-03-13', 'plan/bad-date', '..', ['2026-03-02..2026-03-13']],
  [month, '2026-1', 'plan/bad-date', 'year-month', ['2026-01']],
  [duration, '3m', 'plan/bad-duration', 'minutes or months', ['3min', '3mo']],
  [duration, '3', 'plan/bad-duration', 'no unit', ['3d', '3h', '3w']],
  [duration, '2 weeks', 'plan/bad-duration', 'without a space', ['2w']],
  [duration, '-2d', 'plan/bad-duration', 'never negative', ['2d']],
  [duration, '1h30', 'plan/bad-duration', 'two units', ['90min']],
  [estimate, '5d..3d..9d', 'plan/bad-estimate', 'out of order', ['3d..5d..9d']],
  [estimate, '3d..9d', 'plan/bad-estimate', 'two points', []],
  [estimate, '3d..5m..9mo', 'plan/bad-duration', 'minutes or months', ['3d..5mo..9mo']],
  [percent(100), '0.3', 'plan/bad-percent', 'not a percentage', ['30%', '0.3%']],
  [percent(100), '60', 'plan/bad-percent', 'not a percentage', ['60%']],
  [percent(100), '130%', 'plan/bad-percent', 'more than 100%', []],
  [money, '12,000', 'plan/bad-money', 'not an amount', ['12000']],
  [money, '12k', 'plan/bad-money', 'not an amount', ['12000']],
  [money, '-5', 'plan/bad-money', 'never negative', []],
  [money, '1e3', 'plan/bad-money', 'not an amount', []],
  [rate, '95', 'plan/bad-rate', 'not a rate', ['95/h', '95/d']],
  [rate, '95 per hour', 'plan/bad-rate', 'not a rate', ['95/h']],
  [hours, '9-12', 'plan/bad-hours', '09:00-12:00', ['09:00-12:00']],
  [hours, '24:00-06:00', 'plan/bad-hours', 'only an end', ['00:00-06:00']],
  [days, 'monday', 'plan/unknown-word', 'not a day', ['mon']],
  [after, 'b 2d', 'plan/bad-link', 'a lag has a sign', ['b +2d']],
  [after, 'b XS', 'plan/bad-link', 'not FS, SS, FF or SF', []],
  [after, 'b SS+3m', 'plan/bad-duration', 'minutes or months', ['b SS+3min', 'b SS+3mo']],
  [after, 'a, b', 'plan/bad-link', 'a list', ['[a, b]']],
  [after, 'ga.deadline', 'plan/bad-link', 'only `before`', ['ga']],
  [before, 'ga FF-1d', 'plan/bad-link', 'takes no type', ['ga -1d']],
  [before, 'ga.deadline -50%', 'plan/bad-link', 'no length to take a share of', ['ga -50%']],
  [id, 'off', 'plan/bad-id', 'other YAML readers', ['off-1']],
  [id, 'two words', 'plan/bad-id', 'not an id', ['two-words']],
  [id, 'Prüfung Straße', 'plan/bad-id', 'not an id', ['Prufung-Strasse']],
  [id, '__proto__', 'plan/bad-id', '__proto__', []],
  [relativePath, '/etc/passwd', 'plan/bad-path', 'absolute', []],
  [relativePath, 'https://example.com/a', 'plan/bad-path', 'address', []],
  [relativePath, 'a\\b.yaml', 'plan/bad-path', 'Windows', ['a/b.yaml']],
]

test.each(wrong)('$kind "%s" is %s', (kind, text, code, words, fixes) => {
  const trouble = kind.read(text)
  if (!(trouble instanceof Trouble)) throw new Error(`${text} was read`)
  expect(trouble.parts.code).toBe(code)
  expect(trouble.parts.message).toContain(words)
  expect(trouble.parts.fixes ?? []).toEqual(fixes)
  // What is offered is right itself, lists of references aside.
  for (const fix of fixes) if (!fix.startsWith('[')) expect(kind.read(fix)).not.toBeInstanceOf(Trouble)
})

test('every example of a kind is right, and matches what other editors are told', () => {
  for (const kind of [
    date,
    dateRange,
    month,
    duration,
    estimate,
    percent(100),
    money,
    rate,
    hours,
    days,
    after,
    before,
    relativePath,
  ]) {
    for (const example of kind.examples) {
      expect(kind.read(example)).not.toBeInstanceOf(Trouble)
      if (kind.pattern !== undefined) expect(example).toMatch(new RegExp(kind.pattern))
    }
  }
})

test('a link is read in every form that people write', () => {
  const lag = { kind: 'duration', duration: { amount: 3, unit: 'd', elapsed: false } }
  for (const text of ['b SS+3d', 'b ss +3d', 'b SS + 3d'])
    expect(after.read(text)).toEqual({ task: 'b', type: 'SS', lag, fromDeadline: false })
  expect(after.read('plan-b/task +50%')).toEqual({
    task: 'plan-b/task',
    lag: { kind: 'percent', share: 0.5 },
    fromDeadline: false,
  })
  expect(before.read('ga.deadline -3w')).toMatchObject({
    task: 'ga',
    fromDeadline: true,
    lag: { duration: { amount: -3 } },
  })
})

test('a shift over midnight belongs to the day it starts on', () => {
  expect(hours.read('22:00-06:00')).toEqual({ from: 1320, to: 1800 })
  expect(hours.read('13:00-24:00')).toEqual({ from: 780, to: 1440 })
})

test('a range of days may run over the weekend', () => {
  expect(days.read('fri-mon')).toEqual([4, 5, 6, 0])
})

test('of a day and a month that can be told in two ways, the words name both', () => {
  const trouble = date.read('03/04/2026')
  expect(trouble).toMatchObject({ parts: { help: 'Write 2026-03-04 or 2026-04-03' } })
})
