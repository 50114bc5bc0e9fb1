import type { Brand } from '../base/brand.ts'

/** A point on the project's civil clock, in whole minutes since 1970-01-01T00:00. No zone. */
export type Minute = Brand<number, 'Minute'>

/** A length of working time, in minutes. What it is on the clock depends on a calendar. */
export type WorkMinutes = Brand<number, 'WorkMinutes'>

/**
 * A date as it is written: a day, or a day with a time. A day alone is kept as its 00:00 with
 * `hasTime` false; which instant of the day is meant depends on where it stands
 * (`spec/scheduling.md` rule 4) and is decided by the engine, on the task's calendar.
 */
export interface CivilDate {
  readonly minute: Minute
  readonly hasTime: boolean
}

/** Both ends included: `2026-03-02..2026-03-13` covers all of the 13th. A single date is a range of one day. */
export interface DateRange {
  readonly from: CivilDate
  readonly to: CivilDate
}

export type DurationUnit = 'min' | 'h' | 'd' | 'w' | 'mo'

/** A duration as it is written; `elapsed` runs round the clock (`20ed`). `amount` is ≥ 0, but in a lag may be negative. */
export interface Duration {
  readonly amount: number
  readonly unit: DurationUnit
  readonly elapsed: boolean
}

/** Half-open `[from, to)` minutes of one day, 0–1440; `to` may pass 1440 for a night shift that belongs to its first day. */
export interface Hours {
  readonly from: number
  readonly to: number
}
