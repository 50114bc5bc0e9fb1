import type { FirstError } from '#engine/view/context'

/** The file has errors: which line stands in the way; the picture shows what was right. */
export function ErrorNote(props: {
  readonly errors: number
  readonly first: FirstError | undefined
  readonly open: (line: number) => void
}) {
  const { errors, first, open } = props
  if (errors === 0) return null
  return (
    <p class="note error" role="status">
      {first ? (
        <>
          <button type="button" class="link" onClick={() => open(first.line)}>
            Line {first.line + 1}
          </button>{' '}
          is in the way: {first.message}
          {errors === 1 ? '. ' : errors === 2 ? ', and one more error. ' : `, and ${errors - 1} more errors. `}
        </>
      ) : (
        `${errors === 1 ? 'The plan has one error' : `The plan has ${errors} errors`}: see the Problems view. `
      )}
      The picture shows what is right.
    </p>
  )
}

interface LeftOutItem {
  readonly id: string
  readonly name: string
  readonly reason: string
  readonly line: number
}

/** What has no place in the picture, with the reason and the way to its line: never silently missing. */
export function LeftOut(props: {
  readonly items: readonly LeftOutItem[]
  readonly title: (count: number) => string
  readonly open: (id: string) => void
}) {
  const { items, title, open } = props
  if (items.length === 0) return null
  return (
    <details class="left-out" open={items.length <= 3}>
      <summary>{title(items.length)}</summary>
      <ul>
        {items.map(({ id, name, reason, line }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => open(id)}>
              {name}
            </button>{' '}
            <span class="reason">
              {reason} (line {line + 1})
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
