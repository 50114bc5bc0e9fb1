import { problemAt } from './problem.ts'
import type { Node, Problem, Span } from './reading.ts'

const maxAliases = 100
const maxExpanded = 10_000

/** What the anchors of a document stand for, and how much of the budget for aliases is spent. */
export interface Anchors {
  /** By name, once there is one. */
  nodes: Map<string, Node> | undefined
  aliases: number
  expanded: number
  /** How many more characters the library may be given in this reading: it is slow. */
  characters: number
}

export function noAnchors(): Anchors {
  return { nodes: undefined, aliases: 0, expanded: 0, characters: 1_000_000 }
}

/** What an alias stands for, as if it stood where the alias stands; `undefined` when the budget is spent. */
export function expandAlias(target: Node, span: Span, budget: Anchors): Node | undefined {
  return maxAliases < budget.aliases ? undefined : copyAt(target, span, budget)
}

export function tooManyAliases(span: Span): Problem {
  return problemAt(span, {
    code: 'yaml/alias',
    message: `Aliases stand for too much: at most ${maxAliases} aliases and ${maxExpanded} values are read`,
    help: 'Write the values out',
  })
}

function copyAt(node: Node, span: Span, budget: Anchors): Node | undefined {
  budget.expanded += 1
  if (maxExpanded < budget.expanded) return undefined
  const place = { start: span.start, end: span.end }
  switch (node.kind) {
    case 'scalar':
      return { ...node, ...place }
    case 'seq':
      return {
        ...node,
        ...place,
        items: node.items.map(item => item && copyAt(item, span, budget)),
        dashes: node.dashes.map(() => span.start),
      }
    case 'map':
      return {
        ...node,
        ...place,
        entries: node.entries.map(({ key, value, told }) => ({
          key: { ...key, ...place },
          value: value && copyAt(value, span, budget),
          colon: span.start,
          ...(told && { told }),
        })),
      }
  }
}
