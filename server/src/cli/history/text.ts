import { count } from '#engine/schedule/words'
import { formatIsoDay, formatLastDay } from '#engine/time/civil'
import type { HistoryPoint, HistoryView } from '#engine/view/historyView'
import {
  finishMovements,
  forecastSentence,
  historyFigures,
  historySentence,
  movement,
  signedCalendarDays,
} from '#engine/view/historyWords'
import { roundMoney } from '#engine/view/sentence'
import { fitColumns, visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { colours } from '../terminal.ts'
import type { History } from './history.ts'

type Paint = ReturnType<typeof colours>

/** What became of the plan in a sentence, a row for each commit, a row for each milestone, and how good the forecasts were. */
export function historyText({ file, view }: History, io: Io): string {
  const paint = colours(io)
  const columns = Math.max(80, Math.min(io.columns ?? 120, 200))
  const accuracy = accuracyRows(view)
  return [
    paint.bold(visible(view.name)),
    `${count(view.points.filter(({ commit }) => commit !== undefined).length, 'commit')} of ${visible(file)}`,
    historySentence(view),
    historyFigures(view),
    '',
    ...commitRows(view, columns, paint),
    '',
    ...milestoneRows(view, columns, paint),
    ...(accuracy.length === 0 ? [] : ['', ...accuracy]),
    '',
  ].join('\n')
}

function commitRows({ points, currency }: HistoryView, columns: number, paint: Paint): readonly string[] {
  const head = [
    'Date      ',
    'Commit  ',
    'Finish              ',
    'Moved'.padStart(6),
    'Cost'.padStart(9),
    'Tasks'.padStart(5),
  ]
  const rest = ['Effort'.padStart(8), 'Exposure'.padStart(9), 'What']
  const movements = finishMovements(points)
  const room = Math.max(10, columns - [...head, ...rest.slice(0, 2)].join(' ').length - 1)
  return [
    paint.dim([...head, ...rest].join(' ')),
    ...points.map((point, i) => {
      const { figures } = point
      const moved = movements[i]
      const sign = signedCalendarDays(moved)
      const cells = [
        dateOf(point),
        (point.commit ?? 'not yet').slice(0, 8).padEnd(8),
        (figures.finish === undefined ? 'no dates' : formatLastDay(figures.finish, { year: true })).padEnd(20),
        moved !== undefined && 0 < moved ? paint.error(sign.padStart(6)) : paint.good(sign.padStart(6)),
        roundMoney(figures.cost, currency).replace(/ \S+$/, '').padStart(9),
        String(figures.tasks).padStart(5),
        `${days(figures.effort, figures.dayMinutes)}d`.padStart(8),
        `${round(figures.exposure.days)}d`.padStart(9),
        fitColumns(visible(point.subject), room).trimEnd(),
      ]
      return cells.join(' ').trimEnd()
    }),
  ]
}

function dateOf({ at }: HistoryPoint): string {
  return Number.isFinite(at) ? formatIsoDay(at) : ' '.repeat(10)
}

function milestoneRows({ lines, points }: HistoryView, columns: number, paint: Paint): readonly string[] {
  const room = Math.max(16, Math.min(40, columns - 74))
  const day = (date: number | null | undefined) =>
    (date === null || date === undefined ? '–' : formatLastDay(date, { year: true })).padEnd(16)
  return [
    paint.dim(`${fitColumns('Milestone', room)} ${'At first'.padEnd(16)} ${'Now'.padEnd(16)}  Moved Times  Deadline`),
    ...lines.map(({ name, dates, deadline, reached }) => {
      const said = dates.filter(date => date !== null)
      const now = dates[points.length - 1]
      const moved = movement(said[0], now)
      const late = now !== null && now !== undefined && deadline !== undefined && deadline < now
      const cells = [
        fitColumns(visible(name), room),
        day(said[0]),
        day(now),
        (moved === undefined ? '' : `${0 < moved ? '+' : ''}${moved}d`).padStart(6),
        String(timesMoved(said)).padStart(5),
        ` ${deadline === undefined ? '' : formatLastDay(deadline, { year: true })}`,
      ]
      const state = reached === undefined ? (late ? paint.error('late') : '') : paint.good('reached')
      return `${cells.join(' ')} ${state}`.trimEnd()
    }),
  ]
}

function timesMoved(dates: readonly number[]): number {
  return dates.filter((date, i) => 0 < i && date !== dates[i - 1]).length
}

/** Of all that has happened: what was said of it before. */
function accuracyRows({ lines }: HistoryView): readonly string[] {
  return lines.flatMap(line => forecastSentence({ ...line, name: visible(line.name) }) ?? [])
}

function days(minutes: number, dayMinutes: number): number {
  return round(minutes / dayMinutes)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
