import type { Signal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** One line of the key map: what is pressed and what it does. */
export type KeyLine = readonly [keys: string, does: string]

interface Shown {
  readonly shown: Signal<boolean>
}

/** Opens and closes the map of the keys. */
export function HelpButton({ shown }: Shown) {
  return (
    <button
      type="button"
      class="sign"
      aria-label="Keys"
      title="Keys (?)"
      aria-expanded={shown.value}
      onClick={() => {
        shown.value = !shown.value
      }}
    >
      ?
    </button>
  )
}

/** The map of the keys over the picture, while it is asked for. */
export function Help({ shown, keyMap }: Shown & { readonly keyMap: readonly KeyLine[] }) {
  return shown.value ? <KeyMap shown={shown} keyMap={keyMap} /> : null
}

/** Takes the focus, and gives it back before the next key can move it. */
function KeyMap({ shown, keyMap }: Shown & { readonly keyMap: readonly KeyLine[] }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus()
    }
  }, [])
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
      <button
        type="button"
        onClick={() => {
          shown.value = false
        }}
      >
        Close
      </button>
    </div>
  )
}
