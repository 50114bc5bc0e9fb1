import { l10n, window } from 'vscode'
import { addFirst } from '../addFirst.ts'
import { activePlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/** For the plan that is edited, or is chosen; where there are tasks already that is said. */
export async function addFirstTaskTo(server: PlanServer, clicked: unknown): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return
  const tasks = (await server.outline(uri))?.view.tasks ?? []
  if (0 < tasks.length)
    void window.showInformationMessage(l10n.t('This plan has tasks: write the next one below them.'))
  else await addFirst('tasks', uri, undefined)
}
