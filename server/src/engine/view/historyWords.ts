import { count, moneyInWords } from '../schedule/words.ts'
import { formatLastDay } from '../time/civil.ts'
import type { HistoryLine, HistoryPoint, HistoryView } from './historyView.ts'
import { daysAfter } from './lateness.ts'

/** `Finish Fri 29 May 2026, 4 calendar days later than at first`. */
export function historySentence({ points, lines }: HistoryView): string {
  const last = points[points.length - 1]?.figures
  const dates = lines[0]?.dates ?? []
  const moved = movement(dates[0], dates[dates.length - 1])
  const finish = last?.finish === undefined ? 'No finish' : `Finish ${formatLastDay(last.finish, { year: true })}`
  return `${finish}${moved === undefined || moved === 0 ? '' : `, ${inDays(moved)} than at first`}`
}

/** Cost, tasks, effort and exposure of the last version, and how far that is from the first. */
export function historyFigures(view: HistoryView): string {
  const { points } = view
  const money = (amount: number) => costInWords(amount, view)
  const [first, last] = [points[0]?.figures, points[points.length - 1]?.figures]
  if (!first || !last) return ''
  const by = (amount: number, text: (size: number) => string = size => String(tenth(size))) =>
    amount === 0 ? 'as at first' : `${0 < amount ? '+' : '−'}${text(Math.abs(amount))}`
  const days = (minutes: number) => tenth(minutes / last.dayMinutes)
  return [
    `cost ${money(last.cost)} (${by(Math.round(last.cost - first.cost), money)})`,
    `${count(last.tasks, 'task')} (${by(last.tasks - first.tasks)})`,
    `effort ${days(last.effort)}d (${by(days(last.effort - first.effort), size => `${tenth(size)}d`)})`,
    `exposure ${tenth(last.exposure.days)}d, ${money(Math.round(last.exposure.cost))}`,
  ].join(', ')
}

/** An amount of the plan's money, as it is written everywhere but on the axis of a chart. */
export function costInWords(amount: number, view: Pick<HistoryView, 'currency'>): string {
  return moneyInWords(amount, { project: view })
}

/** Of each version by how many calendar days its finish moved from the one before. */
export function finishMovements(points: readonly HistoryPoint[]): readonly (number | undefined)[] {
  return points.map(({ figures }, i) => movement(points[i - 1]?.figures.finish, figures.finish))
}

/** `+2`, `−1`; empty where nothing moved. */
export function signedCalendarDays(moved: number | undefined): string {
  return moved === undefined || moved === 0 ? '' : `${0 < moved ? '+' : '−'}${Math.abs(moved)}`
}

/** Calendar days from one finish to another. */
export function movement(before: number | null | undefined, after: number | null | undefined): number | undefined {
  return typeof before !== 'number' || typeof after !== 'number' ? undefined : daysAfter(after, before)
}

/** Of something that has happened, how good its forecasts were; `undefined` where there were none. */
export function forecastSentence({ name, accuracy }: HistoryLine): string | undefined {
  if (!accuracy) return undefined
  const { forecasts, bias, error, quarters } = accuracy
  const [a, b, c] = quarters.map(offInWords)
  return `${name}: ${count(forecasts, 'forecast')}, on average ${tenth(error)} calendar days off (${offInWords(bias)}); at a quarter of the way ${a}, half ${b}, three quarters ${c} days`
}

function offInWords(value: number): string {
  const rounded = tenth(value)
  return rounded === 0 ? 'right' : rounded < 0 ? `${-rounded} too early` : `${rounded} too late`
}

function inDays(moved: number): string {
  return `${count(Math.abs(moved), 'calendar day')} ${0 < moved ? 'later' : 'earlier'}`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
