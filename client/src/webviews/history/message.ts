import type { Minute } from '#engine/time/minute'
import type { Accuracy, HistoryLine, HistoryPoint, HistoryView } from '#engine/view/historyView'
import type { MilestoneFigures, PlanFigures } from '#engine/view/planFigures'
import type { ToHistory } from '#protocol/history'
import { type Check, either, finite, flag, list, optional, record, text, word } from '../shared/shape.ts'

const minute = finite as Check<Minute>
const minuteOrNull: Check<Minute | null> = (value): value is Minute | null => value === null || minute(value)
const quarters: Check<Accuracy['quarters']> = (value): value is Accuracy['quarters'] =>
  Array.isArray(value) && value.length === 3 && value.every(finite)

const figures = record<PlanFigures>({
  name: text,
  currency: optional(text),
  finish: optional(minute),
  finished: flag,
  deadline: optional(minute),
  statusDate: optional(minute),
  dayMinutes: finite,
  cost: finite,
  tasks: finite,
  done: finite,
  effort: finite,
  exposure: record<PlanFigures['exposure']>({ days: finite, cost: finite }),
  risks: finite,
  unscheduled: finite,
  milestones: list(
    record<MilestoneFigures>({
      id: text,
      name: text,
      date: optional(minute),
      deadline: optional(minute),
      reached: flag,
    }),
  ),
})

const isView = record<HistoryView>({
  name: text,
  currency: optional(text),
  points: list(
    record<HistoryPoint>({
      commit: optional(text),
      at: minute,
      path: optional(text),
      author: text,
      subject: text,
      figures,
    }),
  ),
  lines: list(
    record<HistoryLine>({
      id: optional(text),
      name: text,
      deadline: optional(minute),
      dates: list(minuteOrNull),
      reached: optional(minute),
      accuracy: optional(record<Accuracy>({ forecasts: finite, bias: finite, error: finite, quarters })),
    }),
  ),
})

export const isToHistory: Check<ToHistory> = either(
  record<Extract<ToHistory, { type: 'show' }>>({ type: word('show'), version: finite, uri: text, view: isView }),
  record<Extract<ToHistory, { type: 'failed' }>>({ type: word('failed'), version: finite, uri: text, message: text }),
)
