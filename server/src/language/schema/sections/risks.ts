import * as z from 'zod/mini'
import { leaf, oneOrMore, optional } from '../leaf.ts'
import { number, percent } from '../scalars/amounts.ts'
import { dateRange } from '../scalars/dates.ts'
import { limits, textKind, wordKind } from '../scalars/texts.ts'
import { aDate, aMoney, impact, name, personRef, probability, riskRef, taskRef, text } from './common.ts'

const residual = z.object({
  probability: optional(probability, 'After the response: a percentage or a level.'),
  impact: optional(impact, 'After the response: a level, or a map as in `impact`.'),
})

export const risk = z.object({
  name: optional(name, 'What could happen.'),
  type: optional(leaf(wordKind(['threat', 'opportunity'])), '`threat` where left out.'),
  category: optional(text, 'What kind of risk it is.'),
  cause: optional(text, 'Why it could happen.'),
  effect: optional(text, 'What would follow.'),
  probability: optional(probability, 'How likely it is: a percentage, or a level.'),
  impact: optional(
    impact,
    'What it would do: a level, or a map of `schedule`, `cost`, `scope`, `quality`, `security`.',
  ),
  affects: optional(oneOrMore(taskRef), 'The tasks and milestones it would hit.'),
  occurs: optional(
    leaf(wordKind(['once', 'per-task'])),
    'Whether it strikes all affected tasks together (`once`, usual) or each on its own.',
  ),
  combine: optional(
    leaf(wordKind(['serial', 'parallel'])),
    'With other risks on the same task: delays add up (`serial`, usual) or the longest counts.',
  ),
  response: optional(
    leaf(wordKind(['avoid', 'transfer', 'mitigate', 'accept', 'escalate', 'exploit', 'share', 'enhance'])),
    'What is done about it. Threats: `avoid`, `transfer`, `mitigate`, `accept`, `escalate`. Opportunities: `exploit`, `share`, `enhance`, `accept`, `escalate`.',
  ),
  mitigation: optional(
    oneOrMore(leaf(textKind('mitigation', limits.text, ['reserve-quota', 'Ask for quota early']))),
    'How: task ids (no space in them) and texts.',
  ),
  'response-cost': optional(aMoney, 'What the response costs.'),
  contingency: optional(text, 'What is done if it happens.'),
  trigger: optional(text, 'How one sees that it is about to happen.'),
  proximity: optional(leaf(dateRange), 'When it could happen.'),
  'review-by': optional(aDate, 'When it must be looked at again.'),
  owner: optional(personRef, 'Who answers for it.'),
  actionee: optional(personRef, 'Who carries out the response.'),
  residual: optional(residual, 'What is left after the response.'),
  status: optional(leaf(wordKind(['open', 'watching', 'occurred', 'closed'])), '`open` where left out.'),
  secondary: optional(oneOrMore(riskRef), 'Risks that the response brings.'),
})

const bound = leaf(percent(100_000))
const bands = z.array(bound)
const bandNames = z.array(name)
const score = leaf(number(1, 25, { whole: true, examples: ['10'] }))

export const riskMatrix = z.object({
  probability: optional(
    bands,
    'Upper bounds of the five bands of probability: `[10%, 30%, 50%, 70%, 100%]` where left out.',
  ),
  schedule: optional(bands, 'Upper bounds of the five bands of delay, as shares of the length of the project.'),
  cost: optional(bands, 'Upper bounds of the five bands of cost, as shares of the budget.'),
  names: optional(
    z.object({
      probability: optional(bandNames, 'Names of the five bands of probability, lowest first.'),
      impact: optional(bandNames, 'Names of the five bands of impact, lowest first.'),
    }),
    'What the bands are called.',
  ),
  moderate: optional(score, 'The score (band × band, 1–25) from which a risk is moderate.'),
  high: optional(score, 'The score from which a risk is high.'),
  critical: optional(score, 'The score from which a risk is critical.'),
})

export const driver = z.object({
  name: optional(name, 'The shared cause.'),
  spread: optional(
    leaf(percent(1000)),
    'How far it pulls the estimates it stands over: one standard deviation, as a percentage.',
  ),
  over: optional(oneOrMore(leaf(textKind('driver-target', limits.name))), 'What it pulls: tags, people, tasks.'),
})
