import { expect, test } from 'vitest'
import { textWidth } from '#scene/text'
import {
  createStore,
  fitPlan,
  keptPlace,
  placeOf,
  scrollTo,
  showPlan,
  toKeep,
} from '../../client/src/webviews/timeline/store.ts'
import { sampleView } from './harness/sample.ts'

const uri = 'file:///plan.tpm.yaml'

function storeOf(...args: Parameters<typeof sampleView>) {
  const store = createStore(textWidth, 1)
  showPlan(store, uri, sampleView(...args), undefined)
  return store
}

test('what is kept stays below what the editor takes, however much is folded and typed', () => {
  const store = storeOf()
  store.folding.value = {
    level: 99,
    exceptions: new Set(Array.from({ length: 5000 }, (_, i) => `${'x'.repeat(60)}${i}`)),
  }
  store.filter.value = 'y'.repeat(20_000)
  expect(JSON.stringify(toKeep(store)).length).toBeLessThan(10_000)
})

test('what is kept leads back to the same place', () => {
  const store = storeOf()
  store.zoom.value = 12
  store.scroll.value = { left: 340, top: 240 }
  const kept: unknown = JSON.parse(JSON.stringify(toKeep(store)))
  const again = createStore(textWidth, 1)
  showPlan(again, uri, sampleView(), kept)
  const place = keptPlace(kept, uri)!
  expect(place.topRow).toBe(placeOf(store).topRow)
  const back = scrollTo(again, place)
  expect(back.left).toBeCloseTo(340)
  expect(back.top).toBe(240)
})

test('the state of another plan, or of another shape, is not taken', () => {
  const kept: unknown = JSON.parse(JSON.stringify({ ...toKeep(storeOf()), criticalOnly: true }))
  for (const [place, state] of [
    ['file:///other.tpm.yaml', kept],
    [uri, { ...(kept as object), level: '1' }],
    [uri, null],
  ] as const) {
    const store = createStore(textWidth, 1)
    showPlan(store, place, sampleView(), state)
    expect(store.criticalOnly.value).toBe(false)
  }
})

test('a selection that an edit has removed is let go; the rest stays', () => {
  const store = storeOf()
  store.selected.value = 'tax'
  store.zoom.value = 12
  const shown = sampleView()
  showPlan(store, uri, { ...shown, rows: shown.rows.filter(({ id }) => id !== 'tax') }, undefined)
  expect(store.selected.value).toBe('')
  expect(store.zoom.value).toBe(12)
})

test('an edit that moves the finish or lengthens a name moves nothing else, until one asks to fit', () => {
  const store = storeOf()
  store.size.value = { width: 1600, height: 600 }
  const shown = sampleView()
  const before = { scale: store.scale.value, names: store.nameWidth.value }
  const later = { ...shown, finish: (shown.finish + 300 * 1440) as typeof shown.finish }
  const rows = later.rows.map(row => (row.id === 'tax' ? { ...row, name: row.name.repeat(5) } : row))
  showPlan(store, uri, { ...later, rows }, undefined)
  expect({ scale: store.scale.value, names: store.nameWidth.value }).toEqual(before)
  fitPlan(store)
  expect(store.scale.value.pixelsPerDay).toBeLessThan(before.scale.pixelsPerDay)
  expect(store.nameWidth.value).toBeGreaterThan(before.names)
})

test('a preview that begins or ends is fitted, unless somebody has zoomed', () => {
  const store = storeOf()
  store.size.value = { width: 1600, height: 600 }
  const shown = sampleView()
  const preview = { finish: '', bound: '', late: [], waits: [], more: 0 }
  const leveled = { ...shown, preview, finish: (shown.finish + 300 * 1440) as typeof shown.finish }
  const before = store.scale.value.pixelsPerDay
  showPlan(store, uri, leveled, undefined)
  const fitted = store.scale.value.pixelsPerDay
  expect(fitted).toBeLessThan(before)
  showPlan(store, uri, shown, undefined)
  expect(store.scale.value.pixelsPerDay).toBe(before)
  store.zoom.value = 12
  showPlan(store, uri, leveled, undefined)
  expect(store.zoom.value).toBe(12)
})

test('a plan that was empty is fitted when it has tasks', () => {
  const shown = sampleView()
  const store = createStore(textWidth, 1)
  showPlan(store, uri, { ...shown, rows: [], finish: shown.start, deadline: undefined }, undefined)
  showPlan(store, uri, shown, undefined)
  expect(store.scale.value.pixelsPerDay).toBe(storeOf().scale.value.pixelsPerDay)
})

test('a narrow window keeps most of its picture for the plan', () => {
  const store = storeOf()
  store.size.value = { width: 400, height: 600 }
  fitPlan(store)
  const window = 400 - store.nameWidth.value
  const { origin, pixelsPerDay } = store.scale.value
  const end = (store.fitted.value.last - origin) * pixelsPerDay
  expect(window - end).toBeCloseTo(window * 0.3, 0)
})
