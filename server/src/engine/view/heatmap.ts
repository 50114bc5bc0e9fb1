import type { Estimate, Id, Impact, Level, Plan, Probability, Risk } from '../model/plan.ts'
import {
  type Disagreement,
  disagreements,
  exposureOf,
  isLive,
  isReviewOverdue,
  totalExposure,
} from '../risk/exposure.ts'
import {
  bandNames,
  type Cell,
  isCell,
  isHigh,
  matrixCells,
  placeResidual,
  placeRisk,
  type RiskRank,
  rankOf,
  type Scale,
  scaleOf,
} from '../risk/matrix.ts'
import type { Schedule } from '../schedule/types.ts'
import { count, dateInWords, moneyInWords, shareInWords } from '../schedule/words.ts'
import { formatDuration } from '../time/duration.ts'
import type { Duration } from '../time/minute.ts'
import type { FirstError, LeftOut, ViewContext } from './context.ts'
import { listWords, numberWord } from './sentence.ts'
import { nameOf } from './taskFacts.ts'

/** What the risk heatmap shows, as data. All strings are plain text and untrusted. */
export interface HeatmapView {
  readonly title: string
  /** "Two critical risks, 14 days and €18k exposed; one has no owner." */
  readonly headline: string
  /** Band names, lowest first, five each. */
  readonly probabilityBands: readonly string[]
  readonly impactBands: readonly string[]
  /** Upper bounds of the probability bands in words, lowest first: "up to 10%". */
  readonly probabilityLimits: readonly string[]
  /** `cells[p][i]`, 0-based, probability then impact. */
  readonly cells: readonly (readonly { readonly score: number; readonly rank: RiskRank }[])[]
  /** The register: live ones first, by exposure, then by rank. */
  readonly risks: readonly HeatmapRisk[]
  /** Risks that have no cell, and why. */
  readonly leftOut: readonly {
    readonly id: Id
    readonly name: string
    readonly reason: string
    readonly line: number
  }[]
  readonly errors: number
  readonly firstError?: FirstError
  /** Of all costs, e.g. `EUR`. */
  readonly currency?: string
}

export interface HeatmapRisk {
  readonly id: Id
  readonly name: string
  readonly type: 'threat' | 'opportunity'
  readonly status: string
  /** Open or watching: it stands in the matrix. The others are in the register only. */
  readonly live: boolean
  /** Zero-based. */
  readonly line: number
  readonly inherent: Cell
  readonly residual?: Cell
  readonly rank: RiskRank
  readonly exposureDays?: number
  readonly exposureCost?: number
  /** "4.1 days, 3,600 EUR"; left out where the plan gives no amounts. */
  readonly exposureText?: string
  readonly category?: string
  readonly owner?: string
  readonly response?: string
  readonly reviewBy?: string
  /** That day is over by the status date, and the risk is still open. */
  readonly reviewOverdue?: boolean
  readonly cause?: string
  readonly effect?: string
  readonly trigger?: string
  readonly contingency?: string
  readonly affects: readonly { readonly id: Id; readonly name: string }[]
  readonly mitigation: readonly string[]
  readonly probabilityText?: string
  readonly impactText?: string
  /** The cell's rank and the exposure disagree: what to say about it. */
  readonly disagrees?: string
}

/** The risks of a plan in the cells of its matrix, and the register beside it. */
export function heatmapView(
  plan: Plan,
  schedule: Schedule,
  { lineOf, isWritten, errors, firstError }: ViewContext,
): HeatmapView {
  const scale = scaleOf(plan, schedule)
  const disagreeing = disagreements(plan, schedule)
  const risks: (HeatmapRisk & { readonly weight: number })[] = []
  const leftOut: LeftOut[] = []
  for (const risk of plan.risks.values()) {
    const cell = placeRisk(risk, scale, isWritten)
    const line = lineOf(risk.path)
    if (!isCell(cell)) {
      leftOut.push({ id: risk.id, name: risk.name, reason: cell.why, line })
      continue
    }
    risks.push({
      ...riskOf(risk, cell, plan, schedule, scale, disagreeing.get(risk.id)),
      line,
      weight: weightOf(risk, scale),
    })
  }
  risks.sort((a, b) => Number(b.live) - Number(a.live) || b.weight - a.weight || scoreOfRisk(b) - scoreOfRisk(a))
  const { currency } = plan.project
  const { matrix } = scale
  return {
    title: plan.project.name,
    headline: riskHeadline(plan, scale, risks),
    probabilityBands: bandsOf(matrix.names?.probability),
    impactBands: bandsOf(matrix.names?.impact),
    probabilityLimits: matrix.probability.map(bound => `≤ ${shareInWords(bound)}`),
    cells: matrixCells(matrix),
    risks: risks.map(({ weight: _, ...risk }) => risk),
    leftOut,
    errors,
    ...(firstError && { firstError }),
    ...(currency !== undefined && { currency }),
  }
}

function bandsOf(names: readonly string[] | undefined): readonly string[] {
  return bandNames.map((name, i) => names?.[i] ?? name)
}

function riskOf(
  risk: Risk,
  inherent: Cell,
  plan: Plan,
  schedule: Schedule,
  scale: Scale,
  disagreement: Disagreement | undefined,
): Omit<HeatmapRisk, 'line'> {
  const residual = placeResidual(risk, scale)
  const exposure = exposureOf(risk, scale)
  return {
    id: risk.id,
    name: risk.name,
    type: risk.type,
    status: risk.status,
    live: isLive(risk),
    inherent,
    ...(isCell(residual) && { residual }),
    rank: rankOf(inherent, scale.matrix),
    ...definedOnly({
      exposureDays: exposure.days,
      exposureCost: exposure.cost,
      exposureText: amountsInWords(exposure, plan),
      category: risk.category,
      owner: risk.owner && nameOf(plan, risk.owner),
      response: risk.response,
      reviewBy: risk.reviewBy && dateInWords(risk.reviewBy, schedule),
      reviewOverdue: isReviewOverdue(risk, plan.project.statusDate) || undefined,
      cause: risk.cause,
      effect: risk.effect,
      trigger: risk.trigger,
      contingency: risk.contingency,
      probabilityText: probabilityInWords(risk.probability),
      impactText: impactInWords(risk.impact, plan),
      disagrees: disagreement && disagreementInWords(disagreement, plan),
    }),
    affects: risk.affects.map(({ task }) => ({ id: task, name: plan.tasks.get(task)?.name ?? task })),
    mitigation: risk.mitigation.map(({ text, isTask }) => (isTask ? (plan.tasks.get(text)?.name ?? text) : text)),
  }
}

/** Days and money on one scale: shares of the project's length and of its budget. */
function weightOf(risk: Risk, scale: Scale): number {
  const { days = 0, cost = 0 } = exposureOf(risk, scale)
  return (scale.length ? (days * scale.dayMinutes) / scale.length : 0) + (scale.total ? cost / scale.total : 0)
}

function scoreOfRisk({ inherent }: Pick<HeatmapRisk, 'inherent'>): number {
  return (inherent.probability + 1) * (inherent.impact + 1)
}

/** "Two critical risks, 14 days and €18k exposed; one has no owner." */
function riskHeadline(plan: Plan, scale: Scale, risks: readonly HeatmapRisk[]): string {
  const threats = risks.filter(({ live, type }) => live && type === 'threat')
  if (plan.risks.size === 0) return 'No risks in this plan yet.'
  if (threats.length === 0) return 'No open threats.'
  const { days, cost } = totalExposure(
    [...plan.risks.values()].filter(({ type }) => type === 'threat'),
    scale,
  )
  const amounts = [
    0.5 <= Math.abs(days) ? count(Math.round(days), 'working day') : '',
    1 <= Math.abs(cost) ? moneyInWords(Math.round(cost), plan) : '',
  ].filter(text => text !== '')
  const exposed = amounts.length === 0 ? '' : `, ${listWords(amounts)} exposed`
  const high = threats.filter(({ rank }) => isHigh(rank))
  if (high.length === threats.length) {
    return `${capital(ranksInWords(high))} ${high.length === 1 ? 'risk' : 'risks'}${exposed}${lacksInWords(high)}.`
  }
  // What all expose is said of all: the high ones are few of them.
  const open = `${capital(numberWord(threats.length))} open ${threats.length === 1 ? 'risk' : 'risks'}`
  if (high.length === 0) return `${open}, none of them high${exposed}.`
  return `${open}${exposed}; ${ranksInWords(high)}${gapsInWords(high)}.`
}

function ranksInWords(high: readonly HeatmapRisk[]): string {
  const critical = high.filter(({ rank }) => rank === 'critical').length
  const less = high.length - critical
  return listWords([
    ...(0 < critical ? [`${numberWord(critical)} critical`] : []),
    ...(0 < less ? [`${numberWord(less)} high`] : []),
  ])
}

/** What high risks lack: it is the first thing to do. `; one has no owner` */
function lacksInWords(high: readonly HeatmapRisk[]): string {
  const gaps = gapsOf(high).map(([risks, what]) => `${numberWord(risks)} ${risks === 1 ? 'has' : 'have'} no ${what}`)
  return gaps.length === 0 ? '' : `; ${listWords(gaps)}`
}

/** The same of some of many: `, four of them without an owner` */
function gapsInWords(high: readonly HeatmapRisk[]): string {
  const article = { owner: 'an', response: 'a' }
  const without = gapsOf(high).map(([risks, what], i) => {
    const of = high.length === 1 ? '' : i === 0 ? `${numberWord(risks)} of them ` : `${numberWord(risks)} `
    return `${of}without ${article[what]} ${what}`
  })
  return without.length === 0 ? '' : `, ${listWords(without)}`
}

function gapsOf(high: readonly HeatmapRisk[]): readonly (readonly [risks: number, what: 'owner' | 'response'])[] {
  return (['owner', 'response'] as const).flatMap(what => {
    const risks = high.filter(risk => risk[what] === undefined).length
    return risks === 0 ? [] : [[risks, what] as const]
  })
}

function probabilityInWords(probability: Probability | undefined): string | undefined {
  return probability && ('share' in probability ? shareInWords(probability.share) : probability.level.replace('-', ' '))
}

/** "5d..10d..20d, 12,000 EUR, quality low" */
function impactInWords(impact: Impact | undefined, plan: Plan): string | undefined {
  if (!impact) return undefined
  const level = (value: Level | undefined, side: string) => (value ? [`${side} ${value.replace('-', ' ')}`.trim()] : [])
  const parts = [
    ...level(impact.level, ''),
    ...(impact.schedule ? [estimateInWords<Duration>(impact.schedule, formatDuration)] : []),
    ...(impact.cost ? [estimateInWords(impact.cost, amount => moneyInWords(amount, plan))] : []),
    ...level(impact.scope, 'scope'),
    ...level(impact.quality, 'quality'),
    ...level(impact.security, 'security'),
  ]
  return parts.join(', ')
}

function estimateInWords<T>({ optimistic, likely, pessimistic }: Estimate<T>, words: (value: T) => string): string {
  return optimistic === undefined || pessimistic === undefined
    ? words(likely)
    : `${words(likely)} (${words(optimistic)} to ${words(pessimistic)})`
}

function amountsInWords(
  { days, cost }: { readonly days?: number; readonly cost?: number },
  plan: Plan,
): string | undefined {
  const parts = [
    ...(days === undefined ? [] : [`${Math.round(days * 10) / 10} ${Math.round(days * 10) === 10 ? 'day' : 'days'}`]),
    ...(cost === undefined ? [] : [moneyInWords(Math.round(cost), plan)]),
  ]
  return parts.length === 0 ? undefined : parts.join(', ')
}

function disagreementInWords({ rank, exposure, than, thanRank, thanExposure }: Disagreement, plan: Plan): string {
  const mine = amountsInWords(exposure, plan) ?? 'nothing'
  const others = amountsInWords(thanExposure, plan) ?? 'nothing'
  return `Its cell says ${rank}, yet ${mine} is to be expected of it, more than of "${than.name}" (${thanRank}, ${others})`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Without the entries that are not there, so that the view is the same after a trip as JSON. */
function definedOnly<T extends object>(given: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
