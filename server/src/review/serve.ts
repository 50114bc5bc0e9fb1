import type { ReviewAnswer, ReviewQuestion } from '#protocol/review'
import { methods } from './methods.ts'

/** The worker's end of the channel: a web worker's `self`, or the `parentPort` of a thread of node. */
interface Port {
  postMessage(answer: ReviewAnswer): void
  addEventListener(type: 'message', receive: (event: { readonly data: ReviewQuestion }) => void): void
}

/** Answers each question with what its method returns; a method that throws answers with its message. */
export function serve(port: Port): void {
  port.addEventListener('message', ({ data: { id, method, params } }) => {
    try {
      if (!Object.hasOwn(methods, method)) throw new Error(`There is no method ${method}`)
      port.postMessage({ id, result: methods[method]!(params as never) })
    } catch (error) {
      port.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
}
