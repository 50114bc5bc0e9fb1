/** How many a filter has left. It has its room before there is anything to say, so that nothing moves while one types. */
export function Count({
  found,
  of: all,
  isFiltered,
}: {
  readonly found: number
  readonly of: number
  readonly isFiltered: boolean
}) {
  return (
    <span class="count" role="status" style={{ minWidth: `${`${all} of ${all}`.length}ch` }}>
      {isFiltered && `${found} of ${all}`}
    </span>
  )
}
