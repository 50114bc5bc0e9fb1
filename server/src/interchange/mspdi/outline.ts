import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/** A row of the outline: a task or a summary. */
export interface Row {
  readonly element: Element
  /** From 1. */
  readonly level: number
}

/**
 * The row above all others that stands for the project: at level 0, and with the UID 0 or alone there. Other tools' files
 * count levels from 0 without one.
 */
export function projectRow(root: Element): Element | undefined {
  const rows = childrenOf(childOf(root, 'Tasks'), 'Task').filter(task => !flagOf(task, 'IsNull'))
  const top = rows.filter(row => levelOf(row) === 0)
  return top.find(row => textOf(row, 'UID') === '0') ?? (top.length === 1 && top[0] === rows[0] ? top[0] : undefined)
}

/** All tasks and summaries in order, without blank rows and the project's own. */
export function outlineOf(root: Element): readonly Row[] {
  const own = projectRow(root)
  const rows = childrenOf(childOf(root, 'Tasks'), 'Task')
    .filter(task => task !== own && !flagOf(task, 'IsNull'))
    .map(element => ({ element, level: levelOf(element) ?? 1 }))
  const shift = own === undefined && rows.some(({ level }) => level === 0) ? 1 : 0
  return rows.map(({ element, level }) => ({ element, level: Math.max(1, level + shift) }))
}

/** As it is said, else by the steps of the outline number: `1.2` is at level 2. */
function levelOf(task: Element): number | undefined {
  const level = numberOf(task, 'OutlineLevel')
  const number = textOf(task, 'OutlineNumber')
  if (level !== undefined || number === undefined) return level
  return number === '0' ? 0 : number.split('.').length
}
