import type { TimelineLink } from '#engine/view/timeline'
import { px, type Shape } from './shape.ts'
import { barHeight, barTop, type Extent, rowHeight } from './timelineRow.ts'

/** Where one end of a link stands: the row's number among those shown, and how far its mark reaches. */
export interface LinkEnd extends Extent {
  readonly row: number
  readonly isPoint: boolean
}

/** How far a link runs past a bar before it turns, and the size of its arrow. */
const stub = 6
const arrow = 4

/**
 * A dependency as a line with right angles that hugs the bars, and its arrow.
 *
 * A finish that holds a start falls straight into the top of the next bar where that begins no earlier, as in
 * MS Project; everything else leaves and enters at the sides.
 */
export function linkShapes(from: LinkEnd, to: LinkEnd, type: TimelineLink['type'], look: LinkLook): readonly Shape[] {
  const { line, tip } = route(from, to, type)
  const ending = look === 'plain' ? '' : (`-${look}` as const)
  return [
    { kind: 'path', role: `link${ending}`, d: line },
    { kind: 'path', role: `arrow${ending}`, d: tip },
  ]
}

export type LinkLook = 'plain' | 'critical' | 'selected' | 'driving'

interface Route {
  readonly line: string
  readonly tip: string
}

function route(from: LinkEnd, to: LinkEnd, type: TimelineLink['type']): Route {
  const leavesAtFinish = type === 'FS' || type === 'FF'
  const entersAtStart = type === 'FS' || type === 'SS'
  const x1 = leavesAtFinish ? from.to : from.from
  if (type === 'FS') {
    const x2 = to.isPoint ? (to.from + to.to) / 2 : to.from + Math.min(stub, (to.to - to.from) / 2)
    if (x1 <= x2) return fall(x1, from.row, x2, to.row)
  }
  const x2 = entersAtStart ? to.from : to.to
  return around(x1, leavesAtFinish ? 1 : -1, from.row, x2, entersAtStart ? 1 : -1, to.row)
}

/** Right, then straight down (or up) onto the bar. */
function fall(x1: number, row1: number, x2: number, row2: number): Route {
  const down = row1 < row2
  const edge = row2 * rowHeight + (down ? barTop : barTop + barHeight)
  const back = down ? -arrow : arrow
  return {
    line: `M${px(x1)} ${middleOf(row1)}H${px(x2)}V${px(edge + back)}`,
    tip: `M${px(x2)} ${px(edge)}L${px(x2 - arrow)} ${px(edge + back)}H${px(x2 + arrow)}Z`,
  }
}

/** Out at one side, along between the rows where the way is barred, in at the other. */
function around(x1: number, out: 1 | -1, row1: number, x2: number, inward: 1 | -1, row2: number): Route {
  const [y1, y2] = [middleOf(row1), middleOf(row2)]
  const leave = x1 + out * stub
  const enter = x2 - inward * (stub + arrow)
  const tip = `M${px(x2)} ${y2}L${px(x2 - inward * arrow * 1.4)} ${y2 - arrow}V${y2 + arrow}Z`
  const end = `H${px(x2 - inward * arrow)}`
  if (out !== inward) {
    // both on the same side: one turn outside of the farther end
    const outer = 0 < out ? Math.max(leave, enter) : Math.min(leave, enter)
    return { line: `M${px(x1)} ${y1}H${px(outer)}V${y2}${end}`, tip }
  }
  if (0 <= (enter - leave) * out) return { line: `M${px(x1)} ${y1}H${px(enter)}V${y2}${end}`, tip }
  const between = y1 + (y1 < y2 ? rowHeight / 2 : -rowHeight / 2)
  return { line: `M${px(x1)} ${y1}H${px(leave)}V${between}H${px(enter)}V${y2}${end}`, tip }
}

function middleOf(row: number): number {
  return row * rowHeight + barTop + barHeight / 2
}
