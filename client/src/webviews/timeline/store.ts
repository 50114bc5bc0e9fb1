import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { dayOf } from '#engine/time/civil'
import type { DrivingPath } from '#engine/view/drivingPath'
import type { TimelineRow, TimelineView } from '#engine/view/timeline'
import { dayPosition, type Scale } from '#scene/scale'
import { type Measure, textWidth } from '#scene/text'
import { movedFar, rowHeight } from '#scene/timelineRow'
import { finite, flag, list, optional, record, text } from '../shared/shape.ts'
import { allOpen, type Folding, firstFolding, matcher, openTo, type ShownRow, shownRows } from './rows.ts'

/** What is kept of a timeline while its panel is hidden, and over a reload of the window. Small. */
interface Kept {
  readonly uri: string
  readonly pixelsPerDay: number | undefined
  readonly leftDay: number
  readonly topRow: string
  readonly level: number
  readonly exceptions: readonly string[]
  readonly selected: string
  readonly filter: string
  readonly criticalOnly: boolean
  readonly allLinks: boolean
  readonly pathShown?: boolean | undefined
  /** Undefined as long as nobody has set it. */
  readonly nameWidth: number | undefined
}

const isKept = record<Kept>({
  uri: text,
  pixelsPerDay: optional(finite),
  leftDay: finite,
  topRow: text,
  level: finite,
  exceptions: list(text),
  selected: text,
  filter: text,
  criticalOnly: flag,
  allLinks: flag,
  pathShown: optional(flag),
  nameWidth: optional(finite),
})

export const axisHeight = 40
/** The lane of the status date and the deadline, below the scales. */
export const markerHeight = 18
export const narrowestName = 72
export const widestName = 640
const varianceColumn = 62
export const fewestPixels = 0.05
export const mostPixels = 160
/** Rows and pixels beyond the window's edge that are drawn too, so that scrolling shows no gap. */
const rowMargin = 12
const chunk = 512
/** Room for the words right of the last bar, of a narrow window a part; and left of the first. */
const roomRight = (window: number) => Math.min(130, window * 0.3)
const roomLeft = 24
/** Characters of ids kept at most; a state must stay small. */
const mostExceptions = 6000
const longestFilter = 200

export interface Size {
  readonly width: number
  readonly height: number
}

/** Everything that the timeline's parts share. Nothing here touches the page. */
export interface Store {
  /** How wide words are in this window. */
  readonly measure: Measure
  /** How much wider than the scene's estimate. */
  readonly factor: number
  readonly view: Signal<TimelineView | undefined>
  readonly uri: Signal<string>
  /** The plan's file is no more. */
  readonly isGone: Signal<boolean>
  readonly folding: Signal<Folding>
  readonly filter: Signal<string>
  readonly criticalOnly: Signal<boolean>
  readonly allLinks: Signal<boolean>
  readonly selected: Signal<string>
  /** Is what holds the selected task to be shown? */
  readonly pathShown: Signal<boolean>
  /** As it was last answered; of the selected task or of one that was selected before. */
  readonly answer: Signal<DrivingPath | undefined>
  /** What holds the selected task, where that is to be shown and known. */
  readonly path: ReadonlySignal<DrivingPath | undefined>
  /** The tasks on that path. */
  readonly onPath: ReadonlySignal<ReadonlySet<string>>
  readonly active: Signal<string>
  readonly hovered: Signal<string>
  /** The days that fitted into the window when that was last asked for, and the room their names needed. */
  readonly fitted: Signal<Days>
  readonly namesNeeded: Signal<number>
  /** As the person has set it; undefined: as wide as the names. */
  readonly setNameWidth: Signal<number | undefined>
  /** Of the columns left of the picture. */
  readonly nameWidth: ReadonlySignal<number>
  /** Of the names alone. */
  readonly wordsWidth: ReadonlySignal<number>
  /** Of the column of variances beside them; 0 without a baseline. */
  readonly varianceWidth: ReadonlySignal<number>
  readonly size: Signal<Size>
  readonly scroll: Signal<{ readonly left: number; readonly top: number }>
  readonly helpShown: Signal<boolean>
  /** Undefined as long as the whole plan shall fit. */
  readonly zoom: Signal<number | undefined>
  readonly byId: ReadonlySignal<ReadonlyMap<string, TimelineRow>>
  readonly shown: ReadonlySignal<readonly ShownRow[]>
  readonly indexOf: ReadonlySignal<ReadonlyMap<string, number>>
  readonly scale: ReadonlySignal<Scale>
  readonly chartWidth: ReadonlySignal<number>
  readonly firstRow: ReadonlySignal<number>
  readonly lastRow: ReadonlySignal<number>
  readonly fromX: ReadonlySignal<number>
  readonly toX: ReadonlySignal<number>
}

export function createStore(measure: Measure, factor: number): Store {
  const view = signal<TimelineView | undefined>(undefined)
  const folding = signal<Folding>(allOpen)
  const filter = signal('')
  const criticalOnly = signal(false)
  const setNameWidth = signal<number | undefined>(undefined)
  const size = signal<Size>({ width: 800, height: 600 })
  const namesNeeded = signal(0)
  const fitted = signal<Days>({ first: 0, last: 1 })
  const varianceWidth = computed(() => (view.value?.baseline ? varianceColumn : 0))
  const wordsWidth = computed(() => {
    const share = Math.max(narrowestName, Math.min(400, size.value.width * 0.38))
    return setNameWidth.value ?? Math.round(clamp(namesNeeded.value + 4, Math.min(140, share), share))
  })
  const nameWidth = computed(() => wordsWidth.value + varianceWidth.value)
  const scroll = signal({ left: 0, top: 0 })
  const zoom = signal<number | undefined>(undefined)

  const shown = computed(() => {
    if (!view.value) return []
    const words = filter.value.trim()
    const found = words ? matcher(words) : undefined
    const critical = criticalOnly.value
    const keep =
      found || critical ? (row: TimelineRow) => (!critical || row.critical) && (!found || found(row)) : undefined
    return shownRows(view.value.rows, folding.value, keep)
  })
  const selected = signal('')
  const pathShown = signal(true)
  const answer = signal<DrivingPath | undefined>(undefined)
  const path = computed(() =>
    pathShown.value && selected.value !== '' && answer.value?.task === selected.value ? answer.value : undefined,
  )
  const onPath = computed(
    () => new Set(path.value?.steps.flatMap(({ holds, from }) => (from ? [holds, from] : [holds]))),
  )
  const chart = computed(() => chartOf(view.value, zoom.value, fitted.value, size.value.width - nameWidth.value))
  const count = computed(() => shown.value.length)
  return {
    measure,
    factor,
    view,
    uri: signal(''),
    isGone: signal(false),
    folding,
    filter,
    criticalOnly,
    allLinks: signal(false),
    selected,
    pathShown,
    answer,
    path,
    onPath,
    active: signal(''),
    hovered: signal(''),
    setNameWidth,
    namesNeeded,
    fitted,
    nameWidth,
    wordsWidth,
    varianceWidth,
    size,
    scroll,
    helpShown: signal(false),
    zoom,
    byId: computed(() => new Map(view.value?.rows.map(row => [row.id, row]))),
    shown,
    indexOf: computed(() => new Map(shown.value.map(({ row }, i) => [row.id, i]))),
    scale: computed(() => chart.value.scale),
    chartWidth: computed(() => chart.value.width),
    firstRow: computed(() => Math.max(0, Math.floor(scroll.value.top / rowHeight) - rowMargin)),
    lastRow: computed(() =>
      Math.min(count.value, Math.ceil((scroll.value.top + size.value.height) / rowHeight) + rowMargin),
    ),
    fromX: computed(() => Math.max(0, (Math.floor(scroll.value.left / chunk) - 1) * chunk)),
    toX: computed(() => (Math.ceil((scroll.value.left + size.value.width) / chunk) + 1) * chunk),
  }
}

/** Whole days, half-open: what of the calendar a picture has to show. */
interface Days {
  readonly first: number
  readonly last: number
}

/** The plan's days, and its deadline's unless that is far away. */
function daysOf(view: TimelineView): Days {
  const first = dayOf(view.start)
  const last = Math.max(first + 1, Math.ceil(dayPosition(view.finish, view.hours)))
  if (view.deadline === undefined) return { first, last }
  const deadline = Math.ceil(dayPosition(view.deadline, view.hours))
  return deadline - last <= last - first ? { first, last: Math.max(last, deadline) } : { first, last }
}

/** The picture begins a little before the plan and ends after it with room for words, and is never narrower than its window. */
function chartOf(
  view: TimelineView | undefined,
  zoom: number | undefined,
  fitted: Days,
  window: number,
): { readonly scale: Scale; readonly width: number } {
  const { first, last } = view ? daysOf(view) : fitted
  const pixelsPerDay = zoom ?? fittingPixels(fitted.last - fitted.first, window)
  const origin = first - roomLeft / pixelsPerDay
  const width = Math.max(window, roomLeft + (last - first) * pixelsPerDay + roomRight(window))
  return { scale: { origin, pixelsPerDay, hours: view?.hours ?? { from: 0, to: 1440 } }, width: Math.floor(width) }
}

function fittingPixels(days: number, window: number): number {
  return clamp((window - roomLeft - roomRight(window)) / days, fewestPixels, 40)
}

/**
 * Makes the picture fit what the plan is now. Edits don't: what one looks at must not move while one types. A preview that
 * begins or ends is another picture.
 */
export function fitPlan({ view, zoom, fitted, namesNeeded, factor }: Store): void {
  batch(() => {
    zoom.value = undefined
    if (view.value) fitted.value = daysOf(view.value)
    namesNeeded.value = longestName(view.value, factor)
  })
}

function longestName(view: TimelineView | undefined, factor: number): number {
  return (view?.rows ?? []).reduce((most, row) => Math.max(most, nameRoom(row, factor)), 0)
}

export const indent = 14
const beforeName = 26
const nameSize = 13
const lateWidth = 34

/** How wide the column must be for a row's name to stand in it whole. */
export function nameRoom({ name, depth, kind, late, broken }: TimelineRow, factor: number): number {
  const bold = kind === 'summary' ? 1.06 : 1
  return (
    beforeName +
    depth * indent +
    textWidth(name, nameSize) * bold * factor +
    (late ? lateWidth : 0) +
    (broken ? lateWidth : 0)
  )
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** How many rows of the plan the window has room for. */
function fittingRows({ size }: Store): number {
  return Math.floor((size.value.height - axisHeight) / rowHeight)
}

/** Takes in a new version of the plan: what the person has set stays as far as it still makes sense. */
export function showPlan(store: Store, uri: string, view: TimelineView, kept: unknown): void {
  batch(() => {
    const isOther = uri !== store.uri.value
    const wasEmpty = (store.view.value?.rows.length ?? 0) === 0
    const isTurned = (store.view.value?.preview === undefined) !== (view.preview === undefined)
    store.view.value = view
    store.isGone.value = false
    if (isOther || wasEmpty || (isTurned && store.zoom.value === undefined)) fitPlan(store)
    if (isOther) startWith(store, uri, view, kept)
    if (!store.byId.value.has(store.selected.value)) store.selected.value = ''
    if (!store.indexOf.value.has(store.active.value)) store.active.value = ''
  })
}

function startWith(store: Store, uri: string, view: TimelineView, kept: unknown): void {
  store.uri.value = uri
  const before = isKept(kept) && kept.uri === uri ? kept : undefined
  store.zoom.value = before?.pixelsPerDay && clamp(before.pixelsPerDay, fewestPixels, mostPixels)
  store.folding.value = before
    ? { level: before.level, exceptions: new Set(before.exceptions) }
    : firstFolding(view, fittingRows(store))
  store.selected.value = before?.selected ?? ''
  store.active.value = before?.selected ?? ''
  store.filter.value = before?.filter ?? ''
  store.criticalOnly.value = before?.criticalOnly ?? false
  store.allLinks.value = before?.allLinks ?? false
  store.pathShown.value = before?.pathShown ?? true
  if (before) store.setNameWidth.value = before.nameWidth && clamp(before.nameWidth, narrowestName, widestName)
}

/** Does a bar stand more than a day from where it is shown now? That is worth seeing; less would only flicker. */
export function hasMovedFar({ byId, scale }: Store, { rows }: TimelineView): boolean {
  return rows.some(row => {
    const before = byId.value.get(row.id)
    return before !== undefined && movedFar(before, row, scale.value)
  })
}

/** Where the window stood, in the plan's own terms: they hold when rows and zoom change. */
export interface Place {
  readonly leftDay: number
  readonly topRow: string
  readonly within: number
}

export function placeOf({ scale, scroll, shown }: Store): Place {
  const { left, top } = scroll.value
  const { origin, pixelsPerDay } = scale.value
  const row = Math.floor(top / rowHeight)
  return {
    leftDay: origin + left / pixelsPerDay,
    topRow: shown.value[row]?.row.id ?? '',
    within: top - row * rowHeight,
  }
}

export function scrollTo({ scale, indexOf, scroll }: Store, place: Place): { left: number; top: number } {
  const { origin, pixelsPerDay } = scale.value
  const row = indexOf.value.get(place.topRow)
  return {
    left: Math.max(0, (place.leftDay - origin) * pixelsPerDay),
    top: row === undefined ? scroll.value.top : row * rowHeight + place.within,
  }
}

export function keptPlace(kept: unknown, uri: string): Place | undefined {
  if (!isKept(kept) || kept.uri !== uri) return undefined
  return { leftDay: kept.leftDay, topRow: kept.topRow, within: 0 }
}

export function toKeep(store: Store): Kept {
  const { leftDay, topRow } = placeOf(store)
  const { level, exceptions } = store.folding.value
  return {
    uri: store.uri.value,
    pixelsPerDay: store.zoom.value,
    leftDay,
    topRow,
    level,
    exceptions: firstOf(exceptions, mostExceptions),
    selected: store.selected.value,
    filter: store.filter.value.slice(0, longestFilter),
    criticalOnly: store.criticalOnly.value,
    allLinks: store.allLinks.value,
    pathShown: store.pathShown.value,
    nameWidth: store.setNameWidth.value,
  }
}

/** As many of the ids, from the first, as have so many characters together. */
function firstOf(ids: Iterable<string>, characters: number): readonly string[] {
  const kept: string[] = []
  let left = characters
  for (const id of ids) {
    left -= id.length + 3
    if (left < 0) break
    kept.push(id)
  }
  return kept
}

/** Opens what hides a row. Answers its place among those shown; undefined where a search leaves it out. */
export function uncover(store: Store, id: string): number | undefined {
  if (!store.byId.value.has(id)) return undefined
  store.folding.value = openTo(store.byId.value, store.folding.value, id)
  return store.indexOf.value.get(id)
}
