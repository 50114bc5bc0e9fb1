import type { Parts } from './parts.ts'

const firstTask = `tasks:
  design:
    name: Design
    duration: 5d
  build:
    name: Build
    duration: 10d
    after: design`

/** How to make the first task. */
export function EmptyPlan({ post }: Pick<Parts, 'post'>) {
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

export function withoutDates(count: number): string {
  return count === 1 ? 'One task has no dates' : `${count} tasks have no dates`
}
