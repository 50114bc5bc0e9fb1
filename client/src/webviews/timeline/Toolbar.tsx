import type { RefObject } from 'preact'
import { FilterField } from '../shared/FilterField.tsx'
import { HelpButton } from '../shared/Help.tsx'
import { PressedButton, Toggle } from '../shared/Toggle.tsx'
import type { Parts } from './parts.ts'
import { allClosed, allOpen } from './rows.ts'

const step = 1.4

/** Few and small: the picture is the point. Every button has a key (see the help). */
export function Toolbar({
  store,
  scroller,
  post,
  search,
}: Parts & { readonly search: RefObject<HTMLInputElement | null> }) {
  const { filter, criticalOnly, allLinks, pathShown, folding, shown, view, helpShown } = store
  const hasSummaries = view.value?.rows.some(({ depth }) => 0 < depth) ?? false
  const isLeveled = view.value?.preview !== undefined
  const count = {
    found: shown.value.length,
    all: view.value?.rows.length ?? 0,
    isFiltered: filter.value.trim() !== '' || criticalOnly.value,
  }
  return (
    <div class="toolbar" role="toolbar" aria-label="Timeline">
      <FilterField filter={filter} search={search} label="Filter tasks by name, id or person" count={count} />
      <Toggle signal={criticalOnly} label="Critical" hint="Only tasks that hold the finish (c)" />
      <Toggle
        signal={allLinks}
        label="Links"
        hint="All dependencies, not only those of the selection and the critical path (l)"
      />
      <Toggle signal={pathShown} label="Why" hint="What drives the selected task (d)" />
      <PressedButton
        isPressed={isLeveled}
        press={() => post({ type: 'preview', leveled: !isLeveled })}
        label="Levelled"
        hint="As a preview, let tasks wait until their people are free (v)"
      />
      <PressedButton
        isPressed={view.value?.baseline !== undefined}
        press={() => post({ type: 'baseline' })}
        label="Baseline"
        hint="Measure against a baseline: a tag, branch or commit (b)"
      />
      {hasSummaries && (
        <span class="group">
          <button
            type="button"
            title="Collapse all summaries"
            onClick={() => {
              folding.value = allClosed
            }}
          >
            Collapse
          </button>
          <button
            type="button"
            title="Expand all summaries"
            onClick={() => {
              folding.value = allOpen
            }}
          >
            Expand
          </button>
        </span>
      )}
      <span class="group">
        <button
          type="button"
          class="sign"
          aria-label="Zoom out"
          title="Zoom out (−)"
          onClick={() => scroller.zoomBy(1 / step)}
        >
          −
        </button>
        <button
          type="button"
          class="sign"
          aria-label="Zoom in"
          title="Zoom in (+)"
          onClick={() => scroller.zoomBy(step)}
        >
          +
        </button>
        <button type="button" title="Show the whole plan (f)" onClick={scroller.fit}>
          Fit
        </button>
      </span>
      <HelpButton shown={helpShown} />
    </div>
  )
}
