import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'

/** Where the words of a filter are typed; `/` leads to it. */
export function FilterField({
  filter,
  search,
  label,
  placeholder = 'Filter',
  count,
}: {
  readonly filter: Signal<string>
  /** For the page's keys. */
  readonly search: RefObject<HTMLInputElement | null>
  /** What is filtered, and by what. */
  readonly label: string
  readonly placeholder?: string
  readonly count?: Count
}) {
  // Its room is there before there is anything to count, so that nothing moves while one types.
  const room = count && `calc(${`${count.all} of ${count.all}`.length} * 0.9ch + 10px)`
  return (
    <span class="filter-field">
      <input
        ref={search}
        type="search"
        class="filter"
        placeholder={placeholder}
        aria-label={label}
        title={`${label} (/)`}
        value={filter.value}
        style={room && { width: `calc(104px + ${room})`, paddingRight: room }}
        onInput={event => {
          filter.value = event.currentTarget.value
        }}
      />
      {count && (
        <span class="count" role="status">
          {count.isFiltered && `${count.found} of ${count.all}`}
        </span>
      )}
    </span>
  )
}

/** How many of all are left. */
export interface Count {
  readonly found: number
  readonly all: number
  readonly isFiltered: boolean
}
