import { Uri, workspace } from 'vscode'
import type { MissingParams, ReviewFile, ReviewSide } from '#protocol/review'
import { reviewMethods } from '#protocol/review'
import type { Reviewer } from './reviewer.ts'
import type { Revision } from './revisions.ts'

/** An include that includes goes this deep at most. */
const mostRounds = 20

/** The texts of a plan and of all that it includes, as they are in a revision. `undefined`: the plan is not there. */
export async function gatherSide(reviewer: Reviewer, revision: Revision, plan: Uri): Promise<ReviewSide | undefined> {
  const text = await revision.read(plan)
  if (text === undefined) return undefined
  const files: ReviewFile[] = [{ uri: plan.toString(), text }]
  const asked = new Set<string>()
  const roots = rootsOf(plan)
  for (let round = 0; round < mostRounds; round++) {
    const missing = await reviewer.ask<readonly string[]>(reviewMethods.missing, {
      files,
      roots,
    } satisfies MissingParams)
    const wanted = missing.filter(uri => !asked.has(uri))
    if (wanted.length === 0) break
    for (const uri of wanted) {
      asked.add(uri)
      const included = await revision.read(Uri.parse(uri))
      if (included !== undefined) files.push({ uri, text: included })
    }
  }
  return { label: revision.label, files, roots }
}

/** Includes stay inside the plan's workspace folder; of a plan outside all folders, in its own. */
function rootsOf(plan: Uri): readonly string[] {
  const folder = workspace.getWorkspaceFolder(plan)?.uri ?? Uri.joinPath(plan, '..')
  return [folder.toString()]
}
