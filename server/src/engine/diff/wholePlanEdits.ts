import type { Plan } from '../model/plan.ts'
import type { PlanDraft } from './draft.ts'
import type { EditedObject } from './edit.ts'
import { type EditDraft, fieldEdits } from './editDraft.ts'
import { budgetFields, type Field, policyFields, projectFields, riskMatrixFields } from './fields.ts'

/** Project, risk matrix, budget and policy: one of each in a plan. */
export function wholePlanEdits(base: Plan, head: Plan): readonly EditDraft[] {
  const one = <T>(
    object: EditedObject,
    [before, after]: readonly [T, T],
    fields: readonly Field<T>[],
    write: (draft: PlanDraft, change: (now: T) => T) => void,
  ) =>
    fieldEdits(
      { object, id: object, name: object === 'project' ? head.project.name : object },
      [before, after],
      fields,
      key => ({ side: 'head', path: [object, key] }),
      field => draft => write(draft, now => field.take(now, after)),
    )
  const empty = { path: ['budget'], lines: new Map() }
  return [
    ...formEdits(base, head),
    ...one('project', [base.project, head.project], projectFields, (draft, change) =>
      draft.set({ project: change(draft.plan.project) }),
    ),
    ...one('risk-matrix', [base.riskMatrix, head.riskMatrix], riskMatrixFields, (draft, change) =>
      draft.set({ riskMatrix: change(draft.plan.riskMatrix) }),
    ),
    ...one('budget', [base.budget ?? empty, head.budget ?? empty], budgetFields, (draft, change) =>
      draft.set({ budget: change(draft.plan.budget ?? empty) }),
    ),
    ...one('policy', [base.policy, head.policy], policyFields, (draft, change) =>
      draft.set({ policy: change(draft.plan.policy) }),
    ),
  ]
}

/** The version of the format, and the libraries that are included; what these bring is compared by itself. */
function formEdits(base: Plan, head: Plan): readonly EditDraft[] {
  const words = (plan: Plan) => ({
    tpm: plan.version === undefined ? undefined : String(plan.version),
    include: plan.include.map(({ target }) => target),
  })
  const field = (key: 'tpm' | 'include'): Field<ReturnType<typeof words>> => ({
    key,
    words: said => said[key],
    take: now => now,
    effect: 'none',
    nature: () => 'revision',
  })
  return fieldEdits(
    { object: 'plan', id: 'plan', name: head.project.name },
    [words(base), words(head)],
    [field('tpm'), field('include')],
    key => ({ side: 'head', path: [key] }),
    ({ key }) =>
      draft =>
        draft.set(key === 'tpm' ? { version: head.version } : { include: head.include }),
  )
}
