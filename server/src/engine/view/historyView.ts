import type { Id } from '../model/plan.ts'
import { minutesPerDay } from '../time/civil.ts'
import type { Minute } from '../time/minute.ts'
import type { PlanFigures } from './planFigures.ts'

/** A plan through its versions, oldest first. JSON. */
export interface HistoryView {
  readonly name: string
  readonly currency?: string
  readonly points: readonly HistoryPoint[]
  /** The project's finish first, then every milestone that any version has, in the order in which they appear. */
  readonly lines: readonly HistoryLine[]
}

/** One version of the plan. */
export interface HistoryPoint {
  /** Left out for the text that is not committed yet. */
  readonly commit?: string
  /** When it was said: the commit's date on its author's clock; of an uncommitted text the status date or the last commit's. */
  readonly at: Minute
  /** Where the plan was then, from the top of its repository, where that is not where it is now. */
  readonly path?: string
  readonly author: string
  readonly subject: string
  readonly figures: PlanFigures
}

/** One forecast through all versions. */
export interface HistoryLine {
  /** Left out for the project's finish. */
  readonly id?: Id
  readonly name: string
  /** As the last version that has it says. */
  readonly deadline?: Minute
  /** For each point its date; `null` where that version has none. */
  readonly dates: readonly (Minute | null)[]
  /** When it was reached, once it was. */
  readonly reached?: Minute
  readonly accuracy?: Accuracy
}

/**
 * How good the forecasts of something that has happened were, in calendar days: negative is too early (it came later
 * than was said).
 */
export interface Accuracy {
  /** Versions that still had to guess. */
  readonly forecasts: number
  /** The mean of the errors: which way they were wrong. */
  readonly bias: number
  /** The mean of their sizes. */
  readonly error: number
  /** The error of what was said when a quarter, a half, three quarters of the way from the first version had gone. */
  readonly quarters: readonly [number, number, number]
}

/** Lines up the figures of versions, oldest first. */
export function historyView(points: readonly HistoryPoint[]): HistoryView {
  const last = points[points.length - 1]?.figures
  return {
    name: last?.name ?? '',
    ...(last?.currency !== undefined && { currency: last.currency }),
    points,
    lines: [finishLine(points), ...milestoneLines(points)],
  }
}

function finishLine(points: readonly HistoryPoint[]): HistoryLine {
  const last = points[points.length - 1]?.figures
  const dates = points.map(({ figures }) => figures.finish ?? null)
  const isReached = points.map(({ figures }) => figures.finished)
  return {
    name: 'Finish',
    ...(last?.deadline !== undefined && { deadline: last.deadline }),
    dates,
    ...outcome(points, dates, isReached),
  }
}

function milestoneLines(points: readonly HistoryPoint[]): readonly HistoryLine[] {
  const found = new Map<
    Id,
    { name: string; deadline: Minute | undefined; dates: (Minute | null)[]; reached: boolean[] }
  >()
  points.forEach(({ figures }, i) => {
    for (const { id, name, date, deadline, reached } of figures.milestones) {
      const line = found.get(id) ?? { name, deadline, dates: points.map(() => null), reached: points.map(() => false) }
      line.name = name
      line.deadline = deadline
      line.dates[i] = date ?? null
      line.reached[i] = reached
      found.set(id, line)
    }
  })
  return [...found].map(([id, { name, deadline, dates, reached }]) => ({
    id,
    name,
    ...(deadline !== undefined && { deadline }),
    dates,
    ...outcome(points, dates, reached),
  }))
}

/** Only what the last version still calls reached has been: a milestone that was reopened has not. */
function outcome(
  points: readonly HistoryPoint[],
  dates: readonly (Minute | null)[],
  isReached: readonly boolean[],
): Pick<HistoryLine, 'reached' | 'accuracy'> {
  const actual = dates[dates.length - 1]
  if (actual === null || actual === undefined || !isReached[isReached.length - 1]) return {}
  const guesses = points.flatMap(({ at }, i) => {
    const date = dates[i]
    return date === null || date === undefined || isReached[i] ? [] : [{ at, date }]
  })
  return { reached: actual, ...(0 < guesses.length && { accuracy: accuracyOf(guesses, actual) }) }
}

function accuracyOf(guesses: readonly { readonly at: Minute; readonly date: Minute }[], actual: Minute): Accuracy {
  const errors = guesses.map(({ date }) => (date - actual) / minutesPerDay)
  const start = guesses[0]!.at
  const errorAt = (share: number) => {
    const when = start + (actual - start) * share
    const known = guesses.findLastIndex(({ at }) => at <= when)
    return errors[Math.max(0, known)]!
  }
  return {
    forecasts: guesses.length,
    bias: mean(errors),
    error: mean(errors.map(Math.abs)),
    quarters: [errorAt(0.25), errorAt(0.5), errorAt(0.75)],
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
