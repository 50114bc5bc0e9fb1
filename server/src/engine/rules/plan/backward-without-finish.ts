import type { Rule } from '../rule.ts'

/** Page: ./backward-without-finish.md */
export const backwardWithoutFinish: Rule = {
  code: 'plan/backward-without-finish',
  severity: 'error',
  title: 'A plan that is scheduled backward from nothing',

  *check({ plan: { project } }) {
    if (project.schedule !== 'as-late-as-possible' || project.finish) return
    const path = [...project.path, 'schedule']
    yield {
      at: { path },
      message: '"as-late-as-possible" counts back from the project\'s finish, and there is none',
      help: project.deadline
        ? 'Change "deadline" to "finish", or remove "schedule"'
        : 'Add "finish", or remove "schedule" to plan forward from the start',
      fixes: [
        ...(project.deadline
          ? [
              {
                title: 'Change "deadline" to "finish"',
                changes: [{ kind: 'rename-key' as const, path: [...project.path, 'deadline'], to: 'finish' }],
              },
            ]
          : []),
        { title: 'Remove "schedule": plan forward', changes: [{ kind: 'remove', path }] },
      ],
    }
  },
}
