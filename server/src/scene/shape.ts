/**
 * What to draw, as data: lengths in CSS pixels, origin top left, colours by role. Needs no browser.
 *
 * A role says what a thing is; the webview's style sheet and {@link paper} say how it looks.
 */
export type Shape =
  | {
      readonly kind: 'rect'
      readonly role: Role
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly radius?: number
    }
  | { readonly kind: 'path'; readonly role: Role; readonly d: string }
  | {
      readonly kind: 'text'
      readonly role: Role
      readonly x: number
      /** The baseline. */
      readonly y: number
      readonly text: string
      readonly anchor?: 'start' | 'middle' | 'end'
    }

export type Role =
  // behind everything
  | 'closed'
  | 'grid'
  | 'grid-major'
  | 'row-line'
  | 'status-line'
  | 'deadline-line'
  // tasks
  | 'bar'
  | 'bar-done'
  | 'bar-cancelled'
  | 'progress'
  | 'outline-critical'
  | 'float'
  | 'summary'
  | 'summary-critical'
  | 'summary-done'
  | 'milestone'
  | 'milestone-done'
  | 'milestone-critical'
  | 'milestone-cancelled'
  | 'flag'
  | 'flag-missed'
  | 'missed'
  | 'pin'
  | 'overload'
  | 'on-path'
  // links
  | 'link'
  | 'link-critical'
  | 'link-selected'
  | 'link-driving'
  | 'arrow'
  | 'arrow-critical'
  | 'arrow-selected'
  | 'arrow-driving'
  // words
  | 'label'
  | 'label-muted'
  | 'label-late'
  | 'label-strong'
  | 'title'
  | 'axis'
  | 'axis-major'
  // the risk matrix
  | 'cell-low'
  | 'cell-moderate'
  | 'cell-high'
  | 'cell-critical'
  | 'gain-low'
  | 'gain-moderate'
  | 'gain-high'
  | 'gain-critical'
  | 'chip'
  | 'chip-opportunity'
  | 'chip-text'
  | 'chip-number'
  | 'residual'
  | 'residual-arrow'
  | 'residual-tip'
  // where something stood before, and how it moved
  | 'baseline'
  | 'ghost'
  | 'ghost-milestone'
  | 'moved-later'
  | 'moved-earlier'
  | 'label-gain'
  // lines through time, told apart by tone and dash and by the name at their end
  | `trend-${0 | 1 | 2 | 3 | 4 | 5}`
  | `trend-dashed-${0 | 1 | 2 | 3 | 4 | 5}`
  | `trend-dot-${0 | 1 | 2 | 3 | 4 | 5}`

/** A number of pixels as SVG writes it: at most one decimal, never `-0`. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10 + 0)
}
