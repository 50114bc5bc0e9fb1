import type { Role } from './shape.ts'

/** How a role looks on paper: SVG attributes, so that a picture needs no style sheet and survives any sanitizer. */
export type Paint = Readonly<Record<string, string | number>>

const ink = '#24292f'
const quiet = '#6b7280'
const blue = '#2f6fd0'
const lightBlue = '#a9c6f0'
const red = '#c62828'
const orange = '#b26a00'
const purple = '#6f3fa0'
const grey = '#c3c8cf'
const green = '#2e7d46'

const words = (fill: string, size = 12): Paint => ({ fill, 'font-size': size })
/** A white rim keeps words legible where a line passes behind them. */
const rimmed = (fill: string): Paint => ({
  ...words(fill),
  stroke: '#ffffff',
  'stroke-width': 3,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
})
const line = (stroke: string, width = 1): Paint => ({ fill: 'none', stroke, 'stroke-width': width })
const dashed = (stroke: string): Paint => ({ ...line(stroke, 2), 'stroke-dasharray': '7 3' })

export const fontFamily = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

/** White paper, dark ink; told apart in grey too: by outline, dash, shape and words. */
export const paper: Readonly<Record<Role, Paint>> = {
  closed: { fill: '#f3f4f6' },
  grid: line('#eceef1'),
  'grid-major': line('#e3e6ea'),
  'row-line': line('#eef0f2'),
  'status-line': line(ink),
  'deadline-line': { ...line(red), 'stroke-dasharray': '4 3' },
  bar: { fill: lightBlue },
  'bar-done': { fill: grey },
  'bar-cancelled': { ...line('#9aa1ab'), 'stroke-dasharray': '3 2' },
  progress: { fill: blue },
  'outline-critical': line(red, 1.5),
  float: line('#7f93b5'),
  summary: { fill: '#50575f' },
  'summary-critical': { fill: '#50575f' },
  'summary-done': { fill: '#9aa1ab' },
  milestone: { fill: purple },
  'milestone-done': { fill: '#9aa1ab' },
  'milestone-critical': line(red, 1.5),
  'milestone-cancelled': { ...line('#9aa1ab'), 'stroke-dasharray': '3 2' },
  flag: { fill: ink },
  'flag-missed': { fill: red },
  missed: line(red, 1.5),
  pin: { fill: orange },
  overload: { fill: orange, 'fill-opacity': 0.75 },
  'on-path': line(ink, 1.25),
  link: line('#8b939e'),
  'link-critical': line(red),
  'link-selected': line(ink, 1.5),
  'link-driving': line(ink, 2),
  arrow: { fill: '#8b939e' },
  'arrow-critical': { fill: red },
  'arrow-selected': { fill: ink },
  'arrow-driving': { fill: ink },
  label: rimmed(ink),
  'label-muted': rimmed(quiet),
  'label-late': rimmed(red),
  'label-strong': { ...words(ink), 'font-weight': 600 },
  title: { ...words(ink, 18), 'font-weight': 600 },
  axis: words(quiet, 11),
  'axis-major': words(ink, 11),
  'cell-low': { fill: '#eef6f0', stroke: '#ffffff', 'stroke-width': 2 },
  'cell-moderate': { fill: '#fdf5dc', stroke: '#ffffff', 'stroke-width': 2 },
  'cell-high': { fill: '#fbe3d0', stroke: '#ffffff', 'stroke-width': 2 },
  'cell-critical': { fill: '#f6cfcf', stroke: '#ffffff', 'stroke-width': 2 },
  'gain-low': { fill: '#f4f9f5', stroke: '#ffffff', 'stroke-width': 2 },
  'gain-moderate': { fill: '#e3f1e6', stroke: '#ffffff', 'stroke-width': 2 },
  'gain-high': { fill: '#cde6d3', stroke: '#ffffff', 'stroke-width': 2 },
  'gain-critical': { fill: '#b4dabd', stroke: '#ffffff', 'stroke-width': 2 },
  chip: { fill: '#ffffff', stroke: quiet, 'stroke-width': 1 },
  'chip-opportunity': { fill: '#ffffff', stroke: green, 'stroke-width': 1 },
  'chip-text': words(ink, 11),
  'chip-number': words(quiet, 11),
  residual: { fill: '#ffffff', stroke: quiet, 'stroke-width': 1, 'stroke-dasharray': '2 2' },
  'residual-arrow': line(quiet),
  'residual-tip': { fill: quiet },
  baseline: { fill: '#7c848f' },
  ghost: { ...line('#7c848f'), 'stroke-dasharray': '3 2' },
  'ghost-milestone': { ...line('#7c848f'), 'stroke-dasharray': '2 2' },
  'moved-later': line(red, 1.5),
  'moved-earlier': line(green, 1.5),
  'label-gain': rimmed(green),
  'trend-0': line(blue, 2),
  'trend-1': line(purple, 2),
  'trend-2': line(green, 2),
  'trend-3': line(orange, 2),
  'trend-4': line('#50575f', 2),
  'trend-5': line('#00838f', 2),
  'trend-dashed-0': dashed(blue),
  'trend-dashed-1': dashed(purple),
  'trend-dashed-2': dashed(green),
  'trend-dashed-3': dashed(orange),
  'trend-dashed-4': dashed('#50575f'),
  'trend-dashed-5': dashed('#00838f'),
  'trend-dot-0': { fill: blue },
  'trend-dot-1': { fill: purple },
  'trend-dot-2': { fill: green },
  'trend-dot-3': { fill: orange },
  'trend-dot-4': { fill: '#50575f' },
  'trend-dot-5': { fill: '#00838f' },
}
