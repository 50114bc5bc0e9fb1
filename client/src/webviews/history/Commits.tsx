import { formatDay, formatLastDay } from '#engine/time/civil'
import type { HistoryPoint, HistoryView } from '#engine/view/historyView'
import { costInWords, finishMovements, signedCalendarDays } from '#engine/view/historyWords'
import type { Parts } from './parts.ts'
import { keyOf } from './store.ts'

/** More commits than these are counted: the chart has them all. */
const mostRows = 1000

/** Every commit, the newest first: what it did to the finish and the cost, and the way to its comparison. */
export function Commits(parts: Parts & { readonly view: HistoryView }) {
  const { store, view } = parts
  const movements = finishMovements(view.points)
  const rows = view.points
    .map((point, i) => ({ point, moved: movements[i] }))
    .reverse()
    .slice(0, mostRows)
  const entry = rows.some(({ point }) => keyOf(point) === store.active.value)
    ? store.active.value
    : rows[0] && keyOf(rows[0].point)
  return (
    <section class="commits" aria-label="Commits">
      <h2>
        Commits <span class="aside">Enter or a click compares one with its parent</span>
      </h2>
      <table
        onMouseLeave={() => {
          store.hovered.value = ''
        }}
      >
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">What</th>
            <th scope="col">Finish</th>
            <th scope="col" class="number">
              Calendar days
            </th>
            <th scope="col" class="number">
              Cost
            </th>
            <th scope="col" class="author">
              Author
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={moveKey}>
          {rows.map(({ point, moved }) => (
            <CommitRow
              key={keyOf(point)}
              point={point}
              moved={moved}
              isEntry={keyOf(point) === entry}
              parts={parts}
              currency={view.currency}
            />
          ))}
        </tbody>
      </table>
      {rows.length < view.points.length && <p class="nothing">and {view.points.length - rows.length} older ones</p>}
    </section>
  )
}

function CommitRow(props: {
  readonly point: HistoryPoint
  readonly moved: number | undefined
  /** Tab comes here. */
  readonly isEntry: boolean
  readonly parts: Parts
  readonly currency: string | undefined
}) {
  const { point, moved = 0, isEntry, parts, currency } = props
  const { store, post } = parts
  const { commit, at, subject, author, figures } = point
  const key = keyOf(point)
  const isMarked = (store.hovered.value || store.active.value) === key
  return (
    <tr
      class={isMarked ? 'selected' : ''}
      onMouseEnter={() => {
        store.hovered.value = key
      }}
    >
      <td class="date">{shortDay(at)}</td>
      <th scope="row">
        <button
          type="button"
          class="edit-phrase"
          tabIndex={isEntry ? 0 : -1}
          title={
            commit === undefined ? 'Compare with the last commit' : `Compare ${commit.slice(0, 8)} with its parent`
          }
          onFocus={() => {
            store.hovered.value = ''
            store.active.value = key
          }}
          onClick={() => post({ type: 'open', ...(commit !== undefined && { commit }) })}
        >
          {subject || commit?.slice(0, 8)}
        </button>
      </th>
      <td class="date">{figures.finish === undefined ? 'no dates' : formatLastDay(figures.finish, { year: true })}</td>
      <td class={`number movement ${moved < 0 ? 'earlier' : 0 < moved ? 'later' : ''}`}>{signedCalendarDays(moved)}</td>
      <td class="number">{costInWords(figures.cost, { currency })}</td>
      <td class="author">{author}</td>
    </tr>
  )
}

/** `5 Jan 2026`: of a commit the day of the week does not matter. */
function shortDay(minute: number): string {
  return formatDay(minute, { year: true }).replace(/^\S+ /, '')
}

/** Up and down go from commit to commit. */
function moveKey(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement)) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  }
  const next = buttons[places[event.key] ?? -1]
  if (!next) return
  event.preventDefault()
  next.focus()
}
