import { useEffect, useRef } from 'preact/hooks'
import { keyMap } from './keys.ts'
import type { Store } from './store.ts'

/** The map of the keys, over the picture. */
export function Help({ store }: { readonly store: Store }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const close = () => {
    store.helpShown.value = false
  }
  return (
    <div class="help" role="dialog" aria-label="Keys" tabIndex={-1} ref={box}>
      <h2>Keys</h2>
      <dl>
        {keyMap.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={close}>
        Close
      </button>
    </div>
  )
}
