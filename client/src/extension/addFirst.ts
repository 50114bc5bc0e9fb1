import { l10n, Range, SnippetString, type ViewColumn, window } from 'vscode'
import { type Section, writeFirst } from './firstEntry.ts'
import { showLine } from './openObject.ts'

/** Writes a first entry into a section of a plan that has none, and leaves the cursor in what is to be written over. */
export async function addFirst(section: Section, uri: string, besides: ViewColumn | undefined): Promise<void> {
  const editor = await showLine(uri, undefined, { besides })
  const { document } = editor
  const writing = writeFirst(section, document.getText(), today())
  if (!writing) {
    void window.showInformationMessage(
      l10n.t('This plan, or its “{0}”, stands in braces: write {0} inside them.', section),
    )
    return
  }
  const { from, to, parts } = writing
  const snippet = new SnippetString()
  for (const part of parts) {
    if (typeof part === 'string') snippet.appendText(part)
    else snippet.appendPlaceholder(part.placeholder)
  }
  await editor.insertSnippet(snippet, new Range(document.positionAt(from), document.positionAt(to)))
}

/** By the person's clock. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
