import { workAt } from '../time/calendar.ts'
import { isHeldByDate } from './bounds.ts'
import { withoutLag } from './held.ts'
import { earliestByLink } from './links.ts'
import { fromStart, holdsFinish } from './linkTable.ts'
import { type Dates, nothingHolds, type Passes, type Turn } from './passes.ts'
import { startBasis, statusBasis } from './placeLeaf.ts'
import { cancelled, finished, off, planned, started } from './progress.ts'
import { finishOfWork } from './work.ts'

/** Instants are whole minutes; pots of effort round by less than this. */
const whole = 1e-6

/** What holds a leaf, besides links: told apart by these. */
export type Driver = 'project-start' | 'status-date' | 'start-no-earlier-than' | 'finish-no-earlier-than' | 'date'

export interface DriverVisitor {
  /** Link `e` drives leaf `i`; it may be written at a summary around it. `at` is what it asks for. */
  readonly link: (e: number, at: number) => unknown
  /** A date drives it; `of` is the task it is written at. */
  readonly date: (kind: Driver, of: number, at: number) => unknown
  /** It waits for a resource that another leaf has. */
  readonly wait?: (wait: Turn) => void
}

/**
 * Tells what holds a leaf where it is, all that are tied (rule 21): whatever asks for the instant at which its work
 * begins, or what remains of it. Instants are compared in working time (rule 5).
 */
export function visitDrivers(passes: Passes, dates: Dates, i: number, visitor: DriverVisitor): void {
  const mode = passes.progress.mode[i]!
  // What a constraint has pulled away from its logic is not held by that.
  if (mode === off || mode === finished || dates.pulls.has(i)) return
  visitAsking(passes, dates, i, mode === started ? dates.resume[i]! : dates.start[i]!, dates.finish[i]!, visitor)
}

/**
 * Tells what holds the start of a leaf that has begun, and nobody says when: what would hold it, had it not begun (rule
 * 17). Nothing where that would be after the status date, which holds it then.
 */
export function visitComputedStart(passes: Passes, dates: Dates, i: number, visitor: DriverVisitor): void {
  const { network } = passes
  const calendar = network.calendar[i]!
  const start = dates.start[i]!
  const work = workAt(calendar, start)
  if (passes.statusDate !== nothingHolds && workAt(calendar, statusBasis(passes, i)) <= work) return
  const end = finishOfWork(network.work[i]!, start, network.amount[i]!)
  // What a constraint has pulled away from its logic is not held by that, which asks for more.
  const isExact = (at: number, of: number) => workAt(calendar, at) - whole <= workAt(calendar, of)
  const { links } = network
  visitAsking(
    { ...passes, statusDate: nothingHolds },
    dates,
    i,
    start,
    end,
    {
      link: (e, at) => isExact(at, links.type[e]! & holdsFinish ? end : start) && visitor.link(e, at),
      date: (kind, of, at) =>
        isExact(at, kind === 'date' || kind === 'finish-no-earlier-than' ? end : start) && visitor.date(kind, of, at),
    },
    planned,
  )
}

/** Tells what asks that a leaf's work begin no earlier than `begin`, or end no earlier than `end`. */
export function visitAsking(
  passes: Passes,
  dates: Dates,
  i: number,
  begin: number,
  end: number,
  visitor: DriverVisitor,
  mode = passes.progress.mode[i]!,
): void {
  const { network, limits } = passes
  const calendar = network.calendar[i]!
  const projectStart = startBasis(passes, i)
  const statusDate = statusBasis(passes, i)
  const beginWork = workAt(calendar, begin) - whole
  const endWork = workAt(calendar, end) - whole
  // Where a calendar has no work before its first day, what says nothing would ask for that day too.
  const asksStart = (at: number) => at !== nothingHolds && beginWork <= workAt(calendar, at)
  const asksFinish = (at: number) => at !== nothingHolds && endWork <= workAt(calendar, at)
  const isStarted = mode === started
  const isCancelled = mode === cancelled
  if (!isStarted || passes.retained) visitLinks(passes, dates, i, asksStart, asksFinish, visitor)
  const bounds = isCancelled ? undefined : limits.bounds[i]
  if (bounds && asksFinish(bounds.finishFrom)) {
    visitor.date(isHeldByDate(network, i, bounds) ? 'date' : 'finish-no-earlier-than', i, bounds.finishFrom)
  }
  if (!isCancelled && asksStart(statusDate)) visitor.date('status-date', i, statusDate)
  if (isStarted) return
  const wait = passes.waits?.get(i)?.begin
  if (wait && asksStart(wait.at)) visitor.wait?.(wait)
  if (bounds && asksStart(bounds.startFrom)) visitor.date('start-no-earlier-than', i, bounds.startFrom)
  for (let s = network.parent[i]!; 0 <= s; s = network.parent[s]!) {
    if (asksStart(limits.gate[s]!)) visitor.date('start-no-earlier-than', s, limits.gate[s]!)
  }
  if (asksStart(projectStart)) visitor.date('project-start', i, projectStart)
}

function visitLinks(
  passes: Passes,
  dates: Dates,
  i: number,
  asksStart: (at: number) => boolean,
  asksFinish: (at: number) => boolean,
  visitor: DriverVisitor,
): void {
  const { network, progress } = passes
  const { links, parent } = network
  for (let to = i; 0 <= to; to = parent[to]!) {
    for (let e = links.into[to]!; e < links.into[to + 1]!; e++) {
      const from = links.from[e]!
      const at =
        progress.mode[to] === cancelled || (0 <= from && progress.mode[from] === cancelled)
          ? withoutLag(network, e, dates)
          : earliestByLink(network, e, dates)
      if (links.type[e]! & holdsFinish ? asksFinish(at) : asksStart(at)) visitor.link(e, at)
    }
  }
}

/** The leaves by which a task enters a link: itself, or of a summary those that end it (or begin it, SS and SF). */
export function visitSources(
  passes: Passes,
  dates: Dates,
  e: number,
  children: readonly (readonly number[])[],
  visit: (leaf: number) => void,
): void {
  const { network, progress } = passes
  const from = network.links.from[e]!
  if (from < 0) return
  const byStart = (network.links.type[e]! & fromStart) !== 0
  const walk = (i: number) => {
    if (!network.isSummary[i]) return visit(i)
    for (const child of children[i]!) {
      const mode = progress.mode[child]!
      if (mode === off || (mode === cancelled && progress.mode[from] !== cancelled)) continue
      const calendar = network.own[child]!
      const same = byStart
        ? workAt(calendar, dates.start[child]!) <= workAt(calendar, dates.start[i]!)
        : workAt(calendar, dates.finish[i]!) <= workAt(calendar, dates.finish[child]!)
      if (same) walk(child)
    }
  }
  walk(from)
}
