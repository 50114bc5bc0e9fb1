import { useRef } from 'preact/hooks'
import { Gone } from '../shared/Gone.tsx'
import { Help } from '../shared/Help.tsx'
import { ErrorNote, LeftOut } from '../shared/Notes.tsx'
import { usePageKeys } from '../shared/pageKeys.ts'
import { Grid } from './Grid.tsx'
import { keyMap, stepBack, viewKey } from './keys.ts'
import { Leveling } from './Leveling.tsx'
import { EmptyPlan, withoutDates } from './Notes.tsx'
import type { Parts } from './parts.ts'
import { Toolbar } from './Toolbar.tsx'
import { Why } from './Why.tsx'

export function App(parts: Parts) {
  const { store } = parts
  const view = store.view.value
  const search = useRef<HTMLInputElement>(null)
  usePageKeys({
    helpShown: store.helpShown,
    search,
    stepBack: () => stepBack(parts, search.current),
    press: key => viewKey(key, parts),
  })
  if (store.isGone.value) return <Gone view="timeline" />
  if (!view) return <p class="waiting">Reading the plan…</p>
  const isEmpty = view.rows.length === 0
  return (
    <main class="timeline">
      <header class="head">
        <div class="answer">
          <h1 aria-live="polite">{view.headline}</h1>
          <p class="subject">{view.since ? `${view.title}, ${view.since}` : view.title}</p>
          {view.baseline && (
            <p class="subject measured">
              {view.baseline.finish}. {view.baseline.earned}
            </p>
          )}
        </div>
        {!isEmpty && <Toolbar {...parts} search={search} />}
      </header>
      <ErrorNote errors={view.errors} first={view.firstError} open={line => parts.post({ type: 'open-line', line })} />
      <LeftOut items={view.leftOut} title={withoutDates} open={id => parts.post({ type: 'open', task: id })} />
      <Leveling {...parts} />
      {!isEmpty && <Grid {...parts} />}
      <Why {...parts} />
      {isEmpty && view.leftOut.length === 0 && <EmptyPlan post={parts.post} />}
      <Help shown={store.helpShown} keyMap={keyMap} />
    </main>
  )
}
