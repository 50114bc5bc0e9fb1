import type { ComparedDiagnostic, PlanComparison } from '#engine/diff/comparison'
import type { Plan, Severity } from '#engine/model/plan'
import { rules } from '#engine/rules/index'
import { resolveIncludes } from '../includes.ts'
import { objectAt } from '../objects.ts'
import { findProblems } from '../problems.ts'
import type { Problem, Reading } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'

const ownSeverities: ReadonlyMap<string, Severity> = new Map(rules.map(({ code, severity }) => [code, severity]))

/** The severity of a rule where neither a person nor a plan has said another. */
export function ownSeverityOf(code: string): Severity {
  return ownSeverities.get(code) ?? 'error'
}

/**
 * Problems that only one version has, both weighed as the base's policy does; and what comments silence in the one and
 * not in the other. A problem is the same if it is of one rule about one key of one object, wherever that stands.
 *
 * @param newIds ids that objects have in the head, by those that they had in the base
 */
export function compareProblems(
  base: Snapshot,
  head: Snapshot,
  newIds: ReadonlyMap<string, string>,
): PlanComparison['diagnostics'] {
  const [before, after] = [told(base, base.plan), told(head, base.plan)]
  const keyBefore = (problem: Problem) => keyOf(base, problem, newIds)
  const keyAfter = (problem: Problem) => keyOf(head, problem, new Map())
  const shown = { base: before.shown.map(keyBefore), head: after.shown.map(keyAfter) }
  const hidden = { base: before.hidden.map(keyBefore), head: after.hidden.map(keyAfter) }
  return {
    new: only(after.shown, shown.head, shown.base).map(problem => describe(head, problem, 'head')),
    gone: only(before.shown, shown.base, shown.head).map(problem => describe(base, problem, 'base')),
    silenced: only(after.hidden, hidden.head, hidden.base).map(problem => describe(head, problem, 'head')),
    unsilenced: only(before.hidden, hidden.base, hidden.head).map(problem => describe(base, problem, 'base')),
  }
}

/** What a version is told, and what its comments silence, as another plan's policy weighs it. */
function told(
  snapshot: Snapshot,
  judge: Plan,
): { readonly shown: readonly Problem[]; readonly hidden: readonly Problem[] } {
  const shown = problemsUnder(snapshot, snapshot.reading, judge)
  if (snapshot.reading.ignores.length === 0) return { shown, hidden: [] }
  const kept = new Set(shown.map(identityOf))
  const all = problemsUnder(snapshot, withoutIgnores(snapshot.reading), judge)
  return { shown, hidden: all.filter(problem => !kept.has(identityOf(problem))) }
}

function identityOf({ code, span }: Problem): string {
  return `${code} ${span.start} ${span.end}`
}

function problemsUnder(snapshot: Snapshot, reading: Reading, judge: Plan): readonly Problem[] {
  const [own, its] = [snapshot.plan.policy.rules, judge.policy.rules]
  const isSame =
    reading === snapshot.reading && own.size === its.size && [...own].every(([code, its_]) => its.get(code) === its_)
  if (isSame) return snapshot.problems
  const codes = new Set([...own.keys(), ...its.keys()])
  const severities = new Map([...codes].map(code => [code, its.get(code) ?? ownSeverityOf(code)] as const))
  const { uri, version, text, lines, plan, schedule, workspace } = snapshot
  const asked = { uri, version, text, lines, reading, plan, schedule, workspace, problems: [] }
  return findProblems(asked, resolveIncludes(uri, snapshot.reading, workspace).findings, severities).problems
}

function withoutIgnores(reading: Reading): Reading {
  return new Proxy(reading, {
    get: (target, key) => {
      if (key === 'ignores') return []
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** The rule, the object and the key: not the line, and not the words, in which dates may stand. */
function keyOf({ reading }: Snapshot, { code, span }: Problem, newIds: ReadonlyMap<string, string>): string {
  const { path } = reading.pathAt(span.start)
  const object = objectAt(path)
  if (!object) return JSON.stringify([code, path])
  const { kind, id, rest } = object
  const list = rest.filter(step => typeof step === 'string')
  return JSON.stringify([code, kind, newIds.get(id) ?? id, ...list])
}

/** Of two in one place the one more counts. */
function only(problems: readonly Problem[], keys: readonly string[], others: readonly string[]): readonly Problem[] {
  const left = new Map<string, number>()
  for (const key of others) left.set(key, (left.get(key) ?? 0) + 1)
  return problems.filter((_, i) => {
    const count = left.get(keys[i]!) ?? 0
    left.set(keys[i]!, count - 1)
    return count <= 0
  })
}

function describe(
  { uri, lines }: Snapshot,
  { code, severity, message, help, span }: Problem,
  side: ComparedDiagnostic['side'],
): ComparedDiagnostic {
  const range = { start: lines.positionAt(span.start), end: lines.positionAt(span.end) }
  return { code, severity, message, ...(help !== undefined && { help }), file: uri, range, side }
}
