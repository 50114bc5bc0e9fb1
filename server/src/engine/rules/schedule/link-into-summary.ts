import type { Link, Plan, Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Rule } from '../rule.ts'

/** Page: ./link-into-summary.md */
export const linkIntoSummary: Rule = {
  code: 'schedule/link-into-summary',
  severity: 'error',
  title: 'A dependency that ends in a summary’s finish',

  *check({ plan }) {
    for (const task of factsOf(plan).summaries) {
      for (const link of task.after) if (holdsFinish(link)) yield finding(link, task, plan)
    }
  },
}

function holdsFinish({ type }: Link): boolean {
  return type === 'FF' || type === 'SF'
}

function finding(link: Link, summary: Task, plan: Plan): Finding {
  const instead = link.type === 'FF' ? 'FS' : 'SS'
  const last = summary.children.at(-1)
  const lastName = last === undefined ? undefined : plan.tasks.get(last)?.name
  return {
    at: { path: link.path, word: link.type },
    message: `"${summary.name}" is a summary: it has no finish of its own that ${link.type} could hold`,
    help: `Write the dependency on the task inside that should wait${lastName ? `, such as "${lastName}"` : ''}, or use FS or SS, which hold everything inside`,
    fixes: [
      {
        title: `Change to ${instead}`,
        changes: [{ kind: 'replace', at: { path: link.path, word: link.type }, with: instead }],
      },
      { title: 'Remove the dependency', changes: [{ kind: 'remove', path: link.path }] },
    ],
  }
}
