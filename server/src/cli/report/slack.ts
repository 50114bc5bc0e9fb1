import type { ReportSection, StatusReport } from '#engine/view/statusReport'
import { visible } from '../escape.ts'

/** Slack's limits: blocks of a message, letters of a header, rows that one still reads. */
const mostBlocks = 50
const mostHeader = 150
const mostRows = 20
const mostText = 2900

/**
 * A message for an incoming webhook, in Block Kit. Text of the plan goes into plain and rich text elements, in which
 * nothing is markup: no mention, no link, no emoji.
 */
export function reportSlack({ title, subtitle, headline, isLate, errors, change, sections }: StatusReport): string {
  const blocks = [
    { type: 'header', text: plain(cut(title, mostHeader)) },
    ...(subtitle === undefined ? [] : [{ type: 'context', elements: [plain(subtitle)] }]),
    ...(errors === undefined
      ? []
      : [richText([[{ text: errors.text, bold: true }], ...errors.first.map(line => [{ text: `• ${line}` }])])]),
    richText([
      [{ text: `${isLate ? '● ' : ''}${headline}`, bold: true }],
      ...(change === undefined ? [] : [[{ text: change }]]),
    ]),
    ...sections.flatMap(sectionBlocks),
  ]
  const text = cut(`${visible(title)}: ${visible(headline)}`, mostText).replace(/[&<>]/g, char => entities[char]!)
  return `${JSON.stringify({ text, blocks: blocks.slice(0, mostBlocks) }, null, 2)}\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

interface Run {
  readonly text: string
  readonly bold?: boolean
}

function sectionBlocks({ title, rows, none }: ReportSection): readonly object[] {
  if (rows.length === 0 && none === '') return []
  const lines = rows.slice(0, mostRows).map(({ cells, details = [] }): readonly Run[] => [
    { text: `• ${cells[0] ?? ''}`, bold: true },
    {
      text: [
        ['', ...cells.slice(1).filter(cell => cell !== '')].join(' · '),
        ...details.map(detail => `\n      ${detail}`),
      ].join(''),
    },
  ])
  const more = rows.length <= mostRows ? [] : [[{ text: `… and ${rows.length - mostRows} more` }]]
  return [
    { type: 'divider' },
    richText([[{ text: title, bold: true }], ...(rows.length === 0 ? [[{ text: none }]] : lines), ...more]),
  ]
}

function richText(lines: readonly (readonly Run[])[]): object {
  const runs = lines.flatMap((line, i) => (i === 0 ? line : [{ text: '\n' }, ...line]))
  const elements = runs
    .filter(({ text }) => text !== '')
    .map(({ text, bold }) => ({
      type: 'text',
      text: cut(text.split('\n').map(visible).join('\n'), mostText),
      ...(bold && { style: { bold } }),
    }))
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

function plain(text: string): object {
  return { type: 'plain_text', text: visible(text), emoji: false }
}

function cut(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
