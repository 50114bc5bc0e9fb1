import { useEffect, useRef } from 'preact/hooks'
import type { FromTimeline } from '#protocol/timeline'
import { Grid } from './Grid.tsx'
import { Help } from './Help.tsx'
import { keyAction } from './keys.ts'
import { EmptyPlan, ErrorNote, LeftOut } from './Notes.tsx'
import type { Scroller } from './scroller.ts'
import type { Store } from './store.ts'
import { Toolbar } from './Toolbar.tsx'

export interface Parts {
  readonly store: Store
  readonly scroller: Scroller
  readonly post: (message: FromTimeline) => void
}

export function App(parts: Parts) {
  const { store } = parts
  const view = store.view.value
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => keyAction(event, parts, search.current)
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  if (!view) return <p class="waiting">Reading the plan…</p>
  const isEmpty = view.rows.length === 0
  return (
    <main class="timeline">
      <header class="head">
        <div class="answer">
          <h1 aria-live="polite">{view.headline}</h1>
          <p class="subject">{view.title}</p>
        </div>
        {!isEmpty && <Toolbar {...parts} search={search} />}
      </header>
      <ErrorNote errors={view.errors} />
      <LeftOut view={view} post={parts.post} />
      {isEmpty ? <EmptyPlan view={view} post={parts.post} /> : <Grid {...parts} />}
      {store.helpShown.value && <Help store={store} />}
    </main>
  )
}
