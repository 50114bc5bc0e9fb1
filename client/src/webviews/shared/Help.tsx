import { useEffect, useRef } from 'preact/hooks'

/** One line of the key map: what is pressed and what it does. */
export type KeyLine = readonly [keys: string, does: string]

/** The map of the keys, over the picture. Takes the focus, and gives it back. */
export function Help({ keyMap, close }: { readonly keyMap: readonly KeyLine[]; readonly close: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
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
      <button type="button" onClick={close}>
        Close
      </button>
    </div>
  )
}
