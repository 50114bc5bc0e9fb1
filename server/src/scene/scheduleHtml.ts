import { formatDay, formatLastDay } from '#engine/time/civil'
import type { HeatmapRisk, HeatmapView } from '#engine/view/heatmap'
import type { TimelineRow, TimelineView } from '#engine/view/timeline'
import { heatmapScene } from './heatmapScene.ts'
import { page, table } from './page.ts'
import { escapeMarkup, toSvg } from './svg.ts'
import { timelineScene } from './timelineScene.ts'

export interface ScheduleHtmlOptions {
  readonly timeline: TimelineView
  /** Left out: no risks are shown. */
  readonly heatmap?: HeatmapView
  /** Of the plan's text, as the caller knows it, e.g. a git revision. */
  readonly revision?: string
}

/** Rows of one picture: what a page in landscape can hold. */
const rowsPerPicture = 36

/**
 * The plan as one self-contained page: the timeline, the milestones, the tasks, the risks. White, printable, without
 * script and without anything from elsewhere. All text of the plan is escaped.
 */
export function scheduleHtml({ timeline, heatmap, revision }: ScheduleHtmlOptions): string {
  const status =
    timeline.statusDate === undefined ? [] : [`Status of ${formatLastDay(timeline.statusDate, { year: true })}`]
  const measured = timeline.baseline ? [timeline.baseline.finish, timeline.baseline.earned] : []
  const facts = [...status, ...measured, ...(revision === undefined ? [] : [`Plan ${revision}`])]
  return page(
    timeline.title,
    `<header>
<h1>${escapeMarkup(timeline.title)}</h1>
<p class="headline">${escapeMarkup(timeline.headline)}</p>
${facts.length === 0 ? '' : `<p class="facts">${escapeMarkup(facts.join(' · '))}</p>`}
${errorNote(timeline)}
</header>
${leftOut('Tasks without dates', timeline.leftOut)}
${timelineSection(timeline)}
${milestoneTable(timeline.rows)}
${taskTable(timeline)}
${heatmap && 0 < heatmap.risks.length + heatmap.leftOut.length ? riskSection(heatmap) : ''}`,
  )
}

function errorNote({ errors }: TimelineView): string {
  if (errors === 0) return ''
  return `<p class="note">${errors === 1 ? 'The plan has one error' : `The plan has ${errors} errors`}; this shows what is right.</p>`
}

function leftOut(title: string, items: TimelineView['leftOut']): string {
  if (items.length === 0) return ''
  const rows = items.map(
    ({ name, reason, line }) => `<li>${escapeMarkup(name)}: ${escapeMarkup(reason)} (line ${line + 1})</li>`,
  )
  return `<section><h2>${title}</h2><ul>${rows.join('')}</ul></section>`
}

/** Long plans in several pictures, each with its own axis, so that none is cut at the end of a page. */
function timelineSection(timeline: TimelineView): string {
  const count = timeline.rows.length
  if (count === 0) return ''
  const pictures: string[] = []
  for (let from = 0; from < count; from += rowsPerPicture) {
    const to = Math.min(count, from + rowsPerPicture)
    const options = { from, to, withTitle: false, withLegend: to === count }
    pictures.push(`<figure>${toSvg(timelineScene(timeline, options))}</figure>`)
  }
  return `<section class="timeline"><h2>Timeline</h2>${pictures.join('')}</section>`
}

function milestoneTable(rows: readonly TimelineRow[]): string {
  const milestones = rows.filter(({ kind }) => kind === 'milestone')
  if (milestones.length === 0) return ''
  return table(
    'Milestones',
    ['Milestone', 'Date', 'Deadline', 'State'],
    milestones.map(row => [
      row.name,
      day(row.finish),
      row.deadline === undefined ? '' : day(row.deadline),
      stateOf(row),
    ]),
  )
}

function taskTable({ rows, dayMinutes, baseline }: TimelineView): string {
  const tasks = rows.filter(({ kind }) => kind !== 'milestone')
  if (tasks.length === 0) return ''
  const days = (minutes: number) => (0 < dayMinutes ? `${Math.round((minutes / dayMinutes) * 10) / 10}` : '')
  const cells = tasks.map(row => [
    `${'\u2003'.repeat(row.depth)}${row.name}`,
    formatDay(row.start, { year: true }),
    day(row.finish),
    ...(baseline ? [row.baseline?.variance ?? 'new'] : []),
    row.kind === 'summary' ? '' : days(row.durationMinutes),
    row.kind === 'summary' || row.done ? '' : days(row.totalFloatMinutes),
    `${Math.round(row.progress * 100)} %`,
    row.people.map(({ name }) => name).join(', '),
    stateOf(row),
  ])
  const heads = [
    'Task',
    'Start',
    'Finish',
    ...(baseline ? ['Variance'] : []),
    'Days',
    'Float',
    'Done',
    'People',
    'State',
  ]
  return table('Tasks', heads, cells, baseline ? [3, 4, 5, 6] : [3, 4, 5])
}

function stateOf({ cancelled, done, late, critical }: TimelineRow): string {
  if (cancelled) return 'cancelled'
  const state = done ? 'done' : critical ? 'critical' : ''
  return late ? [state, 'late'].filter(word => word !== '').join(', ') : state
}

function riskSection(heatmap: HeatmapView): string {
  const live = heatmap.risks.filter(risk => risk.live)
  const picture = live.length === 0 ? '' : `<figure>${toSvg(heatmapScene(heatmap))}</figure>`
  const cells = heatmap.risks.map((risk, i) => [String(i + 1), ...riskCells(risk)])
  const register = table(
    'Register',
    ['#', 'Risk', 'Rank', 'Probability', 'Impact', 'Exposure', 'Response', 'Owner', 'Review', 'Status'],
    cells,
  )
  return `<section class="risks"><h2>Risks</h2><p class="headline">${escapeMarkup(heatmap.headline)}</p>${picture}${leftOut('Risks without a place', heatmap.leftOut)}${register}</section>`
}

function riskCells({
  name,
  rank,
  probabilityText = '',
  impactText = '',
  exposureText = '',
  response = '',
  owner = '',
  reviewBy = '',
  status,
}: HeatmapRisk): readonly string[] {
  return [name, rank, probabilityText, impactText, exposureText, response, owner, reviewBy, status]
}

function day(minute: number): string {
  return formatLastDay(minute, { year: true })
}
