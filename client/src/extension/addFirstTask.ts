import { Position, SnippetString, type TextDocument, type ViewColumn } from 'vscode'
import { showLine } from './openObject.ts'

/** Writes a first task into a plan that has none, and leaves the cursor in its name. */
export async function addFirstTask(uri: string, besides: ViewColumn | undefined): Promise<void> {
  const editor = await showLine(uri, undefined, { besides })
  const line = lineOfTasks(editor.document)
  if (line !== undefined) {
    await editor.insertSnippet(firstTask(''), new Position(line + 1, 0))
    return
  }
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end
  await editor.insertSnippet(firstTask(`${end.character > 0 ? '\n' : ''}tasks:\n`), end)
}

function firstTask(before: string): SnippetString {
  return new SnippetString(`${before}  `)
    .appendPlaceholder('first-task')
    .appendText(':\n    name: ')
    .appendPlaceholder('First task')
    .appendText('\n    duration: ')
    .appendPlaceholder('3d')
    .appendText('\n')
}

/** The line of an empty `tasks:` that is there already, with a line after it. */
function lineOfTasks(document: TextDocument): number | undefined {
  for (let line = 0; line + 1 < document.lineCount; line++) {
    if (/^tasks:\s*(#.*)?$/.test(document.lineAt(line).text)) return line
  }
  return undefined
}
