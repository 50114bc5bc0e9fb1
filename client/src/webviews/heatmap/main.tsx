import type { FromHeatmap, ToHeatmap } from '#protocol/heatmap'
import { connectHost } from '../shared/host.ts'
import { createMeasure, fontFactor } from '../shared/measure.ts'
import { startPage } from '../shared/page.ts'
import { App } from './App.tsx'
import { isToHeatmap } from './message.ts'
import { createStore, showPlan, toKeep } from './store.ts'

const host = connectHost<ToHeatmap, FromHeatmap>(isToHeatmap)
const store = createStore(fontFactor(createMeasure()))

let version = -1
/** The extension may point at a risk before it has sent the plan. */
let awaited = ''

function reveal(id: string): boolean {
  if (!store.view.value?.risks.some(risk => risk.id === id)) return false
  store.selected.value = id
  // after the page has been drawn with it
  requestAnimationFrame(() => document.getElementById(`risk-${id}`)?.scrollIntoView({ block: 'nearest' }))
  return true
}

host.listen(message => {
  if (message.type === 'gone') {
    store.isGone.value = true
    return
  }
  if (message.type === 'reveal') {
    awaited = reveal(message.risk) ? '' : message.risk
    return
  }
  if (message.uri === store.uri.value && message.version < version) return
  version = message.version
  showPlan(store, message.uri, message.view, host.kept)
  if (awaited && reveal(awaited)) awaited = ''
})

startPage(host, <App store={store} post={host.post} />, () => (store.view.value ? toKeep(store) : undefined))
