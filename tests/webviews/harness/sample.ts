import { formatDay } from '#engine/time/civil'
import type { Minute } from '#engine/time/minute'
import type { TimelineLink, TimelineRow, TimelineView } from '#engine/view/timeline'

/** A plan of made-up phases, placed by a scheduler of ten lines: for looking at the views, not for truth. */
interface Job {
  readonly id: string
  readonly name: string
  readonly days: number
  readonly after: readonly string[]
  readonly who: string
}

const day = 1440
const start = Math.floor(Date.UTC(2026, 0, 5) / 60_000)
const statusDate = (start + 40 * day + 17 * 60) as Minute
const people: Readonly<Record<string, string>> = {
  ben: 'Ben Adeyemi',
  maya: 'Maya Lindt',
  sre: 'SRE pool',
  ines: 'Inês Carvalho',
  tom: 'Tom Okafor',
}

const phases: readonly (readonly [id: string, name: string, jobs: readonly Job[]])[] = [
  [
    'discovery',
    'Discovery',
    [
      job('inventory', 'Inventory of services', 8, [], 'ben'),
      job('target', 'Target architecture', 7, ['inventory'], 'ines'),
      job('cost-model', 'Cost model and tagging rules', 4, ['inventory'], 'maya'),
      job('security-review', 'Security review of the target', 5, ['target'], 'tom'),
    ],
  ],
  [
    'foundation',
    'Foundation',
    [
      job('landing-zone', 'Landing zone', 8, ['target'], 'sre'),
      job('network', 'Network and private links', 6, ['landing-zone'], 'sre'),
      job('identity', 'Identity, roles, break-glass accounts', 5, ['landing-zone'], 'tom'),
      job('reserve-quota', 'Reserve regional quota', 1, ['inventory'], 'maya'),
      job('observability', 'Observability baseline', 6, ['network'], 'sre'),
      job('pipelines', 'Delivery pipelines', 7, ['landing-zone'], 'ines'),
    ],
  ],
  [
    'build',
    'Build',
    [
      job('schema', 'Ledger schema and converters', 9, ['target'], 'ben'),
      job('data-sync', 'Data sync with replay of a week of production traffic', 14, ['schema', 'landing-zone'], 'ben'),
      job('invoice-api', 'Invoice service', 12, ['pipelines'], 'ines'),
      job('tax', 'Tax rules service', 9, ['invoice-api'], 'ines'),
      job('dunning', 'Dunning and reminders', 6, ['tax'], 'ines'),
      job('portal', 'Customer portal changes', 10, ['invoice-api'], 'tom'),
      job('audit', 'Audit export', 4, ['data-sync'], 'ben'),
    ],
  ],
  [
    'verify',
    'Verify',
    [
      job('load', 'Load test at three times peak', 5, ['data-sync', 'tax'], 'sre'),
      job('dr', 'Disaster drill', 3, ['load'], 'sre'),
      job('pen', 'Penetration test', 6, ['portal', 'identity'], 'tom'),
      job('dual-run', 'Dual run', 14, ['data-sync', 'observability'], 'ben'),
      job('reconcile', 'Reconcile the month’s invoices', 5, ['dual-run'], 'maya'),
    ],
  ],
  [
    'cutover-phase',
    'Cut over',
    [
      job('rehearsal', 'Rehearsal', 2, ['dr', 'dunning'], 'sre'),
      job('freeze', 'Change freeze and notices', 1, ['rehearsal'], 'maya'),
      job('cutover', 'Cut over', 2, ['freeze', 'reconcile', 'pen'], 'sre'),
      job('hypercare', 'Hypercare', 10, ['cutover'], 'ben'),
      job('decommission', 'Decommission the old ledger', 5, ['hypercare'], 'sre'),
    ],
  ],
]

function job(id: string, name: string, days: number, after: readonly string[], who: string): Job {
  return { id, name, days, after, who }
}

export function sampleView(copies = 1): TimelineView {
  const rows: TimelineRow[] = []
  const links: TimelineLink[] = []
  let projectFinish = start
  for (let copy = 0; copy < copies; copy++) {
    const ending = copy === 0 ? '' : `-${copy}`
    const finishes = new Map<string, number>()
    const offset = start + (copy % 40) * 7 * day
    let parent: string | undefined
    if (1 < copies) {
      parent = `stream${ending}`
      rows.push(row({ id: parent, name: `Stream ${copy + 1}`, kind: 'summary', depth: 0 }))
    }
    for (const [phase, phaseName, jobs] of phases) {
      const at = rows.length
      const depth = parent ? 1 : 0
      for (const { id, name, days, after, who } of jobs) {
        const from = nextWorkday(Math.max(offset, ...after.map(before => finishes.get(before) ?? offset)))
        const to = addDays(from, days)
        finishes.set(id, to)
        links.push(
          ...after.map(
            before =>
              ({
                from: before + ending,
                to: id + ending,
                type: 'FS',
                driving: finishes.get(before) === from - (from % day) || true,
                critical: critical.has(id) && critical.has(before),
              }) as const,
          ),
        )
        const done = to < statusDate
        const progress = done ? 1 : from < statusDate ? (statusDate - from) / (to - from) : 0
        rows.push(
          row({
            id: id + ending,
            name,
            kind: 'task',
            depth: depth + 1,
            parent: phase + ending,
            start: (from + 9 * 60) as Minute,
            finish: (to - day + 17 * 60) as Minute,
            progress,
            done,
            critical: critical.has(id) && !done,
            people: [{ id: who, name: people[who] ?? who, initials: initials(people[who] ?? who) }],
            ...(id === 'cutover' && { constraint: { kind: 'start no earlier than', at: (from + 9 * 60) as Minute } }),
            ...(id === 'portal' && {
              overloads: [{ from: (from + day) as Minute, to: (from + 4 * day) as Minute, who: 'Tom Okafor' }],
            }),
            ...(!critical.has(id) && !done && { lateFinish: (addDays(to, (days * 3) % 9) - day + 17 * 60) as Minute }),
            ...(id === 'audit' && { cancelled: true }),
            ...(id === 'pen' && { deadline: (to - 4 * day + 17 * 60) as Minute, late: true }),
          }),
        )
        projectFinish = Math.max(projectFinish, to)
      }
      const inside = rows.slice(at)
      const from = Math.min(...inside.map(each => each.start))
      const to = Math.max(...inside.map(each => each.finish))
      rows.splice(
        at,
        0,
        row({
          id: phase + ending,
          name: phaseName,
          kind: 'summary',
          depth,
          parent,
          start: from as Minute,
          finish: to as Minute,
          critical: inside.some(each => each.critical),
          done: inside.every(each => each.done),
        }),
      )
    }
    if (parent) {
      const at = rows.findIndex(each => each.id === parent)
      const inside = rows.slice(at + 1)
      rows[at] = {
        ...rows[at]!,
        start: Math.min(...inside.map(each => each.start)) as Minute,
        finish: Math.max(...inside.map(each => each.finish)) as Minute,
      }
    }
    const go = finishes.get('cutover') ?? start
    rows.push(
      row({
        id: `ga${ending}`,
        name: 'Generally available',
        kind: 'milestone',
        depth: parent ? 1 : 0,
        parent,
        start: (go - day + 17 * 60) as Minute,
        finish: (go - day + 17 * 60) as Minute,
        critical: true,
        deadline: (go - 5 * day + 17 * 60) as Minute,
        late: true,
      }),
      row({
        id: `design-done${ending}`,
        name: 'Architecture agreed',
        kind: 'milestone',
        depth: parent ? 1 : 0,
        parent,
        start: ((finishes.get('security-review') ?? start) - day + 17 * 60) as Minute,
        finish: ((finishes.get('security-review') ?? start) - day + 17 * 60) as Minute,
        done: true,
        progress: 1,
      }),
    )
    links.push({ from: `cutover${ending}`, to: `ga${ending}`, type: 'FS', driving: true, critical: true })
  }
  const closed = []
  for (let at = start - 14 * day; at < projectFinish + 60 * day; at += day) {
    const weekday = (Math.floor(at / day) + 3) % 7
    if (weekday === 5) closed.push({ from: at as Minute, to: (at + 2 * day) as Minute })
  }
  closed.push({ from: (start + 88 * day) as Minute, to: (start + 89 * day) as Minute, name: 'Karfreitag' })
  return {
    title: 'Move billing to the cloud',
    headline:
      'Generally available on Mon 25 May, 4 days after its deadline; Data sync with replay of a week of production traffic holds it.',
    start: start as Minute,
    finish: projectFinish as Minute,
    deadline: (projectFinish - 6 * day + 17 * 60) as Minute,
    statusDate,
    dayMinutes: 480,
    hours: { from: 540, to: 1020 },
    closed,
    rows: rows.map(each => ({ ...each, tooltip: tooltipOf(each) })),
    links,
    leftOut:
      copies === 1
        ? [
            {
              id: 'old-thing',
              name: 'Retire the old mail gateway',
              reason: 'waits for itself: old-thing → pilot → old-thing',
              line: 88,
            },
          ]
        : [],
    errors: 0,
  }
}

const critical = new Set([
  'inventory',
  'target',
  'schema',
  'data-sync',
  'dual-run',
  'reconcile',
  'cutover',
  'hypercare',
  'decommission',
])

function row(given: Partial<TimelineRow> & Pick<TimelineRow, 'id' | 'name' | 'kind' | 'depth'>): TimelineRow {
  return {
    line: 0,
    start: start as Minute,
    finish: start as Minute,
    durationMinutes: 0,
    progress: 0,
    critical: false,
    done: false,
    cancelled: false,
    totalFloatMinutes: 0,
    late: false,
    people: [],
    overloads: [],
    tooltip: '',
    ...given,
  }
}

function tooltipOf({
  name,
  start: from,
  finish: to,
  people: who,
  progress,
  critical: isCritical,
}: TimelineRow): string {
  const facts = [name, `${formatDay(from)} – ${formatDay(to)}`, `${Math.round(progress * 100)}% done`]
  if (isCritical) facts.push('Critical: it holds the finish')
  if (0 < who.length) facts.push(who.map(each => each.name).join(', '))
  return facts.join('\n')
}

function initials(name: string): string {
  return name
    .split(' ')
    .map(word => word.slice(0, 1))
    .join('')
}

function isWeekend(at: number): boolean {
  return 4 < (Math.floor(at / day) + 3) % 7
}

function nextWorkday(at: number): number {
  let next = Math.ceil(at / day) * day
  while (isWeekend(next)) next += day
  return next
}

/** The midnight after so many working days from a midnight. */
function addDays(from: number, days: number): number {
  let at = from
  for (let left = days; 0 < left; at += day) if (!isWeekend(at)) left--
  return at
}
