import { l10n, Uri } from 'vscode'
import { activePlan } from '../plans.ts'
import type { Baselines } from '../review/baselines.ts'
import type { PlanServer } from '../server.ts'
import { chooseRevision } from './chooseRevision.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/** Asks what a plan is to be measured against, and shows its dates, its cost and its progress beside that. */
export async function showBaseline(server: PlanServer, baselines: Baselines, clicked: unknown): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return
  const shown = baselines.of(uri)
  const chosen = await chooseRevision(server, uri, {
    title: l10n.t('Measure {0} against…', Uri.parse(uri).path.split('/').at(-1) ?? ''),
    placeHolder: l10n.t('A baseline of the plan, a tag, a branch, a commit, or another file'),
    baselinesFirst: true,
    ...(shown && { none: l10n.t('Hide {0}', shown.label) }),
  })
  if (chosen === 'none') await baselines.hide(uri)
  else if (chosen) await baselines.show(uri, chosen)
}

/** Of the plan that is worked on; where that has none, of all that have one. */
export async function hideBaseline(server: PlanServer, baselines: Baselines, clicked: unknown): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan()
  const plans = uri === undefined ? (await server.plans()).map(plan => plan.uri) : [uri]
  for (const plan of plans) if (baselines.of(plan)) await baselines.hide(plan)
}
