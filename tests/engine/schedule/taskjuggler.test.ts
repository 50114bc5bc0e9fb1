import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { compileSpans, workAt } from '#engine/time/calendar'
import { formatMinute, parseDateRange } from '#engine/time/civil'
import { workingTime } from '#engine/time/workingCalendar'
import { buildPlan, type PlanWords, type TaskWords } from '#tests/support/build'
import { hasTaskJuggler, scheduleWithTaskJuggler } from '#tests/support/taskjuggler'
import { mulberry32 } from '../../support/mulberry32.mjs'

const holidays = ['2026-03-10', '2026-04-03', '2026-04-06']
const calendar = compileSpans(
  workingTime({ holidays: holidays.map(day => ({ range: parseDateRange(day)! })), exceptions: [] }, () => undefined)
    .spans,
)

/** Plans in a run: `TPM_TJ3_PLANS=300` for all that were compared once. */
const planCount = Number(process.env.TPM_TJ3_PLANS ?? 40)
const batch = 20

/**
 * A plan of thirty leaves in nested summaries. Two effort tasks of one person are in sequence, effort is whole hours and
 * people are on effort tasks only: TaskJuggler always levels, and its `length` ignores leave.
 */
function randomPlan(seed: number): PlanWords {
  const random = mulberry32(seed)
  const upTo = (n: number) => Math.floor(random() * n)
  const tasks: Record<string, TaskWords> = {}
  const leaves: string[] = []
  const busy = new Map<string, string>()
  const closed: string[] = []
  let parent: string | undefined
  for (let i = 0; i < 30; i++) {
    if (i % 6 === 0) {
      if (parent !== undefined) closed.push(parent)
      parent = `s${i / 6}`
      tasks[parent] = { parent: i % 12 === 6 && random() < 0.5 ? `s${i / 6 - 1}` : undefined, after: [] }
      if (tasks[parent]!.parent) closed.pop()
      else if (closed.length > 0 && random() < 0.3) tasks[parent] = { after: [`${closed[upTo(closed.length)]} FS+0h`] }
    }
    // TaskJuggler takes one link to each predecessor, those of the summaries around a task included.
    const after = new Map<string, string>()
    const known = inheritedTargets(tasks, parent)
    const wait = (other: string, link = randomLink(other, tasks[other]!.duration === '0h', random)) =>
      !known.has(other) && after.set(other, link)
    for (let k = upTo(3); k > 0 && leaves.length > 0; k--) wait(leaves[upTo(leaves.length)]!)
    if (closed.length > 0 && random() < 0.15) wait(closed[upTo(closed.length)]!)
    const id = `t${i}`
    const kind = random()
    const inside = random() < 0.8 ? parent : undefined
    if (kind < 0.35) {
      const who = `r${upTo(3)}`
      const before = busy.get(who)
      if (before !== undefined) wait(before, `${before} FS+0h`)
      busy.set(who, id)
      tasks[id] = { parent: inside, effort: `${1 + upTo(40)}h`, assign: who, after: [...after.values()] }
    } else {
      const duration = kind < 0.45 ? '0h' : kind < 0.6 ? `${1 + upTo(60)}eh` : `${1 + upTo(40)}h`
      // A point that counts from a start is refused by TaskJuggler where that is at the other side of a gap.
      const links = [...after.values()].map(link => (duration === '0h' ? link.replace(' SS', ' FS') : link))
      tasks[id] = { parent: inside, duration, after: links }
    }
    leaves.push(id)
  }
  return {
    start: '2026-03-02',
    calendars: { default: { holidays } },
    resources: {
      r0: { leave: ['2026-03-05..2026-03-06', '2026-03-25'] },
      r1: { leave: ['2026-03-16..2026-03-20'] },
      r2: {},
    },
    tasks: dropEmpty(tasks),
  }
}

function inheritedTargets(tasks: Readonly<Record<string, TaskWords>>, id: string | undefined): ReadonlySet<string> {
  if (id === undefined) return new Set()
  const own = (tasks[id]!.after as readonly string[]).map(link => link.split(' ')[0]!)
  return new Set([...own, ...inheritedTargets(tasks, tasks[id]!.parent)])
}

function randomLink(to: string, isPoint: boolean, random: () => number): string {
  // From a point SS is FS, and TaskJuggler sees a loop in it.
  const type = random() < 0.75 || isPoint ? 'FS' : 'SS'
  const lag = random() < 0.6 ? 0 : 1 + Math.floor(random() * 24)
  return `${to} ${type}+${lag}${random() < 0.4 && lag > 0 ? 'e' : ''}h`
}

function dropEmpty(tasks: Record<string, TaskWords>): Record<string, TaskWords> {
  const parents = new Set(Object.values(tasks).map(({ parent }) => parent))
  const empty = Object.keys(tasks).filter(id => id.startsWith('s') && !parents.has(id))
  if (empty.length === 0) return tasks
  const left = Object.entries(tasks).filter(([id]) => !empty.includes(id))
  return dropEmpty(
    Object.fromEntries(
      left.map(([id, task]) => [
        id,
        { ...task, after: (task.after as readonly string[]).filter(link => !empty.includes(link.split(' ')[0]!)) },
      ]),
    ),
  )
}

/** Differences that are argued: ours is by our rules, TaskJuggler's by its own. At most six kinds. */
const argued: readonly { readonly why: string; readonly isAt: (words: TaskWords) => boolean }[] = [
  {
    // It lets a `length` start at the end of the work before (17:00 of the day before), and counts from there.
    why: 'what runs round the clock from a start counts from the morning on, not from the evening before',
    isAt: ({ after, duration }) =>
      /SS\+\d+eh/.test(String(after)) || (/SS/.test(String(after)) && /eh$/.test(String(duration))),
  },
]

/** Is a task, or what it waits for, directly or not, at an argued place? */
function isArgued(tasks: PlanWords['tasks'], id: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false
  seen.add(id)
  const words = tasks[id]!
  if (argued.some(({ isAt }) => isAt(words))) return true
  const inside = Object.keys(tasks).filter(other => tasks[other]!.parent === id)
  const before = (words.after as readonly string[]).map(link => link.split(' ')[0]!)
  const around =
    words.parent === undefined ? [] : (tasks[words.parent]!.after as readonly string[]).map(link => link.split(' ')[0]!)
  return [...inside, ...before, ...around].some(other => isArgued(tasks, other, seen))
}

/** Twelve people with limits, each with one effort task that begins somewhere in a day and a week. */
function limitedPlan(seed: number): PlanWords {
  const random = mulberry32(seed + 10_000)
  const upTo = (n: number) => Math.floor(random() * n)
  const people = Array.from({ length: 12 }, (_, i) => {
    const kind = upTo(3)
    return {
      id: `p${i}`,
      lead: 1 + upTo(60),
      effort: 1 + upTo(60),
      limits: {
        ...(kind !== 1 && { perDay: `${1 + upTo(7)}h` }),
        ...(kind !== 0 && { perWeek: `${5 + upTo(35)}h` }),
        ...(random() < 0.3 && { leave: ['2026-03-05..2026-03-06'] }),
      },
    }
  })
  return {
    start: '2026-03-02',
    calendars: { default: { holidays } },
    resources: Object.fromEntries(people.map(({ id, limits }) => [id, limits])),
    tasks: Object.fromEntries(
      people.flatMap(({ id, lead, effort }): [string, TaskWords][] => [
        [`before_${id}`, { duration: `${lead}h`, after: [] }],
        [`of_${id}`, { effort: `${effort}h`, assign: id, after: [`before_${id} FS+0h`] }],
      ]),
    ),
  }
}

describe.skipIf(!hasTaskJuggler())('the same plans in TaskJuggler 3 (skipped where `tj3` is not installed)', () => {
  test('every start and finish is the same working instant, argued differences aside', { timeout: 600_000 }, () => {
    let compared = 0
    let excused = 0
    let refused = 0
    const differences: string[] = []
    for (let first = 0; first < planCount; first += batch) {
      const plans = Array.from({ length: Math.min(batch, planCount - first) }, (_, k) => randomPlan(first + k))
      scheduleWithTaskJuggler(plans, holidays).forEach((expected, k) => {
        if (!expected) {
          refused++
          return
        }
        const { tasks } = schedule(buildPlan(plans[k]!))
        for (const [id, task] of tasks) {
          const [start, finish] = expected.get(id)!
          compared++
          const same = (a: number, b: number) => workAt(calendar, a) === workAt(calendar, b)
          if (same(task.start, start) && same(task.finish, finish)) continue
          if (isArgued(plans[k]!.tasks, id)) excused++
          else {
            const dates = [task.start, task.finish, start, finish].map(formatMinute)
            differences.push(
              `plan ${first + k} ${id}: ${dates.slice(0, 2).join(' ')}, TaskJuggler ${dates.slice(2).join(' ')}`,
            )
          }
        }
      })
    }
    expect(differences).toEqual([])
    expect(excused / compared).toBeLessThanOrEqual(0.01)
    // It refuses plans whose dates it can't bring together itself (a start that follows a start over a gap).
    expect(refused).toBeLessThanOrEqual(planCount * 0.1)
    expect(compared).toBeGreaterThan(planCount * 0.9 * 30)
  })

  test('effort within the limits of a day and a week starts and ends where it does there', { timeout: 600_000 }, () => {
    const count = Math.ceil(planCount / 8)
    const plans = Array.from({ length: count }, (_, k) => limitedPlan(k))
    const differences: string[] = []
    scheduleWithTaskJuggler(plans, holidays).forEach((expected, k) => {
      const { tasks } = schedule(buildPlan(plans[k]!))
      for (const [id, task] of tasks) {
        const [start, finish] = expected!.get(id)!
        const same = (a: number, b: number) => workAt(calendar, a) === workAt(calendar, b)
        if (same(task.start, start) && same(task.finish, finish)) continue
        const dates = [task.start, task.finish, start, finish].map(formatMinute)
        differences.push(`plan ${k} ${id}: ${dates.slice(0, 2).join(' ')}, TaskJuggler ${dates.slice(2).join(' ')}`)
      }
    })
    expect(differences).toEqual([])
  })
})
