import type { Calendar } from '#engine/time/calendar'
import type { Notes } from '../notes.ts'
import type { Units } from './units.ts'
import { type Element, isFalse, textOf } from './xml.ts'

/** What every part of a project looks up. */
export interface Context {
  readonly root: Element
  readonly units: Units
  readonly notes: Notes
  /** Ids in the plan, by the file's UIDs. */
  readonly calendars: ReadonlyMap<string, string>
  /** Ids of the calendars that work only when the project's does. */
  readonly within: ReadonlySet<string>
  /** The working time of a calendar of the plan; the project's is `default`. */
  readonly timeOf: (calendar: string) => Calendar
  readonly resources: ReadonlyMap<string, string>
  /** Ids of tasks and summaries in the plan, by the file's UIDs. */
  readonly tasks: ReadonlyMap<string, string>
  /** Material and cost resources, by UID. */
  readonly costResources: ReadonlyMap<string, Element>
  /** Those of which there is less than one, at least for some time, by UID. */
  readonly partTime: ReadonlySet<string>
  /** The calendar of each work resource, by its UID. */
  readonly calendarOfResource: ReadonlyMap<string, string>
  /** Where the plan begins. */
  readonly start: number | undefined
  /** Where tasks begin that say nothing of it, if others begin before the project's start. */
  readonly floor: number | undefined
}

/** Is the project scheduled from its finish? */
export function isBackward(root: Element): boolean {
  return isFalse(root, 'ScheduleFromStart')
}

/** The id in the plan of one of the file's tasks. */
export function idOf(task: Element | undefined, { tasks }: Pick<Context, 'tasks'>): string | undefined {
  return tasks.get(textOf(task, 'UID') ?? '')
}

/** What a task costs besides people's work. */
export interface OwnCost {
  /** In hundredths. */
  readonly amount: number
  /** 1 at the start, 2 at the end, 3 prorated, as MS Project writes it; its schema has 2 and 3 the other way. */
  readonly accrual: number | undefined
}

/** What tasks look up of each other. */
export interface TaskContext extends Context {
  /** What has nothing inside, by UID. */
  readonly leaves: ReadonlyMap<string, Element>
  readonly assignments: ReadonlyMap<string, readonly Element[]>
  /** What summaries cost themselves, by the UID of the task it is put at. */
  readonly carried: ReadonlyMap<string, OwnCost>
  /** Gives out further ids. */
  readonly give: (wanted: string, fallback: string) => string
  /** Does a summary around wait for something? */
  readonly isHeld: boolean
}
