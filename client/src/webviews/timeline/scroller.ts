import { extentOf, rowHeight } from '#scene/timelineRow'
import {
  axisHeight,
  clamp,
  fewestPixels,
  fitPlan,
  markerHeight,
  mostPixels,
  type Place,
  type Store,
  scrollTo,
  uncover,
} from './store.ts'

/** What moves the window over the picture. Wants are kept until the page has been drawn to their size. */
export interface Scroller {
  /** The element that scrolls, and the one whose bars may glide. */
  attach(element: HTMLElement | null): void
  /** Call after each drawing: carries out what is wanted. */
  settle(): void
  /**
   * Zooms, and leaves the day in place that stands `at` pixels right of the names. Left out, what the keyboard is at stays
   * in sight: the bar of the focused row, where that row is in the window; else the middle.
   */
  zoomBy(factor: number, at?: number): void
  fit(): void
  restore(place: Place): void
  /** Selects a task and brings it into the window. False where it isn't shown. */
  reveal(id: string): boolean
  /** Brings a row into the window, and its bar where `withBar`. */
  bring(id: string, withBar: boolean): void
  /** Lets the next movement of bars be seen. */
  glide(): void
}

const glideTime = 200

export function createScroller(store: Store): Scroller {
  let element: HTMLElement | null = null
  let wanted: { left?: number; top?: number } | undefined
  let gliding: ReturnType<typeof setTimeout> | undefined

  const want = (place: { left?: number; top?: number }) => {
    wanted = { ...wanted, ...place }
    requestAnimationFrame(settle)
  }
  const settle = () => {
    if (!element || !wanted) return
    if (wanted.left !== undefined) element.scrollLeft = wanted.left
    if (wanted.top !== undefined) element.scrollTop = wanted.top
    wanted = undefined
    store.scroll.value = { left: element.scrollLeft, top: element.scrollTop }
  }
  const bring = (id: string, withBar: boolean) => {
    const index = store.indexOf.value.get(id)
    if (index !== undefined) want({ ...topFor(store, index), ...(withBar && leftFor(store, id)) })
  }
  return {
    attach: given => {
      element = given
    },
    settle,
    zoomBy: (factor, at) => {
      const before = store.scale.value
      const { x, point } = at === undefined ? focusedPlace(store) : { x: store.scroll.value.left + at, point: at }
      const day = before.origin + x / before.pixelsPerDay
      store.zoom.value = clamp(before.pixelsPerDay * factor, fewestPixels, mostPixels)
      const { origin, pixelsPerDay } = store.scale.value
      want({ left: (day - origin) * pixelsPerDay - point })
    },
    fit: () => {
      fitPlan(store)
      want({ left: 0 })
    },
    restore: place => want(scrollTo(store, place)),
    reveal: id => {
      if (uncover(store, id) === undefined) return false
      store.selected.value = id
      store.active.value = id
      bring(id, true)
      return true
    },
    bring,
    glide: () => {
      element?.classList.add('gliding')
      clearTimeout(gliding)
      gliding = setTimeout(() => element?.classList.remove('gliding'), glideTime)
    },
  }
}

/** The least scrolling that shows a row below the axis with a row's room around it. */
function topFor({ scroll, size, view }: Store, index: number): { top?: number } {
  const top = index * rowHeight
  const room = size.value.height - headerHeight(view.value !== undefined && hasMarkers({ view }))
  if (top < scroll.value.top) return { top: Math.max(0, top - rowHeight) }
  if (scroll.value.top + room < top + rowHeight) return { top: top + 2 * rowHeight - room }
  return {}
}

/**
 * What a zoom without a pointer is about: the middle of what can be seen of the focused row's bar, or of the window.
 * `x` is from the left edge of the picture, `point` how far right of the names it shall stand.
 */
function focusedPlace(store: Store): { readonly x: number; readonly point: number } {
  const { active, selected, byId, indexOf, scale, scroll, size, nameWidth } = store
  const { left, top } = scroll.value
  const room = size.value.width - nameWidth.value
  const id = active.value || selected.value
  const row = byId.value.get(id)
  const y = (indexOf.value.get(id) ?? Infinity) * rowHeight
  if (!row || y + rowHeight <= top || top + size.value.height <= y) return { x: left + room / 2, point: room / 2 }
  const { from, to } = extentOf(row, scale.value)
  if (to <= left || left + room <= from) return { x: from, point: room / 4 }
  const x = (Math.max(from, left) + Math.min(to, left + room)) / 2
  return { x, point: x - left }
}

/** Moves sideways only when nothing of the bar can be seen. */
function leftFor({ byId, scale, scroll, size, nameWidth }: Store, id: string): { left?: number } {
  const row = byId.value.get(id)
  if (!row) return {}
  const { from, to } = extentOf(row, scale.value)
  const room = size.value.width - nameWidth.value
  const { left } = scroll.value
  if (left + 8 < to && from < left + room - 24) return {}
  return { left: Math.max(0, from - room / 4) }
}

export function hasMarkers({ view }: Pick<Store, 'view'>): boolean {
  return view.value?.statusDate !== undefined || view.value?.deadline !== undefined
}

export function headerHeight(withMarkers: boolean): number {
  return axisHeight + (withMarkers ? markerHeight : 0)
}
