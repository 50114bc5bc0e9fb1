import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { HeatmapRisk, HeatmapView } from '#engine/view/heatmap'
import type { MatrixCell } from '#scene/heatmapScene'
import { finite, flag, record, text } from '../shared/shape.ts'
import { wordMatcher } from '../shared/words.ts'

/** What is kept of a heatmap while its panel is hidden, and over a reload of the window. */
interface Kept {
  readonly uri: string
  readonly selected: string
  readonly filter: string
  readonly residual: boolean
  readonly cell: string
  readonly top: number
}

const isKept = record<Kept>({ uri: text, selected: text, filter: text, residual: flag, cell: text, top: finite })

/** Everything that the heatmap's parts share. Nothing here touches the page. */
export interface Store {
  /** How much wider this window's font is than the scene's estimate. */
  readonly factor: number
  readonly view: Signal<HeatmapView | undefined>
  readonly uri: Signal<string>
  /** The plan's file is no more. */
  readonly isGone: Signal<boolean>
  readonly selected: Signal<string>
  readonly hovered: Signal<string>
  readonly filter: Signal<string>
  /** Only the risks of this cell, as {@link cellKey} names it. */
  readonly cell: Signal<string>
  /** Every arrow from inherent to residual, not only the selection's. */
  readonly residual: Signal<boolean>
  readonly helpShown: Signal<boolean>
  /** How far the page is scrolled. */
  readonly top: Signal<number>
  readonly listed: ReadonlySignal<readonly HeatmapRisk[]>
}

export function createStore(factor: number): Store {
  const view = signal<HeatmapView | undefined>(undefined)
  const filter = signal('')
  const cell = signal('')
  return {
    factor,
    view,
    uri: signal(''),
    isGone: signal(false),
    selected: signal(''),
    hovered: signal(''),
    filter,
    cell,
    residual: signal(false),
    helpShown: signal(false),
    top: signal(0),
    listed: computed(() => {
      const hasWords = wordMatcher(filter.value)
      return (view.value?.risks ?? []).filter(
        risk =>
          (cell.value === '' || (risk.live && cellKey(risk.type, risk.inherent) === cell.value)) &&
          hasWords(wordsOf(risk)),
      )
    }),
  }
}

function wordsOf({ id, name, owner = '', category = '', response = '' }: HeatmapRisk): readonly string[] {
  return [id, name, owner, category, response]
}

export function cellKey(side: MatrixCell['side'], { probability, impact }: HeatmapRisk['inherent']): string {
  return `${side} ${probability} ${impact}`
}

/** Takes in a new version of the plan: what the person has set stays as far as it still makes sense. */
export function showPlan(store: Store, uri: string, view: HeatmapView, kept: unknown): void {
  batch(() => {
    if (uri !== store.uri.value) {
      const before = isKept(kept) && kept.uri === uri ? kept : undefined
      store.uri.value = uri
      store.selected.value = before?.selected ?? ''
      store.filter.value = before?.filter ?? ''
      store.residual.value = before?.residual ?? false
      store.cell.value = before?.cell ?? ''
      store.top.value = before?.top ?? 0
    }
    store.view.value = view
    store.isGone.value = false
    if (!view.risks.some(({ id }) => id === store.selected.value)) store.selected.value = ''
  })
}

export function toKeep({ uri, selected, filter, residual, cell, top }: Store): Kept {
  return {
    uri: uri.value,
    selected: selected.value,
    filter: filter.value,
    residual: residual.value,
    cell: cell.value,
    top: top.value,
  }
}
