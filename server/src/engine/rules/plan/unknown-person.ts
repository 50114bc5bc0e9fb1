import type { At, Path } from '../../model/path.ts'
import type { Id, Located, Plan } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import { type Guess, guessAmong } from '../nearest.ts'
import type { Finding, Rule } from '../rule.ts'
import { atId, changeTo, unknownId } from '../unknown.ts'

/** Page: ./unknown-person.md */
export const unknownPerson: Rule = {
  code: 'plan/unknown-person',
  severity: 'error',
  title: 'A person, team or stakeholder that is not in the plan',

  *check({ plan }) {
    const guess = guessAmong(() => [...plan.resources.keys(), ...plan.stakeholders.keys()])
    yield* assignees(plan)
    for (const { id, path } of mentions(plan)) {
      if (!plan.resources.has(id) && !plan.stakeholders.has(id)) yield nobody(id, atId(path, id), guess)
    }
    yield* taskOwners(plan, guess)
  },
}

/** Only resources can be given work. */
function* assignees(plan: Plan): Iterable<Finding> {
  const { assigned, assignees } = factsOf(plan)
  if ([...assignees].every(id => plan.resources.has(id))) return
  const guess = guessAmong(() => plan.resources.keys())
  for (const task of assigned) {
    for (const { resource, path } of task.assign) {
      if (plan.resources.has(resource)) continue
      const at = atId(path, resource)
      if (plan.stakeholders.has(resource)) {
        const message = `"${resource}" is a stakeholder: only resources can be given work`
        yield { at, message, help: `Add "${resource}" to resources under another id, or assign somebody else` }
      } else {
        const message = `There is nobody called "${resource}" in resources`
        yield unknownId(at, resource, message, guess, 'Add them to resources, or assign somebody else')
      }
    }
  }
}

/** An outside party may own a milestone, so there only a slip of the finger is told. */
function* taskOwners(plan: Plan, guessFor: Guess): Iterable<Finding> {
  for (const task of factsOf(plan).naming) {
    const { owner, path } = task
    if (owner === undefined || plan.resources.has(owner) || plan.stakeholders.has(owner)) continue
    const at: At = { path: [...path, 'owner'] }
    if (!task.isMilestoneSection) {
      yield nobody(owner, at, guessFor)
      continue
    }
    const guess = guessFor(owner)
    if (guess === undefined) continue
    const message = `There is nobody called "${owner}", but there is "${guess}"`
    yield {
      at,
      message,
      help: 'Correct the id, or write the name of an outside party in full',
      fixes: [changeTo(at, guess)],
    }
  }
}

function nobody(id: Id, at: At, guess: Guess): Finding {
  const message = `There is nobody called "${id}" in resources or stakeholders`
  return unknownId(at, id, message, guess, 'Add them to resources or stakeholders, or correct the id')
}

interface Mention {
  readonly id: Id
  readonly path: Path
}

/** Everyone who is named and need not do work. */
function* mentions(plan: Plan): Iterable<Mention> {
  yield* one(plan.project, 'owner', plan.project.owner)
  for (const task of factsOf(plan).naming) {
    for (const { who, path } of task.raci) yield { id: who, path }
    if (0 < task.audience.length) yield* each(task, 'audience', task.audience)
    for (const criterion of task.acceptance) if (criterion.by) yield* one(criterion, 'by', criterion.by)
    for (const criterion of task.gate) if (criterion.by) yield* one(criterion, 'by', criterion.by)
  }
  for (const resource of plan.resources.values()) {
    if (resource.file === undefined) yield* one(resource, 'manager', resource.manager)
  }
  for (const risk of plan.risks.values()) {
    yield* one(risk, 'owner', risk.owner)
    yield* one(risk, 'actionee', risk.actionee)
  }
  for (const line of plan.budget?.lines.values() ?? []) yield* one(line, 'resource', line.resource)
  for (const decision of plan.decisions.values()) yield* each(decision, 'by', decision.by)
  for (const section of [plan.actions, plan.issues, plan.assumptions]) {
    for (const entry of section.values()) yield* one(entry, 'owner', entry.owner)
  }
  for (const change of plan.changes.values()) yield* one(change, 'requested-by', change.requestedBy)
}

function* one({ path }: Located, key: string, id: Id | undefined): Iterable<Mention> {
  if (id !== undefined) yield { id, path: [...path, key] }
}

function* each({ path }: Located, key: string, ids: readonly Id[]): Iterable<Mention> {
  for (const [index, id] of ids.entries()) yield { id, path: [...path, key, index] }
}
