import type { Plan } from '../model/plan.ts'
import { type Calendar, nextStart, startAt, workAt } from '../time/calendar.ts'
import { minutesPerDay } from '../time/civil.ts'
import { emptyLateDates, lateSweep } from './backward.ts'
import { finishInstant, isJustInTime } from './bounds.ts'
import { forwardPass } from './forward.ts'
import { copyDates, type Dates, type Passes } from './passes.ts'
import { placeLate } from './placeLate.ts'
import { planned } from './progress.ts'
import { sweepBack } from './sweepBack.ts'

export function isBackward({ project }: Plan): boolean {
  return project.finish !== undefined && project.schedule === 'as-late-as-possible'
}

/** Late placement, then once more forward for what follows just in time. */
export function placedDates(passes: Passes, early: Dates, anchor: number): Dates {
  const floor = placeLate(passes, copyDates(early), anchor)
  return forwardPass(passes, floor)
}

/**
 * Where a plan without `start` begins: scheduled backward, so that its finish can hold; else (its start is being typed)
 * at the earliest date that it names. `NaN` where there is none.
 */
export function startWithoutDate(passes: Passes): number {
  const { plan, tasks, time } = passes.network
  if (!isBackward(plan)) {
    const named = tasks.flatMap(({ actualStart, actualFinish, constraints, date, actual }) =>
      [actualStart, actualFinish, date?.likely, actual, ...Object.values(constraints)].flatMap(at =>
        at ? [at.minute] : [],
      ),
    )
    const earliest = named.reduce((a, b) => Math.min(a, b), plan.project.statusDate?.minute ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(earliest) ? earliest : Number.NaN
  }
  const finish = finishInstant(time.project, plan.project.finish!)
  const modes = passes.progress.mode.slice()
  const start = firstStart({ ...passes, projectStart: finish }, finish)
  passes.progress.mode.set(modes)
  return startForJustInTime(passes, start, finish)
}

/** When the first leaf must start for all to end by the finish. */
function firstStart(passes: Passes, finish: number): number {
  const { network, progress } = passes
  const dates = forwardPass(passes)
  const late = emptyLateDates(network.count)
  const sweep = lateSweep(passes, dates, late, finish)
  let start = finish
  sweepBack(passes, dates, {
    ...sweep,
    waits: true,
    settle: (i, finishBy, startBy, holds, byLinks) => {
      sweep.settle(i, finishBy, startBy, holds, byLinks)
      let at = late.start[i]!
      if (progress.mode[i] === planned) {
        const isPoint = network.amount[i] === 0
        if (isPoint) at = Math.min(at, byLinks, finishBy)
        if (isPoint || network.work[i]!.elapsed) at = beginFor(network.own[i]!, at)
      }
      if (at < start) start = at
    },
  })
  return start
}

/** Where the project must begin for what may stand in a gap to do so: from the gap on it would begin after that. */
function beginFor(calendar: Calendar, at: number): number {
  return at < nextStart(calendar, at) ? startAt(calendar, workAt(calendar, at) - 1) : at
}

/**
 * The first start of what is just in time, which follows the dates of what it is for: tried from ever earlier starts, in
 * days before `start`, until they leave it room. What never has any is held by nothing else, and does not count.
 */
function startForJustInTime(passes: Passes, start: number, finish: number): number {
  const { network } = passes
  let left = network.tasks.flatMap((_, i) => (!network.isSummary[i] && isJustInTime(network, i) ? [i] : []))
  const modes = passes.progress.mode.slice()
  let first = start
  for (const days of daysTried) {
    if (left.length === 0) break
    const trial = { ...passes, projectStart: start - days * minutesPerDay }
    const placed = placedDates(trial, forwardPass(trial), finish)
    const hasRoom = (i: number) => nextStart(network.own[i]!, trial.projectStart) < placed.start[i]!
    const isPlanned = (i: number) => modes[i] === planned
    for (const i of left) if (isPlanned(i) && hasRoom(i)) first = Math.min(first, placed.start[i]!)
    left = left.filter(i => isPlanned(i) && !hasRoom(i))
    passes.progress.mode.set(modes)
  }
  return first
}

const daysTried = [100, 1000, 10_000] as const
