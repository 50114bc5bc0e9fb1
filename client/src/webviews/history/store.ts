import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { HistoryPoint, HistoryView } from '#engine/view/historyView'
import { finite, record, text } from '../shared/shape.ts'

/** What is kept while the panel is hidden, and over a reload of the window. */
interface Kept {
  readonly uri: string
  readonly active: string
  readonly top: number
}

const isKept = record<Kept>({ uri: text, active: text, top: finite })

/** Everything that the parts of the history share. Nothing here touches the page. */
export interface Store {
  readonly view: Signal<HistoryView | undefined>
  /** Why there is none. */
  readonly failure: Signal<string>
  readonly uri: Signal<string>
  /** The key of the commit that was last looked at. */
  readonly active: Signal<string>
  /** The key of the one under the pointer. */
  readonly hovered: Signal<string>
  /** Place among the points of the one that is marked, the pointer's before the other; -1: none. */
  readonly marked: ReadonlySignal<number>
  readonly helpShown: Signal<boolean>
  /** How far the page is scrolled. */
  readonly top: Signal<number>
}

/** Of a commit its id, of what is not committed yet a word that is none. */
export function keyOf({ commit }: HistoryPoint): string {
  return commit ?? 'uncommitted'
}

export function createStore(kept: unknown): Store {
  const before = isKept(kept) ? kept : undefined
  const view = signal<HistoryView | undefined>(undefined)
  const active = signal(before?.active ?? '')
  const hovered = signal('')
  return {
    view,
    failure: signal(''),
    uri: signal(before?.uri ?? ''),
    active,
    hovered,
    marked: computed(() => {
      const key = hovered.value || active.value
      return view.value?.points.findIndex(point => keyOf(point) === key) ?? -1
    }),
    helpShown: signal(false),
    top: signal(before?.top ?? 0),
  }
}

export function showHistory(store: Store, uri: string, view: HistoryView): void {
  batch(() => {
    store.failure.value = ''
    store.hovered.value = ''
    store.uri.value = uri
    store.view.value = view
    if (!view.points.some(point => keyOf(point) === store.active.value)) store.active.value = ''
  })
}

export function showFailure(store: Store, uri: string, message: string): void {
  batch(() => {
    store.uri.value = uri
    store.failure.value = message
  })
}

export function toKeep({ uri, active, top }: Store): Kept {
  return { uri: uri.value, active: active.value, top: top.value }
}
