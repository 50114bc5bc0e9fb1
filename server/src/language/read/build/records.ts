import type { Path } from '#engine/model/path'
import type {
  Action,
  Assumption,
  Baseline,
  Budget,
  BudgetLine,
  Change,
  Decision,
  Issue,
  Policy,
  Severity,
  Stakeholder,
} from '#engine/model/plan'
import type { Decoded } from '../../schema/leaf.ts'
import type {
  action,
  assumption,
  baseline,
  budget,
  change,
  decision,
  issue,
  policy,
  stakeholder,
} from '../../schema/sections/records.ts'
import { impactOf, listOf, overTimeOf, type Source } from './common.ts'

export function buildBudget(raw: Decoded<typeof budget>, { path }: Source): Budget {
  const lines = new Map<string, BudgetLine>()
  for (const { text: id, value } of raw.lines?.entries ?? [])
    if (value) lines.set(id, buildLine(id, value, [...path, 'lines', id]))
  return { path, total: raw.total, contingency: raw.contingency, lines }
}

type RawLine = NonNullable<NonNullable<Decoded<typeof budget>['lines']>['entries'][number]['value']>

function buildLine(id: string, raw: RawLine, path: Path): BudgetLine {
  const { spread } = raw
  return {
    id,
    path,
    name: raw.name ?? id,
    category: raw.category,
    planned: raw.planned,
    actual: overTimeOf(raw.actual),
    committed: overTimeOf(raw.committed),
    resource: raw.resource,
    spread:
      spread === undefined || typeof spread === 'string'
        ? spread
        : spread.task === undefined
          ? undefined
          : { task: spread.task },
  }
}

export function buildStakeholder(id: string, raw: Decoded<typeof stakeholder>, { path }: Source): Stakeholder {
  const { role, influence, interest, engagement, cadence, channel, email } = raw
  return { id, path, name: raw.name ?? id, role, influence, interest, engagement, cadence, channel, email }
}

export function buildDecision(id: string, raw: Decoded<typeof decision>, { path }: Source): Decision {
  const { date, due } = raw
  return {
    id,
    path,
    name: raw.name ?? id,
    date,
    due,
    by: listOf(raw.by),
    status: raw.status ?? 'proposed',
    links: listOf(raw.links),
  }
}

export function buildAction(id: string, raw: Decoded<typeof action>, { path }: Source): Action {
  const { owner, due, from } = raw
  return { id, path, name: raw.name ?? id, owner, due, status: raw.status ?? 'open', from }
}

export function buildIssue(id: string, raw: Decoded<typeof issue>, { path }: Source): Issue {
  const { severity, owner, raised, due, risk } = raw
  return {
    id,
    path,
    name: raw.name ?? id,
    severity,
    owner,
    raised,
    due,
    status: raw.status ?? 'open',
    risk,
    affects: listOf(raw.affects),
  }
}

export function buildAssumption(id: string, raw: Decoded<typeof assumption>, { path }: Source): Assumption {
  const { owner, risk } = raw
  return {
    id,
    path,
    name: raw.name ?? id,
    owner,
    reviewBy: raw['review-by'],
    status: raw.status ?? 'open',
    risk,
    affects: listOf(raw.affects),
  }
}

export function buildChange(id: string, raw: Decoded<typeof change>, source: Source): Change {
  const { date } = raw
  return {
    id,
    path: source.path,
    name: raw.name ?? id,
    requestedBy: raw['requested-by'],
    date,
    status: raw.status ?? 'proposed',
    covers: listOf(raw.covers),
    impact: impactOf(source, 'impact', raw.impact),
    links: listOf(raw.links),
  }
}

export function buildBaseline(id: string, raw: Decoded<typeof baseline>, { path }: Source): Baseline {
  return { id, path, name: raw.name ?? id, ref: raw.ref, date: raw.date }
}

export function buildPolicy(raw: Decoded<typeof policy>): Policy {
  const rules = new Map<string, Severity>()
  for (const { text, value } of raw.rules?.entries ?? []) if (value) rules.set(text, value)
  return {
    maxSlip: raw['max-slip'],
    minConfidence: raw['min-confidence'],
    maxCostGrowth: raw['max-cost-growth'],
    requireChangeRecord: raw['require-change-record'] ?? false,
    requireOwner: raw['require-owner'] ?? false,
    rules,
    health: Object.fromEntries(raw.health?.entries.map(({ text, value }) => [text, value]) ?? []),
  }
}
