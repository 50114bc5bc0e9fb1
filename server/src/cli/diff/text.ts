import type { ComparisonView, StripView } from '#engine/view/comparison'
import { columnsOf, visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { colours } from '../terminal.ts'
import { type Compared, viewOfCompared } from './compared.ts'

/** Each plan: the verdict, the milestones, the edits by effect, then everything else that follows. */
export function diffText(compared: Compared, nameOf: (uri: string) => string, io: Io): string {
  const changed = compared.plans.filter(plan => plan.changed)
  const sides = `${compared.base} → ${compared.head}`
  if (changed.length === 0) return `No change to the plan (${visible(sides)})\n`
  const paint = colours(io)
  const columns = Math.max(80, Math.min(io.columns ?? 120, 200))
  const parts = changed.map(plan =>
    planText(visible(plan.file), viewOfCompared(plan, compared, nameOf), columns, paint),
  )
  const still = compared.plans.length - changed.length
  const rest =
    still === 0 ? [] : [`${still === 1 ? '1 more plan differs' : `${still} more plans differ`} in form alone`]
  return `${[paint.dim(visible(sides)), ...parts, ...rest].join('\n')}\n`
}

type Paint = ReturnType<typeof colours>

function planText(file: string, view: ComparisonView, columns: number, paint: Paint): string {
  const colour = {
    better: paint.good,
    worse: paint.error,
    mixed: paint.warning,
    unjudged: paint.warning,
    unchanged: paint.bold,
  }
  return [
    '',
    `${paint.bold(file)}  ${colour[view.verdict](visible(view.sentence))}`,
    ...stripRows(view.strips, columns, paint),
    ...(view.still.length === 0
      ? []
      : [
          paint.dim(
            `  ${view.still.length === 1 ? '1 milestone stays' : `${view.still.length} milestones stay`} where they are`,
          ),
        ]),
    ...section(
      'Edits',
      view.edits.map(({ phrase, effectText, location, nature }) => {
        const effect = effectText === undefined ? '' : `  ${paint.bold(visible(effectText))}`
        const mark = nature === 'progress' ? ' (progress)' : ''
        return `${visible(phrase)}${mark}${effect}  ${paint.dim(`${visible(location.file)}:${location.line + 1}`)}`
      }),
      paint,
    ),
    ...section(
      'Policy',
      view.policy.map(({ rule, held, text }) => {
        const mark = held === null ? paint.warning('?') : held ? paint.good('✓') : paint.error('✗')
        return `${mark} ${rule}: ${visible(text)}`
      }),
      paint,
    ),
    ...section(
      'Risks',
      view.heat.moves.map(({ name, kind }) => `${visible(name)} ${kind}`),
      paint,
    ),
    ...view.notes.flatMap(({ title, lines }) =>
      section(
        title,
        lines.map(({ text }) => visible(text)),
        paint,
      ),
    ),
  ].join('\n')
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : [`  ${paint.bold(title)}`, ...lines.map(line => `    ${line}`)]
}

function stripRows(strips: readonly StripView[], columns: number, paint: Paint): readonly string[] {
  const rows = table(strips.map(strip => stripCells(strip, paint)))
  return rows.map((row, i) => {
    const parts = partsWithin(strips[i]!, columns - widthOf(row) - 2)
    return (parts === '' ? row : `${row}  ${paint.dim(parts)}`).trimEnd()
  })
}

function stripCells(strip: StripView, paint: Paint): readonly string[] {
  const { name, beforeText = '', afterText = '', movementText, minutes = 0, lateAfter } = strip
  const colour = 0 < minutes ? paint.error : minutes < 0 ? paint.good : (text: string) => text
  const arrow = [...new Set([beforeText, afterText])].filter(text => text !== '').join(' → ')
  return [visible(name), arrow, colour(movementText), lateAfter ? paint.error('past its deadline') : '']
}

/** As many of the parts as there is room for: below, each edit tells all its effect. */
function partsWithin({ parts }: StripView, room: number): string {
  if (parts.length < 2) return ''
  const words = parts.map(({ label, text }) => `${visible(label)} ${text}`)
  for (let shown = words.length; 0 < shown; shown--) {
    const more = shown === words.length ? [] : [`${words.length - shown} more`]
    const line = [...words.slice(0, shown), ...more].join('; ')
    if (columnsOf(line) <= room) return line
  }
  return ''
}

/** Columns as wide as their widest cell; colours take no room. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(cells => widthOf(cells[column]!))))
  return rows.map(cells => `  ${cells.map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell))).join('  ')}`)
}

function widthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
  return columnsOf(text.replaceAll(/\x1b\[\d+m/g, ''))
}
