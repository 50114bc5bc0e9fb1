/** The part of `tpm history --bisect --format json` that is used here. Dates are `2026-05-29T17:00`, the ends of work. */
export interface BisectRecord {
  readonly milestone: { readonly name: string }
  readonly limit: string
  /** `null` where it has none. */
  readonly date: string | null
  readonly broken?: {
    /** `null`: it is not committed yet. */
    readonly commit: string | null
    readonly subject?: string
    /** Where the plan was, from the top of its repository. */
    readonly file?: string
    /** No version is older, so none kept it. */
    readonly first: boolean
    readonly before: string | null
    readonly after: string | null
    /** A merge of two sides that each kept the date. */
    readonly joint: boolean
    readonly causes: readonly { readonly file: string; readonly line: number }[]
  }
}

/** `Live: Fri 20 Mar 2026 → Mon 23 Mar 2026 since 4d867914 “Longer tests”. It had to keep Fri 20 Mar 2026.` */
export function breakWords({ milestone: { name }, limit, date, broken }: BisectRecord): string {
  const had = `It had to keep ${day(limit)}.`
  if (!broken) return `${name} keeps ${day(limit)}: it is on ${day(date)}.`
  const { commit, subject = '', first, before, after, joint } = broken
  const words = subject === '' ? '' : ` “${shortened(subject)}”`
  const version = commit === null ? 'what is not committed yet' : `${commit.slice(0, 8)}${words}`
  if (first) return `${name} is late from the first commit there is, ${version}: ${day(after)}. ${had}`
  const merge = joint ? ' A merge: each side alone keeps the date.' : ''
  return `${name}: ${day(before)} → ${day(after)} since ${version}. ${had}${merge}`
}

/** `2026-05-29`: the last day that a deadline leaves. @param minute on the civil clock, since 1970 */
export function lastDay(minute: number): string {
  return new Date((minute - 1) * 60_000).toISOString().slice(0, 10)
}

const written = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `Fri 29 May 2026`; what ends at midnight ends on the day before. */
function day(date: string | null): string {
  if (date === null) return 'no date'
  const parts = written.formatToParts(Date.parse(`${date}Z`) - 60_000)
  return ['weekday', 'day', 'month', 'year'].map(type => parts.find(part => part.type === type)?.value).join(' ')
}

const longestSubject = 60

function shortened(subject: string): string {
  return subject.length <= longestSubject ? subject : `${subject.slice(0, longestSubject)}…`
}
