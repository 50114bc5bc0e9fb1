import type { Parts } from './parts.ts'

/** That the picture is a preview of the levelled plan: what levelling does to the finish, who waits, and the way to write it. */
export function Leveling({ store, post }: Parts) {
  const preview = store.view.value?.preview
  if (!preview) return null
  const named = (task: string | undefined, name: string) =>
    task === undefined ? (
      name
    ) : (
      <button type="button" class="link" onClick={() => post({ type: 'open', task })}>
        {name}
      </button>
    )
  // The headline is read aloud as it changes; here is the rest.
  return (
    <section class="leveling" aria-label="Preview of the levelled plan">
      <p>
        <strong>{preview.finish}.</strong> {preview.start && `${preview.start}. `}
        {preview.bound}. {preview.hopeless && `${preview.hopeless}. `}
        <button type="button" class="link" onClick={() => post({ type: 'level' })}>
          Write into the plan…
        </button>{' '}
        <button type="button" class="link" onClick={() => post({ type: 'preview', leveled: false })}>
          Back to the plan as it is
        </button>
      </p>
      {preview.missed && (
        <>
          <p>{preview.missed}:</p>
          <ol>
            {preview.late.map(({ task, name, text }) => (
              <li key={task ?? ''}>
                {named(task, name)} <span class="reason">{text}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {preview.waits.length === 0 ? (
        <p>Nothing has to wait.</p>
      ) : (
        <ol>
          {preview.waits.map(({ task, name, text }) => (
            <li key={task}>
              {named(task, name)} <span class="reason">{text}</span>
            </li>
          ))}
          {0 < preview.more && <li>and {preview.more} more</li>}
        </ol>
      )}
    </section>
  )
}
