/** What a panel has to fetch and post, in an order that can't go wrong. */
export interface Showing {
  /** Fetches and posts, once more after a fetch that is under way. Resolves when nothing is left to do. */
  readonly refresh: () => Promise<void>
}

/**
 * Runs `show` (fetch an answer, post it) one at a time; what is asked for while one is under way is one more run after
 * it. So a burst of keystrokes costs two runs, the last state is always shown, and no older answer comes after it.
 */
export function showing(show: () => Promise<void>): Showing {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    try {
      do {
        again = false
        await show()
      } while (again)
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
