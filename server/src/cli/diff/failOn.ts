import { workMinutesOf } from '#engine/risk/matrix'
import { parseDuration } from '#engine/time/duration'
import type { Compared, ComparedPlan } from './compared.ts'

/** When a comparison counts as a failure. */
export type Failure =
  | { readonly kind: 'worse' | 'policy' | 'new-errors' }
  | { readonly kind: 'slip'; readonly more: string }
  | { readonly kind: 'cost'; readonly more: number; readonly isShare: boolean }

/** Reads `worse,slip>2d,cost>1000,policy,new-errors`; `undefined` where a word is none of these. */
export function parseFailOn(text: string): readonly Failure[] | undefined {
  const failures = text.split(',').map(word => parseWord(word.trim()))
  return failures.some(failure => failure === undefined) ? undefined : (failures as readonly Failure[])
}

function parseWord(word: string): Failure | undefined {
  if (word === 'worse' || word === 'policy' || word === 'new-errors') return { kind: word }
  const match = /^(slip|cost)\s*>\s*(\S+)$/.exec(word)
  if (!match) return undefined
  const [, kind, limit = ''] = match
  if (kind === 'slip') return parseDuration(limit) ? { kind: 'slip', more: limit } : undefined
  const amount = /^(\d[\d_]*(?:\.\d+)?)(%?)$/.exec(limit)
  return amount ? { kind: 'cost', more: Number(amount[1]!.replaceAll('_', '')), isShare: amount[2] === '%' } : undefined
}

/** Which of them have happened, in words. */
export function failuresIn({ plans }: Compared, failOn: readonly Failure[]): readonly string[] {
  return plans.flatMap(plan =>
    failOn.flatMap(failure => (hasFailed(plan, failure) ? [`${plan.file}: ${wordsOf(failure)}`] : [])),
  )
}

function hasFailed({ comparison, base }: ComparedPlan, failure: Failure): boolean {
  const { verdict, policy, diagnostics, project, milestones, cost } = comparison
  switch (failure.kind) {
    case 'worse':
      return verdict === 'worse'
    case 'policy':
      return policy.some(({ held, severity }) => held === false && severity === 'error')
    case 'new-errors':
      return diagnostics.new.some(({ severity }) => severity === 'error')
    case 'slip': {
      const most = workMinutesOf(parseDuration(failure.more)!, base.schedule)
      return [project, ...milestones].some(({ minutes = 0 }) => most < minutes)
    }
    case 'cost':
      return (failure.isShare ? (failure.more / 100) * cost.before : failure.more) < cost.after - cost.before
  }
}

function wordsOf(failure: Failure): string {
  switch (failure.kind) {
    case 'worse':
      return 'worse than before'
    case 'policy':
      return 'breaks its policy'
    case 'new-errors':
      return 'has new errors'
    case 'slip':
      return `slips by more than ${failure.more}`
    case 'cost':
      return `costs more than ${failure.more}${failure.isShare ? '%' : ''} more`
  }
}
