import type { ComparisonView, EditView, StripView } from '#engine/view/comparison'
import { type Compared, viewOfCompared } from './compared.ts'
import { markdownText as safe } from './markdownText.ts'
import { mermaidGantt } from './mermaid.ts'

/** By it a comment of ours is found again; believed only in comments that we wrote. */
export const commentMarker = '<!-- tpm-diff -->'

/** GitHub refuses comments over 65,536 characters (`spec/robustness.md`, limits). */
const mostCharacters = 60_000
const mostEdits = 25
const mostLines = 10

/** A comment on a pull request: the verdicts, the milestones, the edits that matter, policy, risks, and a picture. */
export function diffMarkdown(compared: Compared, nameOf: (uri: string) => string): string {
  const changed = compared.plans.filter(plan => plan.changed)
  const head = `${commentMarker}\n### Plan: what changes\n\n${code(compared.base)} → ${code(compared.head)}\n`
  if (changed.length === 0) return `${head}\n**No change to the plan.**\n`
  const views = changed.map(plan => ({ file: plan.file, view: viewOfCompared(plan, compared, nameOf) }))
  const parts: string[] = [head]
  let left = mostCharacters - head.length - 200
  let shown = 0
  for (const { file, view } of views) {
    // Room for the verdicts of those that follow; what does not fit is left out from the end.
    const reserved = Math.min((views.length - shown - 1) * 400, left / 2)
    const text = fitting(file, view, left - reserved)
    if (text === undefined) break
    parts.push(text)
    left -= text.length
    shown++
  }
  if (shown < views.length) parts.push(`\n_and ${views.length - shown} more plans: \`tpm diff\` shows them_\n`)
  return parts.join('')
}

/** As much of a plan as there is room for. */
function fitting(file: string, view: ComparisonView, room: number): string | undefined {
  const verdict = `\n#### ${safe(file)}\n\n**${safe(view.sentence)}**\n`
  if (room < verdict.length) return undefined
  const parts = [milestones(view), edits(view, mostEdits), policy(view), risks(view), notes(view)].filter(
    part => part !== '',
  )
  let text = verdict
  for (const part of parts) if (text.length + part.length <= room) text += part
  const gantt = mermaidGantt(view, room - text.length - 200)
  if (gantt !== undefined) {
    const picture = `\n<details><summary>What moved</summary>\n\n\`\`\`mermaid\n${gantt}\n\`\`\`\n\n</details>\n`
    if (text.length + picture.length <= room) text += picture
  }
  return text
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return `\n${[line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function milestones({ strips, still }: ComparisonView): string {
  const rows = strips
    .slice(0, 30)
    .map(strip => [
      safe(strip.name),
      safe(strip.beforeText ?? ''),
      safe(strip.afterText ?? ''),
      `**${strip.movementText}**`,
      deadline(strip),
    ])
  const rest =
    still.length === 0
      ? ''
      : `\n${still.length === 1 ? '1 milestone stays where it is' : `${still.length} milestones stay where they are`}.\n`
  return `${table(['', 'before', 'after', 'movement', 'deadline'], rows)}${rest}`
}

function deadline({ deadlineText, lateBefore, lateAfter }: StripView): string {
  if (deadlineText === undefined) return ''
  const state = lateAfter ? (lateBefore ? ', still missed' : ', **now missed**') : lateBefore ? ', in time again' : ''
  return `${safe(deadlineText)}${state}`
}

function edits({ edits }: ComparisonView, most: number): string {
  const shown = edits.slice(0, most)
  const rows = shown.map((edit: EditView) => [
    safe(edit.phrase),
    safe(edit.effectText ?? 'none'),
    edit.nature,
    code(`${edit.location.file}:${edit.location.line + 1}`),
  ])
  const more = edits.length - shown.length
  return `${table(['edit', 'effect', 'kind', 'line'], rows)}${more === 0 ? '' : `\n_and ${more} more edits_\n`}`
}

function policy({ policy }: ComparisonView): string {
  const lines = policy.map(
    ({ rule, held, text }) => `- ${held === null ? '➖' : held ? '✅' : '❌'} **${rule}**: ${safe(text)}`,
  )
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`
}

function risks({ heat }: ComparisonView): string {
  if (heat.moves.length === 0) return ''
  const moves = heat.moves.slice(0, mostLines).map(({ name, kind }) => `${safe(name)} ${kind}`)
  const more = heat.moves.length - moves.length
  return `\nRisks: ${moves.join(', ')}${more === 0 ? '' : ` and ${more} more`}; exposure ${safe(heat.exposureText)}.\n`
}

function notes({ notes }: ComparisonView): string {
  if (notes.length === 0) return ''
  const lists = notes.map(({ title, lines }) => {
    const shown = lines.slice(0, mostLines).map(({ text }) => `- ${safe(text)}`)
    const more = lines.length - shown.length
    return `**${title}** (${lines.length})\n\n${shown.join('\n')}${more === 0 ? '' : `\n- and ${more} more`}\n`
  })
  return `\n<details><summary>${notes.map(({ title, lines }) => `${title} ${lines.length}`).join(', ')}</summary>\n\n${lists.join('\n')}\n</details>\n`
}

/** A name of a revision or a file between backticks, of which there are more than in it. */
function code(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd').replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}
