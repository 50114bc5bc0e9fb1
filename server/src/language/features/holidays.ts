import type { Path } from '#engine/model/path'
import type { CalendarSpec } from '#engine/model/plan'
import { civilParts, formatDateRange, parseDateRange, rangeEnd, rangeStart } from '#engine/time/civil'
import type { Node, Problem, Reading, Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyChanges } from '../write/applyChanges.ts'
import { applyEdits, sortEdits } from '../write/edits.ts'
import { lineEndOf } from '../write/layout.ts'
import { columnAt, endOfLine, startOfLine, trimSpan } from '../write/places.ts'
import type { DocumentEdits } from './documentEdits.ts'

/** The public holidays of the world. What it knows changes with its version, so a plan never asks it: they are written down. */
export interface HolidayLibrary {
  /** What it is and whose data it has. */
  readonly source: string
  /** Code → name, in the country's own language or the one asked for. */
  readonly countries: (language?: string) => Readonly<Record<string, string>>
  /** The states of a country, or the regions of a state: code → name. */
  readonly parts: (steps: readonly string[]) => Readonly<Record<string, string>>
  readonly find: (steps: readonly string[], first: number, last: number) => FoundHolidays
}

export interface FoundHolidays {
  /** Day or range and name, in order; several of one day are joined. */
  readonly days: readonly (readonly [day: string, name: string])[]
  /** Names of those that cover a part of a day only. */
  readonly partial: readonly string[]
}

export type Years = readonly [first: number, last: number]

/** The comment above holidays: where they hold and for which years, in the form that {@link holidayPlaces} reads again. */
export function holidayNote(
  { code, name }: { readonly code: string; readonly name: string },
  [first, last]: Years,
  { partial }: FoundHolidays,
  source: string,
): readonly string[] {
  return [
    `Public holidays: ${name} (${code}), ${first === last ? first : `${first}–${last}`}`,
    `From ${source}`,
    ...(partial.length === 0 ? [] : [`Left out, not whole days: ${partial.join(', ')}`]),
  ]
}

const note = /#\s*Public holidays: .*\(([A-Z]{2}(?:-[A-Za-z0-9]+){0,2})\), (\d{4})(?:[–-](\d{4}))?/g

/** A calendar that may get public holidays. */
export interface HolidayPlace {
  readonly calendar: string
  readonly name: string
  /** Country, state and region that its comment names: `DE-BE`. */
  readonly code?: string
  /** The last year that it has holidays for. */
  readonly last?: number
}

/** The calendars of a plan, the one at `offset` or else the project's first; and the years that the plan spans. */
export function holidayPlaces(
  snapshot: Snapshot,
  offset?: number,
): { readonly places: readonly HolidayPlace[]; readonly years: Years } {
  const { plan, schedule } = snapshot
  const at = offset === undefined ? [] : snapshot.reading.pathAt(offset).path
  const first = at[0] === 'calendars' && at.length > 1 ? String(at[1]) : (plan.project.calendar ?? 'default')
  const ids = [...new Set([first, ...plan.calendars.keys()])]
  const places = ids.map(id => placeOf(snapshot, id))
  const year = (minute: number | undefined) =>
    minute !== undefined && Number.isFinite(minute) ? civilParts(minute).year : undefined
  const begins = year(plan.project.start?.minute) ?? year(schedule.start)
  const ends = year(schedule.finish - 1)
  return { places, years: [begins ?? ends ?? 2026, Math.max(begins ?? 0, ends ?? begins ?? 2026)] }
}

function placeOf(snapshot: Snapshot, id: string): HolidayPlace {
  const spec = snapshot.plan.calendars.get(id)
  const owner = spec && ownerOf(snapshot, spec)
  const noted = owner ? notedIn(owner.reading, spec.path) : undefined
  const years = spec?.holidays.map(({ range }) => civilParts(range.to.minute).year) ?? []
  return {
    calendar: id,
    name: spec?.name ?? id,
    ...(noted !== undefined && { code: noted }),
    ...(years.length > 0 && { last: Math.max(...years) }),
  }
}

/** The last comment of its kind in a calendar's text. */
function notedIn(reading: Reading, path: Path): string | undefined {
  const { text } = reading
  const { start, end } = reading.entrySpan(path)
  // A calendar in braces has its comment above.
  const above = /(?:^[ \t]*#.*(?:\r\n?|\n))*[ \t]*$/m.exec(text.slice(Math.max(0, start - 2000), start))![0]
  return [...(above + text.slice(start, end)).matchAll(note)].at(-1)?.[1]
}

function ownerOf(snapshot: Snapshot, { file }: CalendarSpec): Snapshot | undefined {
  return file === undefined || file === snapshot.uri ? snapshot : snapshot.workspace.snapshot(file)
}

/** The holidays of a country and region (`DE-BE`) in a calendar; `undefined` where there is no such place. */
export function addHolidays(
  snapshot: Snapshot,
  library: HolidayLibrary,
  { calendar, code, years }: { readonly calendar: string; readonly code: string; readonly years: Years },
): { readonly count: number; readonly edits: readonly DocumentEdits[] } | undefined {
  const steps = code.split('-')
  const names: string[] = []
  for (let depth = 0; depth < steps.length; depth++) {
    const known = depth === 0 ? library.countries() : library.parts(steps.slice(0, depth))
    const step = steps[depth]!
    if (!Object.hasOwn(known, step)) return undefined
    names.push(known[step]!)
  }
  const [first, last] = years
  if (!(first <= last && last - first < mostHolidayYears)) return undefined
  const found = library.find(steps, first, last)
  const comments = holidayNote({ code, name: names.join(', ') }, years, found, library.source)
  const { count, edits } = writeHolidays(snapshot, calendar, found.days, comments)
  return { count, edits }
}

/**
 * Writes holidays into a calendar, in the form that its holidays have, and from where they are as a comment. What is
 * there already stays and is not written twice. None where nothing is missing, or the text can't be read right.
 */
export function writeHolidays(
  snapshot: Snapshot,
  calendar: string,
  days: FoundHolidays['days'],
  comments: readonly string[],
): { readonly count: number; readonly edits: readonly DocumentEdits[] } {
  const none = { count: 0, edits: [] }
  const spec = snapshot.plan.calendars.get(calendar)
  const owner = spec ? ownerOf(snapshot, spec) : snapshot
  if (!owner || isBroken(owner)) return none
  const fresh = days.filter(([day]) => !spec?.holidays.some(({ range }) => covers(range, day)))
  if (fresh.length === 0) return none
  const path = spec?.path ?? ['calendars', calendar]
  const edits = sortEdits(editsFor(owner.reading, [...path, 'holidays'], fresh, comments))
  // What comes out is read again: nothing is offered that would not be what it says.
  const after = owner.reading.readAgain(applyEdits(owner.text, edits)).plan.calendars.get(calendar)
  const written = new Set(after?.holidays.map(({ range }) => formatDateRange(range)))
  const wanted = [...fresh.map(([day]) => day), ...(spec?.holidays ?? []).map(({ range }) => formatDateRange(range))]
  const isThere = wanted.every(day => written.has(day))
  return isThere ? { count: fresh.length, edits: [{ uri: owner.uri, edits }] } : none
}

/** Errors of syntax, but for a key that still waits for its value: it may get it now. */
function isBroken({ problems }: Snapshot): boolean {
  return problems.some(
    ({ code, severity }) => severity === 'error' && code.startsWith('yaml/') && code !== 'yaml/missing-value',
  )
}

function covers(range: CalendarSpec['holidays'][number]['range'], day: string): boolean {
  const its = parseDateRange(day)!
  return rangeStart(range.from) <= rangeStart(its.from) && rangeEnd(its.to) <= rangeEnd(range.to)
}

function editsFor(reading: Reading, path: Path, days: FoundHolidays['days'], comments: readonly string[]) {
  const node = reading.has(path) ? reading.nodeAt(path) : undefined
  if (node?.kind === 'map' || node?.kind === 'seq') {
    if (isBlock(node)) return [insertLines(reading, path, node, days, comments)]
    const changes = days.map(([day, name], k) => ({
      kind: 'set' as const,
      path: [...path, node.kind === 'seq' ? node.items.length + k : day],
      text: node.kind === 'seq' ? day : scalar(name),
    }))
    return [...applyChanges(reading, changes), aboveLine(reading, reading.spanOf({ path, on: 'key' }).start, comments)]
  }
  const above = flowAbove(reading, path)
  const notes = comments.map(line => `# ${line}`)
  // A single day or range has no name: it becomes the first of a list.
  const old = node && reading.text.slice(node.start, node.end)
  if (!above) {
    const lines = old
      ? [`- ${old}`, ...notes, ...days.map(([day, name]) => `- ${day} # ${name}`)]
      : [...notes, ...days.map(([day, name]) => `${day}: ${scalar(name)}`)]
    return applyChanges(reading, [{ kind: 'set', path, text: lines.join('\n') }])
  }
  const text = old
    ? `[${[old, ...days.map(([day]) => day)].join(', ')}]`
    : `{ ${days.map(([day, name]) => `${day}: ${scalar(name)}`).join(', ')} }`
  const edits = applyChanges(reading, [{ kind: 'set', path, text }])
  return [...edits, aboveLine(reading, reading.spanOf({ path: above, on: 'key' }).start, comments)]
}

type Entries = Extract<Node, { kind: 'map' | 'seq' }>

function isBlock(node: Entries): boolean {
  return !node.flow && (node.kind === 'map' ? node.entries : node.items).length > 0
}

/** The key of the innermost map in braces that the value would come into. */
function flowAbove(reading: Reading, path: Path): Path | undefined {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const at = path.slice(0, depth)
    const node = reading.has(at) ? reading.nodeAt(at) : undefined
    if (node?.kind === 'map') return node.flow ? at : undefined
  }
  return undefined
}

/** After the last of the entries that are earlier, else before the first. */
function insertLines(
  reading: Reading,
  path: Path,
  node: Entries,
  days: FoundHolidays['days'],
  comments: readonly string[],
) {
  const { text } = reading
  const steps = node.kind === 'map' ? node.entries.map(({ key }) => key.text) : node.items.map((_, k) => k)
  const dayAt = (step: string | number) =>
    text.slice(reading.entrySpan([...path, step]).start).replace(/^-?\s*["']?/, '')
  const first = reading.entrySpan([...path, steps[0]!]).start
  const dash = node.kind === 'map' ? first : text.lastIndexOf('-', text[first] === '-' ? first : first - 1)
  const indent = ' '.repeat(columnAt(text, dash))
  const lineEnd = lineEndOf(text)
  const lines = [
    ...comments.map(line => `# ${line}`),
    ...days.map(([day, name]) => (node.kind === 'map' ? `${day}: ${scalar(name)}` : `- ${day} # ${name}`)),
  ].map(line => indent + line)
  const before = steps.findLast(step => dayAt(step) < days[0]![0])
  if (before === undefined) {
    const at = startOfLine(text, dash)
    return { span: { start: at, end: at }, text: lines.map(line => line + lineEnd).join('') }
  }
  const at = endOfLine(text, trimSpan(text, reading.entrySpan([...path, before])).end)
  return { span: { start: at, end: at }, text: lines.map(line => lineEnd + line).join('') }
}

function aboveLine({ text }: Reading, offset: number, comments: readonly string[]) {
  const at = startOfLine(text, offset)
  const indent = /^[ ]*/.exec(text.slice(at))![0]
  const lines = comments.map(line => `${indent}# ${line}${lineEndOf(text)}`)
  return { span: { start: at, end: at }, text: lines.join('') }
}

/** A name as YAML: plain where nothing in it could be taken for something else, in a flow map too. */
function scalar(name: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’()/-]*$/u.test(name) && /\p{L}.*\p{L}/u.test(name)
  return isPlain && !/^(?:true|false|null|yes|no|on|off)$/i.test(name) && name === name.trim()
    ? name
    : JSON.stringify(name)
}

/** A way to holidays: into which calendar, of which years, and of which country and region where that is known. */
export interface HolidayAction {
  readonly title: string
  readonly calendar: string
  readonly years: Years
  readonly code?: string
  readonly problem?: Problem
}

/** Most years that are written at once. */
export const mostHolidayYears = 50

/**
 * On a calendar, its `holidays`, and where a plan runs past their last year: to write the missing years of the country
 * and region that a comment names, and to choose others.
 */
export function holidayActions(snapshot: Snapshot, { start, end }: Span): readonly HolidayAction[] {
  const { problems, reading } = snapshot
  const problem = problems.find(
    ({ code, span }) => code === 'calendar/holidays-end' && span.start <= end && start <= span.end,
  )
  const { path, on } = reading.pathAt(start)
  const isAtCalendar = path[0] === 'calendars' && on === 'key' && (path.length === 2 || path[2] === 'holidays')
  if (!isAtCalendar && !problem) return []
  const { places, years } = holidayPlaces(snapshot, start)
  const { calendar, code, last = years[0] - 1 } = places[0]!
  const missing: Years = last < years[1] ? [Math.max(last + 1, years[1] - mostHolidayYears + 1), years[1]] : years
  const words = missing[0] === missing[1] ? `${missing[0]}` : `${missing[0]}–${missing[1]}`
  const known = code !== undefined && last < years[1]
  return [
    ...(known ? [{ title: `Add the public holidays of ${words} (${code})`, calendar, code, years: missing }] : []),
    { title: 'Add public holidays…', calendar, years: missing },
  ].map(action => ({ ...action, ...(problem && { problem }) }))
}
