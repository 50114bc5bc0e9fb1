import { csvText, textCell } from '../csv.ts'
import { dateOrNull } from '../schedule/json.ts'
import type { History } from './history.ts'

const columns = [
  'commit',
  'date',
  'author',
  'subject',
  'finish',
  'cost',
  'tasks',
  'done',
  'effort-minutes',
  'risks',
  'exposure-days',
  'exposure-cost',
]

/** A row for each commit, then a column for each milestone: the date that was forecast for it. */
export function historyCsv({ view: { points, lines } }: History): string {
  const milestones = lines.filter(({ id }) => id !== undefined)
  const rows = points.map(({ commit, at, author, subject, figures }, i) => [
    commit,
    dateOrNull(at),
    textCell(author),
    textCell(subject),
    dateOrNull(figures.finish ?? Number.NaN),
    ...[figures.cost, figures.tasks, figures.done, figures.effort, figures.risks],
    ...[figures.exposure.days, figures.exposure.cost],
    ...milestones.map(({ dates }) => dateOrNull(dates[i] ?? Number.NaN)),
  ])
  return csvText([[...columns, ...milestones.map(({ id }) => `milestone:${id}`)], ...rows])
}
