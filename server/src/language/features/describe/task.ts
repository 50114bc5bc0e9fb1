import type { Id, Plan, Task } from '#engine/model/plan'
import type { Schedule, ScheduledTask, Unscheduled } from '#engine/schedule/types'
import { describeReason } from '#engine/schedule/why'
import { count, dateInWords, dayInWords, moneyInWords, shareInWords } from '#engine/schedule/words'
import { formatWork } from '#engine/time/duration'
import type { Snapshot } from '../../snapshot.ts'
import { factList, joinParagraphs, plain } from './markdown.ts'

/** A task, summary or milestone: its dates, what holds it, its people and cost. Markdown; plan text is escaped. */
export function describeTask({ plan, schedule }: Snapshot, task: Task): string {
  const dates = schedule.tasks.get(task.id)
  const title = `**${plain(task.name)}** ${dates ? datesInWords(dates, schedule) : ''}`.trim()
  return joinParagraphs([
    title,
    dates && !dates.unscheduled ? figures(dates, schedule) : undefined,
    task.description && plain(task.description),
    factList([
      ...(dates && !dates.unscheduled ? heldBy(plan, schedule, dates) : []),
      ...facts(plan, schedule, task, dates),
    ]),
  ])
}

/** `Thu 5 Mar – Mon 9 Mar 2026`; of a milestone one day; why there is none. */
export function datesInWords(dates: ScheduledTask, schedule: Schedule): string {
  const { task, start, finish, unscheduled } = dates
  if (unscheduled) return unscheduledWords[unscheduled]
  const day = (minute: number) => dayInWords(minute, schedule)
  const [first, last] = [day(start), day(finish)]
  return task.kind === 'milestone' || first === last ? last : `${first} – ${last}`
}

const unscheduledWords: Readonly<Record<Unscheduled, string>> = {
  cycle: 'no dates: it waits for itself',
  'after-cycle': 'no dates: it waits for a cycle',
  'no-working-time': 'no dates: its calendar has no working time left',
  invalid: 'no dates: it can’t be read',
  'other-plan-missing': 'no dates: another plan is missing',
}

/** `3d · float 2d · 40% done` */
function figures(
  {
    task,
    duration,
    effort,
    totalFloat,
    freeFloat,
    critical,
    progress,
    started,
    finished,
    cancelled,
    partial,
  }: ScheduledTask,
  { dayMinutes }: Schedule,
): string {
  const work = (minutes: number) => formatWork(minutes, dayMinutes)
  const words = [
    task.kind !== 'milestone' && work(duration),
    task.kind !== 'milestone' && effort > 0 && effort !== duration && `effort ${work(effort)}`,
    critical && '**critical**',
    !finished && Number.isFinite(totalFloat) && totalFloat !== 0 && floatInWords(totalFloat, freeFloat, work),
    cancelled
      ? 'cancelled'
      : finished
        ? 'done'
        : started
          ? `${shareInWords(progress)} done`
          : progress > 0 && `${shareInWords(progress)} done`,
    partial && 'some of its tasks have no dates',
  ]
  return words.filter(Boolean).join(' · ')
}

function floatInWords(total: number, free: number, work: (minutes: number) => string): string {
  if (total < 0) return `**${work(-total)} late**`
  return Number.isFinite(free) && free !== total ? `float ${work(total)} (free ${work(free)})` : `float ${work(total)}`
}

function heldBy(plan: Plan, schedule: Schedule, dates: ScheduledTask): readonly string[] {
  return dates.driving.slice(0, 5).map(reason => plain(describeReason(plan, schedule, dates.task.id, reason), 500))
}

function facts(
  plan: Plan,
  schedule: Schedule,
  task: Task,
  dates: ScheduledTask | undefined,
): readonly (string | undefined | false)[] {
  const people = task.assign.map(
    ({ resource, units }) => plain(nameOf(plan, resource)) + (units === undefined ? '' : ` ${shareInWords(units)}`),
  )
  const cost = dates && Number.isFinite(dates.cost) && dates.cost > 0 && moneyInWords(dates.cost, plan)
  const overloaded = task.assign.filter(({ resource }) =>
    schedule.overloads.get(resource)?.some(({ tasks }) => tasks.includes(task.id)),
  )
  return [
    people.length > 0 && `People: ${people.join(', ')}`,
    overloaded.length > 0 &&
      `Overloaded in it: ${overloaded.map(({ resource }) => plain(nameOf(plan, resource))).join(', ')}`,
    cost && `Cost: ${plain(cost)}`,
    task.deadline && deadlineFact(task, schedule, dates),
    task.children.length > 0 && `Contains ${count(task.children.length, 'task')}`,
    task.gate.length > 0 && gateFact(task),
  ]
}

function deadlineFact({ deadline }: Task, schedule: Schedule, dates: ScheduledTask | undefined): string {
  const day = dateInWords(deadline!, schedule)
  const end = deadline!.hasTime ? deadline!.minute : deadline!.minute + 1440
  const late = dates && !dates.unscheduled && dates.finish > end
  return `Deadline: ${day}${late ? ', **missed**' : ''}`
}

function gateFact({ gate }: Task): string {
  const open = gate.filter(({ status }) => status === 'open')
  return open.length === 0
    ? `Gate: all ${gate.length} criteria met`
    : `Gate: ${count(open.length, 'criterion').replace('criterions', 'criteria')} open (${open.map(({ name }) => plain(name, 60)).join(', ')})`
}

function nameOf(plan: Plan, id: Id): string {
  return plan.resources.get(id)?.name ?? plan.stakeholders.get(id)?.name ?? id
}
