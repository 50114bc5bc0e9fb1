import { l10n, Uri, workspace } from 'vscode'
import type { MissingResult, ReviewFile, ReviewSide } from '#protocol/review'
import { reviewMethods } from '#protocol/review'
import type { PlanServer } from '../server.ts'
import { gatherFiles } from './gatherFiles.ts'
import type { Reviewer } from './reviewer.ts'
import type { Revision } from './revisions.ts'

/** Who knows what texts need, and where plans lie. */
export interface Knowing {
  readonly server: PlanServer
  readonly reviewer: Reviewer
}

/** The texts of a plan and of all that it needs, as they are in a revision. `undefined`: the plan is not there. */
export async function gatherSide(
  { server, reviewer }: Knowing,
  revision: Revision,
  plan: Uri,
): Promise<ReviewSide | undefined> {
  const roots = rootsOf(plan)
  const files = await gatherFiles(
    { plan: plan.toString(), roots },
    {
      read: uri => revision.read(Uri.parse(uri)),
      readElsewhere: uri => revision.readElsewhere(Uri.parse(uri)),
      withId: async id => (await server.plans()).flatMap(entry => (entry.id === id ? [entry.uri] : [])),
      others: async () => (await revision.changedPlans()).map(uri => uri.toString()),
    },
    params => reviewer.ask<MissingResult>(reviewMethods.missing, params),
  )
  return files && { label: labelOf(revision, files), files, roots }
}

/** Says where a plan that it is linked to is not of that revision. */
function labelOf({ label }: Revision, files: readonly ReviewFile[]): string {
  const ofNow = files.filter(({ isOfNow }) => isOfNow).map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1))
  if (ofNow.length === 0) return label
  const names = ofNow.length < 3 ? ofNow.join(', ') : l10n.t('{0} plans', ofNow.length)
  return l10n.t('{0} ({1} of another repository: as now)', label, names)
}

/** Includes stay inside the workspace's folders; of a plan outside all folders, in its own. */
function rootsOf(plan: Uri): readonly string[] {
  const folders = workspace.getWorkspaceFolder(plan) ? (workspace.workspaceFolders ?? []).map(({ uri }) => uri) : []
  return (folders.length === 0 ? [Uri.joinPath(plan, '..')] : folders).map(uri => uri.toString())
}
