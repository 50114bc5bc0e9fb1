/** How wide a text is drawn at a size, in pixels. */
export type Measure = (text: string, size: number) => number

/**
 * How wide a text is drawn, in pixels: an estimate for the sans-serif fonts of editors and paper, a little on the
 * wide side, so that what is said to fit does fit. Needs no font, so a picture is the same everywhere.
 */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const char of text) em += widthOf(char)
  return em * size
}

/** The first candidate that fits; an empty text where none does. Write the longest first. */
export function pickLabel(
  candidates: readonly string[],
  width: number,
  size: number,
  measure: Measure = textWidth,
): string {
  return candidates.find(label => measure(label, size) <= width) ?? ''
}

/** The text, or as much of it as fits, with an ellipsis; empty where not even three letters do. `factor`: how much wider than the estimate the font is. */
export function fitText(text: string, width: number, size: number, factor = 1): string {
  if (textWidth(text, size) * factor <= width) return text
  const room = width / factor - textWidth('…', size)
  let taken = ''
  let used = 0
  let count = 0
  for (const char of text) {
    used += widthOf(char) * size
    if (room < used) break
    taken += char
    count++
  }
  return count < 3 ? '' : `${taken.trimEnd()}…`
}

/** In parts of the font size. */
function widthOf(char: string): number {
  const code = char.codePointAt(0) ?? 0
  if (0x2e80 <= code) return code < 0xff60 || 0x1f000 <= code ? 1.05 : 0.6
  if (narrow.has(char)) return 0.3
  if (wide.has(char)) return 0.92
  if ('0' <= char && char <= '9') return 0.57
  return char === char.toLowerCase() ? 0.55 : 0.69
}

const narrow = new Set("iIjl.,:;'|!()[] ftr·")
const wide = new Set('mwMW%@—')
