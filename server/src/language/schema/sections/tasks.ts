import * as z from 'zod'
import { leaf, oneOrMore } from '../leaf.ts'
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
  name: name.describe('What people call it. The id where left out.').optional(),
  description: text.describe('What is to be done.').optional(),
  notes: note.describe('Anything worth keeping.').optional(),
  duration: anEstimate
    .describe(
      'Working time from start to finish: `5d`, or three points `3d..5d..9d`; with `e` before the unit elapsed time, round the clock. `0d` is a milestone. Either this or `effort`.',
    )
    .optional(),
  effort: anEstimate
    .describe(
      'Working time of people, shared by all who are assigned: `6d`, or `3d..5d..9d`. Either this or `duration`.',
    )
    .optional(),
  assign: z
    .union([resourceRef, z.array(resourceRef), z.record(resourceKey, units)])
    .describe('Who does it: an id, a list, or a map from id to units (`{ sre: 200% }`: two of the pool).')
    .optional(),
  after: afterLinks
    .describe(
      'What it waits for: `id`, `id SS`, `id +2d`, `id FF-1d`, or the long form `{ task, type, lag, because }`.',
    )
    .optional(),
  before: beforeLinks
    .describe(
      'What it must be in time for, without holding it: `ga -3w`, or counted back from a date, `ga.deadline -3w`.',
    )
    .optional(),
  ...constraintKeys,
  schedule: placement
    .describe('As soon as possible (usual), or as late as possible without moving what follows.')
    .optional(),
  deadline: aDate.describe('When it should be finished. It never moves anything: missing it is reported.').optional(),
  calendar: calendarRef.describe('Its own working time, instead of the project calendar.').optional(),
  'ignore-resource-calendars': yesNo.describe('Work goes on while the assigned people are away.').optional(),
  pauses: oneOrMore(aDateRange).describe('Dates and ranges in which no work is done on it.').optional(),
  priority: leaf(number(0, 1000, { whole: true, examples: ['500'] }))
    .describe('0–1000, 500 where left out. Levelling keeps the higher in place.')
    .optional(),
  status: leaf(wordKind(['not-started', 'in-progress', 'blocked', 'done', 'cancelled']))
    .describe('Where it stands.')
    .optional(),
  progress: aShare.describe('How much of it is done, earned or not: 0–100 %.').optional(),
  remaining: anEstimate
    .describe('What is still to do, as a duration or effort or three points. It places the finish.')
    .optional(),
  'actual-start': aDate.describe('When work on it really began.').optional(),
  'actual-finish': aDate.describe('When it was really finished.').optional(),
  earning: leaf(wordKind(['progress', '0/100', '50/50', 'milestones']))
    .describe('How value is earned: by `progress` (usual), all at the end, half at the start, or by milestones.')
    .optional(),
  cost: aMoney.describe('What it costs besides people, in the currency of the project.').optional(),
  accrue: leaf(wordKind(['start', 'end', 'even']))
    .describe('When `cost` falls due: at the start, at the end, or evenly.')
    .optional(),
  'actual-cost': aMoney.describe('What it has cost so far.').optional(),
  'actual-effort': aDuration.describe('How much work has gone into it so far.').optional(),
  owner: partyRef.describe('Who answers for it.').optional(),
  raci: z
    .record(personKey, leaf(wordKind(['R', 'A', 'C', 'I'])))
    .describe('Who is responsible (R), accountable (A), consulted (C) and informed (I).')
    .optional(),
  tags: oneOrMore(tag).describe('Words to find and group it by; those of a summary hold for all in it.').optional(),
  links: oneOrMore(link).describe('Issue keys and addresses.').optional(),
  code: oneOrMore(glob)
    .describe('Globs of the files it touches. Quote them: `*` and `!` mean something else in YAML.')
    .optional(),
  acceptance: criteria
    .describe('What must hold for it to be done: a map from id to a text, or to `{ name, status, evidence }`.')
    .optional(),
  sprint: sprintRef.describe('The sprint it is planned in.').optional(),
  points: leaf(number(0, 1_000_000, { examples: ['5'] }))
    .describe('Story points.')
    .optional(),
  get tasks(): z.ZodOptional<z.ZodRecord<typeof id, z.ZodType>> {
    return z
      .record(id, task)
      .describe('Its children. They make it a summary: it has no duration of its own.')
      .optional()
  },
})

export const milestone = z.object({
  name: name.describe('What people call it. The id where left out.').optional(),
  description: text.describe('What it stands for.').optional(),
  after: afterLinks.describe('What must be finished: `id`, `id SS`, `id +2d`, or the long form.').optional(),
  before: beforeLinks
    .describe('What it must be in time for: `ga -3w`, or counted back from a date, `ga.deadline -3w`.')
    .optional(),
  deadline: aDate.describe('When it should be reached. It never moves anything: missing it is reported.').optional(),
  date: leaf(dateEstimate)
    .describe(
      'Fixed by others: not reached earlier than this. May have three points: `2026-05-10..2026-05-15..2026-06-01`.',
    )
    .optional(),
  actual: aDate.describe('When it was reached.').optional(),
  status: leaf(wordKind(['open', 'reached', 'cancelled']))
    .describe('`open` where left out.')
    .optional(),
  ...constraintKeys,
  schedule: placement.describe('As soon as possible (usual), or as late as possible.').optional(),
  calendar: calendarRef.describe('The working time its dates are read in, instead of the project calendar.').optional(),
  owner: partyRef.describe('Who answers for it: an id, or a text for an outside party.').optional(),
  gate: criteria
    .describe('What must hold before it counts as reached: a map from id to `{ name, status, evidence, by, date }`.')
    .optional(),
  audience: oneOrMore(stakeholderRef).describe('The stakeholders who wait for it.').optional(),
  tags: oneOrMore(tag).describe('Words to find and group it by.').optional(),
  notes: note.describe('Anything worth keeping.').optional(),
  links: oneOrMore(link).describe('Issue keys and addresses.').optional(),
})
