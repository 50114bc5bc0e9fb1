import type { Probability, Risk } from '#engine/model/plan'
import { exposureOf } from '#engine/risk/exposure'
import { bandNames, type Cell, isCell, placeResidual, placeRisk, rankOf, scaleOf } from '#engine/risk/matrix'
import { dateInWords, moneyInWords, shareInWords } from '#engine/schedule/words'
import { isWritten } from '../../isWritten.ts'
import type { Snapshot } from '../../snapshot.ts'
import { factList, joinParagraphs, plain } from './markdown.ts'

/** A risk: its cell in the matrix, what it costs on average, who answers for it. Markdown; plan text is escaped. */
export function describeRisk({ plan, schedule, reading }: Snapshot, risk: Risk): string {
  const scale = scaleOf(plan, schedule)
  const exposure = exposureOf(risk, scale)
  const rankedCell = (placed: Cell) =>
    `**${rankOf(placed, plan.riskMatrix)}** (probability ${band(placed.probability)}, impact ${band(placed.impact)})`
  const inherent = placeRisk(risk, scale, path => isWritten(reading, path))
  const residual = placeResidual(risk, scale)
  const expected = [
    exposure.days !== undefined && `${Math.round(exposure.days * 10) / 10} days`,
    exposure.cost !== undefined && plain(moneyInWords(exposure.cost, plan)),
  ].filter(Boolean)
  return joinParagraphs([
    [`**${plain(risk.name)}**`, risk.type, risk.status].join(' · '),
    [risk.cause && plain(risk.cause), risk.effect && plain(risk.effect)].filter(Boolean).join(' → '),
    factList([
      isCell(inherent) ? `Rank: ${rankedCell(inherent)}` : `Not in the matrix: ${plain(inherent.why)}`,
      isCell(residual) && `After the response: ${rankedCell(residual)}`,
      risk.probability && `Probability: ${probabilityInWords(risk.probability)}`,
      expected.length > 0 && `Exposure: ${expected.join(', ')}`,
      risk.affects.length > 0 &&
        `Affects: ${risk.affects
          .slice(0, 5)
          .map(({ task }) => plain(plan.tasks.get(task)?.name ?? task, 60))
          .join(', ')}`,
      `Response: ${risk.response ?? 'none'}, owner: ${risk.owner ? plain(plan.resources.get(risk.owner)?.name ?? plan.stakeholders.get(risk.owner)?.name ?? risk.owner) : 'nobody'}`,
      risk.reviewBy && `Review by ${dateInWords(risk.reviewBy, schedule)}`,
    ]),
  ])
}

function band(index: number): string {
  return (bandNames[index] ?? '').toLowerCase()
}

function probabilityInWords(probability: Probability): string {
  return 'share' in probability ? shareInWords(probability.share) : probability.level
}
