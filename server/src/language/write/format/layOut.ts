import type { Path } from '#engine/model/path'
import { objectAt } from '../../objects.ts'
import { canonicalScalar, scalarKindAt } from './canonical.ts'
import { type FlowNode, hasComments } from './flowNodes.ts'

/** A line that would be longer is opened. */
export const maxColumns = 100

/** Values in one line: `{ a: 1, b: [x, y] }`. */
export function flowLine(node: FlowNode, path: Path): string {
  if (node.kind === 'scalar') return canonicalScalar(node.source, scalarKindAt(path))
  if (node.kind === 'seq')
    return `[${node.items.map(({ value }, index) => flowLine(value, [...path, index])).join(', ')}]`
  if (node.entries.length === 0) return '{}'
  const entries = node.entries.map(({ key, value }) =>
    `${key}: ${value ? flowLine(value, [...path, keyText(key)]) : ''}`.trimEnd(),
  )
  return `{ ${entries.join(', ')} }`
}

/**
 * A flow value as it follows `head` (`key:`, `-` or nothing) at `column`: in its line, or opened into lines
 * of its own. The first line begins with the head, the others with their indentation.
 */
export function flowLines(node: FlowNode, path: Path, head: string, column: number): readonly string[] {
  const line = `${head} ${flowLine(node, path)}`.trimStart()
  if (node.kind === 'scalar' || isEmpty(node)) return [line]
  if (!mustOpen(path) && !hasComments(node) && column + line.length <= maxColumns) return [line]
  if (head === '') return withoutPad(openLines(node, path, column))
  const lines = openLines(node, path, column + 2)
  if (head !== '-') return [head, ...lines]
  const [first, ...rest] = withoutPad(lines)
  return [`- ${first}`, ...rest]
}

function withoutPad([first = '', ...rest]: readonly string[]): readonly string[] {
  return [first.trimStart(), ...rest]
}

/** One line for each entry, at `indent` columns, deeper ones opened where they must. */
export function openLines(node: FlowNode, path: Path, indent: number): readonly string[] {
  const pad = ' '.repeat(indent)
  const lines: string[] = []
  const add = (comments: readonly string[], entry: readonly string[]) => {
    for (const comment of comments) lines.push(pad + comment)
    lines.push(pad + entry[0]!, ...entry.slice(1))
  }
  if (node.kind === 'map')
    for (const { key, value, comments } of node.entries)
      add(comments, value ? flowLines(value, [...path, keyText(key)], `${key}:`, indent) : [`${key}:`])
  if (node.kind === 'seq')
    for (const [index, { value, comments }] of node.items.entries())
      add(comments, flowLines(value, [...path, index], '-', indent))
  return lines
}

function isEmpty(node: FlowNode): boolean {
  return node.kind === 'map' ? node.entries.length === 0 : node.kind === 'seq' && node.items.length === 0
}

/** Tasks, milestones and risks are blocks, and so is what they are in. */
export function mustOpen(path: Path): boolean {
  const [section] = path
  if (section !== 'tasks' && section !== 'milestones' && section !== 'risks') return false
  const place = objectAt(path)
  if (!place) return path.length === 1
  return place.rest.length === 0 || (section === 'tasks' && place.rest.length === 1 && place.rest[0] === 'tasks')
}

export function keyText(source: string): string {
  const first = source[0]
  return first === '"' || first === "'" ? source.slice(1, -1) : source
}
