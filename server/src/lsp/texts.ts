import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { type LineIndex, lineIndex } from '#language/lines'

/**
 * The text after an editor's changes, each in terms of the text before it (LSP 3.17, `didChange`).
 *
 * @param known the lines of the text before, where they are known.
 */
export function changedText(
  before: string,
  changes: readonly TextDocumentContentChangeEvent[],
  known?: LineIndex,
): string {
  let text = before
  let lines = known ?? lineIndex(text)
  for (const change of changes) {
    if ('range' in change) {
      const { start, end } = change.range
      text = text.slice(0, lines.offsetAt(start)) + change.text + text.slice(lines.offsetAt(end))
    } else {
      text = change.text
    }
    if (change !== changes.at(-1)) lines = lineIndex(text, lines)
  }
  return text
}
