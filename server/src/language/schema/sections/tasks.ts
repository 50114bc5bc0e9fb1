import * as z from 'zod/mini'
import { leaf, oneOrMore, optional } from '../leaf.ts'
import { number, percent } from '../scalars/amounts.ts'
import { dateEstimate } from '../scalars/dates.ts'
import { wordKind } from '../scalars/texts.ts'
import {
  aDate,
  aDateRange,
  aDuration,
  afterLinks,
  aMoney,
  anEstimate,
  aShare,
  beforeLinks,
  calendarRef,
  constraintKeys,
  criteria,
  glob,
  id,
  link,
  name,
  note,
  partyRef,
  personKey,
  placement,
  resourceKey,
  resourceRef,
  sprintRef,
  stakeholderRef,
  tag,
  text,
  yesNo,
} from './common.ts'

const units = leaf(percent(100_000))

export const task = z.object({
  name: optional(name, 'What people call it. The id where left out.'),
  description: optional(text, 'What is to be done.'),
  notes: optional(note, 'Anything worth keeping.'),
  duration: optional(
    anEstimate,
    'Working time from start to finish: `5d`, or three points `3d..5d..9d`; with `e` before the unit elapsed time, round the clock. `0d` is a milestone. Either this or `effort`.',
  ),
  effort: optional(
    anEstimate,
    'Working time of people, shared by all who are assigned: `6d`, or `3d..5d..9d`. Either this or `duration`.',
  ),
  assign: optional(
    z.union([resourceRef, z.array(resourceRef), z.record(resourceKey, units)]),
    'Who does it: an id, a list, or a map from id to units (`{ sre: 200% }`: two of the pool).',
  ),
  after: optional(
    afterLinks,
    'What it waits for: `id`, `id SS`, `id +2d`, `id FF-1d`, or the long form `{ task, type, lag, because }`.',
  ),
  before: optional(
    beforeLinks,
    'What it must be in time for, without holding it: `ga -3w`, or counted back from a date, `ga.deadline -3w`.',
  ),
  ...constraintKeys,
  schedule: optional(placement, 'As soon as possible (usual), or as late as possible without moving what follows.'),
  deadline: optional(aDate, 'When it should be finished. It never moves anything: missing it is reported.'),
  calendar: optional(calendarRef, 'Its own working time, instead of the project calendar.'),
  'ignore-resource-calendars': optional(yesNo, 'Work goes on while the assigned people are away.'),
  pauses: optional(oneOrMore(aDateRange), 'Dates and ranges in which no work is done on it.'),
  priority: optional(
    leaf(number(0, 1000, { whole: true, examples: ['500'] })),
    '0–1000, 500 where left out. Levelling keeps the higher in place.',
  ),
  status: optional(leaf(wordKind(['not-started', 'in-progress', 'blocked', 'done', 'cancelled'])), 'Where it stands.'),
  progress: optional(aShare, 'How much of it is done, earned or not: 0–100 %.'),
  remaining: optional(
    anEstimate,
    'What is still to do, as a duration or effort or three points. It places the finish.',
  ),
  'actual-start': optional(aDate, 'When work on it really began.'),
  'actual-finish': optional(aDate, 'When it was really finished.'),
  earning: optional(
    leaf(wordKind(['progress', '0/100', '50/50', 'milestones'])),
    'How value is earned: by `progress` (usual), all at the end, half at the start, or by milestones.',
  ),
  cost: optional(aMoney, 'What it costs besides people, in the currency of the project.'),
  accrue: optional(
    leaf(wordKind(['start', 'end', 'even'])),
    'When `cost` falls due: at the start, at the end, or evenly.',
  ),
  'actual-cost': optional(aMoney, 'What it has cost so far.'),
  'actual-effort': optional(aDuration, 'How much work has gone into it so far.'),
  owner: optional(partyRef, 'Who answers for it.'),
  raci: optional(
    z.record(personKey, leaf(wordKind(['R', 'A', 'C', 'I']))),
    'Who is responsible (R), accountable (A), consulted (C) and informed (I).',
  ),
  tags: optional(oneOrMore(tag), 'Words to find and group it by; those of a summary hold for all in it.'),
  links: optional(oneOrMore(link), 'Issue keys and addresses.'),
  code: optional(
    oneOrMore(glob),
    'Globs of the files it touches; one with `!` takes away from those before it. Quote them: `*` and `!` mean something else in YAML.',
  ),
  acceptance: optional(
    criteria,
    'What must hold for it to be done: a map from id to a text, or to `{ name, status, evidence }`.',
  ),
  sprint: optional(sprintRef, 'The sprint it is planned in.'),
  points: optional(leaf(number(0, 1_000_000, { examples: ['5'] })), 'Story points.'),
  get tasks(): z.ZodMiniOptional<z.ZodMiniRecord<typeof id, z.ZodMiniType>> {
    return optional(z.record(id, task), 'Its children. They make it a summary: it has no duration of its own.')
  },
})

export const milestone = z.object({
  name: optional(name, 'What people call it. The id where left out.'),
  description: optional(text, 'What it stands for.'),
  after: optional(afterLinks, 'What must be finished: `id`, `id SS`, `id +2d`, or the long form.'),
  before: optional(
    beforeLinks,
    'What it must be in time for: `ga -3w`, or counted back from a date, `ga.deadline -3w`.',
  ),
  deadline: optional(aDate, 'When it should be reached. It never moves anything: missing it is reported.'),
  date: optional(
    leaf(dateEstimate),
    'Fixed by others: not reached earlier than this. May have three points: `2026-05-10..2026-05-15..2026-06-01`.',
  ),
  actual: optional(aDate, 'When it was reached.'),
  status: optional(leaf(wordKind(['open', 'reached', 'cancelled'])), '`open` where left out.'),
  ...constraintKeys,
  schedule: optional(placement, 'As soon as possible (usual), or as late as possible.'),
  calendar: optional(calendarRef, 'The working time its dates are read in, instead of the project calendar.'),
  owner: optional(partyRef, 'Who answers for it: an id, or a text for an outside party.'),
  gate: optional(
    criteria,
    'What must hold before it counts as reached: a map from id to `{ name, status, evidence, by, date }`.',
  ),
  audience: optional(oneOrMore(stakeholderRef), 'The stakeholders who wait for it.'),
  tags: optional(oneOrMore(tag), 'Words to find and group it by.'),
  notes: optional(note, 'Anything worth keeping.'),
  links: optional(oneOrMore(link), 'Issue keys and addresses.'),
})
