import type { Rule } from '../rule.ts'

/** Page: ./finish-without-backward.md */
export const finishWithoutBackward: Rule = {
  code: 'plan/finish-without-backward',
  severity: 'error',
  title: 'A project finish in a plan that is scheduled forward',

  *check({ plan: { project } }) {
    if (!project.finish || project.schedule === 'as-late-as-possible') return
    const path = [...project.path, 'finish']
    yield {
      at: { path, on: 'key' },
      message: 'A plan that is scheduled from its start computes its finish: "finish" has no effect',
      help: 'Write "deadline" for a date to hold, or "schedule: as-late-as-possible" to count back from the finish',
      fixes: [
        ...(project.deadline
          ? [{ title: 'Remove "finish"', changes: [{ kind: 'remove' as const, path }], preferred: true }]
          : [
              {
                title: 'Change to "deadline"',
                changes: [{ kind: 'rename-key' as const, path, to: 'deadline' }],
                preferred: true,
              },
            ]),
        {
          title: 'Schedule backward from the finish',
          changes: [{ kind: 'set', path: [...project.path, 'schedule'], text: 'as-late-as-possible' }],
        },
      ],
    }
  },
}
