/** A TaskJuggler project as it is written: the parts that a plan can hold. Dates are the words of the file. */
export interface TjProject {
  id: string
  name: string
  start: string | undefined
  end: string | undefined
  currency: string | undefined
  /** Hours in a working day: what `1d` of length and effort means. */
  dailyHours: Figure
  /** Working days in a year, for `1m` and `1y`. */
  yearlyDays: Figure
  /** Minutes to which TaskJuggler rounds working time. */
  resolution: number
  /** The first scenario, which is the one that is read. */
  scenario: string
  /** The scenario of which what is before `now` is what has happened. */
  tracking: string | undefined
  now: string | undefined
  week: WorkingHours
  readonly holidays: Leave[]
  /** Of the resources that follow and have none of their own. */
  rate: number | undefined
  dailyMax: string | undefined
  weeklyMax: string | undefined
  readonly shifts: Map<string, Shift>
  readonly resources: Map<string, TjResource>
  /** Top-level tasks. */
  readonly tasks: TjTask[]
}

export interface Figure {
  readonly value: number
  /** Written without a decimal point: TaskJuggler divides by it, or it, in whole numbers. */
  readonly isWhole: boolean
}

/** Minutes of the day, by weekday 0 = Monday. */
export type WorkingHours = Map<number, readonly (readonly [from: number, to: number])[]>

/** Dates as words: the interval's end is not in it; without an end it is a day. */
export interface Range {
  readonly from: string
  readonly to: string | undefined
  /** `+2w` in place of an end. */
  readonly length: string | undefined
}

export interface Leave extends Range {
  readonly name: string | undefined
}

export interface Shift {
  readonly id: string
  readonly name: string
  week: WorkingHours
  readonly leaves: Leave[]
}

/** A shift for some dates, or for all. */
export interface ShiftUse {
  readonly shift: string
  readonly range: Range | undefined
}

export interface TjResource {
  readonly id: string
  readonly name: string
  readonly parent: string | undefined
  email: string | undefined
  /** Per working day, in the project's currency. */
  rate: number | undefined
  efficiency: number
  shift: string | undefined
  week: WorkingHours | undefined
  dailyMax: string | undefined
  weeklyMax: string | undefined
  readonly managers: string[]
  readonly leaves: Leave[]
}

export interface TjLink {
  /** As written: absolute, or relative with a `!` for each level up. */
  readonly target: string
  readonly line: number
  gapLength: string | undefined
  gapDuration: string | undefined
  onStart: boolean
  onEnd: boolean
}

export interface TjAllocation {
  readonly id: string
  readonly line: number
  isMandatory: boolean
  shift: string | undefined
}

export interface TjTask {
  readonly id: string
  readonly name: string
  readonly line: number
  readonly parent: TjTask | undefined
  readonly tasks: TjTask[]
  start: string | undefined
  end: string | undefined
  minStart: string | undefined
  maxStart: string | undefined
  minEnd: string | undefined
  maxEnd: string | undefined
  length: string | undefined
  duration: string | undefined
  effort: string | undefined
  priority: string | undefined
  complete: string | undefined
  isMilestone: boolean
  /** As soon as possible, as late, or as what it is in: the last statement about it counts. */
  isForward: boolean | undefined
  shift: string | undefined
  charge: number | undefined
  readonly depends: TjLink[]
  readonly precedes: TjLink[]
  readonly allocate: TjAllocation[]
  readonly responsible: string[]
  readonly flags: string[]
  readonly notes: string[]
}

/** Shifts and allocations of what it is in hold for a task too, so far as they are written before it. */
export function newTask(id: string, name: string, line: number, parent: TjTask | undefined): TjTask {
  return {
    id,
    name,
    line,
    parent,
    tasks: [],
    start: undefined,
    end: undefined,
    minStart: undefined,
    maxStart: undefined,
    minEnd: undefined,
    maxEnd: undefined,
    length: undefined,
    duration: undefined,
    effort: undefined,
    priority: undefined,
    complete: undefined,
    isMilestone: false,
    isForward: parent?.isForward,
    shift: parent?.shift,
    charge: undefined,
    depends: [],
    precedes: [],
    allocate: [...(parent?.allocate ?? [])],
    responsible: [],
    flags: [],
    notes: [],
  }
}
