import * as z from 'zod'
import { leaf, oneOrMore } from '../leaf.ts'
import { number, percent } from '../scalars/amounts.ts'
import { dateRange } from '../scalars/dates.ts'
import { limits, textKind, wordKind } from '../scalars/texts.ts'
import { aDate, aMoney, impact, name, personRef, probability, riskRef, taskRef, text } from './common.ts'

const residual = z.object({
  probability: probability.describe('After the response: a percentage or a level.').optional(),
  impact: impact.describe('After the response: a level, or a map as in `impact`.').optional(),
})

export const risk = z.object({
  name: name.describe('What could happen.').optional(),
  type: leaf(wordKind(['threat', 'opportunity']))
    .describe('`threat` where left out.')
    .optional(),
  category: text.describe('What kind of risk it is.').optional(),
  cause: text.describe('Why it could happen.').optional(),
  effect: text.describe('What would follow.').optional(),
  probability: probability.describe('How likely it is: a percentage, or a level.').optional(),
  impact: impact
    .describe('What it would do: a level, or a map of `schedule`, `cost`, `scope`, `quality`, `security`.')
    .optional(),
  affects: oneOrMore(taskRef).describe('The tasks and milestones it would hit.').optional(),
  occurs: leaf(wordKind(['once', 'per-task']))
    .describe('Whether it strikes all affected tasks together (`once`, usual) or each on its own.')
    .optional(),
  combine: leaf(wordKind(['serial', 'parallel']))
    .describe('With other risks on the same task: delays add up (`serial`, usual) or the longest counts.')
    .optional(),
  response: leaf(wordKind(['avoid', 'transfer', 'mitigate', 'accept', 'escalate', 'exploit', 'share', 'enhance']))
    .describe(
      'What is done about it. Threats: `avoid`, `transfer`, `mitigate`, `accept`, `escalate`. Opportunities: `exploit`, `share`, `enhance`, `accept`, `escalate`.',
    )
    .optional(),
  mitigation: oneOrMore(leaf(textKind('mitigation', limits.text, ['reserve-quota', 'Ask for quota early'])))
    .describe('How: task ids (no space in them) and texts.')
    .optional(),
  'response-cost': aMoney.describe('What the response costs.').optional(),
  contingency: text.describe('What is done if it happens.').optional(),
  trigger: text.describe('How one sees that it is about to happen.').optional(),
  proximity: leaf(dateRange).describe('When it could happen.').optional(),
  'review-by': aDate.describe('When it must be looked at again.').optional(),
  owner: personRef.describe('Who answers for it.').optional(),
  actionee: personRef.describe('Who carries out the response.').optional(),
  residual: residual.describe('What is left after the response.').optional(),
  status: leaf(wordKind(['open', 'watching', 'occurred', 'closed']))
    .describe('`open` where left out.')
    .optional(),
  secondary: oneOrMore(riskRef).describe('Risks that the response brings.').optional(),
})

const bound = leaf(percent(100_000))
const bands = z.array(bound)
const bandNames = z.array(name)
const score = leaf(number(1, 25, { whole: true, examples: ['10'] }))

export const riskMatrix = z.object({
  probability: bands
    .describe('Upper bounds of the five bands of probability: `[10%, 30%, 50%, 70%, 100%]` where left out.')
    .optional(),
  schedule: bands
    .describe('Upper bounds of the five bands of delay, as shares of the length of the project.')
    .optional(),
  cost: bands.describe('Upper bounds of the five bands of cost, as shares of the budget.').optional(),
  names: z
    .object({
      probability: bandNames.describe('Names of the five bands of probability, lowest first.').optional(),
      impact: bandNames.describe('Names of the five bands of impact, lowest first.').optional(),
    })
    .describe('What the bands are called.')
    .optional(),
  moderate: score.describe('The score (band × band, 1–25) from which a risk is moderate.').optional(),
  high: score.describe('The score from which a risk is high.').optional(),
  critical: score.describe('The score from which a risk is critical.').optional(),
})

export const driver = z.object({
  name: name.describe('The shared cause.').optional(),
  spread: leaf(percent(1000))
    .describe('How far it pulls the estimates it stands over: one standard deviation, as a percentage.')
    .optional(),
  over: oneOrMore(leaf(textKind('driver-target', limits.name)))
    .describe('What it pulls: tags, people, tasks.')
    .optional(),
})
