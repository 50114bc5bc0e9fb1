import type { FromHistory, ToHistory } from '#protocol/history'
import { connectHost } from '../shared/host.ts'
import { newest, startPage } from '../shared/page.ts'
import { App } from './App.tsx'
import { isToHistory } from './message.ts'
import { createStore, showFailure, showHistory, toKeep } from './store.ts'

const host = connectHost<ToHistory, FromHistory>(isToHistory)
const store = createStore(host.kept)

host.listen(
  newest(message => {
    if (message.type === 'show') showHistory(store, message.uri, message.view)
    else showFailure(store, message.uri, message.message)
  }),
)

startPage(host, <App store={store} post={host.post} />, () =>
  store.view.value || store.failure.value ? toKeep(store) : undefined,
)
