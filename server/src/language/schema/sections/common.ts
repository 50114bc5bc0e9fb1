import * as z from 'zod/mini'
import { levels, type Probability } from '#engine/model/plan'
import { described, keyLeaf, leaf, oneOrMore, optional } from '../leaf.ts'
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
  optimistic: optional(aDuration, estimateDocs.optimistic),
  likely: described(aDuration, estimateDocs.likely),
  pessimistic: optional(aDuration, estimateDocs.pessimistic),
  distribution: optional(distribution, estimateDocs.distribution),
})

export const moneyEstimateMap = z.object({
  optimistic: optional(aMoney, estimateDocs.optimistic),
  likely: described(aMoney, estimateDocs.likely),
  pessimistic: optional(aMoney, estimateDocs.pessimistic),
  distribution: optional(distribution, estimateDocs.distribution),
})

export const anEstimate = z.union([leaf(estimate), estimateMap])
export const aMoneyEstimate = z.union([leaf(moneyEstimate), moneyEstimateMap])

export const linkMap = z.object({
  task: described(taskRef, 'The other task or milestone.'),
  type: optional(leaf(linkType), '`finish-to-start` where left out.'),
  lag: optional(
    leaf(lag),
    'Time between the two: working (`2d`), elapsed (`2ed`) or a percentage of the predecessor (`50%`); negative for a lead.',
  ),
  because: optional(text, 'Why the one waits for the other.'),
})

export const afterLinks = oneOrMore(z.union([leaf(after), linkMap]))
export const beforeLinks = oneOrMore(z.union([leaf(before), linkMap]))

export const impactMap = z.object({
  schedule: optional(anEstimate, 'How much longer each affected task takes: a duration or an estimate.'),
  cost: optional(aMoneyEstimate, 'What it costs: an amount or an estimate of one.'),
  scope: optional(level, 'Effect on the scope.'),
  quality: optional(level, 'Effect on the quality.'),
  security: optional(level, 'Effect on security.'),
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
  name: optional(name, 'What must hold.'),
  status: optional(leaf(wordKind(['open', 'passed', 'waived'])), '`open` where left out.'),
  evidence: optional(
    leaf(textKind('evidence', limits.text, ['reports/dr-drill.xml'])),
    'Where it can be seen: a file or an address. A file that ends in `.xml` is read as JUnit results and must pass.',
  ),
  by: optional(personRef, 'Who says so.'),
  date: optional(aDate, 'When it was decided.'),
})

/** A map from id to criterion, or to the text of one. */
export const criteria = z.record(id, z.union([text, criterionMap]))

export const placement = leaf(wordKind(['as-soon-as-possible', 'as-late-as-possible']))

export const constraintKeys = {
  'start-no-earlier-than': optional(aDate, 'Starts on this date or later.'),
  'start-no-later-than': optional(aDate, 'Starts on this date or earlier. Wins over logic; a conflict is reported.'),
  'finish-no-earlier-than': optional(aDate, 'Finishes on this date or later.'),
  'finish-no-later-than': optional(aDate, 'Finishes on this date or earlier. Wins over logic; a conflict is reported.'),
  'must-start-on': optional(aDate, 'Starts on this date exactly. Wins over everything else; a conflict is reported.'),
  'must-finish-on': optional(
    aDate,
    'Finishes on this date exactly. Wins over everything else; a conflict is reported.',
  ),
}
