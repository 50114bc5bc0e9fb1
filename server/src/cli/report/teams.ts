import type { ReportSection, StatusReport } from '#engine/view/statusReport'
import { visible } from '../escape.ts'

/** Teams refuses messages over 28 kB. */
const mostBytes = 27_000

/**
 * A message for an incoming webhook, with an Adaptive Card. Text of the plan goes into text runs, in which nothing is
 * markup. A card that would be too large has fewer rows in each section, and says how many are left out.
 */
export function reportTeams(report: StatusReport): string {
  for (const rows of [40, 20, 10, 5, 2, 0]) {
    const text = `${JSON.stringify(message(report, rows), null, 2)}\n`
    if (Buffer.byteLength(text) <= mostBytes || rows === 0) return text
  }
  return ''
}

function message(
  { title, subtitle, headline, isLate, isUndated, errors, change, sections }: StatusReport,
  rows: number,
): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      richText([run(cut(title), { size: 'Large', weight: 'Bolder' })]),
      ...(subtitle === undefined ? [] : [richText([run(subtitle, { isSubtle: true })])]),
      ...(errors === undefined
        ? []
        : [
            richText([run(cut(errors.text), { weight: 'Bolder', color: 'Attention' })]),
            ...errors.first.map(line => richText([run(cut(line), { isSubtle: true })])),
          ]),
      richText([
        run(cut(headline), { weight: 'Bolder', color: isLate ? 'Attention' : isUndated ? 'Default' : 'Good' }),
      ]),
      ...(change === undefined ? [] : [richText([run(cut(change))])]),
      ...sections.flatMap(section => sectionBlocks(section, rows)),
    ],
  }
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] }
}

function sectionBlocks({ title, rows, none }: ReportSection, most: number): readonly object[] {
  if (rows.length === 0 && none === '') return []
  const head = { ...richText([run(title, { weight: 'Bolder', size: 'Medium' })]), separator: true, spacing: 'Medium' }
  if (rows.length === 0) return [head, richText([run(none, { isSubtle: true })])]
  const lines = rows.slice(0, most).map(({ cells, tone, details = [] }) => {
    const [first = '', ...rest] = cells
    const why = details.map(detail => ` — ${detail}`).join('')
    return richText([
      run(cut(first), { weight: 'Bolder', ...(tone === 'bad' && { color: 'Attention' }) }),
      run(cut(`  ${rest.filter(cell => cell !== '').join(' · ')}${why}`)),
    ])
  })
  const left = rows.length - lines.length
  return [head, ...lines, ...(left === 0 ? [] : [richText([run(`… and ${left} more`, { isSubtle: true })])])]
}

function run(text: string, look: Readonly<Record<string, unknown>> = {}): object {
  return { type: 'TextRun', text: visible(text), ...look }
}

function richText(inlines: readonly object[]): object {
  return { type: 'RichTextBlock', inlines }
}

function cut(text: string): string {
  const letters = [...text]
  return letters.length <= 500 ? text : `${letters.slice(0, 499).join('')}…`
}
