import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { FilterField } from '../shared/FilterField.tsx'
import { Gone } from '../shared/Gone.tsx'
import { Help, HelpButton, type KeyLine } from '../shared/Help.tsx'
import { ErrorNote, LeftOut } from '../shared/Notes.tsx'
import { usePageKeys } from '../shared/pageKeys.ts'
import { Toggle } from '../shared/Toggle.tsx'
import { Matrix } from './Matrix.tsx'
import type { Parts } from './parts.ts'
import { Register } from './Register.tsx'
import type { Store } from './store.ts'

const keyMap: readonly KeyLine[] = [
  ['Tab', 'Between the matrix and the register'],
  ['↑ ↓ ← →', 'To the next risk'],
  ['Space', 'Select: show its details and its way to the residual risk'],
  ['Enter', 'Go to the line in the plan'],
  ['r', 'All ways from inherent to residual'],
  ['/', 'Filter by name, owner, category or response'],
  ['?', 'This list'],
  ['Esc', 'Close, clear the filter, clear the selection'],
]

const example = `risks:
  vendor-quota:
    name: Vendor raises quota late
    probability: 30%
    impact: { schedule: 10d, cost: 12000 }
    affects: [landing-zone]
    response: mitigate
    owner: maya`

export function App(parts: Parts) {
  const { store, post } = parts
  const view = store.view.value
  const search = useRef<HTMLInputElement>(null)
  const page = useRef<HTMLDivElement>(null)
  usePageKeys({
    helpShown: store.helpShown,
    search,
    stepBack: () => stepBack(store),
    press: key => {
      if (key !== 'r') return false
      store.residual.value = !store.residual.value
      return true
    },
  })
  useLayoutEffect(() => {
    if (page.current) page.current.scrollTop = store.top.value
  }, [store.uri.value])
  if (store.isGone.value) return <Gone view="heatmap" />
  if (!view) return <p class="waiting">Reading the plan…</p>
  const isEmpty = view.risks.length === 0
  return (
    <main class="heatmap">
      <header class="head">
        <div class="answer">
          <h1 aria-live="polite">{view.headline}</h1>
          <p class="subject">{view.title}</p>
        </div>
        {!isEmpty && <Toolbar {...parts} search={search} />}
      </header>
      <ErrorNote errors={view.errors} first={view.firstError} open={line => post({ type: 'open-line', line })} />
      <LeftOut
        items={view.leftOut}
        title={count =>
          count === 1 ? 'One risk has no place in the matrix' : `${count} risks have no place in the matrix`
        }
        open={id => post({ type: 'open', kind: 'risk', id })}
      />
      {isEmpty && view.leftOut.length === 0 && <EmptyRegister post={post} />}
      {!isEmpty && (
        <div
          class="page"
          ref={page}
          onScroll={event => {
            store.top.value = event.currentTarget.scrollTop
          }}
        >
          <Matrix {...parts} view={view} />
          <Register {...parts} />
        </div>
      )}
      <Help shown={store.helpShown} keyMap={keyMap} />
    </main>
  )
}

function Toolbar({ store, search }: Parts & { readonly search: RefObject<HTMLInputElement | null> }) {
  const { filter, residual, cell, listed, view, helpShown } = store
  return (
    <div class="toolbar" role="toolbar" aria-label="Risks">
      <FilterField
        filter={filter}
        search={search}
        label="Filter risks by name, owner, category or response"
        count={{
          found: listed.value.length,
          all: view.value?.risks.length ?? 0,
          isFiltered: filter.value.trim() !== '' || cell.value !== '',
        }}
      />
      <button
        type="button"
        class={cell.value === '' ? 'not-now' : undefined}
        title="Show the risks of all cells"
        onClick={() => {
          cell.value = ''
        }}
      >
        All cells
      </button>
      <Toggle
        signal={residual}
        label="Residual"
        hint="All ways from inherent to residual, not only the selection’s (r)"
      />
      <HelpButton shown={helpShown} />
    </div>
  )
}

function EmptyRegister({ post }: Pick<Parts, 'post'>) {
  return (
    <section class="empty">
      <p>A risk needs a name, a probability and an impact. Who owns it and what is done about it come next:</p>
      <pre>{example}</pre>
      <button type="button" class="primary" onClick={() => post({ type: 'add-risk' })}>
        Add the First Risk
      </button>
    </section>
  )
}

/** One step back at a time. */
function stepBack({ filter, cell, selected }: Store): void {
  if (filter.value !== '') filter.value = ''
  else if (cell.value !== '') cell.value = ''
  else selected.value = ''
}
