import fc from 'fast-check'
import type { PlanWords, TaskWords } from '#tests/support/build'

export interface LateOptions {
  /** Progress, `must-`, no-later-than, `before`, who asks for more than there is: what levelling lets stand. */
  readonly wild?: boolean
}

const people: PlanWords['resources'] = {
  ann: { leave: ['2026-03-19..2026-03-20'] },
  ben: { capacity: 0.5, leave: ['2026-03-31'] },
  cat: { perDay: '5h', perWeek: '3d' },
  crew: { type: 'team', units: 2 },
  shift: { calendar: 'evening' },
}

const who = fc.constantFrom<TaskWords['assign']>(
  'ann',
  'ann',
  'ann',
  'ben',
  'cat',
  'crew',
  'shift',
  ['ann', 'ben'],
  ['ann', 'cat'],
  { ann: 0.5 },
  { crew: 2 },
)

const tame: readonly TaskWords[] = [
  {},
  {},
  {},
  {},
  { priority: 700 },
  { priority: 300 },
  { deadline: '2026-03-27' },
  { constraints: { 'start-no-earlier-than': '2026-03-12' } },
  { duration: '0h', milestone: true },
]

const wild: readonly TaskWords[] = [
  { actualStart: '2026-03-09', progress: 0.3 },
  { constraints: { 'must-start-on': '2026-03-24' } },
  { constraints: { 'finish-no-later-than': '2026-03-26' } },
  { constraints: { 'start-no-later-than': '2026-03-18' } },
  { status: 'cancelled' },
  { assign: { ann: 2 } },
]

/** Plans in which some or all is as late as possible, forward, and backward with and without a start. */
export function latePlans({ wild: isWild = false }: LateOptions = {}): fc.Arbitrary<PlanWords> {
  const task = fc.record({
    hours: fc.integer({ min: 1, max: 30 }),
    isEffort: fc.boolean(),
    who,
    after: fc.array(fc.nat(), { maxLength: 2 }),
    link: fc.constantFrom('', '', '', ' SS+4h', ' FF+2h', ' SF+20h', ' FS+1d', ' FS-4h', ' FS+1ed'),
    isInside: fc.boolean(),
    isBefore: fc.integer({ min: 0, max: 9 }).map(n => isWild && n === 0),
    schedule: fc.constantFrom(undefined, 'as-late-as-possible', 'as-soon-as-possible', 'as-late-as-possible'),
    more: fc.constantFrom(...tame, ...(isWild ? wild : [])),
  })
  const project = fc.constantFrom<Omit<PlanWords, 'tasks'>>(
    { start: '2026-03-09' },
    { finish: '2026-04-10', schedule: 'as-late-as-possible' },
    { start: '2026-03-09', finish: '2026-04-10', schedule: 'as-late-as-possible' },
    { start: '2026-03-09', finish: '2026-03-20', schedule: 'as-late-as-possible' },
  )
  return fc.tuple(project, fc.boolean(), fc.array(task, { minLength: 2, maxLength: 9 })).map(
    ([project, isPure, drafts]): PlanWords => ({
      ...project,
      calendars: {
        default: { holidays: ['2026-03-17'] },
        evening: { week: Object.fromEntries([1, 2, 3, 4, 5].map(day => [day, ['14:00-22:00']])) },
      },
      resources: people,
      tasks: Object.fromEntries(
        drafts.flatMap(({ hours, isEffort, who, after, link, isInside, isBefore, schedule, more }, i) => {
          // Every third opens a summary, which later ones may wait for.
          const group = `s${Math.floor(i / 3)}`
          const links = i === 0 ? [] : [...new Set(after.map(n => n % i))].map(k => `t${k}${link}`)
          // A duration alone is within the limits of a day.
          const length = isEffort
            ? { effort: `${hours}h` }
            : { duration: `${Array.isArray(who) || who === 'cat' ? 4 : hours}h` }
          const leaf: TaskWords = {
            ...length,
            assign: who,
            ...(isBefore ? { before: links.map(text => text.split(' ')[0]!).slice(0, 1) } : { after: links }),
            ...(isPure || !schedule ? {} : { schedule }),
            ...(isInside ? { parent: group } : {}),
            ...more,
          }
          const { effort: _, assign: __, ...point } = leaf
          const own: readonly [string, TaskWords] = [`t${i}`, leaf.milestone ? point : leaf]
          const isFirst = drafts.slice(3 * Math.floor(i / 3), 3 * Math.floor(i / 3) + 3).some(one => one.isInside)
          return i % 3 === 0 && isFirst ? [[group, {}] as const, own] : [own]
        }),
      ),
    }),
  )
}
