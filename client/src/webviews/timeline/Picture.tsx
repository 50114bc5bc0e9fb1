import { dayOf } from '#engine/time/civil'
import type { DrivingStep } from '#engine/view/drivingPath'
import type { TimelineLink } from '#engine/view/timeline'
import { axisOf } from '#scene/axis'
import { xOf, xOfDay } from '#scene/scale'
import { px, type Shape } from '#scene/shape'
import { type LinkEnd, type LinkLook, linkShapes } from '#scene/timelineLinks'
import { extentOf, rowHeight, rowShapes } from '#scene/timelineRow'
import { ShapeList } from '../shared/ShapeView.tsx'
import { ancestors } from './rows.ts'
import { nameRoom, type Store } from './store.ts'

/** Only what the window shows, and a little more, is drawn. */
function windowOf(store: Store): { x: number; y: number; width: number; height: number } {
  const x = store.fromX.value
  const y = store.firstRow.value * rowHeight
  return {
    x,
    y,
    width: Math.max(0, Math.min(store.toX.value, store.chartWidth.value) - x),
    height: Math.max(0, store.lastRow.value * rowHeight - y),
  }
}

function place(store: Store) {
  const { x, y, width, height } = windowOf(store)
  return {
    width,
    height,
    viewBox: `${x} ${y} ${width} ${height}`,
    style: { left: `${store.nameWidth.value + x}px`, top: `${y}px` },
  } as const
}

/** Behind the rows: days without work and the lines of the scales. */
export function Backdrop({ store }: { readonly store: Store }) {
  const window = windowOf(store)
  return (
    <svg aria-hidden="true" class="backdrop" {...place(store)}>
      <ShapeList shapes={backdropShapes(store, window)} />
    </svg>
  )
}

function backdropShapes(store: Store, { x, y, width, height }: ReturnType<typeof windowOf>): readonly Shape[] {
  const scale = store.scale.value
  const { origin, pixelsPerDay } = scale
  const shapes: Shape[] = []
  if (closedFrom <= pixelsPerDay) {
    for (const { from, to } of store.view.value?.closed ?? []) {
      const left = xOfDay(dayOf(from), scale)
      const right = xOfDay(dayOf(to), scale)
      if (right < x || x + width < left) continue
      shapes.push({ kind: 'rect', role: 'closed', x: left, y, width: right - left, height })
    }
  }
  const axis = axisOf(origin + x / pixelsPerDay, origin + (x + width) / pixelsPerDay, pixelsPerDay, store.measure)
  for (const { from } of axis.upper) {
    shapes.push({ kind: 'path', role: 'grid-major', d: `M${px(Math.round(xOfDay(from, scale)) + 0.5)} ${y}v${height}` })
  }
  return shapes
}

/** Below this many pixels a day, weekends would only be noise. */
const closedFrom = 2

/** Before the rows: links, bars and the dates that matter. */
export function Picture({ store }: { readonly store: Store }) {
  const scale = store.scale.value
  const first = store.firstRow.value
  const rows = store.shown.value.slice(first, store.lastRow.value)
  const { y, height } = windowOf(store)
  const onPath = store.onPath.value
  const { statusDate, deadline } = store.view.value ?? {}
  return (
    <svg aria-hidden="true" class="picture" {...place(store)}>
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch" width="2" height="4" />
        </pattern>
        <pattern id="done-pattern" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="done-stripe" width="1.5" height="6" />
        </pattern>
      </defs>
      {statusDate !== undefined && <VerticalLine line="status-line" x={xOf(statusDate, scale)} y={y} height={height} />}
      {deadline !== undefined && <VerticalLine line="deadline-line" x={xOf(deadline, scale)} y={y} height={height} />}
      <Links store={store} />
      {rows.map(({ row }, i) => (
        <g
          key={row.id}
          class={row.broken ? 'broken' : undefined}
          transform={`translate(0 ${(first + i) * rowHeight})`}
          data-task={row.id}
        >
          <ShapeList
            shapes={rowShapes(row, scale, {
              nameBeside: store.wordsWidth.value < nameRoom(row, store.factor),
              measure: store.measure,
              onPath: onPath.has(row.id),
            })}
          />
        </g>
      ))}
    </svg>
  )
}

function VerticalLine(props: {
  readonly line: 'status-line' | 'deadline-line'
  readonly x: number
  readonly y: number
  readonly height: number
}) {
  const { line, x, y, height } = props
  return <path class={line} d={`M${px(Math.round(x) + 0.5)} ${y}v${height}`} />
}

/** Those of the selection, of the critical path and of what drives the selection; all of them only on request. */
function Links({ store }: { readonly store: Store }) {
  const { view, allLinks, selected } = store
  const id = selected.value
  const chosen = view.value?.links.flatMap(link => {
    const look = lookOf(link, id)
    return look === 'plain' && !allLinks.value ? [] : [{ link, look }]
  })
  const order: readonly LinkLook[] = ['plain', 'critical', 'selected']
  chosen?.sort((a, b) => order.indexOf(a.look) - order.indexOf(b.look))
  return (
    <g class="links">
      {chosen?.map(({ link, look }) => {
        const shapes = shapesOf(store, link, look)
        return shapes && <ShapeList key={`${link.from} ${link.to} ${link.type}`} shapes={shapes} />
      })}
      {pathLinks(store).map(({ from = '', holds, type }) => {
        const shapes = shapesOf(store, { from, to: holds, type }, 'driving')
        return shapes && <ShapeList key={`why ${from} ${holds} ${type}`} shapes={shapes} />
      })}
    </g>
  )
}

/** A task held twice by another is joined to it once. */
function pathLinks({ path }: Store): readonly DrivingStep[] {
  const links = new Map<string, DrivingStep>()
  for (const step of path.value?.steps ?? []) {
    if (step.from !== undefined) links.set(`${step.from} ${step.holds} ${step.type}`, step)
  }
  return [...links.values()]
}

function lookOf({ from, to, critical, driving }: TimelineLink, selected: string): LinkLook {
  if (selected && (from === selected || to === selected)) return 'selected'
  return critical && driving ? 'critical' : 'plain'
}

function shapesOf(
  store: Store,
  { from, to, type }: Pick<TimelineLink, 'from' | 'to' | 'type'>,
  look: LinkLook,
): readonly Shape[] | undefined {
  const start = endOf(store, from)
  const end = endOf(store, to)
  if (!start || !end || start.row === end.row) return undefined
  const top = Math.min(start.row, end.row)
  const bottom = Math.max(start.row, end.row)
  if (bottom < store.firstRow.value || store.lastRow.value < top) return undefined
  return linkShapes(start, end, type, look)
}

/** A task inside a closed summary is represented by the summary. */
function endOf(store: Store, id: string): LinkEnd | undefined {
  const shown = store.indexOf.value
  const rows = store.byId.value
  const visible = shown.has(id) ? rows.get(id) : [...ancestors(rows, id)].find(row => shown.has(row.id))
  const index = visible && shown.get(visible.id)
  if (!visible || index === undefined) return undefined
  return { ...extentOf(visible, store.scale.value), row: index, isPoint: visible.kind === 'milestone' }
}
