import type { ComparisonView, EditView } from '#engine/view/comparison'
import type { Parts } from './parts.ts'
import { listedEdits } from './store.ts'

const kindSigns = { added: '+', removed: '−', changed: '~', renamed: '=', moved: '↷' } as const

/** Every edit in words, the one with the greatest effect first; the way to its line. */
export function Edits(parts: Parts & { readonly view: ComparisonView }) {
  const { store, view } = parts
  const edits = listedEdits(store)
  const effective = view.edits.filter(({ effectText }) => effectText !== undefined).length
  return (
    <section class="edits" aria-label="Edits">
      <h2>
        {view.edits.length === 1 ? 'One edit' : `${view.edits.length} edits`}
        <span class="aside">
          {' '}
          {effective === 0 ? 'none of them moves a date or the cost' : `${effective} of them with an effect`}
        </span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="only-read">Kind</span>
            </th>
            <th scope="col">Edit</th>
            <th scope="col">Effect</th>
            <th scope="col" class="number">
              Line
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={moveKey}>
          {edits.map((edit, i) => (
            <EditRow
              key={edit.edit}
              edit={edit}
              isEntry={isEntry(store.selected.value, edits, edit, i)}
              parts={parts}
            />
          ))}
        </tbody>
      </table>
      {edits.length === 0 && <p class="nothing">No edit has these words.</p>}
    </section>
  )
}

/** Tab comes to the selected edit, or to the first. */
function isEntry(selected: string, edits: readonly EditView[], { edit }: EditView, i: number): boolean {
  return edits.some(each => each.edit === selected) ? edit === selected : i === 0
}

function EditRow(props: { readonly edit: EditView; readonly isEntry: boolean; readonly parts: Parts }) {
  const { edit, isEntry, parts } = props
  const { store, post } = parts
  const { kind, nature, phrase, effectText, location } = edit
  const isSelected = store.selected.value === edit.edit
  const open = () => post({ type: 'open', ...location })
  return (
    <tr class={isSelected ? 'selected' : ''}>
      <td class={`kind ${kind}`} title={kind}>
        <span aria-hidden="true">{kindSigns[kind]}</span>
        <span class="only-read">{kind}</span>
      </td>
      <th scope="row">
        <button
          type="button"
          class="edit-phrase"
          tabIndex={isEntry ? 0 : -1}
          aria-pressed={isSelected}
          title="Go to the line in the diff"
          onClick={() => {
            store.selected.value = edit.edit
            open()
          }}
          onKeyDown={event => {
            if (event.key !== ' ') return
            event.preventDefault()
            store.selected.value = isSelected ? '' : edit.edit
          }}
        >
          {phrase}
        </button>
        {nature === 'progress' && <span class="nature">progress</span>}
      </th>
      <td>{effectText ?? <span class="nothing">none</span>}</td>
      <td class="number">{location.line + 1}</td>
    </tr>
  )
}

/** Up and down go from edit to edit. */
function moveKey(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button.edit-phrase')]
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
