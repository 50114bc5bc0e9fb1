import { effect } from '@preact/signals'
import { type ComponentChild, render } from 'preact'
import type { Host } from './host.ts'

/** Begins a view's page: it keeps its state from now on, is drawn, and says that it is there to hear. */
export function startPage<To>(
  host: Host<To, { readonly type: 'ready' }>,
  page: ComponentChild,
  /** Of signals; undefined as long as there is nothing to keep. */
  toKeep: () => unknown,
): void {
  effect(() => {
    const state = toKeep()
    if (state !== undefined) host.keep(state)
  })
  const root = document.getElementById('app')
  if (root) render(page, root)
  host.post({ type: 'ready' })
}

/** Passes on each message but one that is older than the last. */
export function newest<M extends { readonly version: number }>(receive: (message: M) => void): (message: M) => void {
  let version = -1
  return message => {
    if (message.version < version) return
    version = message.version
    receive(message)
  }
}
