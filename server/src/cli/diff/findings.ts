import { policyCode } from '#engine/diff/policy'
import { rules } from '#engine/rules/index'
import { locatePlace } from '#language/compare/compareSnapshots'
import type { Checked, CheckedFile } from '../check/checked.ts'
import { countSeverities, type Diagnostic } from '../diagnostics.ts'
import type { Compared, ComparedPlan } from './compared.ts'

const titles = new Map(rules.map(({ code, title }) => [code, title]))

/** What a comparison finds, as diagnostics of the head: broken policy, silenced and new findings. */
export function findingsOf(compared: Compared): Checked {
  const files = compared.plans.map(
    (plan): CheckedFile => ({
      plan: plan.plan,
      diagnostics: [...policyFindings(plan), ...silencedFindings(plan), ...newFindings(plan)].sort(
        (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
      ),
    }),
  )
  return {
    files,
    summary: {
      files: files.length,
      tasks: files.reduce((sum, { plan }) => sum + plan.snapshot.plan.tasks.size, 0),
      ...countSeverities(files.flatMap(({ diagnostics }) => diagnostics)),
    },
  }
}

function policyFindings(plan: ComparedPlan): readonly Diagnostic[] {
  return plan.comparison.policy.flatMap(({ rule, severity, held, detail, places }) => {
    if (held !== false) return []
    const code = policyCode(rule)
    const place = places.find(({ side, file }) => side === 'head' && file === undefined)
    return [
      {
        code,
        severity,
        message: `${titles.get(code)}: ${detail}`,
        file: plan.plan.file,
        range: rangeOf(plan, place?.path ?? ['policy']),
        related: [],
      },
    ]
  })
}

function rangeOf(plan: ComparedPlan, path: readonly (string | number)[]): Diagnostic['range'] {
  const { snapshot, span } = locatePlace({ side: plan.whole === 'removed' ? 'base' : 'head', path }, plan)
  // What is said of the plan as a whole stands on its first line.
  const exists = path.length === 0 || snapshot.reading.has(path)
  const { start, end } = exists ? span : { start: 0, end: 0 }
  return { start: snapshot.lines.positionAt(start), end: snapshot.lines.positionAt(end) }
}

function silencedFindings({ comparison, plan }: ComparedPlan): readonly Diagnostic[] {
  const silenced = comparison.policy.find(({ rule }) => rule === 'silenced')
  if (!silenced) return []
  return comparison.diagnostics.silenced.map(({ code, message, range }) => ({
    code: policyCode('silenced'),
    severity: silenced.severity,
    message: `The change silences ${code}: ${message}`,
    file: plan.file,
    range,
    related: [],
  }))
}

function newFindings({ comparison, plan }: ComparedPlan): readonly Diagnostic[] {
  return comparison.diagnostics.new.map(({ code, severity, message, help, range }) => ({
    code,
    severity,
    message,
    ...(help !== undefined && { help }),
    file: plan.file,
    range,
    related: [],
  }))
}
