export interface Restarts {
  /** A server has done something useful. */
  readonly worked: () => void
  /** A server ended: is it started again? */
  readonly mayRestart: () => boolean
}

/** A server is always started again, unless `most` in a row ended without having done anything. */
export function restartPolicy(most = 5): Restarts {
  let inVain = 0
  return {
    worked: () => {
      inVain = 0
    },
    mayRestart: () => {
      inVain++
      return inVain <= most
    },
  }
}
