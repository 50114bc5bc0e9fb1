import { idSpaceOf } from '../model/ids.ts'
import type { Plan, Project, Task } from '../model/plan.ts'

/** What of a plan is another than in the network of the plan before, by number of task. */
export interface Changes {
  /** Tasks that are other objects. */
  readonly replaced: readonly number[]
  /** Those among them that are to be scheduled anew. */
  readonly edited: readonly number[]
  /** Is the logic between the tasks another? */
  readonly linksChanged: boolean
}

/**
 * What has changed since the plan before, where the ids, the outline, the calendars, the
 * people and the project's own dates are as they were; `undefined` where something of that has changed too.
 */
export function changesSince(
  before: Plan,
  plan: Plan,
  { tasks, isSummary }: { readonly tasks: readonly Task[]; readonly isSummary: Uint8Array },
): Changes | undefined {
  const isSame =
    sameBut(before.project, plan.project, wordsOfProject) &&
    sameValues(before.calendars, plan.calendars) &&
    sameValues(before.resources, plan.resources) &&
    (idSpaceOf(plan.tasks) === idSpaceOf(before.tasks) || sameKeys(before.tasks, plan.tasks))
  if (!isSame) return undefined
  const replaced: number[] = []
  const edited: number[] = []
  let linksChanged = false
  let i = 0
  for (const task of plan.tasks.values()) {
    const old = tasks[i]!
    if (old !== task) {
      replaced.push(i)
      if (!sameBut(old, task, wordsOfTask)) {
        // What a summary says holds all inside it.
        if (isSummary[i] || task.kind === 'summary' || task.parent !== old.parent) return undefined
        linksChanged ||= !sameValue(old.after, task.after) || !sameValue(old.before, task.before)
        edited.push(i)
      }
    }
    i++
  }
  return { replaced, edited, linksChanged }
}

/** What people read, and no date or cost of a schedule depends on. All that is not here counts. */
const wordsOfTask: ReadonlySet<keyof Task> = new Set<keyof Task>([
  ...(['name', 'description', 'notes', 'owner', 'raci', 'tags', 'links', 'code', 'acceptance', 'earning'] as const),
  ...(['accrue', 'actualEffort', 'sprint', 'points', 'gate', 'audience'] as const),
])
const wordsOfProject: ReadonlySet<keyof Project> = new Set<keyof Project>([
  ...(['name', 'description', 'currency', 'owner', 'goals', 'nearCritical'] as const),
])

function sameBut<T extends object>(a: T, b: T, but: ReadonlySet<keyof T>): boolean {
  if (a === b) return true
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof T>)
    if (!but.has(key) && !sameValue(a[key], b[key])) return false
  return true
}

/** Plain data: what is left out is `undefined`. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  return sameBut(a as Record<string, unknown>, b as Record<string, unknown>, nothing)
}

const nothing: ReadonlySet<string> = new Set()

/** The same objects by the same keys in the same order. */
function sameValues<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a === b) return true
  if (!sameKeys(a, b)) return false
  for (const [key, value] of a) if (b.get(key) !== value) return false
  return true
}

function sameKeys<K>(a: ReadonlyMap<K, unknown>, b: ReadonlyMap<K, unknown>): boolean {
  if (a.size !== b.size) return false
  const others = b.keys()
  for (const key of a.keys()) if (others.next().value !== key) return false
  return true
}
