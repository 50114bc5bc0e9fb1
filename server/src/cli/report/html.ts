import type { ReportSection, StatusReport } from '#engine/view/statusReport'
import { escapeMarkup } from '#scene/svg'

const style = `body{font:15px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#24292f;background:#fff;max-width:860px;margin:32px auto;padding:0 20px}
h1{font-size:24px;margin:0}h2{font-size:16px;margin:28px 0 6px}.quiet{color:#6b7280;margin:2px 0 16px}
.answer{font-size:17px;font-weight:600;border-left:4px solid #2e7d46;padding-left:12px}.answer.late{border-color:#c62828}.answer.undated{border-color:#8a8a8a}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600;color:#6b7280;font-size:13px}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid #e3e6ea;vertical-align:top}.bad{color:#c62828}.why{color:#6b7280;font-size:13px}`

/** One self-contained page, without scripts: it can be mailed. */
export function reportHtml({
  title,
  subtitle,
  headline,
  isLate,
  isUndated,
  errors,
  change,
  sections,
}: StatusReport): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title><style>${style}</style></head><body>
<h1>${escapeMarkup(title)}</h1>${subtitle === undefined ? '' : `<p class="quiet">${escapeMarkup(subtitle)}</p>`}
${errors === undefined ? '' : errorsHtml(errors)}<p class="answer${isLate ? ' late' : isUndated ? ' undated' : ''}">${escapeMarkup(headline)}</p>
${change === undefined ? '' : `<p>${escapeMarkup(change)}</p>\n`}${sections.map(sectionHtml).join('\n')}
</body></html>
`
}

function errorsHtml({ text, first }: NonNullable<StatusReport['errors']>): string {
  const lines = first.map(line => `<li>${escapeMarkup(line)}</li>`).join('')
  return `<p class="bad">${escapeMarkup(text)}</p><ul class="why">${lines}</ul>\n`
}

function sectionHtml({ title, columns, rows, none }: ReportSection): string {
  const head = `<h2>${escapeMarkup(title)}</h2>`
  if (rows.length === 0) return none === '' ? head : `${head}<p class="quiet">${escapeMarkup(none)}</p>`
  const body = rows.map(({ cells, tone, details = [] }) => {
    const why = details.map(detail => `<div class="why">${escapeMarkup(detail)}</div>`).join('')
    const [first = '', ...rest] = cells.map(escapeMarkup)
    const row = [`<td>${first}${why}</td>`, ...rest.map(cell => `<td>${cell}</td>`)].join('')
    return `<tr${tone === 'bad' ? ' class="bad"' : ''}>${row}</tr>`
  })
  const names = columns.map(column => `<th scope="col">${escapeMarkup(column)}</th>`).join('')
  return `${head}<table><thead><tr>${names}</tr></thead><tbody>${body.join('')}</tbody></table>`
}
