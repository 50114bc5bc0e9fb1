/** How long a server may take to start, in milliseconds: the machine may be busy with the rest of the editor. */
export const startPatience = 15_000

/** Milliseconds between two looks. */
const pause = 100

export interface Watched {
  /** Resolves or rejects when the server answers in any way. */
  readonly ping: () => Promise<unknown>
  /** Milliseconds in which a server that works on what was sent to it answers. */
  readonly patience: () => number
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
 * Patience is counted in looks and not on a clock, so that a computer that wakes from sleep, or is too busy to let
 * even us look, ends no healthy server.
 */
export function watchdog({ ping, patience, onHung, sleep }: Watched): Watchdog {
  let looking = false
  let again = false
  let disposed = false

  const isAnswered = async (): Promise<boolean> => {
    let answered = false
    const done = () => {
      answered = true
    }
    ping().then(done, done)
    for (let waited = 0; waited < patience(); waited += pause) {
      await sleep(pause)
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

/**
 * How long a server may be silent (`spec/robustness.md`, P1): a second, one more for each megabyte of open plans,
 * and three times that where a server was ended before on a file that is the same still: if it is only slow, it must
 * not be set aside for it.
 */
export function patienceFor(characters: number, wasEndedBefore: boolean): number {
  const ms = 1000 + characters / 1000
  return wasEndedBefore ? 3 * ms : ms
}
