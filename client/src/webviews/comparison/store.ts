import { batch, type Signal, signal } from '@preact/signals'
import type { ComparisonView, EditView } from '#engine/view/comparison'
import type { ToComparison } from '#protocol/comparison'
import { finite, record, text } from '../shared/shape.ts'
import { wordMatcher } from '../shared/words.ts'

/** What is kept while the panel is hidden, and over a reload of the window. */
interface Kept {
  readonly spec: unknown
  readonly selected: string
  readonly filter: string
  readonly top: number
}

const isKept = record<Omit<Kept, 'spec'>>({ selected: text, filter: text, top: finite })

/** Everything that the parts of the comparison share. Nothing here touches the page. */
export interface Store {
  readonly view: Signal<ComparisonView | undefined>
  /** What was looked for, and led to this comparison; empty where nothing was. */
  readonly found: Signal<string>
  /** Why there is none. */
  readonly failure: Signal<string>
  /** What is compared, as the extension knows it; only kept and given back. */
  readonly spec: Signal<unknown>
  /** The edit whose parts are marked wherever they stand. */
  readonly selected: Signal<string>
  readonly filter: Signal<string>
  readonly helpShown: Signal<boolean>
  /** How far the page is scrolled. */
  readonly top: Signal<number>
}

export function createStore(kept: unknown): Store {
  const before = isKept(kept) ? kept : undefined
  return {
    view: signal<ComparisonView | undefined>(undefined),
    found: signal(''),
    failure: signal(''),
    spec: signal<unknown>(before && 'spec' in before ? before.spec : undefined),
    selected: signal(before?.selected ?? ''),
    filter: signal(before?.filter ?? ''),
    helpShown: signal(false),
    top: signal(before?.top ?? 0),
  }
}

/**
 * A new version of a comparison: what the person has chosen stays as far as it still makes sense. Another comparison
 * begins at its top.
 */
export function showComparison(
  store: Store,
  { spec, view, found = '' }: Omit<Extract<ToComparison, { type: 'show' }>, 'type' | 'version'>,
): void {
  batch(() => {
    takeSpec(store, spec)
    store.found.value = found
    store.failure.value = ''
    store.view.value = view
    if (!view.edits.some(({ edit }) => edit === store.selected.value)) store.selected.value = ''
  })
}

export function showFailure(store: Store, spec: unknown, message: string): void {
  batch(() => {
    takeSpec(store, spec)
    store.failure.value = message
  })
}

/** Specs are plain data. */
function takeSpec(store: Store, spec: unknown): void {
  if (JSON.stringify(spec) !== JSON.stringify(store.spec.value)) store.top.value = 0
  store.spec.value = spec
}

export function toKeep({ spec, selected, filter, top }: Store): Kept {
  return { spec: spec.value, selected: selected.value, filter: filter.value, top: top.value }
}

/** The edits in which every word of the filter occurs. */
export function listedEdits({ view, filter }: Store): readonly EditView[] {
  const hasWords = wordMatcher(filter.value)
  return (view.value?.edits ?? []).filter(({ phrase, id, effectText = '', nature }) =>
    hasWords([phrase, id, effectText, nature]),
  )
}
