import { plainText } from './escape.ts'

/** What stands in a cell: nothing for `null` and `undefined`. Text of a plan goes through {@link textCell} first. */
export type Cell = string | number | boolean | null | undefined

/** Rows as RFC 4180 has them. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map(row => `${row.join(',')}\r\n`).join('')
}

const formulaStarts = new Set('=+-@\t\r\n')

/**
 * A text as a cell: without what would steer a terminal, quoted where it must be, and after an apostrophe where a spreadsheet would
 * run it as a formula.
 */
export function textCell(text: string): string {
  const plain = plainText(text)
  const guarded = formulaStarts.has(plain.charAt(0)) ? `'${plain}` : plain
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
