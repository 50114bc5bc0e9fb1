import type { Notes } from '../notes.ts'
import type { Units } from './units.ts'
import type { Element } from './xml.ts'

/** What every part of a project looks up. */
export interface Context {
  readonly root: Element
  readonly units: Units
  readonly notes: Notes
  /** Ids in the plan, by the file's UIDs. */
  readonly calendars: ReadonlyMap<string, string>
  readonly resources: ReadonlyMap<string, string>
  /** The calendar of each work resource, by its UID. */
  readonly calendarOfResource: ReadonlyMap<string, string>
  /** Where tasks begin that say nothing of it, if others begin before the project's start. */
  readonly floor: string | undefined
}
