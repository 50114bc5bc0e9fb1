import { useLayoutEffect, useRef } from 'preact/hooks'

export interface TooltipPlace {
  readonly x: number
  readonly y: number
  /** One fact a line; the first is the name. */
  readonly text: string
}

const gap = 14

/** The hover of the editor, beside the pointer and within the window. A screen reader has its text in the row. */
export function Tooltip({ place }: { readonly place: TooltipPlace }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { width, height } = element.getBoundingClientRect()
    const left = place.x + gap + width < window.innerWidth ? place.x + gap : place.x - gap - width
    const top = place.y + gap + height < window.innerHeight ? place.y + gap : place.y - gap - height
    element.style.left = `${Math.max(4, left)}px`
    element.style.top = `${Math.max(4, top)}px`
  })
  const [name, ...facts] = place.text.split('\n')
  return (
    <div class="tooltip" aria-hidden="true" ref={box}>
      <strong>{name}</strong>
      {facts.map(fact => (
        <div key={fact}>{fact}</div>
      ))}
    </div>
  )
}
