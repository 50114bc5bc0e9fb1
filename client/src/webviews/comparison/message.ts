import type {
  ComparisonView,
  CostView,
  EditView,
  GhostRow,
  HeatMovements,
  PolicyView,
  StripView,
  WaterfallPart,
} from '#engine/view/comparison'
import type { LocationView, NoteView } from '#engine/view/comparisonNotes'
import type { ToComparison } from '#protocol/comparison'
import { type Check, either, finite, flag, list, optional, record, text, word } from '../shared/shape.ts'

const anything: Check<unknown> = (_value): _value is unknown => true
const nature = word('progress', 'revision')
const location = record<LocationView>({ side: word('base', 'head'), file: text, line: finite })
const heldOrUnknown: Check<boolean | null> = (value): value is boolean | null => value === null || flag(value)

const part = record<WaterfallPart>({ edit: text, label: text, nature, minutes: finite, text, from: finite })
const strip = record<StripView>({
  id: optional(text),
  name: text,
  location: optional(location),
  before: optional(finite),
  after: optional(finite),
  beforeText: optional(text),
  afterText: optional(text),
  movementText: text,
  minutes: optional(finite),
  deadline: optional(finite),
  deadlineText: optional(text),
  lateBefore: flag,
  lateAfter: flag,
  parts: list(part),
  interactionText: optional(text),
})
const edit = record<EditView>({
  edit: text,
  kind: word('added', 'removed', 'changed', 'renamed', 'moved'),
  object: text as Check<EditView['object']>,
  id: text,
  nature,
  phrase: text,
  before: optional(text),
  after: optional(text),
  location,
  minutes: finite,
  effectText: optional(text),
})
const cost = record<CostView>({
  before: finite,
  after: finite,
  text,
  movementText: text,
  parts: list(record<CostView['parts'][number]>({ edit: text, label: text, amount: finite, text })),
  overBudgetBefore: flag,
  overBudgetAfter: flag,
})
const span = record<NonNullable<GhostRow['before']>>({ start: finite, finish: finite, critical: flag })
const isTrue: Check<true> = (value): value is true => value === true
const ghost = record<GhostRow>({
  id: text,
  name: text,
  kind: word('task', 'summary', 'milestone'),
  parent: optional(text),
  before: optional(span),
  after: optional(span),
  depth: finite,
  movementText: text,
  isContext: optional(isTrue),
})
const rank = word('low', 'moderate', 'high', 'critical')
const band: Check<number> = (value): value is number =>
  finite(value) && Number.isInteger(value) && 0 <= value && value < 5
type Position = NonNullable<HeatMovements['moves'][number]['before']>
const position = record<Position>({
  cell: optional(record<NonNullable<Position['cell']>>({ probability: band, impact: band })),
  rank: optional(rank),
  days: optional(finite),
  cost: optional(finite),
})
const heat = record<HeatMovements>({
  cells: list(list(record<HeatMovements['cells'][number][number]>({ score: finite, rank }))),
  probabilityBands: list(text),
  impactBands: list(text),
  moves: list(
    record<HeatMovements['moves'][number]>({
      id: text,
      name: text,
      before: optional(position),
      after: optional(position),
      kind: word('opened', 'closed', 'raised', 'lowered'),
    }),
  ),
  exposureText: text,
})
const policy = record<PolicyView>({
  rule: text as Check<PolicyView['rule']>,
  held: heldOrUnknown,
  text,
  locations: list(location),
})
const note = record<NoteView>({
  title: text,
  lines: list(record<NoteView['lines'][number]>({ text, location: optional(location) })),
})

const view = record<ComparisonView>({
  title: text,
  base: text,
  head: text,
  verdict: word('unchanged', 'better', 'worse', 'mixed', 'unjudged'),
  sentence: text,
  changed: flag,
  strips: list(strip),
  still: list(record<ComparisonView['still'][number]>({ id: text, name: text, text })),
  edits: list(edit),
  cost,
  ghosts: list(ghost),
  heat,
  policy: list(policy),
  notes: list(note),
  dayMinutes: finite,
})

export const isToComparison: Check<ToComparison> = either(
  record<Extract<ToComparison, { type: 'show' }>>({
    type: word('show'),
    version: finite,
    spec: anything,
    view,
    found: optional(text),
  }),
  record<Extract<ToComparison, { type: 'failed' }>>({
    type: word('failed'),
    version: finite,
    spec: anything,
    message: text,
  }),
)
