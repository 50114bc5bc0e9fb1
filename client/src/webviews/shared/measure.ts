import { type Measure, textWidth } from '#scene/text'

/** How wide a text is in this window's own font; as good as the browser knows it. */
export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.body).fontFamily
  return (text, size) => {
    if (!context) return textWidth(text, size)
    context.font = `${size}px ${family}`
    return context.measureText(text).width
  }
}

const sample = 'Existing contracts mapped to the new plans, 24 of 36; Review of findings'

/** How much wider this window's font is than the scene's estimate: for thousands of texts at once. */
export function fontFactor(measure: Measure): number {
  const factor = measure(sample, 13) / textWidth(sample, 13)
  return 0.5 < factor && factor < 2 ? factor : 1
}
