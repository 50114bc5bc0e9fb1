import { rowHeight } from '#scene/timelineRow'
import type { KeyLine } from '../shared/Help.tsx'
import type { Parts } from './parts.ts'
import { ancestors, toggle } from './rows.ts'

const zoomStep = 1.4

/** The help shows these. */
export const keyMap: readonly KeyLine[] = [
  ['↑ ↓  Home End  Page', 'Move through the tasks'],
  ['← →', 'Close or open a summary'],
  ['Enter', 'Go to the line in the plan'],
  ['Space', 'Select: show what it waits for and what waits for it'],
  ['+ −', 'Zoom; also Ctrl and the wheel'],
  ['f', 'Fit the whole plan'],
  ['/', 'Filter by name, id or person'],
  ['c', 'Critical tasks only'],
  ['l', 'All dependencies'],
  ['d', 'What drives the selected task: its path in the picture, in words below'],
  ['v', 'Preview of the levelled plan: who waits for whom'],
  ['b', 'Measure against a baseline, another one or none'],
  ['?', 'This list'],
  ['Esc', 'Close, clear the filter, clear the selection'],
]

/** What a key does, wherever the focus is. Is it one of ours? */
export function viewKey(key: string, { store, scroller, post }: Parts): boolean {
  switch (key) {
    case '+':
    case '=':
      scroller.zoomBy(zoomStep)
      return true
    case '-':
    case '−':
      scroller.zoomBy(1 / zoomStep)
      return true
    case 'f':
      scroller.fit()
      return true
    case 'c':
      store.criticalOnly.value = !store.criticalOnly.value
      return true
    case 'l':
      store.allLinks.value = !store.allLinks.value
      return true
    case 'd':
      store.pathShown.value = !store.pathShown.value
      return true
    case 'v':
      post({ type: 'preview', leveled: store.view.value?.preview === undefined })
      return true
    case 'b':
      post({ type: 'baseline' })
      return true
    default:
      return false
  }
}

/** One step back at a time. */
export function stepBack({ store }: Parts, search: HTMLInputElement | null): void {
  if (store.hovered.value) store.hovered.value = ''
  else if (store.filter.value) store.filter.value = ''
  else if (document.activeElement === search) document.querySelector<HTMLElement>('.scroller')?.focus()
  else store.selected.value = ''
}

/** Keys of the list of tasks, when it has the focus. */
export function listKey(event: KeyboardEvent, parts: Parts): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { store, scroller, post } = parts
  const { active, shown, indexOf, selected, size } = store
  const index = indexOf.value.get(active.value) ?? -1
  const page = Math.max(1, Math.floor(size.value.height / rowHeight) - 4)
  const target = moveOf(event.key, index, page, shown.value.length)
  if (target !== undefined) {
    active.value = shown.value[target]?.row.id ?? ''
    scroller.bring(active.value, false)
  } else if (event.key === 'Enter' && active.value) {
    selected.value = active.value
    post({ type: 'open', task: active.value })
  } else if (event.key === ' ' && active.value) {
    selected.value = selected.value === active.value ? '' : active.value
    scroller.bring(active.value, true)
  } else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && 0 <= index) {
    fold(event.key === 'ArrowRight', index, parts)
  } else return
  event.preventDefault()
}

function moveOf(key: string, index: number, page: number, count: number): number | undefined {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(last, index + page)
    case 'PageUp':
      return Math.max(0, index - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

/** As in VS Code's trees: right opens, then steps in; left closes, then steps out. */
function fold(opens: boolean, index: number, { store, scroller }: Parts): void {
  const here = store.shown.value[index]
  if (!here) return
  const { row, hasChildren, open } = here
  if (hasChildren && open !== opens) {
    store.folding.value = toggle(store.folding.value, row.id)
    return
  }
  const next = opens
    ? hasChildren
      ? store.shown.value[index + 1]?.row
      : undefined
    : firstOf(ancestors(store.byId.value, row.id))
  if (!next) return
  store.active.value = next.id
  scroller.bring(next.id, false)
}

function firstOf<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item
  return undefined
}
