import type { Rule } from '../rule.ts'

/** Page: ./duplicate-plan.md */
export const duplicatePlan: Rule = {
  code: 'plan/duplicate-plan',
  severity: 'error',
  title: 'Two plans with one project id',

  *check({ plan, namesakes }) {
    const [first, ...others] = namesakes ?? []
    if (first === undefined) return
    const path = [...plan.project.path, 'id']
    yield {
      at: { path },
      message: `The project id "${plan.project.id}" belongs to ${others.length === 0 ? 'another plan' : `${others.length + 1} other plans`} of this workspace too`,
      help: 'Give each plan an id of its own: what waits for a task of the one may be led to the other',
      related: [first, ...others].map(file => ({ at: { file, path }, message: 'It stands here too' })),
    }
  },
}
