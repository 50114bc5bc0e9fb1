/** What VS Code gives a webview's page, once. */
interface VsCodeApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}
declare function acquireVsCodeApi(): VsCodeApi

/** The extension's side of a panel, seen from its page. */
export interface Host<To, From> {
  post(message: From): void
  /** Calls back for every message that has the right shape; anything else is dropped. */
  listen(receive: (message: To) => void): void
  /** What was kept before the panel was hidden or the window reloaded; of any shape. */
  readonly kept: unknown
  /** Keeps a small state, at most once a while. Call it as often as you like. */
  keep(state: unknown): void
}

const keepAfter = 150
/** VS Code writes the state of all panels with the window's. */
const mostKept = 10_000

export function connectHost<To, From>(isMessage: (data: unknown) => data is To): Host<To, From> {
  const api = acquireVsCodeApi()
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: unknown
  const write = () => {
    timer = undefined
    if (JSON.stringify(latest).length < mostKept) api.setState(latest)
  }
  window.addEventListener('pagehide', () => {
    if (timer === undefined) return
    clearTimeout(timer)
    write()
  })
  return {
    post: message => api.postMessage(message),
    listen: receive =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isMessage(data)) receive(data)
      }),
    kept: api.getState(),
    keep: state => {
      latest = state
      timer ??= setTimeout(write, keepAfter)
    },
  }
}
