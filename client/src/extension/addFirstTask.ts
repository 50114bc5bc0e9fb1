import { l10n, Range, SnippetString, type ViewColumn, window } from 'vscode'
import { choosePlan, uriOf } from './commands/openPicture.ts'
import { writeFirstTask } from './firstTask.ts'
import { showLine } from './openObject.ts'
import { activePlan } from './plans.ts'
import type { PlanServer } from './server.ts'

/** For the plan that is edited, or is chosen; where there are tasks already that is said. */
export async function addFirstTaskTo(server: PlanServer, clicked: unknown): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return
  const tasks = (await server.outline(uri))?.view.tasks ?? []
  if (0 < tasks.length)
    void window.showInformationMessage(l10n.t('This plan has tasks: write the next one below them.'))
  else await addFirstTask(uri, undefined)
}

/** Writes a first task into a plan that has none, and leaves the cursor in what is to be written over. */
export async function addFirstTask(uri: string, besides: ViewColumn | undefined): Promise<void> {
  const editor = await showLine(uri, undefined, { besides })
  const { document } = editor
  const writing = writeFirstTask(document.getText(), today())
  if (!writing) {
    void window.showInformationMessage(l10n.t('This plan, or its “tasks”, stands in braces: write tasks inside them.'))
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
