import { count } from '#engine/schedule/words'
import { formatIsoDay, formatLastDay } from '#engine/time/civil'
import type { HistoryPoint, HistoryView } from '#engine/view/historyView'
import {
  costInWords,
  finishMovements,
  forecastSentence,
  historyFigures,
  historySentence,
  movement,
  signedCalendarDays,
} from '#engine/view/historyWords'
import { visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { type Column, tableWithin } from '../table.ts'
import { colours } from '../terminal.ts'
import type { History } from './history.ts'

type Paint = ReturnType<typeof colours>

/** What became of the plan in a sentence, a row for each commit, a row for each milestone, and how good the forecasts were. */
export function historyText({ file, view }: History, io: Io): string {
  const paint = colours(io)
  const width = Math.max(48, Math.min(io.columns ?? 120, 200))
  const accuracy = accuracyRows(view)
  return [
    paint.bold(visible(view.name)),
    `${count(view.points.filter(({ commit }) => commit !== undefined).length, 'commit')} of ${visible(file)}`,
    historySentence(view),
    historyFigures(view),
    '',
    ...commitRows(view, width, paint),
    '',
    ...milestoneRows(view, width, paint),
    ...(accuracy.length === 0 ? [] : ['', ...accuracy]),
    '',
  ].join('\n')
}

function commitRows(view: HistoryView, width: number, paint: Paint): readonly string[] {
  const { points } = view
  const movements = finishMovements(points)
  const column = (textOf: (point: HistoryPoint, i: number) => string) => points.map(textOf)
  const columns: readonly Column[] = [
    { head: 'Date', cells: column(({ at }) => (Number.isFinite(at) ? formatIsoDay(at) : '')), spare: 1 },
    { head: 'Commit', cells: column(({ commit }) => (commit ?? 'not yet').slice(0, 8)) },
    {
      head: 'Finish',
      cells: column(({ figures }) => (figures.finish === undefined ? 'no dates' : day(figures.finish))),
    },
    {
      head: 'Cal days',
      cells: column((_, i) => signedCalendarDays(movements[i])),
      isRight: true,
      paint: (text, i) => (0 < (movements[i] ?? 0) ? paint.error(text) : paint.good(text)),
    },
    { head: 'Cost', cells: column(({ figures }) => costInWords(figures.cost, {})), isRight: true, spare: 2 },
    { head: 'Tasks', cells: column(({ figures }) => String(figures.tasks)), isRight: true, spare: 3 },
    { head: 'Effort', cells: column(({ figures }) => effortOf(figures)), isRight: true, spare: 4 },
    { head: 'Exposure', cells: column(({ figures }) => `${round(figures.exposure.days)}d`), isRight: true, spare: 5 },
    { head: 'What', cells: column(({ subject }) => visible(subject)), isFlexible: true },
  ]
  const [head, ...rows] = tableWithin(columns, width)
  return [paint.dim(head), ...rows]
}

function milestoneRows({ lines, points }: HistoryView, width: number, paint: Paint): readonly string[] {
  const said = lines.map(({ dates }) => dates.filter(date => date !== null))
  const now = lines.map(({ dates }) => dates[points.length - 1] ?? undefined)
  const isLate = lines.map(
    ({ deadline, reached }, i) => reached === undefined && (deadline ?? Infinity) < (now[i] ?? 0),
  )
  const dayOrNone = (date: number | undefined, none: string) => (date === undefined ? none : day(date))
  const columns: readonly Column[] = [
    { head: 'Milestone', cells: lines.map(({ name }) => visible(name)), isFlexible: true },
    { head: 'At first', cells: said.map(([first]) => dayOrNone(first, '–')), spare: 2 },
    { head: 'Now', cells: now.map(date => dayOrNone(date, '–')) },
    { head: 'Cal days', cells: said.map(([first], i) => signedCalendarDays(movement(first, now[i]))), isRight: true },
    { head: 'Times', cells: said.map(dates => String(timesMoved(dates))), isRight: true, spare: 3 },
    { head: 'Deadline', cells: lines.map(({ deadline }) => dayOrNone(deadline, '')), spare: 1 },
    {
      head: '',
      cells: lines.map(({ reached }, i) => (reached !== undefined ? 'reached' : isLate[i] ? 'late' : '')),
      paint: (text, i) => (isLate[i] ? paint.error(text) : paint.good(text)),
    },
  ]
  const [head, ...rows] = tableWithin(columns, width)
  return [paint.dim(head), ...rows]
}

function day(date: number): string {
  return formatLastDay(date, { year: true })
}

function timesMoved(dates: readonly number[]): number {
  return dates.filter((date, i) => 0 < i && date !== dates[i - 1]).length
}

/** Of all that has happened: what was said of it before. */
function accuracyRows({ lines }: HistoryView): readonly string[] {
  return lines.flatMap(line => forecastSentence({ ...line, name: visible(line.name) }) ?? [])
}

function effortOf({ effort, dayMinutes }: HistoryPoint['figures']): string {
  return `${round(effort / dayMinutes)}d`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
