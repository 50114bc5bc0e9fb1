import type { ComparedDiagnostic, Movement } from '#engine/diff/comparison'
import type { Edit } from '#engine/diff/edit'
import { formatMinute } from '#engine/time/civil'
import { jsonText } from '../jsonText.ts'
import { dateOrNull } from '../schedule/json.ts'
import { type Compared, type ComparedPlan, locationOf } from './compared.ts'

/** `media/cli-diff.schema.json` describes it. */
export function diffJson({ base, head, plans }: Compared, nameOf: (uri: string) => string): string {
  const report = {
    version: 1,
    base,
    head,
    changed: plans.some(({ changed }) => changed),
    plans: plans.map(plan => planReport(plan, nameOf)),
  }
  return jsonText(report)
}

function planReport(plan: ComparedPlan, nameOf: (uri: string) => string): object {
  const { comparison, file, whole } = plan
  const { cost, risks, overloads, diagnostics } = comparison
  const overload = ({ resource, from, to, load, tasks }: (typeof overloads.new)[number]) => ({
    resource,
    from: formatMinute(from),
    to: formatMinute(to),
    load: load ?? null,
    tasks,
  })
  const found = (list: readonly ComparedDiagnostic[]) =>
    list.map(({ side: _, ...rest }) => ({ ...rest, file: nameOf(rest.file) }))
  return {
    file,
    ...(whole && { whole }),
    changed: plan.changed,
    verdict: comparison.verdict,
    edits: comparison.edits.map(edit => editReport(edit, plan, nameOf)),
    milestones: comparison.milestones.map(milestone => ({
      id: milestone.id,
      name: milestone.name,
      ...movementReport(milestone),
    })),
    project: movementReport(comparison.project),
    'critical-path': comparison.criticalPath,
    float: comparison.floatLost.map(({ id, before, after, becameCritical }) => ({
      id,
      'before-minutes': before,
      'after-minutes': after,
      'became-critical': becameCritical,
    })),
    cost: {
      before: cost.before,
      after: cost.after,
      attribution: cost.attribution,
      interaction: cost.interaction,
      ...(cost.budgetBefore !== undefined && { 'budget-before': cost.budgetBefore }),
      ...(cost.budgetAfter !== undefined && { 'budget-after': cost.budgetAfter }),
    },
    risks: {
      opened: risks.opened,
      closed: risks.closed,
      raised: risks.raised,
      lowered: risks.lowered,
      exposure: risks.exposure,
    },
    overloads: { new: overloads.new.map(overload), gone: overloads.gone.map(overload) },
    criteria: comparison.criteria,
    'removed-work': comparison.removedWork,
    diagnostics: {
      new: found(diagnostics.new),
      gone: found(diagnostics.gone),
      silenced: found(diagnostics.silenced),
      unsilenced: found(diagnostics.unsilenced),
    },
    'change-records': comparison.changeRecords.map(record => ({
      id: record.id,
      name: record.name,
      edits: record.edits,
      'claimed-minutes': record.claimedMinutes ?? null,
      'claimed-cost': record.claimedCost ?? null,
      minutes: record.minutes,
      cost: record.cost,
    })),
    policy: comparison.policy.map(({ rule, severity, held, detail }) => ({ rule, severity, held, detail })),
    method: comparison.method,
  }
}

function editReport(edit: Edit, plan: ComparedPlan, nameOf: (uri: string) => string): object {
  const { place, name: _, ...rest } = edit
  const { file, line, side } = locationOf(plan, place, nameOf)
  return { ...rest, file, line: line + 1, side }
}

function movementReport(movement: Movement): object {
  const { before, after, minutes, days, progressMinutes, revisionMinutes, interactionMinutes, deadline } = movement
  const { lateBefore, lateAfter } = movement
  return {
    before: dateOrNull(before ?? Number.NaN),
    after: dateOrNull(after ?? Number.NaN),
    'movement-minutes': minutes ?? null,
    'movement-days': days ?? null,
    'progress-minutes': progressMinutes ?? null,
    'revision-minutes': revisionMinutes ?? null,
    'interaction-minutes': interactionMinutes ?? null,
    attribution: movement.attribution,
    ...(deadline !== undefined && { deadline: formatMinute(deadline) }),
    ...(lateBefore !== undefined && { 'late-before': lateBefore }),
    ...(lateAfter !== undefined && { 'late-after': lateAfter }),
  }
}
