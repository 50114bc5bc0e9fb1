import { columnsOf, fitColumns } from './escape.ts'

/** A column of a table in a terminal; its cells are {@link visible} text. */
export interface Column {
  readonly head: string
  readonly cells: readonly string[]
  readonly isRight?: boolean
  /** Takes what room is left, and is cut where that is too little. One of a table. */
  readonly isFlexible?: boolean
  /** Left out where the table would be too wide: the highest first. Without one it stays. */
  readonly spare?: number
  readonly paint?: (text: string, row: number) => string
}

/** What a flexible column has at least. */
const leastFlexible = 14

/** The head and the rows, none wider than `width` where what stays fits in that at all. */
export function tableWithin(all: readonly Column[], width: number): readonly [head: string, ...rows: string[]] {
  let columns = all
  const spares = all.filter(({ spare }) => spare !== undefined).sort((a, b) => b.spare! - a.spare!)
  for (const spare of spares) {
    if (leastWidth(columns) <= width) break
    columns = columns.filter(column => column !== spare)
  }
  const room = width - leastWidth(columns)
  const line = (textOf: (column: Column) => string, paintOf?: (column: Column, text: string) => string) =>
    columns
      .map(column => {
        const text = fitted(textOf(column), column, room)
        return paintOf ? paintOf(column, text) : text
      })
      .join(' ')
      .trimEnd()
  const rows = (all[0]?.cells ?? []).map((_, row) =>
    line(
      ({ cells }) => cells[row]!,
      ({ paint }, text) => (paint ? paint(text, row) : text),
    ),
  )
  return [line(({ head }) => head), ...rows]
}

function leastWidth(columns: readonly Column[]): number {
  const widths = columns.map(column => Math.min(ownWidth(column), column.isFlexible ? leastFlexible : Infinity))
  return widths.reduce((sum, width) => sum + width, columns.length - 1)
}

function ownWidth({ head, cells }: Column): number {
  return Math.max(columnsOf(head), ...cells.map(columnsOf))
}

function fitted(text: string, column: Column, room: number): string {
  const own = ownWidth(column)
  const width = column.isFlexible ? Math.min(own, Math.min(own, leastFlexible) + Math.max(0, room)) : own
  const gap = width - columnsOf(text)
  return gap < 0 ? fitColumns(text, width) : column.isRight ? ' '.repeat(gap) + text : text + ' '.repeat(gap)
}
