import type { TimelineView } from '#engine/view/timeline'
import type { Parts } from './App.tsx'

/** The file has errors: the picture shows what was right. */
export function ErrorNote({ errors }: { readonly errors: number }) {
  if (errors === 0) return null
  return (
    <p class="note error" role="status">
      {errors === 1 ? 'One error in the file.' : `${errors} errors in the file.`} The picture shows what is right.
    </p>
  )
}

/** What has no place in the picture, with the reason and the way to its line: never silently missing. */
export function LeftOut({
  view: { leftOut },
  post,
}: Pick<Parts, 'post'> & { readonly view: Pick<TimelineView, 'leftOut'> }) {
  if (leftOut.length === 0) return null
  return (
    <details class="left-out" open={leftOut.length <= 3}>
      <summary>{leftOut.length === 1 ? 'One task has no dates' : `${leftOut.length} tasks have no dates`}</summary>
      <ul>
        {leftOut.map(({ id, name, reason, line }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => post({ type: 'open', task: id })}>
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

const firstTask = `tasks:
  design:
    name: Design
    duration: 5d
  build:
    name: Build
    duration: 10d
    after: design`

/** How to make the first task. */
export function EmptyPlan({ view, post }: Pick<Parts, 'post'> & { readonly view: TimelineView }) {
  if (0 < view.leftOut.length) return null
  return (
    <section class="empty">
      <p>
        A task needs a name and a duration. What it waits for stands in <code>after</code>:
      </p>
      <pre>{firstTask}</pre>
      <button type="button" class="primary" onClick={() => post({ type: 'add-task' })}>
        Add the First Task
      </button>
    </section>
  )
}
