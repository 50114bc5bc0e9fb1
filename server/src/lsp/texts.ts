import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { lineIndex } from '#language/lines'
import type { Snapshot } from '#language/snapshot'

/** The text after an editor's changes, each in terms of the text before it (LSP 3.17, `didChange`). */
export function changedText(snapshot: Snapshot, changes: readonly TextDocumentContentChangeEvent[]): string {
  let { text, lines } = snapshot
  for (const change of changes) {
    if (!('range' in change)) {
      text = change.text
    } else {
      if (text !== snapshot.text) lines = lineIndex(text)
      text =
        text.slice(0, lines.offsetAt(change.range.start)) + change.text + text.slice(lines.offsetAt(change.range.end))
    }
  }
  return text
}
