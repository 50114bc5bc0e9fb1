import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scheduleProject } from '#engine/leveling/scheduleProject'
import type { Plan } from '#engine/model/plan'
import { drivingOf } from '#engine/schedule/driving'
import { schedule } from '#engine/schedule/schedule'
import type { Schedule } from '#engine/schedule/types'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'

const day = (n: number) => `2026-03-${String(2 + n).padStart(2, '0')}`
const often = <T>(value: T, ...others: T[]): fc.Arbitrary<T> => fc.constantFrom(value, value, value, ...others)
const dayOr = fc.option(fc.integer({ min: 0, max: 24 }).map(day), { freq: 1 })

interface Draft {
  readonly length: string
  readonly isEffort: boolean
  readonly links: readonly { readonly to: number; readonly words: string; readonly before: boolean }[]
  readonly constraint: string | undefined
  readonly at: string
  readonly deadline: string | null
  readonly who: number
  readonly calendar: string | undefined
  readonly state: string
  readonly late: boolean
  readonly priority: number | undefined
  readonly inside: boolean
}

const drafts: fc.Arbitrary<Draft> = fc.record({
  length: fc.constantFrom('0h', '4h', '8h', '20h', '32h', '60h', '3ed'),
  isEffort: often(false, true),
  links: fc.array(
    fc.record({
      to: fc.nat(),
      words: fc.constantFrom(
        '',
        '',
        '',
        ' +4h',
        ' SS',
        ' SS+8h',
        ' FF',
        ' SF-2h',
        ' FS-8h',
        ' FS+1ed',
        ' FS+50%',
        ' SS+25%',
      ),
      before: often(false, true),
    }),
    { maxLength: 2 },
  ),
  constraint: often<string | undefined>(
    undefined,
    'start-no-earlier-than',
    'finish-no-earlier-than',
    'start-no-later-than',
    'finish-no-later-than',
    'must-start-on',
    'must-finish-on',
  ),
  at: fc.integer({ min: 0, max: 20 }).map(day),
  deadline: fc.option(fc.integer({ min: 5, max: 28 }).map(day)),
  who: fc.integer({ min: 0, max: 7 }),
  calendar: often<string | undefined>(undefined, undefined, 'late', 'night'),
  state: often('', '', 'started', 'done', 'part', 'cancelled'),
  late: often(false, false, false, true),
  priority: often<number | undefined>(undefined, 300, 700),
  inside: fc.boolean(),
})

const crews: readonly TaskWords['assign'][] = [
  undefined,
  undefined,
  undefined,
  ['ann'],
  ['ben'],
  { ann: 0.5 },
  ['ann', 'ben'],
  ['crew'],
]

/** The words of a task: every third opens a summary, those after it may be in it. */
function wordsOf(draft: Draft, i: number, ids: readonly string[], hasProgress: boolean, hasLate: boolean): TaskWords {
  const { length, isEffort, constraint, at, deadline, who, calendar, state, late, priority, inside } = draft
  const links = draft.links.flatMap(({ to, words, before }) => {
    const earlier = ids.filter(id =>
      id.startsWith('s') ? Number(id.slice(1)) < Math.floor(i / 3) : Number(id.slice(1)) < i,
    )
    return earlier.length === 0 ? [] : [{ text: `${earlier[to % earlier.length]}${words}`, before }]
  })
  const isPoint = length === '0h'
  const hasEffort = isEffort && who > 2 && !isPoint && !length.includes('e')
  return {
    parent: inside ? `s${Math.floor(i / 3)}` : undefined,
    ...(hasEffort ? { effort: length } : { duration: length }),
    after: links.flatMap(({ text, before }) => (before ? [] : [text])),
    before: links.flatMap(({ text, before }) => (before ? [text.split(' ')[0]!] : [])),
    ...(constraint ? { constraints: { [constraint]: at } } : {}),
    ...(deadline ? { deadline } : {}),
    ...(isPoint ? {} : { assign: crews[who] }),
    ...(calendar ? { calendar } : {}),
    ...(hasLate && late ? { schedule: 'as-late-as-possible' } : {}),
    priority,
    ...(hasProgress ? progressOf(state, at) : state === 'cancelled' ? { status: 'cancelled' } : {}),
  }
}

function progressOf(state: string, at: string): TaskWords {
  if (state === 'started') return { actualStart: at, progress: 0.4 }
  if (state === 'done') return { actualStart: at, actualFinish: at }
  if (state === 'part') return { progress: 0.5, remaining: '6h' }
  return state === 'cancelled' ? { status: 'cancelled' } : {}
}

interface Case {
  readonly drafts: readonly Draft[]
  readonly edits: readonly {
    readonly at: number
    readonly draft: Draft
    readonly kind: string
    readonly field: number
  }[]
  readonly project: Pick<PlanWords, 'statusDate' | 'deadline' | 'progressLogic'>
  readonly hasLate: boolean
  readonly hasSummaryLinks: boolean
}

const cases: fc.Arbitrary<Case> = fc.record({
  drafts: fc.array(drafts, { minLength: 3, maxLength: 12 }),
  edits: fc.array(
    fc.record({
      at: fc.nat(),
      draft: drafts,
      kind: fc.constantFrom('task', 'task', 'field', 'field', 'field', 'field', 'word', 'project', 'person'),
      field: fc.nat(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  project: fc.record({
    statusDate: dayOr.map(value => value ?? undefined),
    deadline: dayOr.map(value => value ?? undefined),
    progressLogic: often('retained' as const, 'override' as const),
  }),
  hasLate: often(false, true),
  hasSummaryLinks: fc.boolean(),
})

function planOf({ drafts, project, hasLate, hasSummaryLinks }: Case, leave: string): PlanWords {
  const summaries = new Set(drafts.flatMap(({ inside }, i) => (inside ? [`s${Math.floor(i / 3)}`] : [])))
  const ids = [...(hasSummaryLinks ? summaries : []), ...drafts.map((_, i) => `t${i}`)]
  const tasks: Record<string, TaskWords> = {}
  drafts.forEach((draft, i) => {
    const summary = `s${Math.floor(i / 3)}`
    if (i % 3 === 0 && summaries.has(summary)) tasks[summary] = {}
    tasks[`t${i}`] = wordsOf(draft, i, ids, project.statusDate !== undefined, hasLate)
  })
  const week = (days: readonly number[], hours: string) => Object.fromEntries(days.map(at => [at, [hours]]))
  return {
    start: '2026-03-02',
    ...project,
    calendars: {
      default: { holidays: ['2026-03-10'] },
      late: { week: week([1, 2, 3, 4, 5], '14:00-22:00') },
      night: { week: week([0, 2, 4, 6], '22:00-06:00') },
    },
    resources: {
      ann: { leave: [leave], rate: 100 },
      ben: { leave: ['2026-03-12'], perDay: '4h' },
      crew: { units: 2, type: 'team' },
    },
    tasks,
  }
}

/** The plan of other words; what has the same words is the same object, as when a text is read again. */
function rebuild(before: { readonly words: PlanWords; readonly plan: Plan }, words: PlanWords): Plan {
  const plan = buildPlan(words)
  const keep = <T>(name: 'tasks' | 'resources' | 'calendars', made: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      [...made].map(([id, one]) => {
        const isSame = JSON.stringify(before.words[name]?.[id]) === JSON.stringify(words[name]?.[id])
        const old = (before.plan[name] as unknown as ReadonlyMap<string, T>).get(id)
        const isOld = isSame && old && JSON.stringify(old) === JSON.stringify(one)
        return [id, isOld ? old : one]
      }),
    )
  return {
    ...plan,
    tasks: keep('tasks', plan.tasks),
    resources: keep('resources', plan.resources),
    calendars: keep('calendars', plan.calendars),
  }
}

/** All that a schedule says, what drives each task too. */
function tell(schedule: Schedule): unknown {
  const { tasks, ...rest } = schedule
  return { ...rest, tasks: [...tasks].map(([id, task]) => [id, { ...task }, drivingOf(task)]) }
}

const fields: readonly (keyof Draft)[] = [
  ...(['length', 'isEffort', 'links', 'constraint', 'at', 'deadline', 'who', 'calendar', 'state', 'late'] as const),
]

function edited(state: Case, { at, draft, kind, field }: Case['edits'][number]): Case {
  const drafts = [...state.drafts]
  const i = at % drafts.length
  const { inside } = drafts[i]!
  const name = fields[field % fields.length]!
  if (kind === 'task') drafts[i] = { ...draft, inside }
  else if (kind === 'field') drafts[i] = { ...drafts[i]!, [name]: draft[name] }
  return kind === 'project' ? { ...state, project: { ...state.project, deadline: draft.at } } : { ...state, drafts }
}

function withWord(plan: Plan, at: number, word: string): Plan {
  const ids = [...plan.tasks.keys()]
  const id = ids[at % ids.length]!
  return { ...plan, tasks: new Map([...plan.tasks, [id, { ...plan.tasks.get(id)!, name: word, notes: word }]]) }
}

let reused = 0

function checkEdits(start: Case, make: typeof schedule, change: (plan: Plan) => Plan): void {
  let state = start
  let words = planOf(state, '2026-03-04..2026-03-05')
  let plan = change(buildPlan(words))
  let known = make(plan)
  for (const [n, edit] of start.edits.entries()) {
    state = edited(state, edit)
    const before = { words, plan }
    words = planOf(state, edit.kind === 'person' ? edit.draft.at : '2026-03-04..2026-03-05')
    plan = change(rebuild(before, words))
    if (edit.kind === 'word') plan = withWord(plan, edit.at, `Word ${n}`)
    const former = known
    known = make(plan, { previous: former })
    expect(tell(known)).toEqual(tell(make(plan)))
    expect(tell(former)).toEqual(tell(make(before.plan)))
    for (const [id, task] of known.tasks) {
      expect(task.task).toBe(plan.tasks.get(id))
      if (former.tasks.get(id) === task) reused++
    }
  }
}

describe('after an edit', () => {
  test('a schedule that takes over from the one before is the same as a whole one', () => {
    reused = 0
    fc.assert(
      fc.property(cases, start => checkEdits(start, schedule, plan => plan)),
      { numRuns: 250 },
    )
    expect(reused).toBeGreaterThan(500)
  })

  test('the same of levelled plans', () => {
    const levelled = (plan: Plan): Plan => ({ ...plan, project: { ...plan.project, leveling: 'auto' } })
    fc.assert(
      fc.property(cases, start => checkEdits(start, scheduleProject, levelled)),
      { numRuns: 25 },
    )
  })
})

describe('an edit leaves the very results of', () => {
  const words: PlanWords = {
    start: '2026-03-02',
    resources: { ann: {} },
    tasks: {
      all: {},
      a: { parent: 'all', duration: '2d', assign: 'ann' },
      b: { parent: 'all', duration: '3d', after: 'a' },
      c: { duration: '1d', after: 'b' },
      side: { duration: '2d' },
      long: { duration: '30d' },
    },
  }
  const kept = (words: PlanWords, id: string, change: TaskWords): readonly string[] => {
    const plan = buildPlan(words)
    const former = schedule(plan)
    const tasks = { ...words.tasks, [id]: { ...words.tasks[id], ...change } }
    const { tasks: now } = schedule(rebuild({ words, plan }, { ...words, tasks }), { previous: former })
    return [...now].flatMap(([id, task]) => (former.tasks.get(id) === task ? [id] : []))
  }

  test('all but the task, where it moves nothing else', () => {
    expect(kept(words, 'side', { duration: '3d' })).toEqual(['all', 'a', 'b', 'c', 'long'])
  })

  test('all that does not come after it or before it', () => {
    expect(kept(words, 'b', { duration: '4d' })).toEqual(['side', 'long'])
  })

  test('all, where only words are others', () => {
    const plan = buildPlan(words)
    const former = schedule(plan)
    const { tasks } = schedule(withWord(plan, 1, 'Name'), { previous: former })
    expect(
      [...tasks.values()].filter(task => former.tasks.get(task.task.id) !== task).map(({ task }) => task.id),
    ).toEqual(['a'])
  })
})
