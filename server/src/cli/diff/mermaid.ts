import { formatIsoDay, minutesPerDay } from '#engine/time/civil'
import type { ComparisonView, GhostRow } from '#engine/view/comparison'
import { mermaidText } from './markdownText.ts'

/** GitHub draws no diagram with more characters (`spec/robustness.md`, limits). */
const mostCharacters = 50_000
/** More rows than this nobody reads in a comment. */
const mostRows = 30
const longestName = 60

/** What moved as a Mermaid gantt: each task where it stood and where it is, in its summary's section. */
export function mermaidGantt(view: ComparisonView, room = mostCharacters): string | undefined {
  const rows = view.ghosts.filter(({ kind, isContext }) => kind !== 'summary' && !isContext)
  if (rows.length === 0) return undefined
  const names = new Map(view.ghosts.map(({ id, name }) => [id, name]))
  const lines = ['gantt', '  dateFormat YYYY-MM-DD', '  axisFormat %d %b']
  let size = lines.join('\n').length
  let section: string | undefined
  for (const row of rows.slice(0, mostRows)) {
    const its = row.parent === undefined ? '' : (names.get(row.parent) ?? row.parent)
    const head =
      its === section ? [] : [`  section ${mermaidText(cut(its === '' ? view.title || 'Plan' : its)) || 'Plan'}`]
    const added = [...head, ...rowLines(row)]
    size += added.join('\n').length + 1
    if (Math.min(room, mostCharacters) < size) break
    section = its
    lines.push(...added)
  }
  return 3 < lines.length ? lines.join('\n') : undefined
}

function rowLines(row: GhostRow): readonly string[] {
  const name = mermaidText(cut(row.name)) || 'task'
  const line = (what: string, tags: string, at: { readonly start: number; readonly finish: number }) => {
    if (row.kind === 'milestone') return `    ${name} ${what} :${tags}milestone, ${lastDay(at.finish)}, 0d`
    return `    ${name} ${what} :${tags}${formatIsoDay(at.start)}, ${formatIsoDay(dayAfter(at.finish))}`
  }
  return [
    ...(row.before ? [line('before', 'done, ', row.before)] : []),
    ...(row.after ? [line('now', row.after.critical ? 'crit, ' : 'active, ', row.after)] : []),
  ]
}

/** 00:00 is the end of the day before. */
function lastDay(minute: number): string {
  return formatIsoDay(minute - 1)
}

function dayAfter(minute: number): number {
  return minute - 1 + minutesPerDay
}

function cut(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`
}
