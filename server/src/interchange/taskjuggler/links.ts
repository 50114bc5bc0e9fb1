import { type Draft, draft } from '../planText.ts'
import { allTasks, type Context } from './context.ts'
import { elapsedText, workText } from './dates.ts'
import { findTask } from './parse.ts'
import { calendarOf } from './people.ts'
import type { TjLink, TjTask } from './project.ts'

/** The entries of `after` for one `depends`. */
export function afterText(task: TjTask, link: TjLink, context: Context): string[] {
  const target = targetOf(task, link, context)
  if (target === undefined) return []
  const id = context.ids.get(target)!
  const type = link.onStart ? ' SS' : ''
  return gaps(task, link, context).map(({ lag, isElsewhere }) => {
    if (!isElsewhere) return `${id}${joined(type, '+', lag)}`
    const name = `${lag} after ${link.onStart ? 'the start of ' : ''}${target.name}`
    return point(`after ${id}${joined(type, '+', lag)}`, name, ['after', `${id}${joined(type, '+', lag)}`], context)
  })
}

/** The entries of `before` for one `precedes`: just in time. */
export function beforeText(task: TjTask, link: TjLink, context: Context): string[] {
  const target = targetOf(task, link, context)
  if (target === undefined) return []
  const own = context.ids.get(target)!
  const id = link.onEnd ? point(`end ${own}`, `End of ${target.name}`, ['after', own], context) : own
  return gaps(task, link, context).map(({ lag, isElsewhere }) => {
    if (!isElsewhere) return `${id}${joined('', '-', lag)}`
    const name = `${lag} before ${link.onEnd ? 'the end of ' : ''}${target.name}`
    return point(`before ${id}${joined('', '-', lag)}`, name, ['before', `${id}${joined('', '-', lag)}`], context)
  })
}

interface Gap {
  readonly lag: string | undefined
  /** Counted in hours that the task does not have. */
  readonly isElsewhere: boolean
}

/**
 * Of two gaps the longer holds. TaskJuggler counts `gaplength` in the project's hours, a plan a working lag in those of
 * the task that waits: where it has its own, or one inside it has, the lag is that of a point between the two.
 */
function gaps(task: TjTask, link: TjLink, { project }: Context): readonly Gap[] {
  const working = workText(link.gapLength, project)
  const elapsed = elapsedText(link.gapDuration, project)
  const isElsewhere = [...allTasks([task])].some(
    one => one.tasks.length === 0 && calendarOf(one, project) !== undefined,
  )
  const both: Gap[] = []
  if (working !== undefined) both.push({ lag: working, isElsewhere })
  if (elapsed !== undefined) both.push({ lag: elapsed, isElsewhere: working !== undefined })
  return both.length > 0 ? both : [{ lag: undefined, isElsewhere: false }]
}

/**
 * What holds a task that goes before several others: in a plan `before` ends it with the last of them, in TaskJuggler
 * it must end before the first. A point that is as late as possible before all of them stands for that.
 */
export function earliest(before: readonly string[], context: Context): readonly string[] {
  const all = [...new Set(before)]
  if (all.length < 2) return all
  const first = point(
    `before ${all.join(', ')}`,
    `Before ${all.join(' and ')}`,
    ['schedule', 'as-late-as-possible'],
    context,
  )
  for (const one of all) point(`${one} after ${first}`, `Before ${one}`, ['before', one], context, ['after', first])
  return [first]
}

function joined(type: string, sign: string, lag: string | undefined): string {
  if (lag === undefined) return type
  return type === '' ? ` ${sign}${lag}` : `${type}${sign}${lag}`
}

/** A task without length, at the top of the plan, where it begins nothing; its id. */
function point(
  key: string,
  name: string,
  entry: [string, Draft],
  { pointIds, points, give }: Context,
  ...more: [string, Draft][]
): string {
  const id = pointIds.get(key) ?? give(name, 'point')
  pointIds.set(key, id)
  if (!points.has(id)) points.set(id, draft([['name', name], ['duration', '0d'], entry, ...more]))
  return id
}

export function targetOf(task: TjTask, link: TjLink, { project, notes }: Context): TjTask | undefined {
  const ups = /^!*/.exec(link.target)![0].length
  const path = link.target.slice(ups).split('.')
  let from: TjTask | undefined = task
  for (let n = 0; n < ups; n++) from = from?.parent
  const target = findTask(ups === 0 || from === undefined ? project.tasks : from.tasks, path)
  if (!target) notes.add(`The dependency on "${link.target}" was left out: there is no such task`, link.line)
  return target
}
