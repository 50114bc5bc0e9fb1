import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { formatDay } from '#engine/time/civil'
import type { TimelineRow } from '#engine/view/timeline'
import { extentOf, rowHeight } from '#scene/timelineRow'
import { AxisHead } from './AxisHead.tsx'
import { listKey } from './keys.ts'
import { NameCell } from './NameCell.tsx'
import { Backdrop, Picture } from './Picture.tsx'
import type { Parts } from './parts.ts'
import type { ShownRow } from './rows.ts'
import { hasMarkers, headerHeight } from './scroller.ts'
import type { Store } from './store.ts'
import { Tooltip, type TooltipPlace } from './Tooltip.tsx'

/** Names on the left, the picture on the right; one element scrolls both. To a screen reader a table. */
export function Grid(parts: Parts) {
  const { store, scroller } = parts
  const element = useRef<HTMLDivElement>(null)
  const tooltip = useSignal<TooltipPlace | undefined>(undefined)
  useEffect(() => watch(element.current, parts), [])
  useLayoutEffect(() => scroller.settle())
  const { shown, nameWidth, chartWidth, active } = store
  const first = store.firstRow.value
  const rows = shown.value.slice(first, store.lastRow.value)
  const hit = (event: MouseEvent) => hitOf(event, parts)
  return (
    <div
      ref={element}
      class="scroller"
      role="treegrid"
      aria-label="Tasks"
      aria-rowcount={shown.value.length + 1}
      aria-colcount={store.varianceWidth.value === 0 ? 2 : 3}
      aria-activedescendant={rows.some(({ row }) => row.id === active.value) ? rowId(active.value) : undefined}
      tabIndex={0}
      onKeyDown={event => {
        tooltip.value = undefined
        listKey(event, parts)
      }}
      onFocus={() => {
        if (!active.value) active.value = store.selected.value || (shown.value[0]?.row.id ?? '')
      }}
    >
      <AxisHead {...parts} />
      <div
        class="rows"
        role="rowgroup"
        style={{ height: `${shown.value.length * rowHeight}px`, width: `${nameWidth.value + chartWidth.value}px` }}
        onMouseMove={event => {
          const at = hit(event)
          store.hovered.value = at?.shown.row.id ?? ''
          event.currentTarget.classList.toggle('over-bar', at?.onBar === true)
          tooltip.value = at?.onBar ? { x: event.clientX, y: event.clientY, text: at.shown.row.tooltip } : undefined
        }}
        onMouseLeave={() => {
          store.hovered.value = ''
          tooltip.value = undefined
        }}
        onClick={event => {
          const at = hit(event)
          if (!at) return
          const { id } = at.shown.row
          store.active.value = id
          store.selected.value = id
          if (at.onName) scroller.bring(id, true)
          if (at.onBar || at.onName) parts.post({ type: 'open', task: id, focus: false })
        }}
        onDblClick={event => {
          const at = hit(event)
          if (at) parts.post({ type: 'open', task: at.shown.row.id })
        }}
      >
        <Backdrop store={store} />
        {rows.map((shownRow, i) => (
          <Row key={shownRow.row.id} shown={shownRow} index={first + i} parts={parts} />
        ))}
        <Picture store={store} />
      </div>
      {tooltip.value && <Tooltip place={tooltip.value} />}
    </div>
  )
}

export function rowId(id: string): string {
  return `row-${id}`
}

function Row({ shown, index, parts }: { readonly shown: ShownRow; readonly index: number; readonly parts: Parts }) {
  const { row, hasChildren, open } = shown
  const { store } = parts
  const classes = [
    'row',
    store.selected.value === row.id ? 'selected' : '',
    store.active.value === row.id ? 'active' : '',
    store.hovered.value === row.id ? 'hovered' : '',
  ]
  return (
    <div
      id={rowId(row.id)}
      role="row"
      class={classes.filter(Boolean).join(' ')}
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-expanded={hasChildren ? open : undefined}
      aria-selected={store.selected.value === row.id}
      style={{ top: `${index * rowHeight}px` }}
    >
      <NameCell shown={shown} parts={parts} />
      {0 < store.varianceWidth.value && <VarianceCell row={row} store={store} />}
      <div role="gridcell" class="facts">
        <span class="only-read">{row.tooltip.split('\n').slice(1).join('. ') || formatDay(row.start)}</span>
      </div>
    </div>
  )
}

/** How far the finish is from the baseline, in days; `new` for what the baseline does not have. */
function VarianceCell({ row: { baseline }, store }: { readonly row: TimelineRow; readonly store: Store }) {
  const text = baseline?.variance ?? 'new'
  const state = text.startsWith('+') ? ' late' : text.startsWith('−') ? ' early' : ''
  return (
    <div
      role="gridcell"
      class={`variance${state}`}
      style={{ left: `${store.wordsWidth.value}px`, width: `${store.varianceWidth.value}px` }}
    >
      {text}
    </div>
  )
}

interface Hit {
  readonly shown: ShownRow
  readonly onBar: boolean
  readonly onName: boolean
}

/** Bars are drawn, not elements: the row and the place in it say what the pointer is on. */
function hitOf(event: MouseEvent, { store }: Parts): Hit | undefined {
  const { currentTarget, target } = event
  if (!(currentTarget instanceof HTMLElement) || !(target instanceof Element)) return undefined
  if (target.closest('.twistie')) return undefined
  const box = currentTarget.getBoundingClientRect()
  const shown = store.shown.value[Math.floor((event.clientY - box.top) / rowHeight)]
  if (!shown) return undefined
  if (target.closest('.name, .variance')) return { shown, onBar: false, onName: true }
  const x = event.clientX - box.left - store.nameWidth.value
  const { from, to } = extentOf(shown.row, store.scale.value)
  return { shown, onBar: from - 3 <= x && x <= to + 3, onName: false }
}

/** Follows size, scrolling and the wheel; answers how to stop. */
function watch(element: HTMLElement | null, parts: Parts): (() => void) | undefined {
  const { store, scroller } = parts
  if (!element) return undefined
  scroller.attach(element)
  const measure = new ResizeObserver(() => {
    const before = store.size.value.height
    store.size.value = { width: element.clientWidth, height: element.clientHeight }
    // Words that came up below must not cover the row that they are about.
    if (element.clientHeight < before && wasVisible(before, parts)) scroller.bring(store.selected.value, false)
  })
  measure.observe(element)
  const scrolled = () => {
    store.scroll.value = { left: element.scrollLeft, top: element.scrollTop }
  }
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const at = event.clientX - element.getBoundingClientRect().left - store.nameWidth.value
    scroller.zoomBy(Math.exp(-event.deltaY / 300), Math.max(0, at))
  }
  element.addEventListener('scroll', scrolled, { passive: true })
  element.addEventListener('wheel', wheel, { passive: false })
  element.style.scrollPaddingTop = `${headerHeight(hasMarkers(store))}px`
  return () => {
    scroller.attach(null)
    measure.disconnect()
    element.removeEventListener('scroll', scrolled)
    element.removeEventListener('wheel', wheel)
  }
}

/** Was the selected row in the window when that was so high? */
function wasVisible(height: number, { store }: Parts): boolean {
  const index = store.indexOf.value.get(store.selected.value)
  if (index === undefined) return false
  const top = index * rowHeight - store.scroll.value.top
  return 0 <= top && top < height
}
