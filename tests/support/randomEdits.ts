import { readdirSync, readFileSync } from 'node:fs'
import { drawFrom } from '#engine/leveling/draw'
import type { Path } from '#engine/model/path'
import { drivingOf } from '#engine/schedule/driving'
import { commonEnds } from '#language/commonEnds'
import { documentSymbols } from '#language/features/documentSymbols'
import { semanticTokens } from '#language/features/semanticTokens'
import type { Position } from '#language/lines'
import type { Node } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { toDiagnostics } from '../../server/src/lsp/convert.ts'
import { changedText } from '../../server/src/lsp/texts.ts'
import { richPlan, scraps } from './planTexts.ts'

/** Where a server that has seen every edit answered otherwise than one that has seen only the last text. */
export interface Divergence {
  readonly seed: number
  /** How many edits of that seed were made. */
  readonly edits: number
  readonly what: string
  readonly text: string
  readonly warmed: string
  readonly fresh: string
}

const uri = 'file:///w/plan.tpm.yaml'
/** Edits made to one text before the next is taken. */
const editsAText = 40

/**
 * Makes random edits, as an editor tells them, and compares after each of them text, lines, ranges, outline, colours,
 * diagnostics and schedule with those of a fresh workspace. The same seed makes the same edits.
 *
 * @returns the first difference, or `undefined` when there is none in so many edits.
 */
export function firstDivergence(seed: number, edits: number, say?: (done: number) => void): Divergence | undefined {
  for (let done = 0; done < edits; done += editsAText) {
    const found = typeInto(seed + done / editsAText, Math.min(editsAText, edits - done))
    if (found) return found
    say?.(done + editsAText)
  }
  return undefined
}

type Draw = (below: number) => number

function typeInto(seed: number, edits: number): Divergence | undefined {
  const draw = drawFrom(seed)
  const first = oneOf(draw, startingTexts())
  const past = [first]
  const warmed = workspaceWith(first)
  for (let made = 1; made <= edits; made++) {
    const before = past.at(-1)!
    const { insert, ...edit } = nextEdit(draw, before, past)
    const [start, end] = [outsideOfLineEnd(before, edit.start), outsideOfLineEnd(before, edit.end)]
    const text = before.slice(0, start) + insert + before.slice(end)
    const range = { start: positionIn(before, start), end: positionIn(before, end) }
    const told = changedText(before, [{ range, text: insert }], warmed.textOf(uri)?.lines)
    warmed.set(uri, told, made)
    const differs = difference(told, text, warmed, workspaceWith(text))
    if (differs) return { seed, edits: made, text, ...differs }
    past.push(text)
  }
  return undefined
}

function difference(told: string, text: string, warmed: Workspace, fresh: Workspace) {
  if (told !== text) return { what: 'text', ...around(told, text) }
  const [ours, theirs] = [answersOf(warmed.snapshot(uri)!), answersOf(fresh.snapshot(uri)!)]
  for (const [what, answer] of Object.entries(ours)) {
    const [now, expected] = [answer(), theirs[what as keyof typeof theirs]()]
    if (isSame(now, expected)) continue
    const [warm, cold] = [asText(now), asText(expected)]
    if (warm !== cold) return { what, ...around(warm, cold) }
  }
  return undefined
}

/** What two answers are where they begin to differ. */
function around(warmed: string, fresh: string): { warmed: string; fresh: string } {
  const { prefix } = commonEnds(warmed, fresh)
  const cut = (answer: string) => answer.slice(Math.max(0, prefix - 200), prefix + 300)
  return { warmed: cut(warmed), fresh: cut(fresh) }
}

/** Everything a server says of a text, each made when asked for. */
function answersOf(snapshot: Snapshot) {
  const { reading, lines, plan } = snapshot
  return {
    diagnostics: () => toDiagnostics(snapshot),
    problems: () => snapshot.problems.map(problem => ({ ...problem, related: problem.related })),
    schedule: () => scheduleOf(snapshot),
    plan: () => plan,
    root: () => reading.root,
    ranges: () =>
      pathsIn(reading.root).map(path => [
        reading.spanOf({ path }),
        reading.spanOf({ path, on: 'key' }),
        reading.entrySpan(path),
      ]),
    ignores: () => reading.ignores,
    lines: () => Array.from({ length: lines.count }, (_, line) => lines.startOf(line)),
    outline: () => documentSymbols(snapshot),
    colours: () => semanticTokens(reading.blocks),
  }
}

function scheduleOf({ schedule }: Snapshot) {
  const tasks = [...schedule.tasks].map(([id, one]) => {
    const { task, partial, unscheduled, start, finish, earlyStart, earlyFinish, lateStart, lateFinish } = one
    const { duration, effort, totalFloat, freeFloat, critical, progress, started, finished, cancelled } = one
    const { cost } = one
    const driving = drivingOf(one)
    return [
      [id, task.name, partial, unscheduled, start, finish, earlyStart, earlyFinish, lateStart, lateFinish],
      [duration, effort, totalFloat, freeFloat, critical, progress, started, finished, cancelled, driving, cost],
    ]
  })
  return { ...schedule, tasks }
}

function pathsIn(node: Node | undefined, path: Path = []): Path[] {
  if (node?.kind === 'map')
    return node.entries.flatMap(({ key, value }) => [[...path, key.text], ...pathsIn(value, [...path, key.text])])
  if (node?.kind === 'seq') return node.items.flatMap((item, i) => [[...path, i], ...pathsIn(item, [...path, i])])
  return []
}

/** Are they surely written the same? A quick look: what differs in keys that JSON leaves out is not seen to be the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]))
  if (isMap(a) || isMap(b)) return isMap(a) && isMap(b) && isSame([...a], [...b])
  const [ours, theirs] = [Object.entries(a), Object.entries(b)]
  return (
    ours.length === theirs.length && ours.every(([key, one], i) => key === theirs[i]![0] && isSame(one, theirs[i]![1]))
  )
}

/** JSON that tells maps and numbers that are none apart. */
function asText(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'number' && !Number.isFinite(part)) return String(part)
      return isMap(part) ? ['map', ...part] : part
    }) ?? 'undefined'
  )
}

function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return typeof value === 'object' && value !== null && 'entries' in value && 'get' in value
}

function workspaceWith(text: string): Workspace {
  const workspace = new Workspace()
  workspace.set('file:///w/shared/people.tpm.yaml', people)
  workspace.set('file:///w/infra.tpm.yaml', infra)
  workspace.set(uri, text)
  return workspace
}

const people = 'resources:\n  maya: { name: Maya }\n  zoe: { name: Zoe, leave: [2026-03-09..2026-03-10] }\n'
const infra = `tpm: 1
project: { id: infra, name: Infra, start: 2026-03-02 }
tasks:
  network: { name: Network, duration: 5d }
`

/** A schedule with much that holds and drives: people who are busy, dates to keep, work that has begun. */
const busyPlan = `tpm: 1
project: { id: busy, name: Busy, start: 2026-03-02, status-date: 2026-03-11, deadline: 2026-04-10, currency: EUR }
resources:
  ann: { name: Ann, rate: 100/h, leave: [2026-03-16..2026-03-17] }
  bob: { name: Bob, rate: 80/h, capacity: 50% }
tasks:
  a: { name: A, duration: 3d, assign: ann, actual-start: 2026-03-02, actual-finish: 2026-03-04 }
  b: { name: B, duration: 5d, assign: [ann, bob], after: a, progress: 50% }
  phase:
    name: Phase
    after: a FS+1d
    tasks:
      c: { name: C, effort: 6d, assign: bob, after: b SS+1d }
      d: { name: D, duration: 2d..3d..6d, assign: ann, deadline: 2026-03-20 }
      inner:
        name: Inner
        tasks:
          e: { name: E, duration: 4d, assign: ann, after: [c, d FF+1d] }
          f: { name: F, duration: 1w, after: infra/network, start-no-earlier-than: 2026-03-18 }
  g: { name: G, duration: 2d, assign: bob, before: end -3d, owner: bob }
  h: { name: H, duration: 2d, assign: ann, after: [e, f], must-finish-on: 2026-04-02 }
milestones:
  end: { name: End, after: [h, g], deadline: 2026-04-08 }
risks:
  r: { name: R, probability: 30%, affects: [e], mitigation: [g] }
`

let texts: readonly string[] | undefined

/** Plans to type into, as they are and with the other line end. */
function startingTexts(): readonly string[] {
  if (texts) return texts
  const folder = new URL('../../media/templates/', import.meta.url)
  const templates = readdirSync(folder).filter(name => name.endsWith('.yaml'))
  const few = [richPlan, busyPlan, busyPlan, busyPlan.replace('currency: EUR', 'leveling: auto'), richPlan]
  const all = [...few, ...few, ...templates.map(name => readFileSync(new URL(name, folder), 'utf8'))]
  texts = [...all, ...few.map(text => text.replaceAll('\n', '\r\n'))]
  return texts
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly insert: string
}

/** Half of what is typed makes sense; the rest are accidents, and some are taken back. */
function nextEdit(draw: Draw, text: string, past: readonly string[]): Edit {
  const kind = draw(10)
  if (kind < 5) return newValue(draw, text) ?? scrap(draw, text)
  if (kind < 8) return scrap(draw, text)
  return { start: 0, end: text.length, insert: past[Math.max(0, past.length - 2 - draw(3))]! }
}

const values: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b\d+[dwh]\b/g, ['1d', '2d', '9d', '3w', '0d', '4h', '3e']],
  [/\b20\d\d-\d\d-\d\d\b/g, ['2026-03-02', '2026-03-13', '2026-04-01', '2027-01-04', '2026-02-30']],
  [/\b\d+%/g, ['0%', '10%', '50%', '100%', '200%']],
  [/(?<=(?:after|before|affects): \[?)[a-z]\w*/g, ['a', 'b', 'd', 'phase', 'end', 'h', 'nobody', 'survey', 'infra/x']],
  [/(?<=assign: \[?)[a-z]\w*/g, ['ann', 'bob', 'maya', 'ben', 'zoe', 'nobody']],
  [/\b[A-Z]\w+/g, ['Name', 'Über', '😀 Two', '"Q"', 'A # b', "It's"]],
  [/^ {2,6}[a-z]\w*(?=:)/gm, ['  a', '  zz', '      d', '    name', '    duration']],
  [/(?:duration|effort|assign|deadline|name|status|after|progress)(?=: )/g, ['effort', 'duration', 'after', 'nmae']],
  [
    /$/gm,
    [', progress: 20%', ' # tpm-ignore resource/overload', '\n  n: { name: N, duration: 2d }', ' }', '\r\n', '\t'],
  ],
]

function newValue(draw: Draw, text: string): Edit | undefined {
  const [pattern, words] = oneOf(draw, values)
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return undefined
  const { index, 0: old } = oneOf(draw, places)
  return { start: index, end: index + old.length, insert: oneOf(draw, words) }
}

function scrap(draw: Draw, text: string): Edit {
  const start = draw(text.length + 1)
  const removed = [0, 0, 1, draw(7), draw(100)][draw(5)]!
  return { start, end: Math.min(text.length, start + removed), insert: oneOf(draw, scraps) }
}

function oneOf<T>(draw: Draw, of: readonly T[]): T {
  return of[draw(of.length)]!
}

/** As the protocol counts, found the slow way. */
function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length - 1, character: lines.at(-1)!.length }
}

/** No editor's cursor stands between the two halves of a line end. */
function outsideOfLineEnd(text: string, offset: number): number {
  return 0 < offset && text.startsWith('\r\n', offset - 1) ? offset - 1 : offset
}
