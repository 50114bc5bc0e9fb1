import { type Draft, draft, flow } from '../planText.ts'
import { idOf, type TaskContext } from './context.ts'
import { calendarOf, isOnOwnTime } from './taskCalendars.ts'
import { durationMinutes, elapsedText, isElapsed, isPercent, workText } from './units.ts'
import { childrenOf, type Element, numberOf, textOf } from './xml.ts'

export interface Links {
  readonly after: Draft | undefined
  /** Tasks without length, by id, at which a lag ends. */
  readonly waits: readonly [string, Draft][]
}

interface Lag {
  /** As it is written, with its sign. */
  readonly text: string
  readonly isWorking: boolean
}

const linkTypes = ['FF', '', 'SF', 'SS']

/**
 * What a task waits for. In MS Project a lag is counted on the task's own calendar or the project's, never its people's
 * (Microsoft Knowledge Base, Q159773), in a plan on the task's: where that is written for its people's sake
 * (`isForPeople`) a working lag ends at a task without length in between, which has the project's.
 */
export function linksOf(element: Element, id: string, isForPeople: boolean, context: TaskContext): Links {
  const waits: [string, Draft][] = []
  const after = childrenOf(element, 'PredecessorLink').flatMap(link => {
    const other = context.tasks.get(textOf(link, 'PredecessorUID') ?? '')
    if (other === undefined) {
      context.notes.add(lostLink(link), id)
      return []
    }
    const type = linkTypes[numberOf(link, 'Type') ?? 1] ?? ''
    if (type.endsWith('F') && !context.leaves.has(textOf(element, 'UID') ?? '')) {
      context.notes.add('Links to the finish of a summary were left out: it follows from the tasks inside', id)
      return []
    }
    const { text, isWorking } = lagOf(link, element, context)
    if (!isWorking || !isForPeople) return [linkText(other, type, text)]
    const wait = context.give(`${id}-lag`, 'lag')
    const name = `Lag before ${textOf(element, 'Name') ?? id}`
    const counted = linkText(other, type.startsWith('S') ? 'SS' : '', text)
    waits.push([
      wait,
      draft([
        ['name', name],
        ['duration', '0d'],
        ['after', counted],
      ]),
    ])
    return [linkText(wait, type.endsWith('F') ? 'FF' : '', '')]
  })
  return { after: after.length < 2 ? after[0] : flow(after), waits }
}

/** What is said of a link to what is not in the file; that of another file has its name and its task behind. */
function lostLink(link: Element): string {
  const file = textOf(link, 'CrossProjectName')?.replace(/\\\d+$/, '')
  return file === undefined
    ? 'A link to a task that is not in the file was left out'
    : `A link to a task of another file was left out: "${file.slice(0, 200)}"`
}

function linkText(to: string, type: string, lag: string): string {
  return type === '' ? `${to} ${lag}`.trim() : `${to} ${type}${lag}`
}

/** Lags are in tenths of minutes, or in percent of the predecessor's duration. */
function lagOf(link: Element, element: Element, context: TaskContext): Lag {
  const lag = numberOf(link, 'LinkLag') ?? 0
  const format = numberOf(link, 'LagFormat')
  if (isElapsed(format) && isPercent(format))
    context.notes.add('A lag in percent of elapsed time became percent of the working time', idOf(element, context))
  if (lag === 0) return { text: '', isWorking: false }
  const sign = lag < 0 ? '-' : '+'
  const share = isPercent(format) ? shareInMinutes(Math.abs(lag), link, element, context) : undefined
  if (isPercent(format) && share === undefined) return { text: `${sign}${Math.abs(lag)}%`, isWorking: false }
  const minutes = share ?? Math.round(Math.abs(lag) / 10)
  if (minutes === 0) return { text: '', isWorking: false }
  const isWorking = share !== undefined || !isElapsed(format)
  return { text: `${sign}${isWorking ? workText(minutes, context.units) : elapsedText(minutes)}`, isWorking }
}

/** A percentage as working time, where a plan would count it in other hours than MS Project does: the predecessor's. */
function shareInMinutes(percent: number, link: Element, element: Element, context: TaskContext): number | undefined {
  const other = context.leaves.get(textOf(link, 'PredecessorUID') ?? '')
  if (!other || isElapsed(numberOf(other, 'DurationFormat'))) return undefined
  if (!isOnOwnTime(other, context) && calendarOf(other, context) === calendarOf(element, context)) return undefined
  const length = durationMinutes(textOf(other, 'Duration'))
  if (length === undefined) return undefined
  context.notes.add(
    'A lag in percent of a task with other hours than the project became the time that it is in the file',
    idOf(element, context),
  )
  return Math.round((length * percent) / 100)
}
