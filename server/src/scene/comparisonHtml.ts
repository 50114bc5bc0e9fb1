import type { ComparisonView, EditView } from '#engine/view/comparison'
import { comparisonScene } from './comparisonScene.ts'
import { page, table } from './page.ts'
import { escapeMarkup, toSvg } from './svg.ts'

/** A plan of a comparison: its file and what there is to show. */
export interface ComparedFile {
  readonly file: string
  readonly view: ComparisonView
}

/** What a change means, as one self-contained page. All text of the plans is escaped. */
export function comparisonHtml(base: string, head: string, files: readonly ComparedFile[]): string {
  const changed = files.filter(({ view }) => view.changed)
  const title = `${base} → ${head}`
  const none = '<p class="headline">No change to the plan.</p>'
  return page(
    title,
    `<header><h1>What changes</h1><p class="facts">${escapeMarkup(title)}</p></header>
${changed.length === 0 ? none : changed.map(section).join('\n')}`,
  )
}

function section({ file, view }: ComparedFile): string {
  const { strips, edits, policy, notes, heat } = view
  return `<section>
<h2>${escapeMarkup(view.title)}</h2>
<p class="facts">${escapeMarkup(file)}</p>
<p class="headline">${escapeMarkup(view.sentence)}</p>
<figure>${toSvg(comparisonScene(view))}</figure>
${table(
  'Movements',
  ['What', 'Before', 'After', 'Movement', 'Deadline', 'Because of'],
  strips.map(
    ({ name, beforeText = '', afterText = '', movementText, deadlineText = '', lateAfter, parts, interactionText }) => [
      name,
      beforeText,
      afterText,
      movementText,
      lateAfter ? `${deadlineText}, missed` : deadlineText,
      [
        ...parts.map(({ label, text }) => `${label} ${text}`),
        ...(interactionText === undefined ? [] : [interactionText]),
      ].join('; '),
    ],
  ),
)}
${table('Edits', ['Edit', 'Effect', 'Kind', 'Where'], edits.map(editCells))}
<p class="facts">Cost ${escapeMarkup(view.cost.text)}</p>
${
  policy.length === 0
    ? ''
    : table(
        'Policy',
        ['Rule', 'Held', 'Detail'],
        policy.map(({ rule, held, text }) => [rule, held === null ? 'not judged' : held ? 'yes' : 'no', text]),
      )
}
${
  heat.moves.length === 0
    ? ''
    : `<p class="facts">Risk exposure ${escapeMarkup(heat.exposureText)}</p>${table(
        'Risks',
        ['Risk', 'What'],
        heat.moves.map(({ name, kind }) => [name, kind]),
      )}`
}
${notes
  .map(({ title, lines }) =>
    table(
      title,
      [title],
      lines.map(({ text }) => [text]),
    ),
  )
  .join('\n')}
</section>`
}

function editCells({ phrase, effectText = '', nature, location }: EditView): readonly string[] {
  return [phrase, effectText, nature, `${location.file}:${location.line + 1}`]
}
