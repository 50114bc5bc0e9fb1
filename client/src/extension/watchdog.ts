/** How many looks, a second apart, a server may leave unanswered. A server never works that long on one request. */
const patience = 6

export interface Watched {
  /** Resolves or rejects when the server answers in any way. */
  readonly ping: () => Promise<unknown>
  /** Called once for each time that a server did not answer. */
  readonly onHung: () => void
  readonly sleep: (ms: number) => Promise<void>
}

export interface Watchdog {
  /** There is a reason to look: something was sent that the server has to work on. */
  readonly look: () => void
  readonly dispose: () => void
}

/**
 * Notices a server that is alive and silent: in an endless loop, or a dead web worker (which closes nothing).
 *
 * Patience is counted in looks and not on a clock, so that a computer that wakes from sleep ends no healthy server.
 */
export function watchdog({ ping, onHung, sleep }: Watched): Watchdog {
  let looking = false
  let again = false
  let disposed = false

  const isAnswered = async (): Promise<boolean> => {
    let answered = false
    const done = () => {
      answered = true
    }
    ping().then(done, done)
    for (let i = 0; i < patience; i++) {
      await sleep(1000)
      if (answered || disposed) return true
    }
    return false
  }

  const look = async (): Promise<void> => {
    if (looking) {
      again = true
      return
    }
    looking = true
    do {
      again = false
      if (!(await isAnswered())) onHung()
    } while (again && !disposed)
    looking = false
  }

  return {
    look: () => void look(),
    dispose: () => {
      disposed = true
    },
  }
}
