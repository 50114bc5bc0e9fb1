import type { FromComparison, ToComparison } from '#protocol/comparison'
import { connectHost } from '../shared/host.ts'
import { newest, startPage } from '../shared/page.ts'
import { App } from './App.tsx'
import { isToComparison } from './message.ts'
import { createStore, showComparison, showFailure, toKeep } from './store.ts'

const host = connectHost<ToComparison, FromComparison>(isToComparison)
const store = createStore(host.kept)

host.listen(
  newest(message => {
    if (message.type === 'show') showComparison(store, message)
    else showFailure(store, message.spec, message.message)
  }),
)

startPage(host, <App store={store} post={host.post} />, () =>
  store.view.value || store.failure.value ? toKeep(store) : undefined,
)
