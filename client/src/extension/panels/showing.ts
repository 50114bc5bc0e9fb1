/** What a panel has to fetch and post, in an order that can't go wrong. */
export interface Showing {
  /** Fetches and posts, once more after a fetch that is under way. Resolves when nothing is left to do. */
  readonly refresh: () => Promise<void>
}

/** The time, and a pause; both in milliseconds. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export const clock: Clock = {
  now: () => performance.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
}

const longestPause = 1000

/**
 * Runs `show` (fetch an answer, post it) one at a time; what is asked for while one is under way is one more run after
 * it. So a burst of keystrokes costs two runs, the last state is always shown, and no older answer comes after it.
 *
 * Between two runs of a burst is a pause as long as the run: however large a plan is, its picture takes at most half of
 * the server's time, and typing and completion have the other.
 */
export function showing(show: () => Promise<void>, { now, sleep }: Clock): Showing {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    try {
      for (;;) {
        again = false
        const begin = now()
        await show()
        if (!again) return
        await sleep(Math.min(longestPause, now() - begin))
      }
    } finally {
      running = undefined
    }
  }
  return {
    refresh: () => {
      if (running) again = true
      running ??= run()
      return running
    },
  }
}
