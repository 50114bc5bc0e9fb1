import type { Path } from '../../model/path.ts'
import type { Id, Plan } from '../../model/plan.ts'
import { guessAmong } from '../nearest.ts'
import type { Rule } from '../rule.ts'
import { unknownId } from '../unknown.ts'

/** Page: ./unknown-object.md */
export const unknownObject: Rule = {
  code: 'plan/unknown-object',
  severity: 'error',
  title: 'Something that no section of the plan defines',

  *check({ plan }) {
    let defined: ReadonlySet<Id> | undefined
    const guess = guessAmong(() => defined ?? [])
    for (const { id, path } of references(plan)) {
      defined ??= definedIds(plan)
      if (defined.has(id)) continue
      const message = `Nothing in this plan is called "${id}"`
      yield unknownId({ path, word: id }, id, message, guess, 'Correct the id, or remove the reference')
    }
  },
}

function* references(plan: Plan): Iterable<{ readonly id: Id; readonly path: Path }> {
  for (const { from, path } of plan.actions.values()) {
    if (from !== undefined) yield { id: from, path: [...path, 'from'] }
  }
  for (const { covers, path } of plan.changes.values()) {
    for (const [index, id] of covers.entries()) yield { id, path: [...path, 'covers', index] }
  }
  for (const { over, path } of plan.drivers.values()) {
    for (const [index, id] of over.entries()) yield { id, path: [...path, 'over', index] }
  }
}

/** The ids of all sections, and the tags, which drivers go by too. */
function definedIds(plan: Plan): ReadonlySet<Id> {
  const ids = new Set<Id>()
  for (const section of sections(plan)) for (const id of section.keys()) ids.add(id)
  for (const { tags } of plan.tasks.values()) for (const tag of tags) ids.add(tag)
  return ids
}

function sections(plan: Plan): readonly ReadonlyMap<Id, unknown>[] {
  const { tasks, resources, stakeholders, calendars, sprints, risks, decisions, actions, issues } = plan
  const { assumptions, changes, baselines, drivers } = plan
  const lines = plan.budget?.lines ?? new Map<Id, unknown>()
  return [
    ...[tasks, resources, stakeholders, calendars, sprints, risks, decisions, actions, issues],
    ...[assumptions, changes, baselines, drivers, lines],
  ]
}
