import type { ComparisonView, PolicyView } from '#engine/view/comparison'
import type { LocationView } from '#engine/view/comparisonNotes'
import type { Parts } from './parts.ts'

const mostLines = 12

/** The policy, and every other consequence as plain lines. */
export function Consequences(parts: Parts & { readonly view: ComparisonView }) {
  const { view, post } = parts
  return (
    <>
      {view.policy.length > 0 && (
        <section aria-label="Policy">
          <h2>Policy</h2>
          <ul class="policy">
            {view.policy.map(each => (
              <PolicyLine key={`${each.rule} ${each.text}`} policy={each} post={post} />
            ))}
          </ul>
        </section>
      )}
      {view.notes.map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {lines.slice(0, mostLines).map(({ text, location }) => (
              <li key={text}>{location ? <Open location={location} post={post} text={text} /> : text}</li>
            ))}
          </ul>
          {lines.length > mostLines && <p class="nothing">and {lines.length - mostLines} more</p>}
        </section>
      ))}
    </>
  )
}

function PolicyLine({ policy, post }: { readonly policy: PolicyView; readonly post: Parts['post'] }) {
  const { rule, held, text, locations } = policy
  const [first] = locations
  const word = held === null ? 'not judged' : held ? 'held' : 'broken'
  return (
    <li class={held === false ? 'broken' : ''}>
      <span class="state">
        {held === null ? '?' : held ? '✓' : '✗'} {word}
      </span>{' '}
      <button type="button" class="link" title="What this policy is about" onClick={() => post({ type: 'page', rule })}>
        <code>{rule}</code>
      </button>{' '}
      {first ? <Open location={first} post={post} text={text} /> : text}
    </li>
  )
}

function Open(props: { readonly location: LocationView; readonly post: Parts['post']; readonly text: string }) {
  const { location, post, text } = props
  return (
    <button type="button" class="link" onClick={() => post({ type: 'open', ...location })}>
      {text}
    </button>
  )
}
