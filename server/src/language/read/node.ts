import type { MapEntry, MapNode, Node, ScalarNode, Span } from './reading.ts'

/** The same list without the room for seventeen that the first push makes: a plan is tens of thousands of short lists. */
export function fitted<T>(list: readonly T[]): readonly T[] {
  return list.slice()
}

/** The same node, further on in the text. */
export function moveNode(node: Node, by: number): Node {
  if (by === 0) return node
  switch (node.kind) {
    case 'scalar':
      return moveScalar(node, by)
    case 'seq':
      return {
        ...node,
        start: node.start + by,
        end: node.end + by,
        items: node.items.map(item => item && moveNode(item, by)),
        dashes: node.dashes.map(dash => dash + by),
      }
    case 'map':
      return {
        ...node,
        start: node.start + by,
        end: node.end + by,
        entries: node.entries.map(entry => moveEntry(entry, by)),
      }
  }
}

export function moveScalar(node: ScalarNode, by: number): ScalarNode {
  return by === 0 ? node : { ...node, start: node.start + by, end: node.end + by }
}

export function moveEntry(entry: MapEntry, by: number): MapEntry {
  return {
    ...entry,
    key: moveScalar(entry.key, by),
    value: entry.value && moveNode(entry.value, by),
    ...(entry.colon !== undefined && { colon: entry.colon + by }),
  }
}

/** A map of entries, from where the first begins to where the last ends. */
export function mapOf(entries: readonly MapEntry[], flow = false): MapNode | undefined {
  const [first, last] = [entries[0], entries.at(-1)]
  return first && last && { kind: 'map', flow, start: first.key.start, end: endOf(last), entries }
}

export function entriesOf(node: Node | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : []
}

export function endOf({
  key,
  value,
  colon,
}: Pick<MapEntry, 'key' | 'colon'> & { readonly value: Span | undefined }): number {
  return value?.end ?? (colon === undefined ? key.end : colon + 1)
}

/** The end of a stretch of text without the white space at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end
  while (start < at && /\s/.test(text[at - 1]!)) at -= 1
  return at
}
