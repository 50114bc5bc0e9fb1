import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The part of a view that scrolls; it begins where it was left. `top` is in pixels. */
export function ScrolledPage({
  top,
  children,
}: {
  readonly top: Signal<number>
  readonly children: ComponentChildren
}) {
  const page = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (page.current) page.current.scrollTop = top.value
  }, [])
  return (
    <div
      class="scrolled-page"
      ref={page}
      onScroll={event => {
        top.value = event.currentTarget.scrollTop
      }}
    >
      {children}
    </div>
  )
}
