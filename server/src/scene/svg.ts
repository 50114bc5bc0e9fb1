import { fontFamily, paper } from './paper.ts'
import { px, type Shape } from './shape.ts'

/** Shapes with an own origin; what leaves `width` × `height`, where given, is cut off. */
export interface Group {
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly height?: number
  readonly shapes: readonly Shape[]
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** What a person who can't see it is told. */
  readonly label: string
  readonly groups: readonly Group[]
}

/** A picture as one SVG element on white, without styles, scripts or references to anything outside. */
export function toSvg({ width, height, label, groups }: Picture): string {
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escapeMarkup(label)}" font-family="${escapeMarkup(fontFamily)}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...groups.map(groupToSvg),
    '</svg>',
  ].join('\n')
}

/** A group that is cut off is an SVG of its own: that needs no id, and ids of several pictures on one page would collide. */
function groupToSvg({ x, y, width, height, shapes }: Group): string {
  const inside = shapes.map(shapeToSvg).join('')
  if (width === undefined || height === undefined) return `<g transform="translate(${px(x)} ${px(y)})">${inside}</g>`
  return `<svg x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" overflow="hidden">${inside}</svg>`
}

function shapeToSvg(shape: Shape): string {
  const paint = Object.entries(paper[shape.role])
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')
  switch (shape.kind) {
    case 'rect': {
      const radius = shape.radius === undefined ? '' : ` rx="${shape.radius}"`
      const { x, y, width, height } = shape
      return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"${radius}${paint}/>`
    }
    case 'path':
      return `<path d="${shape.d}"${paint}/>`
    case 'text': {
      const anchor = shape.anchor === undefined ? '' : ` text-anchor="${shape.anchor}"`
      return `<text x="${px(shape.x)}" y="${px(shape.y)}"${anchor}${paint}>${escapeMarkup(shape.text)}</text>`
    }
  }
}

/** Text as it may stand in the content and in quoted attributes of XML and HTML; what XML forbids becomes `�`. */
export function escapeMarkup(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, char => entities[char] ?? char)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Controls, lone surrogates, and directions that would turn the text around them. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Surrogate}/gu
