import type { Id } from '#engine/model/plan'
import { formatWork } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'

const mostNamed = 3

/** Who in other plans waits for a task, a line each, those that leave it least first. */
export function awaitedInWords(snapshot: Snapshot, id: Id): readonly string[] {
  const { workspace, schedule } = snapshot
  const all = workspace.awaited(snapshot, id)
  const left = all.length - mostNamed
  return [
    ...all.slice(0, mostNamed).map(({ plan, name, room }) => {
      const so =
        room === 0 ? ', and moves with it' : `: it can slip ${formatWork(room, schedule.dayMinutes)} before that moves`
      return `"${name}" in the plan "${plan}" waits for it${so}`
    }),
    ...(left > 0 ? [`${left} more in other plans wait for it`] : []),
  ]
}
