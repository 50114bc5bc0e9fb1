/**
 * Decides whether a server that ended is started again: always, unless it ended `most` times within `window`
 * milliseconds. Times are passed in.
 */
export function restartPolicy(most = 5, window = 60_000): (now: number) => boolean {
  let ends: readonly number[] = []
  return now => {
    ends = [...ends.filter(end => now - end < window), now]
    return ends.length <= most
  }
}
