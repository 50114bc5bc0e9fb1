import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { HeatmapView } from '#engine/view/heatmap'
import {
  type Chip,
  chipShapes,
  groundOf,
  type HeatmapLayout,
  layoutHeatmap,
  type MatrixCell,
  residualShapes,
} from '#scene/heatmapScene'
import { ShapeList } from '../shared/ShapeView.tsx'
import type { Parts } from './parts.ts'
import { cellKey } from './store.ts'

const narrowest = 272
const widest = 760

/** Five by five. To the eye a picture; to the keyboard its chips; to a screen reader the register says all of it. */
export function Matrix({ store, post, view }: Parts & { readonly view: HeatmapView }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useSignal(widest)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = new ResizeObserver(() => {
      width.value = Math.max(narrowest, Math.floor(element.clientWidth))
    })
    measure.observe(element)
    return () => measure.disconnect()
  }, [])
  const layout = layoutHeatmap(view, width.value, store.factor)
  const chips = layout.cells.flatMap(cell => cell.chips)
  // Tab comes to the selected chip, or to the first
  const entry = (chips.find(({ risk }) => risk.id === store.selected.value) ?? chips[0])?.risk.id
  const arrows = view.risks.filter(
    ({ id }) => store.residual.value || id === store.selected.value || id === store.hovered.value,
  )
  return (
    <section class="matrix" ref={box} aria-label="Matrix">
      <svg width={layout.width} height={layout.height} role="group" aria-label="Risks by probability and impact">
        <g aria-hidden="true">
          <ShapeList shapes={layout.labels} />
        </g>
        {layout.cells.map(cell => (
          <CellView key={cellKey(cell.side, cell)} cell={cell} layout={layout} entry={entry} parts={{ store, post }} />
        ))}
        <g class="arrows" aria-hidden="true">
          {arrows.map(risk => (
            <g
              key={risk.id}
              class={risk.id === store.selected.value || risk.id === store.hovered.value ? 'way strong' : 'way'}
            >
              <ShapeList shapes={residualShapes(layout, risk)} />
            </g>
          ))}
        </g>
      </svg>
      <Legend view={view} />
    </section>
  )
}

function CellView(props: {
  readonly cell: MatrixCell
  readonly layout: HeatmapLayout
  readonly entry: string | undefined
  readonly parts: Parts
}) {
  const { cell, layout, entry, parts } = props
  const { store } = parts
  const { x, y, width, height, score, chips, more } = cell
  const key = cellKey(cell.side, cell)
  const list = () => {
    store.cell.value = store.cell.value === key ? '' : key
  }
  return (
    <g class={store.cell.value === key ? 'cell chosen' : 'cell'}>
      <rect
        aria-hidden="true"
        class={groundOf(cell)}
        x={x + 1}
        y={y + 1}
        width={width - 2}
        height={height - 2}
        onClick={list}
      />
      <text aria-hidden="true" class="axis score" x={x + width - 5} y={y + 11} text-anchor="end">
        {score}
      </text>
      {chips.map(chip => (
        <ChipView
          key={chip.risk.id}
          chip={chip}
          cell={cell}
          layout={layout}
          isEntry={chip.risk.id === entry}
          parts={parts}
        />
      ))}
      {more && (
        <g
          class="more"
          role="button"
          tabindex={0}
          aria-label={`${more.count} more in this cell: list them`}
          onClick={list}
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            list()
          }}
        >
          <rect class="chip" x={more.x} y={more.y} width={34} height={more.height} rx={3} />
          <text class="chip-text" x={more.x + 6} y={more.y + 13.5}>
            +{more.count}
          </text>
        </g>
      )}
    </g>
  )
}

function ChipView(props: {
  readonly chip: Chip
  readonly cell: MatrixCell
  readonly layout: HeatmapLayout
  readonly isEntry: boolean
  readonly parts: Parts
}) {
  const { chip, cell, layout, isEntry, parts } = props
  const { store, post } = parts
  const { risk } = chip
  const isSelected = store.selected.value === risk.id
  const words = [
    `${chip.number} ${risk.name}`,
    `${risk.rank}, score ${cell.score}`,
    risk.exposureText ?? '',
    risk.owner ? `owner ${risk.owner}` : 'no owner',
  ]
  return (
    <g
      class={isSelected ? 'chip-button selected' : 'chip-button'}
      data-risk={risk.id}
      role="button"
      tabindex={isEntry ? 0 : -1}
      aria-pressed={isSelected}
      aria-label={words.filter(Boolean).join('; ')}
      onMouseEnter={() => {
        store.hovered.value = risk.id
      }}
      onMouseLeave={() => {
        store.hovered.value = ''
      }}
      onClick={() => {
        store.selected.value = risk.id
        post({ type: 'open', kind: 'risk', id: risk.id, focus: false })
      }}
      onDblClick={() => post({ type: 'open', kind: 'risk', id: risk.id })}
      onKeyDown={event => {
        if (chipKey(event.key, chip, layout, parts)) event.preventDefault()
      }}
    >
      <title>{[risk.name, risk.exposureText ?? '', risk.disagrees ?? ''].filter(Boolean).join('\n')}</title>
      <g aria-hidden="true">
        <ShapeList shapes={chipShapes(chip)} />
      </g>
    </g>
  )
}

/** What a key does on a chip; false where it is none of its keys. */
function chipKey(key: string, chip: Chip, layout: HeatmapLayout, { store, post }: Parts): boolean {
  const { id } = chip.risk
  if (key === 'Enter') post({ type: 'open', kind: 'risk', id })
  else if (key === ' ') store.selected.value = store.selected.value === id ? '' : id
  else {
    const next = neighbour(key, chip, layout)
    if (!next) return false
    document.querySelector<SVGElement>(`[data-risk="${CSS.escape(next.risk.id)}"]`)?.focus()
  }
  return true
}

/** The nearest chip in the direction of an arrow key; what lies straight ahead counts as nearer. */
function neighbour(key: string, from: Chip, { cells }: HeatmapLayout): Chip | undefined {
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  }
  const way = ways[key]
  if (!way) return undefined
  let best: Chip | undefined
  let least = Number.POSITIVE_INFINITY
  for (const chip of cells.flatMap(({ chips }) => chips)) {
    const [dx, dy] = [chip.x - from.x, chip.y - from.y]
    const ahead = dx * way[0] + dy * way[1]
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0])
    if (ahead <= 1 || least <= ahead + 3 * aside) continue
    best = chip
    least = ahead + 3 * aside
  }
  return best
}

/** What the tints mean: the scores from which this project calls a risk so. */
function Legend({ view }: { readonly view: HeatmapView }) {
  const ranks = ['low', 'moderate', 'high', 'critical'] as const
  const all = view.cells.flat()
  return (
    <p class="legend">
      <span>Score = probability × impact:</span>
      {ranks.map(rank => {
        const scores = all.filter(cell => cell.rank === rank).map(({ score }) => score)
        if (scores.length === 0) return null
        const [least, most] = [Math.min(...scores), Math.max(...scores)]
        return (
          <span key={rank} class={`rank ${rank}`}>
            <i aria-hidden="true" /> {rank} {least === most ? least : `${least}–${most}`}
          </span>
        )
      })}
    </p>
  )
}
