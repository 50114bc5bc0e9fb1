import type { Path } from '#engine/model/path'
import { formatIsoDay, minutesPerDay } from '#engine/time/civil'
import { readPlan } from '#language/read/read'
import type { Reading } from '#language/read/reading'
import { applyChanges } from '#language/write/applyChanges'
import { applyEdits } from '#language/write/edits'
import type { Imported } from './imported.ts'
import type { Notes } from './notes.ts'

/** Leaving something out can leave what holds it empty, no more often than plans nest. */
const maxRounds = 12

/**
 * A plan without what could not be read in it: other tools accept values that a plan does not (a priority of 2000, an
 * hour 25:00). Each is named in the notes.
 */
export function keepReadable(text: string, notes: Notes): Imported {
  let now = text
  for (let round = 0; round < maxRounds; round++) {
    const reading = readPlan(now, { file: '' })
    const wrong = wrongPaths(reading)
    if (wrong.size === 0) break
    for (const [, { path, message }] of wrong) notes.add(`${nameOf(path)} was left out: ${message}`)
    now = applyEdits(
      now,
      applyChanges(
        reading,
        [...wrong.values()].map(({ path }) => ({ kind: 'remove', path })),
      ),
    )
  }
  return { text: withStart(now, notes), notes: notes.lines }
}

/** A plan needs a date to begin from: the first that it names, else any. */
function withStart(text: string, notes: Notes): string {
  const reading = readPlan(text, { file: '' })
  const { project, tasks } = reading.plan
  if (project.start || project.finish) return text
  const dates = [...tasks.values()].flatMap(({ constraints, actualStart, actualFinish }) =>
    [actualStart, actualFinish, ...Object.values(constraints)].flatMap(date => (date ? [date.minute] : [])),
  )
  const first = formatIsoDay(dates.reduce((a, b) => Math.min(a, b), dates[0] ?? someDay))
  notes.add(`The start of the project is missing: ${first} stands for it`)
  return applyEdits(text, applyChanges(reading, [{ kind: 'set', path: ['project', 'start'], text: first }]))
}

/** A Monday, 3 January 2000. */
const someDay = 10959 * minutesPerDay

interface Wrong {
  readonly path: Path
  readonly message: string
}

/** So many are taken out one by one; of more, what they are in: each costs a reading of the plan. */
const maxSingle = 100

/** Where errors of reading are, the outermost of nested ones. What the plan can't do without is not there. */
function wrongPaths(reading: Reading): ReadonlyMap<string, Wrong> {
  const errors = reading.problems.filter(({ severity, code }) => severity === 'error' && code !== 'plan/missing-key')
  let found: readonly Wrong[] = errors
    .map(({ span, message }) => ({ path: entryOf(reading, reading.pathAt(span.start).path), message }))
    .filter(({ path }) => path.length > 0)
  let kept = outermost(found)
  while (maxSingle < kept.size && [...kept.values()].some(({ path }) => 1 < path.length)) {
    found = found.map(({ path, message }) => ({ path: 1 < path.length ? path.slice(0, -1) : path, message }))
    kept = outermost(found)
  }
  return kept
}

function outermost(found: readonly Wrong[]): ReadonlyMap<string, Wrong> {
  const kept = new Map<string, Wrong>()
  for (const one of [...found].sort((a, b) => a.path.length - b.path.length)) {
    const isInside = one.path.some((_, n) => kept.has(JSON.stringify(one.path.slice(0, n))))
    const key = JSON.stringify(one.path)
    if (!isInside && !kept.has(key)) kept.set(key, one)
  }
  return kept
}

/** The nearest place that is written. */
function entryOf(reading: Reading, path: Path): Path {
  let at = path
  while (at.length > 0 && !reading.has(at)) at = at.slice(0, -1)
  return at
}

/** `"priority" of "build"` */
function nameOf(path: Path): string {
  const words = path.filter(step => typeof step === 'string')
  const [owner, key] = words.slice(-2)
  return words.length < 2 ? `"${words[0]}"` : `"${key}" of "${owner}"`
}
