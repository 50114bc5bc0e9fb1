import type { MapEntry, Node, TextEdit } from './reading.ts'

/** A text after edits, in order, and where an offset of it stands in the original. */
export function withEdits(text: string, edits: readonly TextEdit[]) {
  let edited = ''
  let last = 0
  for (const { span, text: fresh } of edits) {
    edited += text.slice(last, span.start) + fresh
    last = span.end
  }
  return { edited: edited + text.slice(last), original: (offset: number) => originalOffset(edits, offset) }
}

function originalOffset(edits: readonly TextEdit[], offset: number): number {
  let longer = 0
  for (const { span, text } of edits) {
    const start = span.start + longer
    if (offset < start + text.length) return offset < start ? offset - longer : Math.min(span.end, offset - longer)
    longer += text.length - (span.end - span.start)
  }
  return offset - longer
}

/** A node with every offset put through a function. */
export function relocate(node: Node, to: (offset: number) => number): Node {
  const place = { start: to(node.start), end: to(node.end) }
  switch (node.kind) {
    case 'scalar':
      return { ...node, ...place }
    case 'seq':
      return {
        ...node,
        ...place,
        items: node.items.map(item => item && relocate(item, to)),
        dashes: node.dashes.map(to),
      }
    case 'map':
      return { ...node, ...place, entries: node.entries.map(entry => relocateEntry(entry, to)) }
  }
}

function relocateEntry(entry: MapEntry, to: (offset: number) => number): MapEntry {
  const { key, value, colon } = entry
  return {
    ...entry,
    key: { ...key, start: to(key.start), end: to(key.end) },
    value: value && relocate(value, to),
    ...(colon !== undefined && { colon: to(colon) }),
  }
}
