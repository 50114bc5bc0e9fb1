import { count } from '#engine/schedule/words'
import type { Node, TextEdit } from '../../read/reading.ts'
import type { Snapshot } from '../../snapshot.ts'
import type { DocumentEdits } from '../documentEdits.ts'

/** What edits change at other places too, in words: `and 1 more place that uses &freeze`. Those are aliases of what is edited. */
export function elsewhereInWords(snapshot: Snapshot, edits: readonly DocumentEdits[]): string | undefined {
  const uses = new Map<string, number>()
  for (const one of edits) {
    const owner = snapshot.workspace.snapshot(one.uri)
    if (!owner || one.creates || !owner.text.includes('&') || !owner.text.includes('*')) continue
    for (const edit of one.edits)
      for (const { name, start } of anchorsAround(owner, edit)) uses.set(name, usesOf(owner, name, start))
  }
  const told = [...uses].filter(([, places]) => 0 < places)
  if (told.length === 0) return undefined
  const words = told.map(
    ([name, places]) => `${count(places, 'more place')} that ${places === 1 ? 'uses' : 'use'} &${name}`,
  )
  return `and ${words.join(' and ')}`
}

interface Anchor {
  readonly name: string
  /** Where what it names begins. */
  readonly start: number
}

function anchorsAround({ text, reading }: Snapshot, edit: TextEdit): readonly Anchor[] {
  const { path } = reading.pathAt(edit.span.start)
  return path.flatMap((_, depth) => {
    const at = path.slice(0, depth + 1)
    const name = anchorBefore(text, reading.spanOf({ path: at }).start)
    const node = name === undefined ? undefined : reading.nodeAt(at)
    return name !== undefined && node && holds(text, node, edit) ? [{ name, start: node.start }] : []
  })
}

function anchorBefore(text: string, at: number): string | undefined {
  return /(?<=[\s,[{])&([^\s,[\]{}]+)\s+$/.exec(text.slice(Math.max(0, at - 200), at))?.[1]
}

/** What is written below the last line of a block belongs to it only where it stands as far in. */
function holds(text: string, { start, end }: Node, edit: TextEdit): boolean {
  if (edit.span.start < start || end < edit.span.end) return false
  const below = /^\s*[\r\n]( *)/.exec(edit.text)
  if (edit.span.start < end || !below) return true
  const column = start - (Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1)
  return column <= below[1]!.length
}

function usesOf({ text, reading }: Snapshot, name: string, start: number): number {
  let uses = 0
  let looked = 0
  for (const { 0: mark, index, 1: word } of text.slice(start).matchAll(/(?<=[\s,[{])[*&]([^\s,[\]{}]+)/g)) {
    if (word !== name) continue
    // Another thing has the name from here.
    if (mark[0] === '&') break
    if (mostLooked <= looked++) break
    const at = start + index
    if (reading.nodeAt(reading.pathAt(at).path)?.start === at) uses++
  }
  return uses
}

/** More aliases are not read either. */
const mostLooked = 100
