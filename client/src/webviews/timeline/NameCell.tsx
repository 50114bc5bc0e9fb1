import type { Parts } from './parts.ts'
import { type ShownRow, toggle } from './rows.ts'
import { indent, nameRoom } from './store.ts'

/** A task's name, its place in the tree, and a word where something is the matter. */
export function NameCell({ shown, parts: { store } }: { readonly shown: ShownRow; readonly parts: Parts }) {
  const { row, hasChildren, open } = shown
  const width = store.wordsWidth.value
  const classes = [
    'name',
    row.kind,
    row.done ? 'done' : '',
    row.cancelled ? 'cancelled' : '',
    row.critical ? 'critical' : '',
    row.broken ? 'broken' : '',
  ]
  return (
    <div role="rowheader" class={classes.filter(Boolean).join(' ')} style={{ width: `${width}px` }}>
      <span class="indent" style={{ width: `${row.depth * indent}px` }} />
      {hasChildren ? (
        <span
          class={open ? 'twistie open' : 'twistie'}
          aria-hidden="true"
          onClick={() => {
            store.folding.value = toggle(store.folding.value, row.id)
          }}
        >
          <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">
            <path d="M6 4l4 4-4 4" />
          </svg>
        </span>
      ) : (
        <span class="twistie-room" />
      )}
      <span class="words" title={nameRoom(row, store.factor) <= width ? undefined : row.name}>
        {row.name}
      </span>
      {row.broken && (
        <span class="state" title="Something in this task’s text could not be read: what is shown may be stale">
          error
        </span>
      )}
      {row.late && (
        <span class="state late" title="After its deadline">
          late
        </span>
      )}
    </div>
  )
}
