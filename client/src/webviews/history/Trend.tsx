import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { formatDay, formatLastDay } from '#engine/time/civil'
import type { HistoryView } from '#engine/view/historyView'
import { costInWords, finishMovements, signedCalendarDays } from '#engine/view/historyWords'
import {
  axisHeight,
  curveShapes,
  curvesOf,
  labelWidth,
  left,
  lineEnds,
  type TrendLayout,
  trendLayout,
  trendShapes,
} from '#scene/historyScene'
import { px } from '#scene/shape'
import { ShapeList } from '../shared/ShapeView.tsx'
import type { Parts } from './parts.ts'
import { keyOf } from './store.ts'

const widest = 520
const narrowest = 140
/** Below this the names stand under the chart, and their numbers in it. */
const narrowestWithNames = 220
const numbersWidth = 64
const top = 10
/** Between the small charts. */
const gap = 32
const smallHeight = 40
/** A window's font is wider than the scene's estimate. */
const labels = labelWidth + 28

/** The milestone trend and the figures below it, over the same time; the pointer is at one commit of it. */
export function Trend(parts: Parts & { readonly view: HistoryView }) {
  const { view, store, post } = parts
  const box = useRef<HTMLDivElement>(null)
  const room = useSignal(800)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = new ResizeObserver(() => {
      room.value = Math.floor(element.clientWidth)
    })
    measure.observe(element)
    return () => measure.disconnect()
  }, [])
  if (view.points.length === 0) return null
  const hasNames = left + narrowestWithNames + labels <= room.value
  const beside = hasNames ? labels : numbersWidth
  const size = Math.max(narrowest, Math.min(widest, room.value - left - beside))
  const layout = trendLayout(view, size)
  const curves = curvesOf(view)
  const below = top + size + axisHeight + gap
  const height = below + curves.length * (smallHeight + gap)
  const pointAt = (event: MouseEvent) => {
    const { left: edge } = (event.currentTarget as Element).getBoundingClientRect()
    return view.points[nearest(event.clientX - edge - left, view, layout)]
  }
  return (
    <section class="trend" aria-label="Milestone trend">
      <h2>
        Milestone trend <span class="aside">when it was said, to the right; what was said, upward</span>
      </h2>
      <Marked {...parts} />
      <div ref={box} class="trend-box">
        <svg
          aria-hidden="true"
          width={left + size + beside}
          height={height}
          onMouseMove={event => {
            const point = pointAt(event)
            store.hovered.value = point ? keyOf(point) : ''
          }}
          onMouseLeave={() => {
            store.hovered.value = ''
          }}
          onClick={event => {
            const point = pointAt(event)
            if (point) post({ type: 'open', ...(point.commit !== undefined && { commit: point.commit }) })
          }}
        >
          <rect class="ground" width={left + size + beside} height={height} />
          <g transform={`translate(${left} ${top})`}>
            <ShapeList shapes={trendShapes(view, layout, hasNames ? 'names' : 'numbers')} />
            <Cursor {...parts} layout={layout} height={height - top} />
          </g>
          {curves.map((curve, i) => (
            <g key={curve.title} transform={`translate(${left} ${below + i * (smallHeight + gap)})`}>
              <ShapeList shapes={curveShapes(curve, view.points, layout, smallHeight)} />
            </g>
          ))}
        </svg>
      </div>
      {!hasNames && <Names view={view} layout={layout} />}
      {0 < layout.leftOut && (
        <p class="nothing">
          {layout.leftOut === 1 ? '1 more milestone is' : `${layout.leftOut} more milestones are`} not drawn
        </p>
      )}
    </section>
  )
}

/** Whose line is whose, by the numbers in the chart. */
function Names({ view, layout }: { readonly view: HistoryView; readonly layout: TrendLayout }) {
  return (
    <ol class="names">
      {lineEnds(view, layout).map(({ id, name, words, isLate }) => (
        <li key={id ?? ''}>
          {name} <span class={isLate ? 'late' : 'aside'}>{words}</span>
        </li>
      ))}
    </ol>
  )
}

/** The commit whose time is nearest. */
function nearest(x: number, { points }: HistoryView, layout: TrendLayout): number {
  let best = 0
  points.forEach(({ at }, i) => {
    if (Math.abs(layout.x(at) - x) <= Math.abs(layout.x(points[best]!.at) - x)) best = i
  })
  return best
}

/** Where the marked commit stands on the chart, and what it said of each milestone. */
function Cursor(props: Parts & { readonly view: HistoryView; readonly layout: TrendLayout; readonly height: number }) {
  const { view, store, layout, height } = props
  const i = store.marked.value
  const point = view.points[i]
  if (!point) return null
  const x = layout.x(point.at)
  return (
    <g class="cursor">
      <path d={`M${px(x)} 0V${px(height)}`} />
      {layout.lines.map(({ line, tone }) => {
        const date = line.dates[i]
        return typeof date === 'number' ? (
          <circle key={line.id ?? ''} class={`trend-${tone}`} cx={px(x)} cy={px(layout.y(date))} r={5} />
        ) : null
      })}
    </g>
  )
}

/** The marked commit in words. To a screen reader its row says the same. */
function Marked({ view, store }: Parts & { readonly view: HistoryView }) {
  const i = store.marked.value
  const point = view.points[i]
  if (!point) {
    return (
      <p class="marked nothing" aria-hidden="true">
        Point at a commit in the chart; a click compares it with its parent
      </p>
    )
  }
  const { at, subject, author, figures } = point
  const moved = signedCalendarDays(finishMovements(view.points)[i])
  const finish = figures.finish === undefined ? 'no dates' : `finish ${formatLastDay(figures.finish, { year: true })}`
  const facts = [
    formatDay(at, { year: true }),
    author,
    moved === '' ? finish : `${finish} (${moved} calendar days)`,
    costInWords(figures.cost, view),
  ]
  return (
    <p class="marked" aria-hidden="true">
      <strong>{subject}</strong> <span class="aside">{facts.filter(Boolean).join(' · ')}</span>
    </p>
  )
}
