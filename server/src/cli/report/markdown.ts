import type { ReportSection, StatusReport } from '#engine/view/statusReport'
import { markdownText } from '../diff/markdownText.ts'

/** A report as GitHub, GitLab and most wikis show it; names are text, whatever is in them. */
export function reportMarkdown({
  title,
  subtitle,
  headline,
  isLate,
  isUndated,
  errors,
  change,
  sections,
}: StatusReport): string {
  const parts = [
    `# ${markdownText(title)}`,
    ...(subtitle === undefined ? [] : [`_${markdownText(subtitle)}_`]),
    ...(errors === undefined
      ? []
      : [
          [`**${markdownText(errors.text)}**`, '', ...errors.first.map(line => `- ${markdownText(line)}`)]
            .map(quoted)
            .join('\n'),
        ]),
    `${isLate ? '🔴' : isUndated ? '⚪' : '🟢'} **${markdownText(headline)}**`,
    ...(change === undefined ? [] : [markdownText(change)]),
    ...sections.map(sectionMarkdown),
  ]
  return `${parts.join('\n\n')}\n`
}

function quoted(line: string): string {
  return `> ${line}`.trimEnd()
}

function sectionMarkdown({ title, columns, rows, none }: ReportSection): string {
  const head = `## ${title}`
  if (rows.length === 0) return none === '' ? head : `${head}\n\n${none}`
  const lines = rows.map(({ cells, tone, details = [] }) => {
    const written = cells.map(markdownText)
    const first = [written[0] ?? '', ...details.map(detail => `<br>${markdownText(detail)}`)].join('')
    const marked =
      tone === 'bad' ? `**${first.split('<br>')[0]}**${first.slice(first.split('<br>')[0]!.length)}` : first
    return `| ${[marked, ...written.slice(1)].join(' | ')} |`
  })
  return [head, '', `| ${columns.join(' | ')} |`, `|${columns.map(() => '---|').join('')}`, ...lines].join('\n')
}
