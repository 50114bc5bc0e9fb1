import { commands, Selection, type TextEditor, window } from 'vscode'
import type { StepValueResult } from '#protocol/requests'
import { isPlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'

/**
 * Moves the dates, durations and amounts at the cursors by so many steps. Where there is none, the keys do what they
 * do in every other file: they move the lines.
 *
 * A key that is held down asks once for each repeat, and each is answered for the text that the one before has left.
 */
export function valueStepper(server: PlanServer): (steps: number) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return steps => {
    last = last.then(() => step(server, steps))
    return last
  }
}

async function step(server: PlanServer, steps: number): Promise<void> {
  const editor = window.activeTextEditor
  if (!editor) return
  const { document, selections } = editor
  const moved = isPlan(document)
    ? await server.stepValue({
        uri: document.uri.toString(),
        positions: selections.map(({ active: { line, character } }) => ({ line, character })),
        steps,
      })
    : null
  if (!moved) await commands.executeCommand(`editor.action.moveLines${steps < 0 ? 'Down' : 'Up'}Action`)
  else if (moved.version === document.version) await apply(editor, moved)
}

/** Cursors stay in the part that they were in; where the value grew, at its end. */
async function apply(editor: TextEditor, { edits, cursors }: NonNullable<StepValueResult>): Promise<void> {
  await editor.edit(change => {
    for (const { range, newText } of edits) change.replace(toSelection(range), newText)
  })
  editor.selections = cursors.map(cursor => toSelection({ start: cursor, end: cursor }))
}

function toSelection({ start, end }: NonNullable<StepValueResult>['edits'][number]['range']): Selection {
  return new Selection(start.line, start.character, end.line, end.character)
}
