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
  /** Zooms, and leaves the day in place that stands `at` pixels right of the names; left out, the middle. */
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
      const { width } = store.size.value
      const point = at ?? (width - store.nameWidth.value) / 2
      const before = store.scale.value
      const day = before.origin + (store.scroll.value.left + point) / before.pixelsPerDay
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
