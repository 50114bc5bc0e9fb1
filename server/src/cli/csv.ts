/** Rows as RFC 4180 has them. Text of a plan goes through {@link guard} first. */
export function csvText(rows: Iterable<readonly string[]>): string {
  let text = ''
  for (const row of rows) text += `${row.map(quote).join(',')}\r\n`
  return text
}

const formulaStarts = new Set('=+-@\t\r\n')

/** A text that a spreadsheet would run as a formula begins with an apostrophe instead. */
export function guard(text: string): string {
  return formulaStarts.has(text.charAt(0)) ? `'${text}` : text
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
