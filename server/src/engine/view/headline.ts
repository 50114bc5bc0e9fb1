import type { Id, Plan, Task } from '../model/plan.ts'
import { drivingOf } from '../schedule/driving.ts'
import { type Standing, standingOf } from '../schedule/standing.ts'
import type { Schedule, ScheduledTask } from '../schedule/types.ts'
import { tasksBehind } from '../schedule/why.ts'
import { count, lastDayInWords } from '../schedule/words.ts'
import type { Minute } from '../time/minute.ts'
import { againstDeadline } from './againstDeadline.ts'
import { deadlineOf } from './lateness.ts'
import { nameInSentence } from './sentence.ts'

/** The answer in one sentence, and what it was made of. */
export interface Headline {
  /** "GA on Fri 29 May, 4 working days after its deadline; Data sync holds it." */
  readonly text: string
  readonly late: boolean
  /** The worst thing to know in a few words; left out when all is well. */
  readonly worst?: string
}

/** What the sentence is about: the project's end, or a task that misses its deadline. */
interface Subject {
  readonly name: string
  readonly finish: Minute
  readonly deadline: Minute | undefined
  /** Where to look for what holds it. */
  readonly ends: readonly Id[]
}

/** What a headline is made of. */
interface Facts {
  readonly plan: Plan
  readonly schedule: Schedule
  readonly standing: Standing
  /** What is late and not yet over, the most important first. */
  readonly late: readonly Subject[]
  /** How many tasks have no dates. */
  readonly lost: number
}

/** When it ends, whether that is late, what holds it. */
export function planHeadline(plan: Plan, schedule: Schedule): Headline {
  const facts = factsOf(plan, schedule)
  return { text: `${sentence(facts)}.`, ...newsOf(facts) }
}

/** The headline without its sentence, for which more must be looked at. */
export function planNews(plan: Plan, schedule: Schedule): Omit<Headline, 'text'> {
  return newsOf(factsOf(plan, schedule))
}

function factsOf(plan: Plan, schedule: Schedule): Facts {
  const standing = standingOf(schedule)
  const lost = standing.undated.filter(({ task }) => task.kind !== 'summary').length
  return {
    plan,
    schedule,
    standing,
    lost,
    late: standing.dated === 0 ? [] : lateSubjects(plan, schedule, standing.late),
  }
}

function newsOf({ plan, schedule, late: [worst], lost }: Facts): Omit<Headline, 'text'> {
  if (worst) return { late: true, worst: `${worst.name} ${standsAgainst(worst, plan, schedule)}` }
  return { late: false, ...(0 < lost && { worst: `${count(lost, 'task')} without dates` }) }
}

function standsAgainst({ finish, deadline = finish }: Subject, plan: Plan, schedule: Schedule): string {
  return againstDeadline(finish, deadline, plan, schedule)
}

function sentence({ plan, schedule, standing, late, lost }: Facts): string {
  if (standing.dated === 0) return 0 < lost ? 'Nothing in this plan has dates yet' : 'No tasks yet'
  const without = lost === 0 ? '' : `; ${count(lost, 'task')} without dates`
  const [worst] = late
  if (!worst) return `${onTime(plan, schedule, standing)}${without}`
  const more = late.length === 1 ? '' : `; ${count(late.length - 1, 'more deadline')} missed`
  const words = `${dayOfSubject(worst, schedule)}, ${standsAgainst(worst, plan, schedule)}`
  return `${nameInSentence(worst.name)} on ${words}${holding(schedule, worst)}${more}${without}`
}

function onTime(plan: Plan, schedule: Schedule, { open }: Standing): string {
  const subject = projectSubject('Finish', schedule)
  const day = dayOfSubject(subject, schedule)
  if (open === 0) return `Finished on ${day}`
  const kept = subject.deadline === undefined ? '' : `, ${standsAgainst(subject, plan, schedule)}`
  return `Finishes on ${day}${kept}${holding(schedule, subject)}`
}

/** Late and not yet over, the most important first: the project, milestones, then tasks; of a kind the latest. */
function lateSubjects(plan: Plan, schedule: Schedule, late: readonly ScheduledTask[]): readonly Subject[] {
  const subjects = late
    .filter(({ finished }) => !finished)
    .map(({ task, finish }) => ({
      name: task.name,
      finish,
      deadline: deadlineOf(task),
      ends: [task.id],
      rank: rankOf(task),
    }))
  const project = projectSubject(plan.project.name, schedule)
  if (project.deadline !== undefined && project.deadline < project.finish) {
    return [
      ...sortSubjects(subjects.filter(({ rank }) => rank === 0)),
      project,
      ...sortSubjects(subjects.filter(({ rank }) => rank !== 0)),
    ]
  }
  return sortSubjects(subjects)
}

function sortSubjects<S extends Subject & { readonly rank: number }>(subjects: readonly S[]): readonly S[] {
  const lateness = ({ finish, deadline }: S) => finish - (deadline ?? finish)
  return subjects.toSorted((a, b) => a.rank - b.rank || lateness(b) - lateness(a))
}

function rankOf({ kind }: Task): number {
  return kind === 'milestone' ? 0 : kind === 'task' ? 1 : 2
}

function projectSubject(name: string, { finish, deadline, criticalPath }: Schedule): Subject {
  return { name, finish, deadline, ends: criticalPath.slice(-1) }
}

function dayOfSubject({ finish }: Subject, schedule: Schedule): string {
  return lastDayInWords(finish, schedule)
}

/** The unfinished task that takes longest on the way to the subject; it is what one would look at first. */
function holding(schedule: Schedule, { name, ends }: Subject): string {
  const holder = longest(openOnTheWay(schedule, ends))
  return holder && holder.task.name !== name ? `; ${nameInSentence(holder.task.name)} holds it` : ''
}

function longest(tasks: readonly ScheduledTask[]): ScheduledTask | undefined {
  const left = ({ duration, progress }: ScheduledTask) => duration * (1 - progress)
  return tasks.reduce<ScheduledTask | undefined>((a, b) => (a && left(b) <= left(a) ? a : b), undefined)
}

/** Every unfinished leaf that drives one of these, directly or through others. */
function openOnTheWay(schedule: Schedule, ends: readonly Id[]): readonly ScheduledTask[] {
  const open: ScheduledTask[] = []
  const queue = ends.flatMap(id => tasksBehind(schedule, id))
  const seen = new Set(queue)
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const scheduled = schedule.tasks.get(id)
    if (!scheduled || scheduled.unscheduled || scheduled.task.kind === 'summary') continue
    const { task, finished } = scheduled
    if (task.kind === 'task' && !finished && 0 < scheduled.duration) open.push(scheduled)
    for (const next of drivingOf(scheduled).flatMap(({ task: other, type }) =>
      other === undefined ? [] : tasksBehind(schedule, other, type),
    )) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return open
}
