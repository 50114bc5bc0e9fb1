import type { Plan } from '../model/plan.ts'
import { renamedSchedule, type ScheduleOptions, schedule } from '../schedule/schedule.ts'
import type { Schedule } from '../schedule/types.ts'
import { levelPlan } from './levelPlan.ts'

/** The schedule that the project asks for: levelled where it says `leveling: auto`, else without regard to who is free. */
export function scheduleProject(plan: Plan, options: ScheduleOptions = {}): Schedule {
  if (plan.project.leveling !== 'auto') return schedule(plan, options)
  return renamedSchedule(plan, options) ?? levelPlan(plan, options).schedule
}
