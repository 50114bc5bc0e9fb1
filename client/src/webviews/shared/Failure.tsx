import type { ComponentChildren } from 'preact'

/** In place of a view: that there is none, why, and perhaps what to do. */
export function Failure({
  view,
  title,
  message,
  children,
}: {
  /** The class of the view's page. */
  readonly view: string
  readonly title: string
  readonly message: string
  readonly children?: ComponentChildren
}) {
  return (
    <main class={view}>
      <section class="empty" role="alert">
        <h1>{title}</h1>
        <p>{message}</p>
        {children}
      </section>
    </main>
  )
}
