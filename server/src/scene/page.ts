import { escapeMarkup } from './svg.ts'

/**
 * One self-contained page: white, printable, without script and without anything from elsewhere.
 *
 * @param body markup, in which all text is escaped
 */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}

/** Cells are plain text; `numbers` are the columns that stand to the right. */
export function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const kind = (column: number) => (numbers.includes(column) ? ' class="number"' : '')
  const head = heads.map((text, i) => `<th scope="col"${kind(i)}>${escapeMarkup(text)}</th>`).join('')
  const body = rows.map(cells => {
    const columns = cells.map((text, i) =>
      i === 0 ? `<th scope="row">${escapeMarkup(text)}</th>` : `<td${kind(i)}>${escapeMarkup(text)}</td>`,
    )
    return `<tr>${columns.join('')}</tr>`
  })
  return `<section><h2>${title}</h2><table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></section>`
}

const style = `
:root { color-scheme: light }
body { max-width: 1240px; margin: 24px auto; padding: 0 20px; background: #fff; color: #24292f; font: 13px/1.45 -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; font-variant-numeric: tabular-nums }
h1 { margin: 0; font-size: 24px; font-weight: 600 }
h2 { margin: 28px 0 8px; font-size: 15px; font-weight: 600 }
.headline { margin: 4px 0; font-size: 15px }
.facts { margin: 2px 0; color: #6b7280 }
.note { margin: 8px 0; padding-left: 8px; border-left: 3px solid #c62828 }
figure { margin: 0 }
figure svg { display: block; max-width: 100%; height: auto }
table { width: 100%; border-collapse: collapse }
th, td { padding: 3px 10px 3px 0; border-bottom: 1px solid #e3e6ea; text-align: left; vertical-align: top; overflow-wrap: break-word }
thead th { border-bottom-color: #24292f; font-weight: 600; white-space: nowrap }
tbody th { font-weight: 400 }
.number { text-align: right; white-space: nowrap }
ul { margin: 0; padding-left: 18px }
@page { size: landscape; margin: 12mm }
@media print {
  body { max-width: none; margin: 0; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  figure, tr { break-inside: avoid }
  h2 { break-after: avoid }
  thead { display: table-header-group }
}
`
