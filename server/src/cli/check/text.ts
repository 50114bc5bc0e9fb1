import type { LineIndex } from '#language/lines'
import { type Diagnostic, fullMessage } from '../diagnostics.ts'
import { columnsOf, visible } from '../escape.ts'
import type { Io } from '../io.ts'
import { colours } from '../terminal.ts'
import type { Checked, CheckedFile } from './checked.ts'

/** A paragraph for each diagnostic, with its line of text and a caret under the words it is about; then the count. */
export function textReport({ files, summary }: Checked, io: Io): string {
  const paint = colours(io)
  const paragraphs = files.flatMap(file => file.diagnostics.map(diagnostic => paragraph(file, diagnostic, paint)))
  return [...paragraphs, countLine(summary, paint)].join('\n')
}

type Paint = ReturnType<typeof colours>

function paragraph({ plan }: CheckedFile, diagnostic: Diagnostic, paint: Paint): string {
  const { code, severity, file, range, related } = diagnostic
  const { lines, text } = plan.snapshot
  return [
    `${paint.bold(placeOf(file, range))} ${paint[severity](severity)} ${visible(fullMessage(diagnostic))} ${paint.dim(`[${code}]`)}`,
    ...excerpt(text, lines, range, mark => paint[severity](mark)),
    ...related.map(({ file, range, message }) => paint.dim(`      ${placeOf(file, range)} ${visible(message)}`)),
    '',
  ].join('\n')
}

function placeOf(file: string, { start }: Diagnostic['range']): string {
  return `${visible(file)}:${start.line + 1}:${start.character + 1}`
}

/** Lines longer than this are cut around the caret. */
const longest = 120

function excerpt(
  text: string,
  lines: LineIndex,
  { start, end }: Diagnostic['range'],
  paint: (mark: string) => string,
): string[] {
  const from = lines.startOf(start.line)
  const to = start.line + 1 < lines.count ? lines.startOf(start.line + 1) : text.length
  const line = text.slice(from, to).replace(/[\r\n]+$/, '')
  const skipped = start.character < longest - 20 ? 0 : start.character - 40
  const shown = line.slice(skipped, skipped + longest)
  const lastCharacter = end.line === start.line ? end.character : line.length
  const before = shown.slice(0, start.character - skipped)
  const marked = shown.slice(start.character - skipped, Math.max(start.character, lastCharacter) - skipped)
  const caret = '^'.repeat(Math.max(1, columnsOf(visible(marked))))
  const number = String(start.line + 1).padStart(5)
  const cut = skipped === 0 ? '' : '…'
  return [
    `${number} │ ${cut}${visible(shown)}${shown.length + skipped < line.length ? '…' : ''}`,
    `      │ ${' '.repeat(cut.length + columnsOf(visible(before)))}${paint(caret)}`,
  ]
}

function countLine({ files, tasks, ...counts }: Checked['summary'], paint: Paint): string {
  const found = [
    counted(counts.errors, 'error', 'errors', paint.error),
    counted(counts.warnings, 'warning', 'warnings', paint.warning),
    counted(counts.information, 'information message', 'information messages', paint.information),
    counted(counts.hints, 'hint', 'hints', paint.hint),
  ].filter(text => text !== undefined)
  const scope = `${files} ${files === 1 ? 'plan' : 'plans'}, ${tasks} ${tasks === 1 ? 'task' : 'tasks'}`
  return `${found.length === 0 ? paint.good('No problems') : found.join(', ')} in ${scope}\n`
}

function counted(count: number, one: string, many: string, paint: (text: string) => string): string | undefined {
  return count === 0 ? undefined : paint(`${count} ${count === 1 ? one : many}`)
}
