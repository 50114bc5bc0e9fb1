import type { ReportSection, StatusReport } from '#engine/view/statusReport'
import { columnsOf, visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { colours } from '../terminal.ts'

/** A report for a terminal or a plain mail. */
export function reportText(report: StatusReport, io: Io): string {
  const paint = colours(io)
  const lines = [
    paint.bold(visible(report.title)),
    ...(report.subtitle === undefined ? [] : [visible(report.subtitle)]),
    ...(report.errors === undefined
      ? []
      : ['', paint.error(visible(report.errors.text)), ...report.errors.first.map(line => `  ${visible(line)}`)]),
    '',
    report.isLate ? paint.error(visible(report.headline)) : visible(report.headline),
    ...(report.change === undefined ? [] : [visible(report.change)]),
    ...report.sections.flatMap(section => ['', paint.bold(section.title), ...sectionLines(section, paint)]),
  ]
  return `${lines.join('\n')}\n`
}

function sectionLines({ rows, none, columns }: ReportSection, paint: ReturnType<typeof colours>): readonly string[] {
  if (rows.length === 0) return none === '' ? [] : [`  ${none}`]
  const widths = columns.map((_, i) => Math.max(...rows.map(({ cells }) => columnsOf(visible(cells[i] ?? '')))))
  return rows.flatMap(({ cells, tone, details = [] }) => {
    const padded = cells.map((cell, i) => {
      const text = visible(cell)
      return text + ' '.repeat(widths[i]! - columnsOf(text))
    })
    const line = `  ${padded.join('  ').trimEnd()}`
    const painted = tone === 'bad' ? paint.error(line) : tone === 'good' ? paint.good(line) : line
    return [painted, ...details.map(detail => `      ${visible(detail)}`)]
  })
}
