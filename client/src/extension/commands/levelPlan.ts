import { l10n, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode'
import type { TextEditOf } from '#protocol/requests'
import { showLine } from '../openObject.ts'
import type { PlanServer } from '../server.ts'

/** Writes the levelled plan into the text, in the way that the person chooses. Tells whether it was written. */
export async function levelPlan(server: PlanServer, uri: string): Promise<boolean> {
  const [auto, waits] = await Promise.all([
    server.levelEdits({ uri, how: 'auto' }),
    server.levelEdits({ uri, how: 'waits' }),
  ])
  const items = [
    {
      label: l10n.t('Level at every change'),
      detail: l10n.t('One line: leveling: auto. The waits are found anew whenever the plan changes.'),
      edits: auto ?? [],
    },
    {
      label: l10n.t('Write the waits down'),
      detail: l10n.t('A link or a date at each task that waits: what is written stays.'),
      edits: waits ?? [],
    },
  ].filter(({ edits }) => edits.length > 0)
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('Nothing has to wait, or it is written already.'))
    return false
  }
  const chosen = await window.showQuickPick(items, { title: l10n.t('Level the Plan') })
  if (!chosen) return false
  const edit = new WorkspaceEdit()
  for (const { range, newText } of chosen.edits) edit.replace(Uri.parse(uri), rangeOf(range), newText)
  if (!(await workspace.applyEdit(edit))) return false
  await showLine(uri, chosen.edits[0]!.range.start)
  return true
}

function rangeOf({ start, end }: TextEditOf['range']): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
