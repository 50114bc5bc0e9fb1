import { l10n, Uri, window } from 'vscode'
import type { Panels } from '../panels/panels.ts'
import { activePlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'

/** Opens a picture of the plan that was clicked, is being edited, or is chosen. */
export async function openPicture(
  server: PlanServer,
  panels: Panels,
  clicked: unknown,
  { leveled = false }: { readonly leveled?: boolean } = {},
): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return
  panels.open(uri).preview(leveled)
}

/** A command gets a URI from the explorer or the editor's title, a line of the tree from the tree. */
export function uriOf(clicked: unknown): string | undefined {
  if (clicked instanceof Uri) return clicked.toString()
  if (typeof clicked !== 'object' || clicked === null) return undefined
  if ('entry' in clicked) return uriOf(clicked.entry)
  return 'uri' in clicked && typeof clicked.uri === 'string' ? clicked.uri : undefined
}

/** Of several plans the one that the person picks. */
export async function choosePlan(server: PlanServer): Promise<string | undefined> {
  const plans = await server.plans()
  if (plans.length < 2) return plans[0]?.uri
  const items = plans.map(({ uri, name }) => ({ label: name, description: Uri.parse(uri).path.split('/').at(-1), uri }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which plan?') }))?.uri
}
