import type { Path } from '#engine/model/path'
import type { Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'

export interface DocumentLink {
  readonly span: Span
  /** An `https:` or `http:` address, or the URI of a file in the workspace. Nothing else. */
  readonly target: string
}

/** Addresses in `links` and `evidence`, files that are included or named as evidence. */
export function documentLinks(snapshot: Snapshot): readonly DocumentLink[] {
  const { plan, reading, workspace, uri } = snapshot
  const links: DocumentLink[] = []
  const add = (path: Path, text: string, mayBeFile: boolean): void => {
    const address = /^https?:\/\/[^\s<>"]+$/i.test(text) ? text : undefined
    const target =
      address ?? (mayBeFile && workspace.fileExists(uri, text) !== false ? workspace.resolve(uri, text) : undefined)
    if (target !== undefined) links.push({ span: unquoted(snapshot.text, reading.spanOf({ path })), target })
  }
  for (const { target, path } of plan.include) add(path, target, true)
  for (const { links, path, gate, acceptance } of plan.tasks.values()) {
    addEach(snapshot, [...path, 'links'], links, add)
    for (const { evidence, path } of [...gate, ...acceptance]) if (evidence) add([...path, 'evidence'], evidence, true)
  }
  for (const { links, path } of [...plan.decisions.values(), ...plan.changes.values()])
    addEach(snapshot, [...path, 'links'], links, add)
  return links.sort((a, b) => a.span.start - b.span.start)
}

function addEach(
  { reading }: Snapshot,
  path: Path,
  links: readonly string[],
  add: (path: Path, text: string, mayBeFile: boolean) => void,
): void {
  if (links.length === 0) return
  const isList = reading.nodeAt(path)?.kind === 'seq'
  for (const [index, link] of links.entries()) add(isList ? [...path, index] : path, link, false)
}

function unquoted(text: string, { start, end }: Span): Span {
  const quote = text[start]
  return (quote === '"' || quote === "'") && end - start > 1 ? { start: start + 1, end: end - 1 } : { start, end }
}
