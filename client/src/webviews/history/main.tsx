import { batch, effect } from '@preact/signals'
import { render } from 'preact'
import type { FromHistory, ToHistory } from '#protocol/history'
import { connectHost } from '../shared/host.ts'
import { App } from './App.tsx'
import { isToHistory } from './message.ts'
import { createStore, showHistory, toKeep } from './store.ts'

const host = connectHost<ToHistory, FromHistory>(isToHistory)
const store = createStore(host.kept)

let version = -1

host.listen(message => {
  if (message.version < version) return
  version = message.version
  if (message.type === 'show') showHistory(store, message.uri, message.view)
  else
    batch(() => {
      store.uri.value = message.uri
      store.failure.value = message.message
    })
})

effect(() => {
  if (store.view.value || store.failure.value) host.keep(toKeep(store))
})

const root = document.getElementById('app')
if (root) render(<App store={store} post={host.post} />, root)
host.post({ type: 'ready' })
