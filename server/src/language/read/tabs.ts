import type { MapEntry, Node } from './reading.ts'

const leading = /^[ \t]*\t[ \t]*(?=[^\s#])/gm

/** How wide a tab is taken to be: as the lines around it are indented. */
function tabWidth(text: string): number {
  return /^ +[^\s#]/m.test(text) ? 4 : 2
}

/** The same text indented by spaces, the edits that make it so, and where an offset of it stands in the original. */
export function expandTabs(text: string) {
  const width = tabWidth(text)
  const edits: { readonly span: { readonly start: number; readonly end: number }; readonly text: string }[] = []
  let expanded = ''
  let last = 0
  for (const { index, 0: indent } of text.matchAll(leading)) {
    const spaces = indent.replaceAll('\t', ' '.repeat(width))
    edits.push({ span: { start: index, end: index + indent.length }, text: spaces })
    expanded += text.slice(last, index) + spaces
    last = index + indent.length
  }
  expanded += text.slice(last)
  return { expanded, edits, original: (offset: number) => originalOffset(edits, offset) }
}

function originalOffset(edits: ReturnType<typeof expandTabs>['edits'], offset: number): number {
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
