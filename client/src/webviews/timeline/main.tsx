import { effect } from '@preact/signals'
import type { FromTimeline, ToTimeline } from '#protocol/timeline'
import { connectHost } from '../shared/host.ts'
import { createMeasure, fontFactor } from '../shared/measure.ts'
import { startPage } from '../shared/page.ts'
import { App } from './App.tsx'
import { isToTimeline } from './message.ts'
import { createScroller } from './scroller.ts'
import { createStore, hasMovedFar, keptPlace, placeOf, showPlan, toKeep } from './store.ts'

const host = connectHost<ToTimeline, FromTimeline>(isToTimeline)
const measure = createMeasure()
const store = createStore(measure, fontFactor(measure))
const scroller = createScroller(store)

let version = -1
/** The extension may ask for a task before it has sent the plan. */
let awaited = ''

host.listen(message => {
  if (message.type === 'gone') {
    store.isGone.value = true
    return
  }
  if (message.type === 'path') {
    if (message.uri === store.uri.value) store.answer.value = message.path
    return
  }
  if (message.type === 'reveal') {
    if (!scroller.reveal(message.task)) awaited = message.task
    return
  }
  const isSame = message.uri === store.uri.value
  if (isSame && message.version < version) return
  version = message.version
  const place = isSame ? placeOf(store) : keptPlace(host.kept, message.uri)
  if (isSame && hasMovedFar(store, message.view)) scroller.glide()
  showPlan(store, message.uri, message.view, host.kept)
  if (place) scroller.restore(place)
  if (awaited && scroller.reveal(awaited)) awaited = ''
})

// Asked again for each version of the plan: the answer that is shown stays until the next one comes.
effect(() => {
  const task = store.selected.value
  if (store.view.value && store.pathShown.value && task !== '') host.post({ type: 'why', task })
})

startPage(host, <App store={store} scroller={scroller} post={host.post} />, () =>
  store.view.value ? toKeep(store) : undefined,
)
