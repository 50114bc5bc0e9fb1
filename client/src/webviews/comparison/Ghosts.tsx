import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ComparisonView } from '#engine/view/comparison'
import { ghostAxisHeight, ghostAxisShapes, ghostRowHeight, ghostScale, ghostShapes } from '#scene/comparisonScene'
import { ShapeList } from '../shared/ShapeView.tsx'
import type { Parts } from './parts.ts'

const nameWidth = 240
/** Where the bars would have less than this beside the names, these stand above them. */
const narrowest = 260
/** For the words behind the last bar. */
const labelWidth = 80
const mostRows = 200

/** The tasks that moved: each a bar where it is and a ghost where it was. */
export function Ghosts({ view, post }: Parts & { readonly view: ComparisonView }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useSignal(600)
  const isStacked = useSignal(false)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = new ResizeObserver(() => {
      const room = Math.floor(element.clientWidth)
      isStacked.value = room < nameWidth + narrowest
      width.value = isStacked.value ? room : room - nameWidth
    })
    measure.observe(element)
    return () => measure.disconnect()
  }, [])
  const moved = view.ghosts.filter(({ isContext }) => !isContext).length
  if (moved === 0) return null
  const rows = view.ghosts.slice(0, mostRows)
  const scale = ghostScale(rows, Math.max(1, width.value - labelWidth))
  return (
    <section class="ghosts" aria-label="Timeline of what moved">
      <h2>
        {moved === 1 ? 'One task or milestone moves' : `${moved} tasks and milestones move`}
        <span class="aside"> filled where it is, dashed where it was; in calendar days</span>
      </h2>
      <div ref={box} class={isStacked.value ? 'stacked' : ''} role="table" aria-label="Tasks and milestones that moved">
        <div class="ghost-row axis-row" aria-hidden="true">
          <span class="ghost-name" />
          <svg width={width.value} height={ghostAxisHeight} aria-hidden="true">
            <ShapeList shapes={ghostAxisShapes(scale, 0)} />
          </svg>
        </div>
        {rows.map(row => {
          const location = view.edits.find(({ id, object }) => id === row.id && isTask(object))?.location
          return (
            <div key={row.id} class={row.isContext ? 'ghost-row context' : 'ghost-row'} role="row">
              <span class={`ghost-name ${row.kind} depth-${Math.min(row.depth, 8)}`} role="cell" title={row.name}>
                {location ? (
                  <button type="button" class="link" onClick={() => post({ type: 'open', ...location })}>
                    {row.name}
                  </button>
                ) : (
                  row.name
                )}
              </span>
              <span role="cell" class="ghost-picture">
                <svg width={width.value} height={ghostRowHeight} aria-hidden="true">
                  <ShapeList shapes={ghostShapes(row, scale)} />
                </svg>
                <span class="only-read">{row.movementText}</span>
              </span>
            </div>
          )
        })}
      </div>
      {view.ghosts.length > mostRows && <p class="nothing">and {view.ghosts.length - mostRows} more rows</p>}
    </section>
  )
}

function isTask(object: string): boolean {
  return object === 'task' || object === 'milestone'
}
