import { Range, TabInputText, type TextEditor, TextEditorRevealType, Uri, ViewColumn, window } from 'vscode'
import type { PlanObject } from '#protocol/requests'
import { visibleEditor } from './plans.ts'
import type { PlanServer, TextRange } from './server.ts'

export interface Opening {
  /** Where it stood when it was shown, in case the server knows no better. */
  readonly line?: number
  /** Leave the keyboard where it is. */
  readonly preserveFocus?: boolean
  /** The column the text must not cover, since the picture is in it. */
  readonly besides?: ViewColumn
}

/** Shows where a task or risk is written, in the editor that has the plan open, else beside what asks. */
export async function openObject(
  server: PlanServer,
  uri: string,
  object: PlanObject,
  opening: Opening = {},
): Promise<void> {
  const found = await server.rangeOf({ uri, object })
  const start = found?.start ?? (opening.line === undefined ? undefined : { line: opening.line, character: 0 })
  await showLine(uri, start, opening)
}

/** Shows a plan with the cursor at a position. */
export async function showLine(
  uri: string,
  start: TextRange['start'] | undefined,
  opening: Opening = {},
): Promise<TextEditor> {
  const viewColumn = visibleEditor(uri)?.viewColumn ?? columnOfTab(uri) ?? freeColumn(opening.besides)
  const at = start && new Range(start.line, start.character, start.line, start.character)
  const editor = await window.showTextDocument(Uri.parse(uri), {
    viewColumn,
    preserveFocus: opening.preserveFocus ?? false,
    ...(at ? { selection: at } : {}),
  })
  if (at) editor.revealRange(at, TextEditorRevealType.InCenterIfOutsideViewport)
  return editor
}

function columnOfTab(uri: string): ViewColumn | undefined {
  const isIt = (input: unknown) => input instanceof TabInputText && input.uri.toString() === uri
  return window.tabGroups.all.find(group => group.tabs.some(({ input }) => isIt(input)))?.viewColumn
}

function freeColumn(besides: ViewColumn | undefined): ViewColumn {
  return besides === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One
}
