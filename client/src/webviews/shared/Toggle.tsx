/** A button that stays pressed. */
export function Toggle({
  signal,
  label,
  hint,
}: {
  readonly signal: { value: boolean }
  readonly label: string
  readonly hint: string
}) {
  return (
    <button
      type="button"
      class="toggle"
      aria-pressed={signal.value}
      title={hint}
      onClick={() => {
        signal.value = !signal.value
      }}
    >
      {label}
    </button>
  )
}
