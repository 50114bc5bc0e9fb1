import { healthLimit, healthLimitNames } from '../model/healthLimits.ts'
import type { Id, Plan, RiskMatrix, Severity, Task } from '../model/plan.ts'
import { workMinutesOf } from '../risk/matrix.ts'
import { moneyInWords } from '../schedule/words.ts'
import { durationMinutes, formatDuration, formatWork } from '../time/duration.ts'
import type { Change } from './change.ts'
import type {
  ChangeRecord,
  ComparedDiagnostic,
  CostMovement,
  CriterionMovement,
  MilestoneMovement,
  Movement,
  PolicyResult,
} from './comparison.ts'
import type { Place } from './edit.ts'
import type { PlanDiff } from './planDiff.ts'
import { percentWords } from './words.ts'

/** What a policy looks at. */
export interface PolicyFacts {
  readonly diff: PlanDiff
  readonly units: { readonly dayMinutes: number; readonly weekMinutes: number }
  readonly project: Movement
  readonly milestones: readonly MilestoneMovement[]
  readonly cost: CostMovement
  readonly criteria: readonly CriterionMovement[]
  readonly silenced: readonly ComparedDiagnostic[]
  /** The severity of a rule where a plan says nothing. */
  readonly severityOf: (code: string) => Severity
}

/** The policy of the base, rule by rule (`spec/plan-format.md`, `policy`); one that it does not set is not judged. */
export function judgePolicy(facts: PolicyFacts, records: readonly ChangeRecord[]): readonly PolicyResult[] {
  const { rules } = facts.diff.base.plan.policy
  return judge(facts, records).flatMap(judged => {
    const code = policyCode(judged.rule)
    const severity = rules.get(code) ?? facts.severityOf(code)
    return severity === 'off' ? [] : [{ ...judged, severity }]
  })
}

/** The code that severities are set by, and whose page says what it is about. */
export function policyCode(rule: PolicyResult['rule']): string {
  return `policy/${rule}`
}

type Judged = Omit<PolicyResult, 'severity'>

function judge(facts: PolicyFacts, records: readonly ChangeRecord[]): readonly Judged[] {
  return [
    ...maxSlip(facts),
    ...maxCostGrowth(facts),
    ...minConfidence(facts),
    ...changeRecord(facts, records),
    ...claimedImpact(facts, records),
    ...owners(facts),
    ...gates(facts),
    ...loosened(facts),
    ...silencings(facts),
  ]
}

function maxSlip({ diff, units, project, milestones }: PolicyFacts): readonly Judged[] {
  const { maxSlip } = diff.base.plan.policy
  if (!maxSlip) return []
  const most = workMinutesOf(maxSlip, units)
  const finish = { name: 'The finish', minutes: project.minutes, place: undefined }
  const slips = [finish, ...milestones].filter(({ minutes }) => most < (minutes ?? 0))
  const worst = [finish, ...milestones].reduce((a, b) => ((a.minutes ?? 0) < (b.minutes ?? 0) ? b : a))
  const allowed = `${formatDuration(maxSlip)} allowed`
  const words = (minutes: number | undefined) => formatWork(minutes ?? 0, units.dayMinutes)
  return [
    {
      rule: 'max-slip',
      held: slips.length === 0,
      detail:
        slips.length === 0
          ? 0 < (worst.minutes ?? 0)
            ? `${worst.name} is ${words(worst.minutes)} later, ${allowed}`
            : `nothing is later, ${allowed}`
          : `${slips.map(({ name, minutes }) => `${name} is ${words(minutes)} later`).join(', ')}; ${allowed}`,
      places: slips.flatMap(({ place }) => (place ? [place] : [])),
    },
  ]
}

function maxCostGrowth({ diff, cost }: PolicyFacts): readonly Judged[] {
  const { maxCostGrowth } = diff.base.plan.policy
  if (maxCostGrowth === undefined) return []
  const grown = cost.after - cost.before
  const held = grown <= cost.before * maxCostGrowth
  const share = cost.before === 0 ? '' : ` (${percentWords(shownShare(grown / cost.before, maxCostGrowth))})`
  const sign = grown < 0 ? '' : '+'
  return [
    {
      rule: 'max-cost-growth',
      held,
      detail: `${sign}${moneyInWords(grown, diff.base.plan)}${share}, ${percentWords(maxCostGrowth)} allowed`,
      places: [],
    },
  ]
}

/** A share to a tenth of a percent, or as many digits more as it takes to tell it from what is allowed. */
function shownShare(share: number, allowed: number): number {
  let shown = share
  for (let unit = 1e3; unit <= 1e9; unit *= 10) {
    shown = Math.round(share * unit) / unit
    if (shown <= allowed === share <= allowed) break
  }
  return shown
}

function minConfidence({ diff }: PolicyFacts): readonly Judged[] {
  const { minConfidence } = diff.base.plan.policy
  if (minConfidence === undefined) return []
  const detail = `${percentWords(minConfidence)} wanted; not judged: plans have no odds yet`
  return [{ rule: 'min-confidence', held: null, detail, places: [] }]
}

/**
 * Decisions about tasks and milestones that move dates or money need a record; what is known of the work needs none.
 */
function needsRecord({ edit, effect }: Change): boolean {
  const isTask = edit.object === 'task' || edit.object === 'milestone'
  return isTask && edit.nature === 'revision' && effect !== 'none' && edit.kind !== 'renamed'
}

function changeRecord({ diff }: PolicyFacts, records: readonly ChangeRecord[]): readonly Judged[] {
  if (!diff.base.plan.policy.requireChangeRecord) return []
  const covered = new Set(records.flatMap(({ edits }) => edits))
  const bare = diff.changes.filter(change => needsRecord(change) && !covered.has(change.edit.edit))
  const names = [...new Set(bare.map(({ edit }) => edit.name))]
  return [
    {
      rule: 'require-change-record',
      held: bare.length === 0,
      detail:
        bare.length === 0
          ? records.length === 0
            ? 'no edit needs a change record'
            : `covered by ${records.map(({ id }) => id).join(', ')}`
          : `no change record that this comparison adds or approves covers ${listed(names)}`,
      places: bare.map(({ edit }) => edit.place),
    },
  ]
}

/** What a record claims less than its edits do. */
function claimedImpact({ units, diff }: PolicyFacts, records: readonly ChangeRecord[]): readonly Judged[] {
  if (!diff.base.plan.policy.requireChangeRecord) return []
  return records.flatMap(({ id, claimedMinutes, claimedCost, minutes, cost }) => {
    const late = claimedMinutes !== undefined && claimedMinutes < minutes
    const dear = claimedCost !== undefined && claimedCost < cost
    if (claimedMinutes === undefined && claimedCost === undefined) return []
    const words = (amount: number) => formatWork(amount, units.dayMinutes)
    const detail = [
      ...(claimedMinutes === undefined
        ? []
        : [`claims ${words(claimedMinutes)}, its edits move the finish by ${words(minutes)}`]),
      ...(claimedCost === undefined
        ? []
        : [
            `claims ${moneyInWords(claimedCost, diff.head.plan)}, its edits cost ${moneyInWords(cost, diff.head.plan)}`,
          ]),
    ].join('; ')
    const record = diff.head.plan.changes.get(id)
    const places: readonly Place[] =
      record && (late || dear) ? [{ side: 'head', path: [...record.path, 'impact'] }] : []
    return [{ rule: 'claimed-impact' as const, held: !late && !dear, detail: `${id} ${detail}`, places }]
  })
}

function owners({ diff }: PolicyFacts): readonly Judged[] {
  const { base, head } = diff
  if (!base.plan.policy.requireOwner) return []
  const bare = [...head.plan.tasks.values()].filter(
    task => !hasOwner(task, head.plan) && hasOwner(base.plan.tasks.get(task.id), base.plan),
  )
  return [
    {
      rule: 'require-owner',
      held: bare.length === 0,
      detail:
        bare.length === 0 ? 'nothing new is without an owner' : `nobody owns ${listed(bare.map(({ name }) => name))}`,
      places: bare.map(({ path }) => ({ side: 'head', path })),
    },
  ]
}

/** What is not there is not without an owner; leaves inherit the owner of what is around them. */
function hasOwner(task: Task | undefined, { tasks }: Plan): boolean {
  if (!task || task.kind === 'summary' || task.status === 'cancelled' || 0 < task.assign.length) return true
  const seen = new Set<Id>()
  for (
    let at: Task | undefined = task;
    at && !seen.has(at.id);
    at = at.parent === undefined ? undefined : tasks.get(at.parent)
  ) {
    if (at.owner !== undefined) return true
    seen.add(at.id)
  }
  return false
}

/** A milestone with a gate is reached only with all its criteria passed or waived; an open one may not just go. */
function gates({ diff, criteria }: PolicyFacts): readonly Judged[] {
  const { base, head } = diff
  const reached = [...head.plan.tasks.values()].filter(
    task => 0 < task.gate.length && isReached(task) && !isReached(base.plan.tasks.get(task.id)),
  )
  const unmet = reached.filter(({ gate }) => gate.some(({ status }) => status === 'open'))
  const dropped = criteria.filter(
    ({ list, before, after }) => list === 'gate' && before === 'open' && after === undefined,
  )
  const waived = criteria.filter(({ list, after }) => list === 'gate' && after === 'waived')
  if (reached.length + dropped.length + waived.length === 0) return []
  const parts = [
    ...unmet.map(({ name, gate }) => {
      const open = gate.filter(({ status }) => status === 'open').map(({ name }) => name)
      return `${name} is reached with its gate open: ${listed(open)}`
    }),
    ...dropped.map(({ task, name }) => `an open criterion of ${task} is gone: ${name}`),
    ...waived.map(({ task, name }) => `a criterion of ${task} is waived: ${name}`),
  ]
  const pathOf = (id: Id) => head.plan.tasks.get(id)?.path ?? []
  return [
    {
      rule: 'gates',
      held: unmet.length + dropped.length === 0,
      detail: parts.length === 0 ? `passed: ${listed(reached.map(({ name }) => name))}` : parts.join('; '),
      places: [...unmet.map(({ path }) => path), ...dropped.map(({ task }) => pathOf(task))].map(path => ({
        side: 'head' as const,
        path: [...path, 'gate'],
      })),
    },
  ]
}

function isReached(task: Task | undefined): boolean {
  return task?.actual !== undefined || task?.milestoneStatus === 'reached'
}

/** The policy of the base holds; to loosen it, or the yardstick of its risks, is itself a finding. */
function loosened({ diff, units, severityOf }: PolicyFacts): readonly Judged[] {
  const [old, now] = [diff.base.plan, diff.head.plan]
  const findings: { readonly detail: string; readonly path: readonly string[] }[] = []
  const tell = (key: string, detail: string) => findings.push({ detail, path: ['policy', key] })
  const { maxSlip, maxCostGrowth, minConfidence } = old.policy
  const slip = (policy: Plan['policy']) => (policy.maxSlip ? durationMinutes(policy.maxSlip, units) : Infinity)
  if (maxSlip && slip(old.policy) < slip(now.policy))
    tell(
      'max-slip',
      `max-slip from ${formatDuration(maxSlip)} to ${now.policy.maxSlip ? formatDuration(now.policy.maxSlip) : 'none'}`,
    )
  if (maxCostGrowth !== undefined && maxCostGrowth < (now.policy.maxCostGrowth ?? Infinity))
    tell(
      'max-cost-growth',
      `max-cost-growth from ${percentWords(maxCostGrowth)} to ${percentOrNone(now.policy.maxCostGrowth)}`,
    )
  if (minConfidence !== undefined && (now.policy.minConfidence ?? 0) < minConfidence)
    tell(
      'min-confidence',
      `min-confidence from ${percentWords(minConfidence)} to ${percentOrNone(now.policy.minConfidence)}`,
    )
  if (old.policy.requireChangeRecord && !now.policy.requireChangeRecord)
    tell('require-change-record', 'require-change-record is off')
  if (old.policy.requireOwner && !now.policy.requireOwner) tell('require-owner', 'require-owner is off')
  for (const code of new Set([...old.policy.rules.keys(), ...now.policy.rules.keys()])) {
    const was = old.policy.rules.get(code) ?? severityOf(code)
    const is = now.policy.rules.get(code) ?? severityOf(code)
    if (severityRank[is] < severityRank[was]) tell('rules', `${code} from ${was} to ${is}`)
  }
  for (const limit of healthLimitNames) {
    const [was, is] = [healthLimit(old, limit), healthLimit(now, limit)]
    const isLooser = limit === 'cpli' || limit === 'bei' ? is < was : was < is
    if (isLooser) tell('health', `health ${limit} from ${percentWords(was)} to ${percentWords(is)}`)
  }
  const matrix = loosenedMatrix(old.riskMatrix, now.riskMatrix)
  if (matrix !== undefined) findings.push({ detail: matrix, path: ['risk-matrix'] })
  if (findings.length === 0) return []
  return [
    {
      rule: 'loosened',
      held: false,
      detail: `the policy is loosened: ${findings.map(({ detail }) => detail).join('; ')}`,
      places: findings.map(({ path }) => ({ side: 'head', path })),
    },
  ]
}

const severityRank: Readonly<Record<Severity, number>> = { off: 0, hint: 1, information: 2, warning: 3, error: 4 }

function percentOrNone(share: number | undefined): string {
  return share === undefined ? 'none' : percentWords(share)
}

/** A higher score or a wider band makes risks look smaller. */
function loosenedMatrix(old: RiskMatrix, now: RiskMatrix): string | undefined {
  const scores = (['moderate', 'high', 'critical'] as const).filter(rank => old[rank] < now[rank])
  const bands = (['probability', 'schedule', 'cost'] as const).filter(side =>
    old[side].some((bound, i) => bound < (now[side][i] ?? bound)),
  )
  const parts = [
    ...scores.map(rank => `${rank} from ${old[rank]} to ${now[rank]}`),
    ...bands.map(side => `wider bands of ${side}`),
  ]
  return parts.length === 0 ? undefined : `risk-matrix ${parts.join(', ')}`
}

/** Nothing is broken by a silencing, but it is never unseen. */
function silencings({ silenced }: PolicyFacts): readonly Judged[] {
  if (silenced.length === 0) return []
  const codes = [...new Set(silenced.map(({ code }) => code))]
  return [
    {
      rule: 'silenced',
      held: null,
      detail: `${silenced.length === 1 ? 'a finding is' : `${silenced.length} findings are`} silenced: ${codes.join(', ')}`,
      places: [],
    },
  ]
}

const mostListed = 5

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed)
  return names.length <= mostListed ? shown.join(', ') : `${shown.join(', ')} and ${names.length - mostListed} more`
}
