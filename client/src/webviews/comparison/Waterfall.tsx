import { minutesPerDay } from '#engine/time/civil'
import type { WaterfallPart } from '#engine/view/comparison'
import { movementWords } from '#engine/view/comparisonWords'
import { px } from '#scene/shape'
import type { Parts } from './parts.ts'

const width = 240
const height = 14
/** So many are shown at once; the others behind a button. */
const mostShown = 6

/** The leftmost and the rightmost point that any waterfall comes to, so that all have one scale. */
export interface Reach {
  readonly from: number
  readonly to: number
}

/** The parts of a movement, each beginning where the one before it ends, and their sum. Also a table to read. */
export function Waterfall(props: {
  readonly rows: readonly WaterfallPart[]
  readonly sum: { readonly label: string; readonly text: string; readonly minutes: number }
  readonly reach: Reach
  readonly parts: Parts
}) {
  const { rows, sum, reach, parts } = props
  const shown = rows.slice(0, mostShown)
  const rest = rows.slice(mostShown)
  const restMinutes = rest.reduce((all, { minutes }) => all + minutes, 0)
  const dayMinutes = parts.store.view.value?.dayMinutes ?? minutesPerDay
  return (
    <table class="waterfall">
      <tbody>
        {shown.map(row => (
          <PartRow key={row.edit} row={row} reach={reach} parts={parts} />
        ))}
        {rest.length > 0 && (
          <tr>
            <th scope="row" class="part">
              {rest.length} more {rest.length === 1 ? 'edit' : 'edits'}
            </th>
            <td>
              <Bar from={rest[0]!.from} minutes={restMinutes} reach={reach} />
            </td>
            <td class="number">{movementWords({ minutes: restMinutes }, dayMinutes)}</td>
          </tr>
        )}
        {rows.length > 1 && (
          <tr class="sum">
            <th scope="row" class="part">
              {sum.label}
            </th>
            <td>
              <Bar from={0} minutes={sum.minutes} reach={reach} />
            </td>
            <td class="number">{sum.text}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function PartRow({ row, reach, parts }: { readonly row: WaterfallPart; readonly reach: Reach; readonly parts: Parts }) {
  const { store, post } = parts
  const location = store.view.value?.edits.find(({ edit }) => edit === row.edit)?.location
  const isSelected = store.selected.value === row.edit
  return (
    <tr
      class={isSelected ? 'selected' : ''}
      onMouseEnter={() => {
        store.selected.value = row.edit
      }}
    >
      <th scope="row" class="part">
        <button type="button" class="link" onClick={() => location && post({ type: 'open', ...location })}>
          {row.label}
        </button>
        {row.nature === 'progress' && <span class="nature">progress</span>}
      </th>
      <td>
        <Bar from={row.from} minutes={row.minutes} reach={reach} />
      </td>
      <td class="number">{row.text}</td>
    </tr>
  )
}

function Bar({ from, minutes, reach }: { readonly from: number; readonly minutes: number; readonly reach: Reach }) {
  const scale = width / Math.max(1, reach.to - reach.from)
  const at = (value: number) => (value - reach.from) * scale
  const left = at(Math.min(from, from + minutes))
  const length = Math.max(1, Math.abs(minutes) * scale)
  return (
    <svg class="bar" width={width} height={height} aria-hidden="true">
      <path class="zero" d={`M${px(at(0))} 0V${height}`} />
      <rect
        class={minutes < 0 ? 'earlier' : 'later'}
        x={px(left)}
        y={2}
        width={px(length)}
        height={height - 4}
        rx={1}
      />
    </svg>
  )
}
