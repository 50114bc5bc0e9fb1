import type { Task } from '../../model/plan.ts'
import { factsOf } from '../facts.ts'
import type { Finding, Fix, Rule, RuleContext } from '../rule.ts'

/** Page: ./contradiction.md */
export const contradiction: Rule = {
  code: 'progress/contradiction',
  severity: 'warning',
  title: 'Two fields that can’t both be true',

  *check({ plan, isWritten = () => true }) {
    for (const task of factsOf(plan).begun) {
      if (task.kind === 'summary') continue
      const found = task.isMilestoneSection ? ofMilestone(task, isWritten) : ofTask(task)
      if (found) yield found
    }
  },
}

function ofTask(task: Task): Finding | undefined {
  const { status, progress, remaining, actualStart, actualFinish } = task
  const left = remaining ? remaining.likely.amount : 0
  if (status === 'cancelled') return undefined
  if (actualFinish && progress !== undefined && progress < 1)
    return tell(task, 'progress', 'actual-finish', 'is not all done', 'has finished', '100%')
  if (actualFinish && 0 < left) return tell(task, 'remaining', 'actual-finish', 'still has work to do', 'has finished')
  if (actualFinish && status !== undefined && status !== 'done')
    return tell(task, 'status', 'actual-finish', `is ${status}`, 'has finished', 'done')
  if (status === 'done' && progress !== undefined && progress < 1)
    return tell(task, 'progress', 'status', 'is not all done', 'is done', '100%')
  if ((status === 'done' || progress === 1) && 0 < left)
    return tell(task, 'remaining', status === 'done' ? 'status' : 'progress', 'still has work to do', 'is done')
  if (status === 'not-started' && actualStart)
    return tell(task, 'status', 'actual-start', 'is not-started', 'has begun', 'in-progress')
  if (status === 'not-started' && progress !== undefined && 0 < progress)
    return tell(task, 'status', 'progress', 'is not-started', 'has progress', 'in-progress')
  return undefined
}

function ofMilestone(task: Task, isWritten: NonNullable<RuleContext['isWritten']>): Finding | undefined {
  const { milestoneStatus, actual } = task
  if (!actual || milestoneStatus === undefined || milestoneStatus === 'reached') return undefined
  if (!isWritten([...task.path, 'status'])) return undefined
  return tell(task, 'status', 'actual', `is ${milestoneStatus}`, 'was reached', 'reached')
}

function tell(
  { name, path }: Task,
  key: string,
  other: string,
  says: string,
  otherSays: string,
  value?: string,
): Finding {
  const at = [...path, key]
  const fixes: Fix[] = [{ title: `Remove "${key}"`, changes: [{ kind: 'remove', path: at }] }]
  if (value)
    fixes.unshift({ title: `Change "${key}" to "${value}"`, changes: [{ kind: 'set', path: at, text: value }] })
  return {
    at: { path: at },
    message: `"${key}" says that "${name}" ${says}, "${other}" that it ${otherSays}`,
    help: 'Correct one of the two',
    related: [{ at: { path: [...path, other] }, message: `"${other}"` }],
    fixes,
  }
}
