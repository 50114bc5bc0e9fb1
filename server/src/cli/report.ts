import { parseDate, rangeEnd } from '#engine/time/civil'
import { durationMinutes, elapsedUnits } from '#engine/time/duration'
import type { Minute } from '#engine/time/minute'
import { type Audience, type StatusReport, statusReport } from '#engine/view/statusReport'
import { compareSnapshots } from '#language/compare/compareSnapshots'
import { isUnread } from '#language/features/brokenText'
import type { Snapshot } from '#language/snapshot'
import { visible } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import type { reportFormats } from './formats.ts'
import { GitError, resolveCommit } from './git.ts'
import { findVersions, type PlanVersion } from './history/versions.ts'
import type { Io } from './io.ts'
import { locate } from './locate.ts'
import { loadReadable, type ReadableOptions } from './readable.ts'
import { milestoneCalendar } from './report/calendar.ts'
import { reportHtml } from './report/html.ts'
import { reportMarkdown } from './report/markdown.ts'
import { reportSlack } from './report/slack.ts'
import { reportTeams } from './report/teams.ts'
import { reportText } from './report/text.ts'

export interface ReportOptions extends ReadableOptions {
  readonly plan: string
  readonly format: (typeof reportFormats)[number]
  /** A day or a revision; left out: the last status date before this one, or the stakeholder's cadence ago. */
  readonly since?: string
  /** `engineers`, `sponsors`, `stakeholders`, or the id of one stakeholder. */
  readonly for: string
}

/** The status of a plan for those who do not read it. */
export function reportStatus(options: ReportOptions, io: Io): ExitCode {
  const { file, snapshot } = loadReadable(options.plan, options, io)
  const { plan, schedule } = snapshot
  if (plan.isLibrary) throw new Impossible(`${file} is a library, which has no project to report on`)
  if (options.format === 'ics') {
    io.out(milestoneCalendar(plan, schedule))
    return 0
  }
  const { audience, cadence } = audienceOf(options.for, snapshot)
  const now = (plan.project.statusDate ? rangeEnd(plan.project.statusDate) : schedule.start) as Minute
  const before = formerVersion(options, snapshot, cadence, io)
  const base = before?.snapshot
  const comparison = base && compareSnapshots(base, snapshot)
  const since = before?.since ?? (base?.plan.project.statusDate && rangeEnd(base.plan.project.statusDate))
  io.out(
    render(
      options.format,
      statusReport(plan, schedule, {
        audience,
        now,
        errors: errorsOf(snapshot),
        ...(since !== undefined && { since }),
        ...(comparison && { comparison }),
      }),
      io,
    ),
  )
  return 0
}

function errorsOf({ problems, lines }: Snapshot): readonly { line: number; message: string }[] {
  return problems
    .filter(problem => problem.severity === 'error' && isUnread(problem))
    .map(({ span, message }) => ({ line: lines.positionAt(span.start).line, message }))
}

function render(format: Exclude<ReportOptions['format'], 'ics'>, report: StatusReport, io: Io): string {
  switch (format) {
    case 'markdown':
      return reportMarkdown(report)
    case 'html':
      return reportHtml(report)
    case 'slack':
      return reportSlack(report)
    case 'teams':
      return reportTeams(report)
    case 'text':
      return reportText(report, io)
  }
}

/** A stakeholder who works on the plan reads it as engineers do, one with much influence as sponsors do. */
function audienceOf(name: string, { plan, schedule }: Snapshot): { audience: Audience; cadence?: number } {
  if (name === 'engineers' || name === 'sponsors' || name === 'stakeholders') return { audience: name }
  const person = plan.stakeholders.get(name)
  if (!person) {
    const known = ['engineers', 'sponsors', 'stakeholders', ...plan.stakeholders.keys()]
    throw new Impossible(`--for ${visible(name)} is nobody in this plan: it takes ${known.map(visible).join(', ')}`)
  }
  const hasWork = [...plan.tasks.values()].some(
    ({ assign, owner }) => owner === name || assign.some(({ resource }) => resource === name),
  )
  const isSponsor = person.influence === 'high' || person.influence === 'very-high'
  const units = { dayMinutes: schedule.dayMinutes, weekMinutes: schedule.weekMinutes }
  const { cadence } = person
  // A cadence is a rhythm of the calendar: two weeks are fourteen days.
  const days = cadence && durationMinutes(cadence, units) / schedule.dayMinutes
  const inWeeks =
    cadence && cadence.unit === 'w' ? cadence.amount * 7 : cadence?.unit === 'mo' ? cadence.amount * 28 : days
  return {
    audience: isSponsor ? 'sponsors' : hasWork ? 'engineers' : 'stakeholders',
    ...(inWeeks !== undefined && { cadence: inWeeks * elapsedUnits.dayMinutes }),
  }
}

interface Former {
  readonly snapshot?: Snapshot
  /** The evening of the day from which on things are new, where that was said. */
  readonly since?: Minute
}

/**
 * What to compare with: a revision or day that was named; else, of a stakeholder with a cadence, what was known that
 * long before the status date; else the last version with an earlier status date: what the last report spoke of.
 */
function formerVersion(
  options: ReportOptions,
  { plan }: Snapshot,
  cadence: number | undefined,
  io: Io,
): Former | undefined {
  const { since } = options
  const status = plan.project.statusDate && rangeEnd(plan.project.statusDate)
  const day = since === undefined ? undefined : parseDate(since)
  const from = day
    ? rangeEnd(day)
    : since === undefined && cadence !== undefined && status !== undefined
      ? status - cadence
      : undefined
  const written = options.plan === '-' ? options.stdinPath : options.plan
  if (written === undefined) return formerOfInput(since, from)
  try {
    const { repository, path } = locate(written, io)
    const until = resolveCommit(repository, since === undefined || day ? 'HEAD' : since)
    const all = findVersions(repository, { path, until, ...(since !== undefined && !day && { most: 1 }) }, io)
    const isFormer = (version: PlanVersion): boolean => {
      if (since !== undefined && !day) return true
      const said = all.snapshot(version).plan.project.statusDate
      const known = said ? rangeEnd(said) : parseDate(version.commit.date.slice(0, 16))!.minute
      return from === undefined ? status !== undefined && known < status : known <= from
    }
    const version = all.versions.findLast(isFormer)
    return { ...(version && { snapshot: all.alone(version) }), ...(from !== undefined && { since: from as Minute }) }
  } catch (error) {
    // Without git a report is still one, of all there is; what was asked for by name must be there.
    if (error instanceof GitError && (since === undefined || day))
      return from === undefined ? undefined : { since: from as Minute }
    throw error
  }
}

/** Of a text that belongs nowhere git knows no former version. */
function formerOfInput(since: string | undefined, from: number | undefined): Former | undefined {
  if (from !== undefined) return { since: from as Minute }
  if (since === undefined) return undefined
  throw new Impossible(
    `--since ${visible(since)} is a revision: name the file that the text belongs to with --stdin-path`,
  )
}
