import type { Host } from './host.ts'
import type { OnDemand } from './onDemand.ts'

/** Gives the part that is loaded on demand; `undefined` where it could not be loaded, which has been reported. */
export type LaterPart = () => Promise<OnDemand | undefined>

/** Loads it once. After a failure the next use tries again. */
export function laterPart({ loadOnDemand }: Host, report: (line: string) => void): LaterPart {
  let loading: Promise<OnDemand | undefined> | undefined
  return () => {
    loading ??= loadOnDemand().catch((reason: unknown) => {
      loading = undefined
      const why = reason instanceof Error ? reason.message : String(reason)
      report(
        `Facts in the text, code actions, formatting, rename, help with typing and pictures are not available: their part could not be loaded (${why})`,
      )
      return undefined
    })
    return loading
  }
}
