import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'

/** Where the words of a filter are typed; `/` leads to it. */
export function FilterField({
  filter,
  search,
  label,
  placeholder = 'Filter',
}: {
  readonly filter: Signal<string>
  /** For the page's keys. */
  readonly search: RefObject<HTMLInputElement | null>
  /** What is filtered, and by what. */
  readonly label: string
  readonly placeholder?: string
}) {
  return (
    <input
      ref={search}
      type="search"
      class="filter"
      placeholder={placeholder}
      aria-label={label}
      title={`${label} (/)`}
      value={filter.value}
      onInput={event => {
        filter.value = event.currentTarget.value
      }}
    />
  )
}
