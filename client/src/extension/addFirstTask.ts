import { l10n, Range, SnippetString, type ViewColumn, window } from 'vscode'
import { writeFirstTask } from './firstTask.ts'
import { showLine } from './openObject.ts'

/** Writes a first task into a plan that has none, and leaves the cursor in what is to be written over. */
export async function addFirstTask(uri: string, besides: ViewColumn | undefined): Promise<void> {
  const editor = await showLine(uri, undefined, { besides })
  const { document } = editor
  const writing = writeFirstTask(document.getText())
  if (!writing) {
    void window.showInformationMessage(l10n.t('This plan stands in braces: write its tasks inside them.'))
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
