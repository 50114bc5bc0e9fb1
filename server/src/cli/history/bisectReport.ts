import { formatLastDay } from '#engine/time/civil'
import { formatWork } from '#engine/time/duration'
import type { Snapshot } from '#language/snapshot'
import { visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { jsonText } from '../jsonText.ts'
import { dateOrNull } from '../schedule/json.ts'
import { colours } from '../terminal.ts'
import { type Break, causesOf, dateIn, type Limit } from './bisect.ts'

export interface BisectResult {
  readonly limit: Limit
  /** The newest version. */
  readonly now: Snapshot
  readonly found: Break | undefined
}

export function bisectText({ limit, now, found }: BisectResult, io: Io): string {
  const paint = colours(io)
  const day = (minute: number | undefined) => (minute === undefined ? 'no date' : formatLastDay(minute, { year: true }))
  const name = visible(limit.name)
  if (!found) return `${name} keeps ${day(limit.minute)}: it is on ${day(dateIn(now, limit))}\n`
  const { version, before, after, isJoint } = found
  const commit = version
    ? `${version.commit.id.slice(0, 10)} ${visible(version.commit.subject)} (${visible(version.commit.author)}, ${version.commit.date.slice(0, 10)})`
    : 'by what is not committed yet'
  return [
    `${paint.bold(name)} had to keep ${day(limit.minute)}; it is on ${paint.error(day(dateIn(now, limit)))}`,
    before ? `Broken ${version ? 'in ' : ''}${commit}` : `Late from the first commit there is, ${commit}`,
    ...(before ? [`  ${day(dateIn(before, limit))} → ${day(dateIn(after, limit))}`] : []),
    ...(found.before ? causeLines(found, limit, io) : []),
    ...(isJoint ? ['  A merge: each side alone keeps the date.'] : []),
    '',
  ].join('\n')
}

/** The edits that did it, each with its line. */
function causeLines(found: Break, limit: Limit, io: Io): readonly string[] {
  const { dayMinutes } = found.after.schedule
  return causesOf(found, limit).map(({ phrase, minutes, file, line }) => {
    const by = `${minutes < 0 ? '−' : '+'}${formatWork(Math.abs(minutes), dayMinutes)}`
    return `  ${visible(io.shown(file))}:${line + 1} ${visible(phrase)} (${by})`
  })
}

/** `media/cli-history-bisect.schema.json` describes it. */
export function bisectJson({ limit, now, found }: BisectResult, io: Io): string {
  const date = (snapshot: Snapshot | undefined) => dateOrNull((snapshot && dateIn(snapshot, limit)) ?? Number.NaN)
  const report = {
    version: 1,
    milestone: { id: limit.id, name: limit.name },
    limit: dateOrNull(limit.minute),
    date: date(now),
    kept: found === undefined,
    ...(found && {
      broken: {
        commit: found.version?.commit.id ?? null,
        ...(found.version && {
          date: found.version.commit.date,
          author: found.version.commit.author,
          subject: found.version.commit.subject,
          file: found.version.path,
        }),
        before: date(found.before),
        after: date(found.after),
        first: found.version !== undefined && found.before === undefined,
        joint: found.isJoint,
        causes: causesOf(found, limit).map(({ phrase, minutes, file, line }) => ({
          edit: phrase,
          minutes,
          file: io.shown(file),
          line: line + 1,
        })),
      },
    }),
  }
  return jsonText(report)
}
