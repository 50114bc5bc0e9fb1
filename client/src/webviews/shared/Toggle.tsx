interface Words {
  readonly label: string
  readonly hint: string
}

/** A button that shows whether something is on. */
export function PressedButton({
  isPressed,
  press,
  label,
  hint,
}: Words & { readonly isPressed: boolean; readonly press: () => void }) {
  return (
    <button type="button" class="toggle" aria-pressed={isPressed} title={hint} onClick={press}>
      {label}
    </button>
  )
}

/** A button that stays pressed. */
export function Toggle({ signal, label, hint }: Words & { readonly signal: { value: boolean } }) {
  const press = () => {
    signal.value = !signal.value
  }
  return <PressedButton isPressed={signal.value} press={press} label={label} hint={hint} />
}
