import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** What keys do on a page, wherever the focus is. */
export interface PageKeys {
  readonly helpShown: Signal<boolean>
  readonly search?: RefObject<HTMLInputElement | null>
  /** `Esc`, one step at a time; the map of the keys is closed before. */
  readonly stepBack: () => void
  /** Any other key; is it one that does something? */
  readonly press?: (key: string) => boolean
}

/** Listens as long as the page is there. Typing in a field is left alone. */
export function usePageKeys(keys: PageKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => pageKey(event, keys)
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function pageKey(event: KeyboardEvent, { helpShown, search, stepBack, press }: PageKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') {
    if (helpShown.value) helpShown.value = false
    else stepBack()
    return
  }
  if (event.target instanceof HTMLInputElement) return
  if (event.key === '?') helpShown.value = !helpShown.value
  else if (event.key === '/' && search) {
    search.current?.focus()
    search.current?.select()
  } else if (!press?.(event.key)) return
  event.preventDefault()
}
