import type { Id, Plan } from '#engine/model/plan'
import { drivingOf } from '#engine/schedule/driving'
import { standingOf } from '#engine/schedule/standing'
import type { Schedule, ScheduledTask } from '#engine/schedule/types'
import { leadsOn, tasksBehind } from '#engine/schedule/why'
import { count, lastDayInWords, resourcesInWords, shareInWords } from '#engine/schedule/words'
import { deadlineInWords, floatInWords, gateInWords, stateInWords } from '#engine/view/taskFacts'
import type { Span } from '../read/reading.ts'
import { shorten } from '../schema/scalars/texts.ts'
import type { Snapshot } from '../snapshot.ts'
import { linksOf } from './links.ts'

/** A line of facts above an entry; its words come when it is looked at ({@link describeLens}). */
export interface CodeLens {
  readonly span: Span
  /** Left out for the project. */
  readonly task?: Id
}

/** No more are given than anyone reads. */
const maxLenses = 1000

/**
 * Places for facts: the project, milestones, summaries and, in plans of up to 200 tasks, every task. None where there are
 * no dates: why, stands behind the id.
 */
export function codeLenses({ plan, reading, schedule }: Snapshot): readonly CodeLens[] {
  const lenses: CodeLens[] =
    plan.isLibrary || !reading.has(['project']) ? [] : [{ span: reading.spanOf({ path: ['project'], on: 'key' }) }]
  const all = plan.tasks.size <= 200
  for (const { id, path, kind } of plan.tasks.values()) {
    if (lenses.length >= maxLenses) break
    if ((all || kind !== 'task') && !schedule.tasks.get(id)?.unscheduled)
      lenses.push({ span: reading.spanOf({ path, on: 'key' }), task: id })
  }
  return lenses
}

/** `critical · drives Generally available · 3 successors`. Plain text. */
export function describeLens(snapshot: Snapshot, task: Id | undefined): string {
  const { plan, schedule } = snapshot
  if (task === undefined) return describeProject(plan, schedule)
  const dates = schedule.tasks.get(task)
  if (!dates || dates.unscheduled) return ''
  const { kind } = dates.task
  return [
    ...(kind === 'milestone'
      ? milestoneFacts(dates, plan, schedule)
      : kind === 'summary'
        ? summaryFacts(dates, plan)
        : []),
    ...networkFacts(dates, snapshot),
  ].join(' · ')
}

function describeProject(plan: Plan, schedule: Schedule): string {
  if (standingOf(schedule).dated === 0) return plan.tasks.size === 0 ? 'no tasks yet' : 'nothing has dates yet'
  const leaves = [...schedule.tasks.values()].filter(({ task }) => task.kind === 'task')
  const done = leaves.filter(({ finished }) => finished).length
  const undated = leaves.filter(({ unscheduled }) => unscheduled).length
  return [
    `finishes ${lastDayInWords(schedule.finish, schedule)}`,
    schedule.deadline !== undefined &&
      (schedule.deadline < schedule.finish ? 'after its deadline' : 'before its deadline'),
    `${count(leaves.length, 'task')}${done > 0 ? `, ${done} done` : ''}${undated > 0 ? `, ${undated} without dates` : ''}`,
    schedule.overloads.size > 0 && `${resourcesInWords(schedule.overloads.keys(), plan)} overloaded`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function milestoneFacts(dates: ScheduledTask, plan: Plan, schedule: Schedule): readonly string[] {
  return [
    lastDayInWords(dates.finish, schedule),
    deadlineInWords(plan, dates.task, dates, schedule),
    gateInWords(dates.task),
  ].filter(words => words !== '')
}

function summaryFacts({ task, progress }: ScheduledTask, plan: Plan): readonly string[] {
  let leaves = 0
  const open = [...task.children]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const child = plan.tasks.get(id)
    if (!child) continue
    if (child.children.length === 0) leaves++
    else open.push(...child.children)
  }
  return [count(leaves, 'task'), ...(progress > 0 ? [`${shareInWords(progress)} done`] : [])]
}

function networkFacts(dates: ScheduledTask, snapshot: Snapshot): readonly string[] {
  const { plan, schedule } = snapshot
  const { task, critical, finished } = dates
  const successors = linksOf(plan).successorsOf(task.id).length + successorsOutside(snapshot, task.id)
  const drives = finished ? [] : drivenMilestones(plan, schedule, task.id)
  return [
    finished ? stateInWords(dates) : critical ? 'critical' : floatInWords(dates, schedule),
    0 < drives.length
      ? `drives ${drives
          .slice(0, 2)
          .map(name => shorten(name, longestName))
          .join(', ')}${2 < drives.length ? ` and ${drives.length - 2} more` : ''}`
      : '',
    0 < successors ? count(successors, 'successor') : '',
  ].filter(words => words !== '')
}

/** How many tasks of other plans wait for a task. */
function successorsOutside({ plan, workspace, uri }: Snapshot, id: Id): number {
  const own = plan.project.id
  if (own === undefined || workspace.byProjectId(own)?.uri !== uri) return 0
  const others = workspace.waitingFor(own).filter(other => other.uri !== uri)
  return others.reduce((sum, other) => sum + linksOf(other.plan).successorsOf(`${own}/${id}`).length, 0)
}

/** What drives two milestones still stands on one line of the text. */
const longestName = 40

const driven = new WeakMap<Schedule, ReadonlyMap<Id, readonly string[]>>()

/** Names of the milestones whose date follows from the task's. */
function drivenMilestones(plan: Plan, schedule: Schedule, id: Id): readonly string[] {
  const known = driven.get(schedule) ?? findDriven(plan, schedule)
  driven.set(schedule, known)
  return known.get(id) ?? []
}

function findDriven(plan: Plan, schedule: Schedule): ReadonlyMap<Id, readonly string[]> {
  const found = new Map<Id, string[]>()
  for (const milestone of plan.tasks.values()) {
    if (!milestone.isMilestoneSection) continue
    const seen = new Set<Id>([milestone.id])
    const open = [milestone.id]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const task of driversOf(schedule, id)) {
        if (seen.has(task)) continue
        seen.add(task)
        open.push(task)
        const names = found.get(task)
        if (names) names.push(milestone.name)
        else found.set(task, [milestone.name])
      }
    }
  }
  return found
}

/** The tasks that hold a task, as its reasons tell (`tpm why`), with what ends (or begins) those that are summaries. */
function driversOf(schedule: Schedule, id: Id): readonly Id[] {
  const dates = schedule.tasks.get(id)
  // Of a summary what holds is listed with it.
  if (!dates || dates.task.kind === 'summary') return []
  return drivingOf(dates)
    .filter(leadsOn)
    .flatMap(({ task, type }) => tasksBehind(schedule, task, type))
}
