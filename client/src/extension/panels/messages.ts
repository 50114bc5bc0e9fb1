/** A message of a webview is untrusted: its shape is looked at before anything is read from it. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** The page is there to hear. */
export function isReadyMessage(message: unknown): boolean {
  return isRecord(message) && message.type === 'ready'
}

/** Ids are at most 64 characters, with the plan's before them twice that. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200
}

/** A page of a plan keeps the plan's URI over a reload of the window; `''` where it has shown none. */
export function uriIn(state: unknown): string | undefined {
  return isRecord(state) && typeof state.uri === 'string' && state.uri !== '' ? state.uri : undefined
}

/** `open-line`: a line that the page has been told of. */
export function lineGesture(line: unknown): { readonly type: 'open-line'; readonly line: number } | undefined {
  return typeof line === 'number' && Number.isInteger(line) && 0 <= line ? { type: 'open-line', line } : undefined
}
