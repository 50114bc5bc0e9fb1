import type { Disposable } from 'vscode'

export interface Paused extends Disposable {
  /** Runs the work after a pause, once for all calls until then. */
  readonly soon: () => void
}

/** Work that follows typing and need not follow every keystroke. */
export function afterPause(work: () => void, ms = 300): Paused {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    soon: () => {
      clearTimeout(timer)
      timer = setTimeout(work, ms)
    },
    dispose: () => clearTimeout(timer),
  }
}
