import { parseDate } from '#engine/time/civil'
import type { HistoryPoint } from '#engine/view/historyView'
import { planFigures } from '#engine/view/planFigures'
import type { Snapshot } from '#language/snapshot'
import { readBlobs } from '../git.ts'
import type { Io } from '../io.ts'
import type { LocatedPlan } from '../locate.ts'
import { loadPlan } from '../plans.ts'
import type { PlanVersion } from './versions.ts'

/**
 * The plan as it stands in the work tree, where that is not what the last commit has. It is dated by its status date,
 * or by the last commit where that is later or there is none: no clock is asked.
 */
export function uncommitted(
  { repository, absolute }: LocatedPlan,
  last: PlanVersion | undefined,
  io: Io,
): { readonly point: HistoryPoint; readonly snapshot: Snapshot } | undefined {
  if (io.kindOf(absolute) !== 'file') return undefined
  const committed = new Map([...(last?.files ?? [])].map(([path, id]) => [`${repository.top}/${path}`, id]))
  const blobs = readBlobs(repository, committed.values())
  const isSame = [...committed].every(([path, id]) => {
    const read = io.read(path)
    return 'text' in read && read.text.replaceAll('\r\n', '\n') === blobs.get(id)?.text?.replaceAll('\r\n', '\n')
  })
  if (isSame && committed.has(absolute)) return undefined
  const { snapshot } = loadPlan(absolute, { root: repository.top }, io)
  const figures = planFigures(snapshot.plan, snapshot.schedule)
  const at = Math.max(figures.statusDate ?? 0, parseDate(last?.commit.date.slice(0, 16) ?? '')?.minute ?? 0)
  const point = { at: at as HistoryPoint['at'], author: '', subject: 'Not committed yet', figures }
  return { point, snapshot }
}
