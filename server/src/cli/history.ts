import { parseDate, rangeEnd } from '#engine/time/civil'
import { type HistoryPoint, historyView } from '#engine/view/historyView'
import { complain, type ExitCode, Impossible } from './exit.ts'
import type { historyFormats } from './formats.ts'
import { type ObjectId, type Repository, resolveCommit } from './git.ts'
import { findBreak, limitFor, type Search } from './history/bisect.ts'
import { bisectJson, bisectText } from './history/bisectReport.ts'
import { FiguresCache } from './history/cache.ts'
import { historyCsv } from './history/csv.ts'
import type { History } from './history/history.ts'
import { historyJson } from './history/json.ts'
import { historySvg } from './history/svg.ts'
import { historyText } from './history/text.ts'
import { uncommitted } from './history/uncommitted.ts'
import { findVersions, type PlanVersion } from './history/versions.ts'
import type { Io } from './io.ts'
import { locate } from './locate.ts'

export interface HistoryOptions {
  readonly plan: string
  readonly format: (typeof historyFormats)[number]
  /** Up to this revision; left out: up to `HEAD` and the text that is not committed yet. */
  readonly until?: string
  /** From this day, or after this revision. */
  readonly since?: string
  /** The newest so many commits. */
  readonly most?: number
  /** A file that keeps what was computed; made where it is not there. */
  readonly cache?: string
  /** Find the commit that broke the date of this milestone or task. */
  readonly bisect?: string
  /** The date that it broke; left out: its deadline. */
  readonly date?: string
}

/** A plan through its git history. */
export function showHistory(options: HistoryOptions, io: Io): ExitCode {
  if (options.date !== undefined && options.bisect === undefined)
    throw new Impossible('--date says which date --bisect looks for: add --bisect MILESTONE, or leave --date out')
  const found = locate(options.plan, io)
  const { repository, path } = found
  const until = resolveCommit(repository, options.until ?? 'HEAD')
  const all = findVersions(repository, { path, until, ...walkOptions(options, repository) }, io)
  if (all.shallow) complain('this clone is shallow: the history begins where it was cut off', io)
  const versions = { ...all, versions: all.versions.filter(isSince(options.since)) }
  const own = options.until === undefined ? uncommitted(found, all.versions.at(-1), io) : undefined
  if (versions.versions.length === 0 && !own)
    throw new Impossible(`git has no such commit of ${found.file}: \`git log\` shows what there is`)
  if (options.bisect !== undefined) {
    io.out(bisect(options.bisect, options, { repository, versions, own: own?.snapshot, io }))
    return 0
  }
  const cache = new FiguresCache(options.cache, io)
  const points = versions.versions.map(version => pointOf(version, cache.figures(version, versions.snapshot), path))
  cache.save()
  const view = historyView(own ? [...points, own.point] : points)
  io.out(render(options.format, { repository, file: found.file, versions, view }, io))
  return 0
}

function bisect(id: string, { format, date }: HistoryOptions, search: Search): string {
  if (format !== 'text' && format !== 'json') throw new Impossible('--bisect answers as text or json')
  const { versions, own, io } = search
  const now = own ?? versions.snapshot(versions.versions.at(-1)!)
  const limit = limitFor(id, now, date === undefined ? undefined : dateLimit(date))
  const result = { limit, now, found: findBreak(limit, search) }
  return format === 'json' ? bisectJson(result, io) : bisectText(result, io)
}

function render(format: HistoryOptions['format'], history: History, io: Io): string {
  switch (format) {
    case 'text':
      return historyText(history, io)
    case 'json':
      return historyJson(history)
    case 'csv':
      return historyCsv(history)
    case 'svg':
      return historySvg(history)
    // What the panel of an editor shows
    case 'view':
      return `${JSON.stringify(history.view)}\n`
  }
}

function walkOptions({ most, since }: HistoryOptions, repository: Repository): { most?: number; since?: ObjectId } {
  return {
    ...(most !== undefined && { most }),
    ...(since !== undefined && !parseDate(since) && { since: resolveCommit(repository, since) }),
  }
}

function isSince(since: string | undefined): (version: PlanVersion) => boolean {
  const day = since === undefined ? undefined : parseDate(since)
  return ({ commit }) => day === undefined || day.minute <= (timeOf(commit.date) ?? 0)
}

function pointOf({ commit, path }: PlanVersion, figures: HistoryPoint['figures'], now: string): HistoryPoint {
  const at = timeOf(commit.date) ?? figures.statusDate ?? figures.finish
  const { id, author, subject } = commit
  return { commit: id, at: at!, ...(path !== now && { path }), author, subject, figures }
}

/** The minute that an ISO 8601 time names on its own clock. */
function timeOf(date: string): HistoryPoint['at'] | undefined {
  return parseDate(date.slice(0, 16))?.minute
}

/** The last instant that keeps a date that was written on the command line. */
function dateLimit(date: string): number {
  const parsed = parseDate(date)
  if (!parsed) throw new Impossible(`--date ${date} is no date: write it as 2026-05-29`)
  return rangeEnd(parsed)
}
