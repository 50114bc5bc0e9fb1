import { formatLastDay } from '#engine/time/civil'
import { axisOf, axisSize, type Tick } from '#scene/axis'
import { type Scale, xOf, xOfDay } from '#scene/scale'
import { textWidth } from '#scene/text'
import type { Parts } from './parts.ts'
import { hasMarkers } from './scroller.ts'
import { clamp, narrowestName, type Store, widestName } from './store.ts'

/** The two scales, the lane of dates that matter, and the head of the names. Stays in place while rows scroll. */
export function AxisHead({ store }: Parts) {
  const { nameWidth, wordsWidth, varianceWidth, chartWidth, scale } = store
  const { origin, pixelsPerDay } = scale.value
  const axis = axisOf(
    origin + store.fromX.value / pixelsPerDay,
    origin + Math.min(store.toX.value, chartWidth.value) / pixelsPerDay,
    pixelsPerDay,
    store.measure,
  )
  return (
    <div class="axis-head" role="rowgroup" style={{ width: `${nameWidth.value + chartWidth.value}px` }}>
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" class="name-head" style={{ width: `${wordsWidth.value}px` }}>
          Task
          <Splitter store={store} />
        </div>
        {0 < varianceWidth.value && (
          <div
            role="columnheader"
            class="name-head variance-head"
            title={store.view.value?.baseline?.finish}
            style={{ left: `${wordsWidth.value}px`, width: `${varianceWidth.value}px` }}
          >
            Variance
          </div>
        )}
        <div role="columnheader" class="axis" style={{ width: `${chartWidth.value}px` }}>
          <span class="only-read">Dates and facts</span>
          <div aria-hidden="true">
            <Ticks ticks={axis.upper} scale={scale.value} level="upper" stickAt={nameWidth.value} />
            <Ticks ticks={axis.lower} scale={scale.value} level="lower" stickAt={nameWidth.value} />
            {hasMarkers(store) && <Markers store={store} />}
          </div>
        </div>
      </div>
    </div>
  )
}

function Ticks(props: {
  readonly ticks: readonly Tick[]
  readonly scale: Scale
  readonly level: 'upper' | 'lower'
  readonly stickAt: number
}) {
  const { ticks, scale, level, stickAt } = props
  return (
    <div class={level}>
      {ticks.map(({ from, to, label }) => (
        <div
          key={from}
          class="tick"
          style={{ left: `${xOfDay(from, scale)}px`, width: `${(to - from) * scale.pixelsPerDay}px` }}
        >
          {label && isReadable(label, from, to, scale) && (
            <span style={level === 'upper' ? { left: `${stickAt + 4}px` } : undefined}>{label}</span>
          )}
        </div>
      ))}
    </div>
  )
}

/** A label at the very edge of the picture, of which only the end could be seen, is left out. */
function isReadable(label: string, from: number, to: number, scale: Scale): boolean {
  return scale.origin <= from || textWidth(label, axisSize) * 1.1 + 8 <= xOfDay(to, scale)
}

const markerSize = 11
const markerPadding = 10

/** The status date and the deadline, named; where both would stand in one place the later gives way to the right. */
function Markers({ store }: { readonly store: Store }) {
  const { view, scale, chartWidth } = store
  const { statusDate, deadline, finish } = view.value ?? {}
  const late = deadline !== undefined && finish !== undefined && deadline < finish
  let free = 0
  const marks = [
    { at: statusDate, word: 'Status', kind: 'status' },
    { at: deadline, word: 'Deadline', kind: late ? 'deadline missed' : 'deadline' },
  ]
    .flatMap(({ at, word, kind }) => (at === undefined ? [] : [{ at, text: `${word} ${formatLastDay(at)}`, kind }]))
    .sort((a, b) => a.at - b.at)
    .map(({ at, text, kind }) => {
      const width = store.measure(text, markerSize) + markerPadding
      const left = clamp(xOf(at, scale.value) - width / 2, free, Math.max(free, chartWidth.value - width))
      free = left + width + 4
      return { text, kind, left }
    })
  return (
    <div class="markers">
      {marks.map(({ text, kind, left }) => (
        <span key={kind} class={`marker ${kind}`} style={{ left: `${left}px` }}>
          {text}
        </span>
      ))}
    </div>
  )
}

/** Sets how wide the names are: by the pointer, or by the arrow keys; a double click makes them fit. */
function Splitter({ store: { wordsWidth, setNameWidth } }: { readonly store: Store }) {
  const set = (width: number) => {
    setNameWidth.value = Math.round(clamp(width, narrowestName, widestName))
  }
  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the names"
      aria-valuemin={narrowestName}
      aria-valuemax={widestName}
      aria-valuenow={wordsWidth.value}
      onKeyDown={event => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        event.stopPropagation()
        set(wordsWidth.value + (event.key === 'ArrowLeft' ? -16 : 16))
      }}
      onDblClick={() => {
        setNameWidth.value = undefined
      }}
      onPointerDown={event => {
        event.preventDefault()
        const { currentTarget, pointerId, clientX } = event
        const before = wordsWidth.value
        currentTarget.setPointerCapture(pointerId)
        currentTarget.onpointermove = moved => set(before + moved.clientX - clientX)
        currentTarget.onpointerup = () => {
          currentTarget.onpointermove = null
        }
      }}
    />
  )
}
