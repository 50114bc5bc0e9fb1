import { Notes } from '../notes.ts'
import { allTasks, type Context, lineage } from './context.ts'
import { minuteOf } from './dates.ts'
import { targetOf } from './links.ts'
import type { TjTask } from './project.ts'

/**
 * `now`, where a task with effort may not begin before it: in the tracking scenario TaskJuggler plans none before, what
 * has a `length` or a `duration` stays. `undefined` where its own start or another task's effort holds it longer anyway.
 *
 * Source: TaskJuggler 3 manual, Syntax Reference: trackingscenario.
 */
export function heldByNow(task: TjTask, context: Context): string | undefined {
  const { project, notes } = context
  if (project.tracking !== project.scenario || !isPlannedForward(task)) return undefined
  const now = minuteOf(project.now)
  if (now === undefined) {
    notes.add(
      '"trackingscenario" without a "now" was left out: TaskJuggler plans effort from the day it is run',
      task.line,
    )
    return undefined
  }
  const start = minuteOf(task.start)
  return (start !== undefined && now <= start) || followsEffort(task, context) ? undefined : project.now
}

function isPlannedForward({ effort, isForward }: TjTask): boolean {
  return effort !== undefined && isForward !== false
}

function followsEffort(task: TjTask, context: Context): boolean {
  const quiet = { ...context, notes: new Notes() }
  return [...lineage(task)].some(owner =>
    owner.depends.some(link => {
      const target = link.onStart ? undefined : targetOf(owner, link, quiet)
      return target !== undefined && [...allTasks([target])].some(isPlannedForward)
    }),
  )
}
