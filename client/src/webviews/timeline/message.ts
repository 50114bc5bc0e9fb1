import type { Hours } from '#engine/time/minute'
import type { Measured } from '#engine/view/againstBaseline'
import type { DrivingPath, DrivingStep } from '#engine/view/drivingPath'
import type { LevelPreview, TimelineLink, TimelineRow, TimelineView } from '#engine/view/timeline'
import type { ToTimeline } from '#protocol/timeline'
import { type Check, either, finite, firstError, flag, list, optional, record, text, word } from '../shared/shape.ts'

const minute = finite as Check<TimelineRow['start']>

const isRow = record<TimelineRow>({
  id: text,
  name: text,
  kind: word('task', 'summary', 'milestone'),
  parent: optional(text),
  depth: finite,
  line: finite,
  start: minute,
  finish: minute,
  durationMinutes: finite,
  progress: finite,
  critical: flag,
  done: flag,
  cancelled: flag,
  lateFinish: optional(minute),
  totalFloatMinutes: finite,
  deadline: optional(minute),
  late: flag,
  before: optional(record<NonNullable<TimelineRow['before']>>({ start: minute, finish: minute })),
  baseline: optional(record<NonNullable<TimelineRow['baseline']>>({ start: minute, finish: minute, variance: text })),
  broken: optional((value): value is true => value === true),
  constraint: optional(record<NonNullable<TimelineRow['constraint']>>({ kind: text, at: minute })),
  people: list(record<TimelineRow['people'][number]>({ id: text, name: text, initials: text })),
  overloads: list(record<TimelineRow['overloads'][number]>({ from: minute, to: minute, who: text })),
  tooltip: text,
})

const isLink = record<TimelineLink>({
  from: text,
  to: text,
  type: word('FS', 'SS', 'FF', 'SF'),
  driving: flag,
  critical: flag,
})

const isView = record<TimelineView>({
  title: text,
  headline: text,
  start: minute,
  finish: minute,
  deadline: optional(minute),
  statusDate: optional(minute),
  dayMinutes: finite,
  hours: record<Hours>({ from: finite, to: finite }),
  closed: list(record<TimelineView['closed'][number]>({ from: minute, to: minute, name: optional(text) })),
  rows: list(isRow),
  links: list(isLink),
  leftOut: list(record<TimelineView['leftOut'][number]>({ id: text, name: text, reason: text, line: finite })),
  errors: finite,
  firstError: optional(firstError),
  since: optional(text),
  baseline: optional(record<Measured>({ name: text, finish: text, earned: text })),
  preview: optional(
    record<LevelPreview>({
      finish: text,
      start: optional(text),
      bound: text,
      hopeless: optional(text),
      missed: optional(text),
      late: list(record<LevelPreview['late'][number]>({ task: optional(text), name: text, text })),
      waits: list(record<LevelPreview['waits'][number]>({ task: text, name: text, text })),
      more: finite,
    }),
  ),
})

const isPath = record<DrivingPath>({
  task: text,
  steps: list(
    record<DrivingStep>({ holds: text, name: text, text, from: optional(text), type: word('FS', 'SS', 'FF', 'SF') }),
  ),
})

export const isToTimeline: Check<ToTimeline> = either(
  record<Extract<ToTimeline, { type: 'show' }>>({ type: word('show'), uri: text, version: finite, view: isView }),
  either(
    record<Extract<ToTimeline, { type: 'reveal' }>>({ type: word('reveal'), task: text }),
    either(
      record<Extract<ToTimeline, { type: 'path' }>>({ type: word('path'), uri: text, path: isPath }),
      record<Extract<ToTimeline, { type: 'gone' }>>({ type: word('gone') }),
    ),
  ),
)
