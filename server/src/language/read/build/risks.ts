import type { Driver, Risk, RiskMatrix } from '#engine/model/plan'
import { defaultRiskMatrix } from '#engine/risk/matrix'
import type { Decoded } from '../../schema/leaf.ts'
import { listWords } from '../../schema/scalars/nearest.ts'
import type { driver, risk, riskMatrix } from '../../schema/sections/risks.ts'
import { entriesOf } from '../node.ts'
import { impactOf, listOf, nodeOf, placed, type Source, spanOf } from './common.ts'

/** What can be done about each type of risk. */
export const responses: Readonly<Record<Risk['type'], readonly string[]>> = {
  threat: ['avoid', 'transfer', 'mitigate', 'accept', 'escalate'],
  opportunity: ['exploit', 'share', 'enhance', 'accept', 'escalate'],
}

export function buildRisk(id: string, raw: Decoded<typeof risk>, source: Source): Risk {
  const { path } = source
  const type = raw.type ?? 'threat'
  const inResidual = { ...source, entries: entriesOf(nodeOf(source, 'residual')) }
  return {
    id,
    path,
    name: raw.name ?? id,
    type,
    category: raw.category,
    cause: raw.cause,
    effect: raw.effect,
    probability: raw.probability,
    impact: impactOf(source, 'impact', raw.impact),
    affects: placed(raw.affects, path, 'affects', (task: string, at) => ({ task, path: at })),
    occurs: raw.occurs ?? 'once',
    combine: raw.combine ?? 'serial',
    response: raw.response && fittingResponse(source, type, raw.response),
    mitigation: placed(raw.mitigation, path, 'mitigation', (text: string, at) => ({
      text,
      isTask: !/\s/.test(text),
      path: at,
    })),
    responseCost: raw['response-cost'],
    contingency: raw.contingency,
    trigger: raw.trigger,
    proximity: raw.proximity,
    reviewBy: raw['review-by'],
    owner: raw.owner,
    actionee: raw.actionee,
    residual: raw.residual && {
      probability: raw.residual.probability,
      impact: impactOf(inResidual, 'impact', raw.residual.impact),
    },
    status: raw.status ?? 'open',
    secondary: listOf(raw.secondary),
  }
}

function fittingResponse<R extends NonNullable<Risk['response']>>(
  source: Source,
  type: Risk['type'],
  response: R,
): R | undefined {
  if (responses[type].includes(response)) return response
  const span = spanOf(source, 'response')
  if (span) {
    source.decoder.report(span, {
      code: 'plan/unknown-word',
      message:
        type === 'threat'
          ? `"${response}" is a response to an opportunity, not to a threat`
          : `"${response}" is a response to a threat, not to an opportunity`,
      help: `Write ${listWords(responses[type])}`,
    })
  }
  return undefined
}

/** The plan's own scale, or {@link defaultRiskMatrix} itself where it says nothing. */
export function buildRiskMatrix(raw: Decoded<typeof riskMatrix>, source: Source): RiskMatrix {
  const { probability, schedule, cost, moderate, high, critical } = defaultRiskMatrix
  const names = raw.names && { probability: fiveNames(raw.names.probability), impact: fiveNames(raw.names.impact) }
  return {
    probability: fiveBands(source, 'probability', raw.probability) ?? probability,
    schedule: fiveBands(source, 'schedule', raw.schedule) ?? schedule,
    cost: fiveBands(source, 'cost', raw.cost) ?? cost,
    ...(names && { names }),
    moderate: raw.moderate ?? Math.min(moderate, raw.high ?? moderate),
    high: raw.high ?? high,
    critical: raw.critical ?? Math.max(critical, raw.high ?? critical),
  }
}

function fiveBands(
  source: Source,
  key: string,
  bands: readonly (number | undefined)[] | undefined,
): readonly number[] | undefined {
  if (bands === undefined || bands.includes(undefined)) return undefined
  if (bands.length === 5) return bands as readonly number[]
  const span = spanOf(source, key)
  if (span)
    source.decoder.report(span, {
      code: 'plan/wrong-type',
      message: `There are five bands, not ${bands.length}`,
      help: 'Write the upper bounds of all five',
    })
  return undefined
}

function fiveNames(names: readonly (string | undefined)[] | undefined): readonly string[] | undefined {
  return names?.length === 5 && !names.includes(undefined) ? (names as readonly string[]) : undefined
}

export function buildDriver(id: string, raw: Decoded<typeof driver>, { path }: Source): Driver {
  return { id, path, name: raw.name ?? id, spread: raw.spread, over: listOf(raw.over) }
}
