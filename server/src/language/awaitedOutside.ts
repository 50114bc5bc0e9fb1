import type { Id } from '#engine/model/plan'
import { awaitingIn } from '#engine/schedule/awaited'
import type { AwaitedOutside, Snapshot } from './snapshot.ts'

/**
 * Who in other plans waits for a task, those that leave it least first. The float of a schedule ends at its plan (a plan
 * does not depend on those that wait for it), so this is told beside it.
 */
export function awaitedOutside({ plan, schedule, workspace, uri }: Snapshot, id: Id): readonly AwaitedOutside[] {
  const own = plan.project.id
  if (own === undefined || workspace.byProjectId(own)?.uri !== uri) return []
  return workspace
    .waitingFor(own)
    .filter(other => other.uri !== uri)
    .flatMap(other =>
      awaitingIn(other.schedule, schedule, own, id).map(({ task, room }) => ({
        plan: other.plan.project.name,
        task: task.id,
        name: task.name,
        room,
      })),
    )
    .sort((a, b) => a.room - b.room)
}
