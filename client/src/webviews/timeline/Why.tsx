import type { DrivingPath } from '#engine/view/drivingPath'
import type { Parts } from './parts.ts'

/** More steps are counted, not written. */
const mostWritten = 100

/** What holds the selected task, in the words of `tpm why`, below the picture that shows its path. */
export function Why({ store, post }: Parts) {
  const path = store.path.value
  const name = store.byId.value.get(path?.task ?? '')?.name
  return (
    <>
      <p class="only-read" role="status">
        {path && name !== undefined && summary(path, name)}
      </p>
      {path && name !== undefined && (
        <section class="why" aria-label={`What holds ${name}`}>
          {path.steps.length === 0 && <p>Nothing holds {name}.</p>}
          <ol>
            {path.steps.slice(0, mostWritten).map(({ holds, name: held, text }, i) => (
              <li key={`${holds} ${i}`}>
                <button type="button" class="link" onClick={() => post({ type: 'open', task: holds })}>
                  {held}
                </button>
                <span aria-hidden="true"> ← </span>
                <span class="only-read">: </span>
                <span class="reason">{text}</span>
              </li>
            ))}
            {mostWritten < path.steps.length && <li>and {path.steps.length - mostWritten} more</li>}
          </ol>
        </section>
      )}
    </>
  )
}

/** For who hears it: what holds the task itself, and how far it goes on. */
function summary({ task, steps }: DrivingPath, name: string): string {
  const own = steps.filter(({ holds }) => holds === task).map(({ text }) => text)
  const more = steps.length - own.length
  const rest = more === 0 ? '' : more === 1 ? '; one more step before that' : `; ${more} more steps before that`
  return own.length === 0 ? `Nothing holds ${name}` : `${name}: ${own.join('; ')}${rest}`
}
