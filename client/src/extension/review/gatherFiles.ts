import type { MissingParams, MissingResult, ReviewFile } from '#protocol/review'

/** A state of the files of a workspace. */
export interface Files {
  /** `undefined` where the file is not there. */
  readonly read: (uri: string) => Promise<string | undefined>
  /** The text that a file has now which no state of this kind can have, since it lies in another repository. */
  readonly readElsewhere: (uri: string) => Promise<string | undefined>
  /** URIs of the files in which a plan with this `project.id` lies now. */
  readonly withId: (id: string) => Promise<readonly string[]>
  /** URIs, in that state, of the plans that it has otherwise than they are now. */
  readonly others: () => Promise<readonly string[]>
}

/** What is to be gathered. */
export interface Subject {
  /** URI of the plan. */
  readonly plan: string
  /** URIs of the folders that includes must lie in. */
  readonly roots: readonly string[]
}

/** An include that includes, and a plan that waits for a plan, go this deep at most. */
const mostRounds = 40

/**
 * The texts of a plan, of all that it includes and of the plans that it is linked to, at any distance, as they are in one
 * state; what lies in another repository, which has no such state, as it is now. `undefined`: the plan is not there.
 *
 * @param ask what texts need that is not among them
 */
export async function gatherFiles(
  { plan, roots }: Subject,
  { read, readElsewhere, withId, others }: Files,
  ask: (params: MissingParams) => Promise<MissingResult>,
): Promise<readonly ReviewFile[] | undefined> {
  const text = await read(plan)
  if (text === undefined) return undefined
  const files: ReviewFile[] = [{ uri: plan, text }]
  const tried = new Set([plan])
  const soughtNow = new Set<string>()
  const soughtElsewhere = new Set<string>()
  const take = async (uris: readonly string[], isWanted: (text: string) => boolean = () => true) => {
    for (const uri of uris) {
      if (tried.has(uri)) continue
      const then = await read(uri)
      const found = then ?? (await readElsewhere(uri))
      if (found !== undefined && !isWanted(found)) continue
      tried.add(uri)
      if (found !== undefined) files.push({ uri, text: found, ...(then === undefined && { isOfNow: true }) })
    }
  }
  for (let round = 0; round < mostRounds; round++) {
    const { includes, plans } = await ask({ files, roots })
    const [had, sought] = [files.length, soughtNow.size]
    await take(includes)
    for (const id of plans) {
      // Where it lies now it did mostly lie then; if not, a file without the id in its text can't be that plan
      if (!soughtNow.has(id)) await take(await withId(id))
      else if (!soughtElsewhere.has(id)) {
        soughtElsewhere.add(id)
        await take(await others(), other => other.includes(id))
      }
      soughtNow.add(id)
    }
    if (files.length === had && soughtNow.size === sought) break
  }
  return files
}
