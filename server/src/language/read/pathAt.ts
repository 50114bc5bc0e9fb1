import type { Path } from '#engine/model/path'
import type { Outline } from './outline.ts'
import type { MapEntry, Node } from './reading.ts'
import { valueAt } from './readPiece.ts'

export interface PathAt {
  readonly path: Path
  readonly on: 'key' | 'value' | 'between'
}

/** One entry or item on the way down to an offset. Offsets of the document. */
interface Step {
  readonly path: Path
  /** Where the key or the dash begins. */
  readonly start: number
  readonly keyEnd: number
  readonly value: Node | undefined
  readonly base: number
  /** Has entries in pieces of its own. */
  readonly open: boolean
  readonly flow: boolean
}

/**
 * The deepest path that covers an offset. Between entries, on blank lines and at the end of unfinished
 * ones, the column says which block is meant: as it would if something were typed there.
 */
export function pathAt(text: string, outline: Outline, offset: number): PathAt {
  const steps = stepsTo(outline, offset)
  const line = lineStart(text, offset)
  const last = steps.at(-1)
  if (!last) return { path: [], on: 'between' }
  const onLine = onSameLine(text, last, steps, line, offset)
  return onLine ?? byColumn(text, steps, line, offset)
}

function onSameLine(
  text: string,
  last: Step,
  steps: readonly Step[],
  line: number,
  offset: number,
): PathAt | undefined {
  if (offset <= last.keyEnd && last.start <= offset)
    return { path: last.path, on: last.keyEnd === last.start ? 'value' : 'key' }
  const { value, base } = last
  if (value && value.kind !== 'scalar' && value.flow && offset <= value.end + base) {
    return value.start + base < offset && offset < value.end + base
      ? { path: last.path, on: value.kind === 'map' ? 'between' : 'value' }
      : { path: last.path, on: 'value' }
  }
  if (value?.kind === 'scalar' && value.start + base <= offset && offset <= value.end + base)
    return { path: last.path, on: 'value' }
  if (last.flow) {
    const container = steps.findLast(step => !step.flow)!
    const outer = container.value
    if (outer && offset <= outer.end + container.base) return beside(text, last, steps, offset)
  }
  if (line <= last.start && last.start < offset) return { path: last.path, on: 'value' }
  return undefined
}

/** In flow, behind an entry: still its value, or behind a comma the next place. */
function beside(text: string, last: Step, steps: readonly Step[], offset: number): PathAt {
  const end = last.value ? last.value.end + last.base : last.keyEnd
  const comma = text.slice(end, offset).includes(',')
  const parent = steps.at(-2)!
  if (!comma) return { path: last.path, on: 'value' }
  if (parent.value?.kind === 'map') return { path: parent.path, on: 'between' }
  return { path: [...parent.path, Number(last.path.at(-1)) + 1], on: 'value' }
}

function byColumn(text: string, steps: readonly Step[], line: number, offset: number): PathAt {
  const before = text.slice(line, offset)
  const column = /^[ \t]*$/.test(before)
    ? Math.max(before.length, blankColumn(text, line))
    : /^[ \t]*/.exec(before)![0].length
  for (let i = steps.length - 1; 0 <= i; i--) {
    const step = steps[i]!
    if (step.flow) continue
    const own = step.start - lineStart(text, step.start)
    if (column < own) continue
    if (column === own) return { path: step.path.slice(0, -1), on: 'between' }
    const holds = step.open || step.value?.kind === 'map' || step.value?.kind === 'seq'
    if (holds) return { path: step.path, on: 'between' }
    if (step.value === undefined) return { path: step.path, on: 'value' }
    return { path: step.path.slice(0, -1), on: 'between' }
  }
  return { path: [], on: 'between' }
}

/** The column of what stands on a line, where the cursor stands before it. */
function blankColumn(text: string, line: number): number {
  const content = /^[ \t]*(?=[^\s#])/.exec(text.slice(line, line + 1000))
  return content ? content[0].length : 0
}

/** The entries that are open at an offset, outermost first: of each block the last that begins before it. */
function stepsTo(outline: Outline, offset: number): readonly Step[] {
  const { pieces, bases, parents } = outline
  const steps: Step[] = []
  let at = lastPieceBefore(outline, offset)
  if (at < 0) return steps
  const chain: number[] = []
  for (let i = at; 0 <= i; i = parents[i]!) chain.unshift(i)
  let path: Path = []
  for (const i of chain) {
    at = i
    const { key, kind } = pieces[i]!
    const base = bases[i]!
    if (kind === 'tail') continue
    path = [...path, key.text]
    steps.push({
      path,
      start: key.start + base,
      keyEnd: key.end + base,
      value: valueAt(outline, i),
      base,
      open: kind !== 'leaf',
      flow: false,
    })
  }
  addInner(steps, path, valueAt(outline, at), bases[at]!, offset)
  return steps
}

function addInner(steps: Step[], from: Path, value: Node | undefined, base: number, offset: number): void {
  let path = from
  let node = value
  while (node && node.kind !== 'scalar') {
    if (node.flow && !(node.start + base < offset && offset <= node.end + base)) return
    if (node.kind === 'map') {
      const entry: MapEntry | undefined = node.entries.findLast(one => one.key.start + base <= offset)
      if (!entry) return
      path = [...path, entry.key.text]
      steps.push({
        path,
        start: entry.key.start + base,
        keyEnd: entry.key.end + base,
        value: entry.value,
        base,
        open: false,
        flow: node.flow,
      })
      node = entry.value
    } else {
      const { dashes, items } = node
      const index = node.flow
        ? items.findLastIndex(item => item && item.start + base <= offset)
        : dashes.findLastIndex(dash => dash + base < offset)
      if (index < 0) return
      const item = items[index]
      path = [...path, index]
      const start = (dashes[index] ?? item?.start ?? node.start) + base
      steps.push({ path, start, keyEnd: start, value: item, base, open: false, flow: node.flow })
      node = item
    }
  }
}

/** The place of the last piece whose key begins at an offset or before, or -1. */
function lastPieceBefore({ pieces, bases }: Outline, offset: number): number {
  let low = -1
  let high = pieces.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.key.start + bases[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}

function lineStart(text: string, offset: number): number {
  let at = offset
  while (0 < at && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at -= 1
  return at
}
