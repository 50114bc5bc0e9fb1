import { sameItems } from '#engine/base/sameItems'
import type { Task } from '#engine/model/plan'
import type { Outline } from './outline.ts'

/** The ids of the children of each summary, by the place of its piece. */
export type Children = Map<number, string[]>

/** Notes a task of a branch as a child of the summary whose branch it is, if it is one's. */
export function addChild(children: Children, { parents }: Outline, id: string, branch: number): void {
  const summary = parents[branch]!
  if (summary < 0) return
  const known = children.get(summary)
  if (known) known.push(id)
  else children.set(summary, [id])
}

/** Gives summaries the ids of their children; the same object as before where they are the same. */
export function giveChildren(children: Children, { pieces }: Outline, tasks: Map<string, object>): void {
  for (const [i, ids] of children) {
    const { memo, key } = pieces[i]!
    const own = tasks.get(key.text) as Task | undefined
    if (!memo || !own || own.path !== memo.path) continue
    const whole = memo.whole as Task | undefined
    const made: Task =
      whole && sameItems(whole.children, ids) ? whole : { ...(memo.object as Task), kind: 'summary', children: ids }
    memo.whole = made
    tasks.set(key.text, made)
  }
}
