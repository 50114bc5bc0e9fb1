import * as z from 'zod'
import { levels, type Probability } from '#engine/model/plan'
import { keyLeaf, leaf, oneOrMore } from '../leaf.ts'
import { duration, estimate, lag, money, moneyEstimate, percent, readPercent } from '../scalars/amounts.ts'
import { date, dateRange } from '../scalars/dates.ts'
import { after, before, linkType } from '../scalars/links.ts'
import { idKind, limits, relativePath, taskReference, textKind, truth, wordKind } from '../scalars/texts.ts'
import { Trouble } from '../scalars/trouble.ts'

export const name = leaf(textKind('name', limits.name))
export const text = leaf(textKind('text', limits.text))
export const note = leaf(textKind('text', limits.text))
export const tag = leaf(textKind('tag', limits.name, ['backend', 'compliance']))
export const link = leaf(textKind('link', limits.text, ['BILL-231', 'https://example.com/ticket/7']))
export const glob = leaf(textKind('glob', limits.text, ['"src/sync/**"']))
export const path = leaf(relativePath)

export const id = keyLeaf(idKind('id', 'an id', ['data-sync']))
export const projectId = leaf(idKind('project-id', 'an id', ['billing-cloud']))
export const personRef = leaf(idKind('person-ref', 'the id of a person or stakeholder', ['maya']))
export const personKey = keyLeaf(idKind('person-ref', 'the id of a person or stakeholder', ['maya']))
export const resourceRef = leaf(idKind('resource-ref', 'the id of a resource', ['ben']))
export const resourceKey = keyLeaf(idKind('resource-ref', 'the id of a resource', ['ben']))
export const stakeholderRef = leaf(idKind('stakeholder-ref', 'the id of a stakeholder or person', ['cfo']))
export const calendarRef = leaf(idKind('calendar-ref', 'the id of a calendar', ['default']))
export const riskRef = leaf(idKind('risk-ref', 'the id of a risk', ['vendor-quota']))
export const sprintRef = leaf(idKind('sprint-ref', 'the id of a sprint', ['sprint-3']))
export const objectRef = leaf(idKind('object-ref', 'the id of an object of this plan', ['vendor-quota']))
export const taskRef = leaf(taskReference)
/** An id, or a text for an outside party. */
export const partyRef = leaf(textKind('party', limits.name, ['maya', 'City council']))

export const aDate = leaf(date)
export const aDateKey = keyLeaf(date)
export const aDateRange = leaf(dateRange)
export const aDateRangeKey = keyLeaf(dateRange)
export const aDuration = leaf(duration)
export const aMoney = leaf(money)
export const aShare = leaf(percent(100))
export const yesNo = leaf(truth)

const levelWord = wordKind(levels, 'level')
export const level = leaf(levelWord)

const distribution = leaf(wordKind(['pert', 'triangular', 'uniform', 'lognormal']))

const estimateDocs = {
  optimistic: 'The value if all goes well.',
  likely: 'The most likely value; the schedule uses this one.',
  pessimistic: 'The value if most things go wrong.',
  distribution: 'How values spread between the three points in a simulation; `pert` where left out.',
}

export const estimateMap = z.object({
  optimistic: aDuration.describe(estimateDocs.optimistic).optional(),
  likely: aDuration.describe(estimateDocs.likely),
  pessimistic: aDuration.describe(estimateDocs.pessimistic).optional(),
  distribution: distribution.describe(estimateDocs.distribution).optional(),
})

export const moneyEstimateMap = z.object({
  optimistic: aMoney.describe(estimateDocs.optimistic).optional(),
  likely: aMoney.describe(estimateDocs.likely),
  pessimistic: aMoney.describe(estimateDocs.pessimistic).optional(),
  distribution: distribution.describe(estimateDocs.distribution).optional(),
})

export const anEstimate = z.union([leaf(estimate), estimateMap])
export const aMoneyEstimate = z.union([leaf(moneyEstimate), moneyEstimateMap])

export const linkMap = z.object({
  task: taskRef.describe('The other task or milestone.'),
  type: leaf(linkType).describe('`finish-to-start` where left out.').optional(),
  lag: leaf(lag)
    .describe(
      'Time between the two: working (`2d`), elapsed (`2ed`) or a percentage of the predecessor (`50%`); negative for a lead.',
    )
    .optional(),
  because: text.describe('Why the one waits for the other.').optional(),
})

export const afterLinks = oneOrMore(z.union([leaf(after), linkMap]))
export const beforeLinks = oneOrMore(z.union([leaf(before), linkMap]))

export const impactMap = z.object({
  schedule: anEstimate.describe('How much longer each affected task takes: a duration or an estimate.').optional(),
  cost: aMoneyEstimate.describe('What it costs: an amount or an estimate of one.').optional(),
  scope: level.describe('Effect on the scope.').optional(),
  quality: level.describe('Effect on the quality.').optional(),
  security: level.describe('Effect on security.').optional(),
})

export const impact = z.union([level, impactMap])

/** A percentage or a level. */
export const probability = leaf({
  kind: 'probability',
  noun: 'a percentage or a level',
  examples: ['30%', 'high'],
  words: levels,
  pattern: `^(\\d+(\\.\\d+)?%|${levels.join('|')})$`,
  read: source => readProbability(source),
})

function readProbability(source: string): Probability | Trouble {
  if (!/^[-\d.,]/.test(source)) {
    const word = levelWord.read(source)
    return word instanceof Trouble ? word : { level: word }
  }
  const share = readPercent(source, 100)
  return share instanceof Trouble ? share : { share }
}

export const criterionMap = z.object({
  name: name.describe('What must hold.').optional(),
  status: leaf(wordKind(['open', 'passed', 'waived']))
    .describe('`open` where left out.')
    .optional(),
  evidence: leaf(textKind('evidence', limits.text, ['reports/dr-drill.xml']))
    .describe(
      'Where it can be seen: a file or an address. A file that ends in `.xml` is read as JUnit results and must pass.',
    )
    .optional(),
  by: personRef.describe('Who says so.').optional(),
  date: aDate.describe('When it was decided.').optional(),
})

/** A map from id to criterion, or to the text of one. */
export const criteria = z.record(id, z.union([text, criterionMap]))

export const placement = leaf(wordKind(['as-soon-as-possible', 'as-late-as-possible']))

export const constraintKeys = {
  'start-no-earlier-than': aDate.describe('Starts on this date or later.').optional(),
  'start-no-later-than': aDate
    .describe('Starts on this date or earlier. Wins over logic; a conflict is reported.')
    .optional(),
  'finish-no-earlier-than': aDate.describe('Finishes on this date or later.').optional(),
  'finish-no-later-than': aDate
    .describe('Finishes on this date or earlier. Wins over logic; a conflict is reported.')
    .optional(),
  'must-start-on': aDate
    .describe('Starts on this date exactly. Wins over everything else; a conflict is reported.')
    .optional(),
  'must-finish-on': aDate
    .describe('Finishes on this date exactly. Wins over everything else; a conflict is reported.')
    .optional(),
}
