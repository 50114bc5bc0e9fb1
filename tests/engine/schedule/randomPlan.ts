import fc from 'fast-check'
import type { ConstraintKind } from '#engine/model/plan'
import type { PlanWords, TaskWords } from '#tests/support/build'

export interface RandomOptions {
  /** Summaries around tasks, and links to and from them. */
  readonly summaries?: boolean
  /** Date constraints, deadlines. */
  readonly dates?: boolean
  /** People with leave, and tasks with calendars of their own. */
  readonly calendars?: boolean
  readonly elapsed?: boolean
  readonly onlyFinishToStart?: boolean
  /** Tasks as late as possible, and projects scheduled backward. */
  readonly late?: boolean
}

const days = (week: readonly number[], hours: readonly string[]): Record<number, readonly string[]> =>
  Object.fromEntries(week.map(day => [day, hours]))

/** Small plans whose links point back, so that there is no circle. Durations and lags are whole hours. */
export function randomPlans(options: RandomOptions = {}): fc.Arbitrary<PlanWords> {
  const shifts = {
    late: { week: days([1, 2, 3, 4, 5], ['14:00-22:00']) },
    night: { week: days([0, 2, 4, 6], ['22:00-06:00']) },
  }
  const people: PlanWords['resources'] = {
    ann: { leave: ['2026-03-04..2026-03-05'] },
    ben: { leave: ['2026-03-12'] },
  }
  const drafts = fc.array(randomTask(options), { minLength: 2, maxLength: 9 })
  return fc.tuple(drafts, options.late ? fc.integer({ min: 0, max: 2 }) : fc.constant(0)).map(
    ([drafts, backward]): PlanWords => ({
      start: '2026-03-02',
      ...(backward === 1 ? { finish: '2026-04-10', schedule: 'as-late-as-possible' } : {}),
      calendars: { default: { holidays: ['2026-03-10'] }, ...(options.calendars ? shifts : {}) },
      resources: options.calendars ? people : {},
      tasks: buildTasks(drafts, options),
    }),
  )
}

interface Draft {
  readonly hours: number
  readonly elapsed: boolean
  readonly group: number
  readonly links: readonly {
    readonly back: number
    readonly type: string
    readonly lag: number
    readonly elapsed: boolean
  }[]
  readonly constraint: number
  readonly day: number
  readonly deadline: number
  readonly who: number
  readonly calendar: number
  readonly late: boolean
}

function randomTask(options: RandomOptions): fc.Arbitrary<Draft> {
  const { onlyFinishToStart, elapsed } = options
  const type = onlyFinishToStart ? fc.constant('FS') : fc.constantFrom('FS', 'FS', 'SS', 'FF', 'SF')
  const isElapsed = elapsed ? fc.boolean() : fc.constant(false)
  return fc.record({
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })),
    elapsed: elapsed ? fc.integer({ min: 0, max: 4 }).map(n => n === 0) : fc.constant(false),
    group: fc.integer({ min: 0, max: 3 }),
    links: fc.array(
      fc.record({
        back: fc.integer({ min: 1, max: 6 }),
        type,
        lag: fc.constantFrom(0, 0, 0, 4, 16, -6),
        elapsed: isElapsed,
      }),
      { maxLength: 2 },
    ),
    constraint: fc.integer({ min: 0, max: 11 }),
    day: fc.integer({ min: 2, max: 20 }),
    deadline: fc.integer({ min: 0, max: 60 }),
    who: fc.integer({ min: 0, max: 5 }),
    calendar: fc.integer({ min: 0, max: 7 }),
    late: options.late ? fc.boolean() : fc.constant(false),
  })
}

function buildTasks(drafts: readonly Draft[], options: RandomOptions): Record<string, TaskWords> {
  const tasks: Record<string, TaskWords> = {}
  drafts.forEach((draft, i) => {
    // Every third task opens a summary; those after it may be in it.
    if (options.summaries && i % 3 === 0) tasks[`s${i / 3}`] = { after: linksOf(draft, i, drafts, options, true) }
    const inside = options.summaries && draft.group > 0 ? `s${Math.floor(i / 3)}` : undefined
    const isPoint = draft.hours === 0
    tasks[`t${i}`] = {
      parent: inside,
      duration: `${draft.hours}${draft.elapsed ? 'e' : ''}h`,
      after: linksOf(draft, i, drafts, options, false),
      ...(options.dates ? datesOf(draft, options.late ? lateKinds : kinds) : {}),
      ...(draft.late ? { schedule: 'as-late-as-possible' as const } : {}),
      ...(options.calendars && !isPoint && draft.who < 3
        ? { assign: [['ann'], ['ben'], ['ann', 'ben']][draft.who] }
        : {}),
      ...(options.calendars && !isPoint && 2 < draft.who && draft.calendar < 2
        ? { calendar: ['late', 'night'][draft.calendar] }
        : {}),
    }
  })
  return dropEmptySummaries(tasks)
}

function linksOf(
  draft: Draft,
  i: number,
  drafts: readonly Draft[],
  options: RandomOptions,
  ofSummary: boolean,
): readonly string[] {
  return draft.links.flatMap(({ back, type, lag, elapsed }, k) => {
    const other = i - back
    if (other < 0 || (ofSummary && (type === 'FF' || type === 'SF' || k > 0))) return []
    const group = Math.floor(other / 3)
    // A link into a summary must not come from inside it, one out of it not go there: only from earlier groups.
    const isEarlier = group < Math.floor(i / 3)
    if (ofSummary && !isEarlier) return []
    const bySummary = options.summaries && isEarlier && drafts[other]!.group === 3
    const id = bySummary ? `s${group}` : `t${other}`
    return [`${id} ${type}${lag < 0 ? '-' : '+'}${Math.abs(lag)}${elapsed ? 'e' : ''}h`]
  })
}

const kinds = ['start-no-earlier-than', 'finish-no-earlier-than', 'must-start-on', 'finish-no-later-than'] as const
const lateKinds = [...kinds, 'start-no-later-than'] as const

function datesOf(draft: Draft, kinds: readonly ConstraintKind[]): TaskWords {
  const at = `2026-03-${String(draft.day).padStart(2, '0')}`
  const kind = kinds[draft.constraint]
  return { ...(kind ? { constraints: { [kind]: at } } : {}), ...deadlineOf(draft) }
}

function deadlineOf({ deadline }: Draft): TaskWords {
  return deadline < 20 && 2 <= deadline ? { deadline: `2026-03-${String(deadline + 5).padStart(2, '0')}` } : {}
}

function dropEmptySummaries(tasks: Record<string, TaskWords>): Record<string, TaskWords> {
  const full = new Set(Object.values(tasks).map(({ parent }) => parent))
  const empty = new Set(Object.keys(tasks).filter(id => id.startsWith('s') && !full.has(id)))
  return Object.fromEntries(
    Object.entries(tasks)
      .filter(([id]) => !empty.has(id))
      .map(([id, task]) => {
        const after = (task.after as readonly string[]).filter(link => !empty.has(link.split(' ')[0]!))
        return [id, { ...task, after }]
      }),
  )
}
