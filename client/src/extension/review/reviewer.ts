import type { LogOutputChannel } from 'vscode'
import type { ReviewAnswer, ReviewQuestion } from '#protocol/review'

/** A running worker, as the host of the extension gives it. */
export interface ReviewWorker {
  readonly post: (question: ReviewQuestion) => void
  readonly end: () => void
}

/** What a worker tells its owner. */
export interface ReviewEvents {
  readonly onAnswer: (answer: ReviewAnswer) => void
  readonly onEnd: (why: string) => void
}

export type StartReview = (events: ReviewEvents) => Promise<ReviewWorker>

/** Comparisons, histories and reports, computed beside the language server. */
export interface Reviewer {
  /** Rejects with a message when the worker fails or takes longer than a minute. */
  readonly ask: <Result>(method: string, params: unknown) => Promise<Result>
  readonly dispose: () => void
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

const longestMs = 60_000
/** A worker that nobody asks for so long is ended: it holds whole plans. */
const idleMs = 120_000

/** Starts a worker at the first question, another one after it ended, and ends it when it has been idle. */
export function reviewer(start: StartReview, log: Pick<LogOutputChannel, 'warn'>): Reviewer {
  const waiting = new Map<number, Waiting>()
  let worker: Promise<ReviewWorker> | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const failAll = (why: string) => {
    for (const { reject } of waiting.values()) reject(new Error(why))
    waiting.clear()
  }
  const end = (why: string) => {
    const ending = worker
    worker = undefined
    clearTimeout(idle)
    failAll(why)
    void ending?.then(running => running.end()).catch(() => {})
  }
  const begin = () =>
    start({
      onAnswer: answer => {
        const asker = waiting.get(answer.id)
        waiting.delete(answer.id)
        if ('error' in answer) asker?.reject(new Error(answer.error))
        else asker?.resolve(answer.result as never)
        clearTimeout(idle)
        if (waiting.size === 0) idle = setTimeout(() => end('idle'), idleMs)
      },
      onEnd: why => {
        log.warn(`The review worker ended: ${why}`)
        worker = undefined
        failAll(why)
      },
    })

  return {
    ask: async <Result>(method: string, params: unknown): Promise<Result> => {
      clearTimeout(idle)
      worker ??= begin()
      const id = ++asked
      const running = await worker.catch(error => {
        worker = undefined
        throw error
      })
      return new Promise<Result>((resolve, reject) => {
        const tooLong = setTimeout(() => end(`${method} took longer than a minute`), longestMs)
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(tooLong)
            then(value)
          }
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
        running.post({ id, method, params })
      })
    },
    dispose: () => end('closed'),
  }
}
