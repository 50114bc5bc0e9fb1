/** A TaskJuggler project as it is written: the parts that a plan can hold. Dates are the words of the file. */
export interface TjProject {
  id: string
  name: string
  start: string | undefined
  end: string | undefined
  currency: string | undefined
  /** Hours in a working day: what `1d` of length and effort means. */
  dailyHours: number
  week: WorkingHours
  readonly holidays: Leave[]
  /** Of the resources that follow and have none of their own. */
  rate: number | undefined
  readonly shifts: Map<string, Shift>
  readonly resources: Map<string, TjResource>
  /** Top-level tasks. */
  readonly tasks: TjTask[]
}

/** Minutes of the day, by weekday 0 = Monday. */
export type WorkingHours = Map<number, readonly (readonly [from: number, to: number])[]>

export interface Leave {
  readonly name: string | undefined
  /** A day or a day with a time; the interval's end is not in it. */
  readonly from: string
  readonly to: string | undefined
  /** `+2w` in place of an end. */
  readonly length: string | undefined
}

export interface Shift {
  readonly id: string
  readonly name: string
  week: WorkingHours
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
  scheduling: string | undefined
  isMilestone: boolean
  shift: string | undefined
  charge: number | undefined
  readonly depends: TjLink[]
  readonly precedes: TjLink[]
  readonly allocate: string[]
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
    scheduling: undefined,
    isMilestone: false,
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
