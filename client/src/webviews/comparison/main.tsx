import { effect } from '@preact/signals'
import { render } from 'preact'
import type { FromComparison, ToComparison } from '#protocol/comparison'
import { connectHost } from '../shared/host.ts'
import { App } from './App.tsx'
import { isToComparison } from './message.ts'
import { createStore, showComparison, toKeep } from './store.ts'

const host = connectHost<ToComparison, FromComparison>(isToComparison)
const store = createStore(host.kept)

let version = -1

host.listen(message => {
  if (message.version < version) return
  version = message.version
  if (message.type === 'show') showComparison(store, message.spec, message.view)
  else {
    store.spec.value = message.spec
    store.failure.value = message.message
  }
})

effect(() => {
  if (store.view.value || store.failure.value) host.keep(toKeep(store))
})

const root = document.getElementById('app')
if (root) render(<App store={store} post={host.post} />, root)
host.post({ type: 'ready' })
