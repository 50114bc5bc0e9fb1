import { unaccented } from '#engine/base/latin'
import type { Notes } from '../notes.ts'
import { idGiver } from '../planText.ts'
import { outlineOf } from './outline.ts'
import { type Element, textOf } from './xml.ts'

/** A task or a summary, with what is inside. */
export interface Node {
  readonly element: Element
  readonly id: string
  readonly children: Node[]
}

export interface Outline {
  readonly roots: readonly Node[]
  /** All of them, in order. */
  readonly nodes: readonly Node[]
  /** Ids in the plan by UID. */
  readonly ids: ReadonlyMap<string, string>
  /** Gives out further ids. */
  readonly give: (wanted: string, fallback: string) => string
}

/** Levels of the outline; a plan nests no deeper. */
const maxNesting = 28

/** The outline of a file, each row with its id in the plan. */
export function nested(root: Element, notes: Notes): Outline {
  const give = idGiver()
  const ids = new Map<string, string>()
  const roots: Node[] = []
  const open: { level: number; children: Node[] }[] = [{ level: 0, children: roots }]
  const nodes = outlineOf(root).map(({ element, level }): Node => {
    const uid = textOf(element, 'UID') ?? ''
    const id = give(shortId(textOf(element, 'Name') ?? ''), `task-${uid}`)
    ids.set(uid, id)
    while (open.length > 1 && level <= open.at(-1)!.level) open.pop()
    if (maxNesting < open.length) {
      notes.add(`What is nested deeper than ${maxNesting} was put beside what it is in`, id)
      while (maxNesting < open.length) open.pop()
    }
    const node: Node = { element, id, children: [] }
    open.at(-1)!.children.push(node)
    open.push({ level, children: node.children })
    return node
  })
  return { roots, nodes, ids, give }
}

/** A name as a short id: its first words. */
function shortId(name: string): string {
  const words = unaccented(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  let id = ''
  for (const word of words) {
    if (id !== '' && 28 < id.length + word.length) break
    id = id === '' ? word : `${id}-${word}`
  }
  return id
}
