import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import type { ComparisonView } from '#engine/view/comparison'
import { Failure } from '../shared/Failure.tsx'
import { FilterField } from '../shared/FilterField.tsx'
import { Help, HelpButton, type KeyLine } from '../shared/Help.tsx'
import { usePageKeys } from '../shared/pageKeys.ts'
import { ScrolledPage } from '../shared/ScrolledPage.tsx'
import { Consequences } from './Consequences.tsx'
import { Edits } from './Edits.tsx'
import { Ghosts } from './Ghosts.tsx'
import { Heat } from './Heat.tsx'
import type { Parts } from './parts.ts'
import { CostStrip, Strips } from './Strips.tsx'
import type { Store } from './store.ts'

const keyMap: readonly KeyLine[] = [
  ['Tab', 'To the next part'],
  ['↑ ↓', 'To the next edit'],
  ['Space', 'Select an edit: its parts are marked in every movement'],
  ['Enter', 'Go to the line in the diff'],
  ['/', 'Filter the edits'],
  ['?', 'This list'],
  ['Esc', 'Close, clear the filter, clear the selection'],
]

/** The verdict first, then what moves and by which edits, then the edits, then all else that follows. */
export function App(parts: Parts) {
  const { store } = parts
  const search = useRef<HTMLInputElement>(null)
  usePageKeys({ helpShown: store.helpShown, search, stepBack: () => stepBack(store) })
  if (store.failure.value) return <NoComparison {...parts} />
  const view = store.view.value
  if (!view) return <p class="waiting">Comparing the plan…</p>
  return (
    <main class="comparison">
      <Head {...parts} view={view} search={search} />
      <Page {...parts} view={view} />
      <Help shown={store.helpShown} keyMap={keyMap} />
    </main>
  )
}

function Page(parts: Parts & { readonly view: ComparisonView }) {
  const { store, view } = parts
  if (!view.changed)
    return <p class="unchanged">Comments, order and format may differ; the dates, the money and the risks do not.</p>
  return (
    <ScrolledPage key={JSON.stringify(store.spec.value)} top={store.top}>
      <Strips {...parts} />
      <CostStrip {...parts} />
      <Ghosts {...parts} />
      <Edits {...parts} />
      <Heat {...parts} />
      <Consequences {...parts} />
    </ScrolledPage>
  )
}

function Head({
  store,
  post,
  view,
  search,
}: Parts & { readonly view: ComparisonView; readonly search: RefObject<HTMLInputElement | null> }) {
  const { filter, helpShown } = store
  return (
    <header class={`head ${view.verdict}`}>
      <div class="answer">
        <h1 aria-live="polite">{view.sentence}</h1>
        {store.found.value !== '' && <p class="found">{store.found.value}</p>}
        <p class="subject">
          {view.title}: {view.base} → {view.head}
        </p>
      </div>
      <div class="toolbar" role="toolbar" aria-label="Comparison">
        {view.changed && (
          <FilterField filter={filter} search={search} label="Filter edits by their words" placeholder="Filter edits" />
        )}
        <button type="button" title="Compare with another revision or file" onClick={() => post({ type: 'choose' })}>
          Compare with…
        </button>
        <HelpButton shown={helpShown} />
      </div>
    </header>
  )
}

function NoComparison({ store, post }: Parts) {
  return (
    <Failure view="comparison" title="The comparison could not be made" message={store.failure.value}>
      <button type="button" class="primary" onClick={() => post({ type: 'choose' })}>
        Compare with something else…
      </button>
    </Failure>
  )
}

/** One step back at a time. */
function stepBack({ filter, selected }: Store): void {
  if (filter.value !== '') filter.value = ''
  else selected.value = ''
}
