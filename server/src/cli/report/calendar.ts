import ical, { ICalEventStatus } from 'ical-generator'
import type { Plan } from '#engine/model/plan'
import type { Schedule } from '#engine/schedule/types'
import { formatLastDay, minutesPerDay } from '#engine/time/civil'
import { deadlineOf, finishDay } from '#engine/view/lateness'
import { plainText } from '../escape.ts'

/**
 * Milestones as all-day events, for a calendar to subscribe to: an event keeps its id while the milestone does, so that
 * it moves when the plan moves. No clock is asked: what is stamped is the status date, or the start.
 */
export function milestoneCalendar(plan: Plan, schedule: Schedule): string {
  const project = plan.project.id ?? plan.project.name
  const calendar = ical({
    name: `${plainText(plan.project.name)}: milestones`,
    prodId: { company: 'tpm', product: 'tpm', language: 'EN' },
  })
  const stamp = new Date((schedule.statusDate ?? (Number.isFinite(schedule.start) ? schedule.start : 0)) * 60_000)
  for (const { task, finish, finished, unscheduled, cancelled } of schedule.tasks.values()) {
    if (task.kind !== 'milestone' || unscheduled) continue
    const deadline = deadlineOf(task)
    const start = new Date(finishDay(finish) * minutesPerDay * 60_000)
    const notes = [
      finished ? 'Reached.' : '',
      deadline === undefined ? '' : `Deadline ${formatLastDay(deadline, { year: true })}.`,
    ]
    calendar.createEvent({
      id: `${encodeURIComponent(project)}/${task.id}@tpm`,
      stamp,
      start,
      end: new Date(start.getTime() + minutesPerDay * 60_000),
      allDay: true,
      summary: plainText(task.name),
      description: notes.filter(Boolean).join(' '),
      status: cancelled ? ICalEventStatus.CANCELLED : finished ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
    })
  }
  return calendar.toString().replace(/\r?\n?$/, '\r\n')
}
