import { type Draft, draft } from '../planText.ts'
import { type Context, idOf, type OwnCost } from './context.ts'
import { dateText, minuteOf } from './units.ts'
import { childOf, childrenOf, type Element, numberOf, textOf } from './xml.ts'

/** Money in MSPDI is in hundredths. */
export function money(hundredths: number | undefined): number | undefined {
  return hundredths ? hundredths / 100 : undefined
}

/** What a task costs besides people's work: its fixed cost, and what the material and the cost resources at it come to. */
export function ownCost(
  element: Element,
  assignments: readonly Element[],
  context: Pick<Context, 'costResources' | 'notes' | 'tasks'>,
): OwnCost {
  const { costResources, notes } = context
  const fixed = numberOf(element, 'FixedCost') ?? 0
  const bought = assignments.flatMap(assignment => {
    const resource = costResources.get(textOf(assignment, 'ResourceUID') ?? '')
    if (!resource) return []
    if ((numberOf(assignment, 'Units') ?? 1) !== 1)
      notes.add(
        'Amounts of material were left out: what they cost is in the cost of their tasks',
        idOf(element, context),
      )
    return [{ resource, cost: numberOf(assignment, 'Cost') ?? priceOf(assignment, resource) }]
  })
  return {
    amount: Math.round(bought.reduce((sum, { cost }) => sum + cost, fixed)),
    accrual: fixed === 0 ? numberOf(bought[0]?.resource, 'AccrueAt') : numberOf(element, 'FixedCostAccrual'),
  }
}

/** The cost of a task, with that of summaries around it which is put at it (`carried`). */
export function costDraft(own: OwnCost, carried: OwnCost | undefined): [string, Draft | undefined][] {
  const amount = own.amount + (carried?.amount ?? 0)
  const accrual = own.amount === 0 ? carried?.accrual : own.accrual
  return [
    ['cost', money(amount)],
    ['accrue', amount === 0 ? undefined : ['', 'start', 'end'][accrual ?? 0]],
  ]
}

/** What an assignment costs of which the file does not say it, in hundredths. */
function priceOf(assignment: Element, resource: Element): number {
  const units = numberOf(assignment, 'Units') ?? 1
  return units * (numberOf(resource, 'StandardRate') ?? 0) * 100 + (numberOf(resource, 'CostPerUse') ?? 0)
}

/** A person's rate, which is per hour whatever format it is shown in; with dates where table A changes it. */
export function rateOf(resource: Element, name: string): Draft | undefined {
  const dated = childrenOf(childOf(resource, 'Rates'), 'Rate').flatMap(rate => {
    const from = minuteOf(textOf(rate, 'RatesFrom'))
    const amount = numberOf(rate, name)
    const isTableA = (numberOf(rate, 'RateTable') ?? 0) === 0
    return isTableA && from !== undefined && amount !== undefined ? [{ from, amount }] : []
  })
  if (new Set(dated.map(({ amount }) => amount)).size > 1) {
    const sorted = dated.sort((a, b) => a.from - b.from)
    return draft(sorted.map(({ from, amount }) => [dateText(from)!.slice(0, 10), `${amount}/h`]))
  }
  const amount = numberOf(resource, name)
  return amount ? `${amount}/h` : undefined
}
