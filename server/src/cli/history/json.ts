import type { Accuracy, HistoryPoint } from '#engine/view/historyView'
import { jsonText } from '../jsonText.ts'
import { dateOrNull } from '../schedule/json.ts'
import type { History } from './history.ts'

/** `media/cli-history.schema.json` describes it. */
export function historyJson({ file, versions: { shallow }, view }: History): string {
  const report = {
    version: 1,
    file,
    project: { name: view.name, ...(view.currency !== undefined && { currency: view.currency }) },
    shallow,
    commits: view.points.map(commitRecord),
    forecasts: view.lines.map(({ id, name, deadline, dates, reached, accuracy }) => ({
      ...(id !== undefined && { milestone: id }),
      name,
      ...(deadline !== undefined && { deadline: dateOrNull(deadline) }),
      dates: dates.map(date => date && dateOrNull(date)),
      ...(reached !== undefined && { reached: dateOrNull(reached) }),
      ...(accuracy && { accuracy: accuracyRecord(accuracy) }),
    })),
  }
  return jsonText(report)
}

function commitRecord({ commit, at, author, subject, figures }: HistoryPoint) {
  const { finish, finished, statusDate, cost, tasks, done, effort, exposure, risks, unscheduled } = figures
  return {
    commit: commit ?? null,
    date: dateOrNull(at),
    author,
    subject,
    'status-date': statusDate === undefined ? null : dateOrNull(statusDate),
    finish: finish === undefined ? null : dateOrNull(finish),
    finished,
    cost,
    tasks,
    done,
    'effort-minutes': effort,
    risks,
    'exposure-days': exposure.days,
    'exposure-cost': exposure.cost,
    unscheduled,
  }
}

/** Errors in calendar days; negative: it came later than was said. */
function accuracyRecord({ forecasts, bias, error, quarters }: Accuracy) {
  return { forecasts, 'bias-days': bias, 'error-days': error, 'error-at-quarters': quarters }
}
