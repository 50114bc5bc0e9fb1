import type {
  CalendarSpec,
  ConstraintKind,
  Link,
  LinkType,
  Plan,
  Project,
  Resource,
  Task,
  Weekday,
} from '#engine/model/plan'
import { parseDate, parseDateRange } from '#engine/time/civil'
import { parseDuration, parseSignedDuration } from '#engine/time/duration'
import type { CivilDate, Duration, Hours } from '#engine/time/minute'

/** A task in a few words: what `buildPlan` takes. Dates, durations and links are written as in a plan's text. */
export interface TaskWords {
  readonly parent?: string
  readonly duration?: string
  readonly effort?: string
  readonly assign?: string | readonly string[] | Readonly<Record<string, number>>
  readonly after?: string | readonly string[]
  readonly before?: string | readonly string[]
  readonly constraints?: { readonly [K in ConstraintKind]?: string }
  readonly schedule?: Task['schedule']
  readonly deadline?: string
  readonly calendar?: string
  readonly ignoreResourceCalendars?: boolean
  readonly pauses?: readonly string[]
  readonly priority?: number
  readonly status?: Task['status']
  readonly progress?: number
  readonly remaining?: string
  readonly actualStart?: string
  readonly actualFinish?: string
  readonly cost?: number
  readonly actualCost?: number
  /** Stands in `milestones`. */
  readonly milestone?: boolean
  readonly date?: string
  readonly actual?: string
  readonly milestoneStatus?: Task['milestoneStatus']
}

export interface CalendarWords {
  readonly basedOn?: string
  /** Hours of each day from Monday, `08:00-12:00`; a day left out is closed. */
  readonly week?: Readonly<Record<number, readonly string[]>>
  readonly day?: string
  readonly weekHours?: string
  readonly holidays?: readonly string[]
  readonly exceptions?: Readonly<Record<string, 'closed' | 'open' | readonly string[]>>
}

export interface ResourceWords {
  readonly type?: Resource['type']
  readonly capacity?: number | Readonly<Record<string, number>>
  readonly units?: number
  readonly from?: string
  readonly until?: string
  readonly calendar?: string
  readonly leave?: readonly string[]
  /** Money an hour. */
  readonly rate?: number | Readonly<Record<string, number>>
  readonly overtimeRate?: number
  readonly costPerUse?: number
  readonly perDay?: string
  readonly perWeek?: string
}

export interface PlanWords {
  readonly start?: string
  readonly finish?: string
  readonly statusDate?: string
  readonly deadline?: string
  readonly calendar?: string
  readonly schedule?: Project['schedule']
  readonly progressLogic?: Project['progressLogic']
  readonly calendars?: Readonly<Record<string, CalendarWords>>
  readonly resources?: Readonly<Record<string, ResourceWords>>
  readonly tasks: Readonly<Record<string, TaskWords>>
}

/** A plan without its text: for tests of the engine, which knows no text. */
export function buildPlan(words: PlanWords): Plan {
  const children = new Map<string, string[]>()
  for (const [id, { parent }] of Object.entries(words.tasks)) {
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id])
  }
  return {
    version: 1,
    file: 'test.tpm.yaml',
    isLibrary: false,
    project: {
      path: ['project'],
      id: 'test',
      name: 'Test',
      start: words.start === undefined && words.finish !== undefined ? undefined : date(words.start ?? '2026-03-02'),
      finish: optional(words.finish, date),
      statusDate: optional(words.statusDate, date),
      deadline: optional(words.deadline, date),
      calendar: words.calendar,
      goals: [],
      leveling: 'none',
      progressLogic: words.progressLogic ?? 'retained',
      schedule: words.schedule ?? 'as-soon-as-possible',
    },
    include: [],
    calendars: mapOf(words.calendars ?? {}, buildCalendar),
    resources: mapOf(words.resources ?? {}, buildResource),
    stakeholders: new Map(),
    tasks: mapOf(words.tasks, (id, task) => buildTask(id, task, children.get(id) ?? [])),
    sprints: new Map(),
    risks: new Map(),
    riskMatrix: {
      probability: [0.1, 0.3, 0.5, 0.7, 1],
      schedule: [0.01, 0.02, 0.05, 0.1, 1],
      cost: [0.01, 0.02, 0.05, 0.1, 1],
      moderate: 4,
      high: 10,
      critical: 16,
    },
    budget: undefined,
    decisions: new Map(),
    actions: new Map(),
    issues: new Map(),
    assumptions: new Map(),
    changes: new Map(),
    baselines: new Map(),
    drivers: new Map(),
    policy: { requireChangeRecord: false, requireOwner: false, rules: new Map(), health: {} },
  }
}

export function buildTask(id: string, words: TaskWords, children: readonly string[] = []): Task {
  const duration = optional(words.duration, parseWork)
  const path = ['tasks', id]
  return {
    path,
    id,
    name: id,
    kind: children.length > 0 ? 'summary' : words.milestone || duration?.amount === 0 ? 'milestone' : 'task',
    isMilestoneSection: words.milestone ?? false,
    parent: words.parent,
    children,
    duration: duration && { likely: duration },
    effort: optional(words.effort, text => ({ likely: parseWork(text) })),
    assign: assignments(words.assign, path),
    after: list(words.after).map((text, i) => buildLink(text, [...path, 'after', i])),
    before: list(words.before).map((text, i) => buildLink(text, [...path, 'before', i])),
    constraints: Object.fromEntries(Object.entries(words.constraints ?? {}).map(([kind, at]) => [kind, date(at)])),
    schedule: words.schedule,
    deadline: optional(words.deadline, date),
    calendar: words.calendar,
    ignoreResourceCalendars: words.ignoreResourceCalendars ?? false,
    pauses: (words.pauses ?? []).map((text, i) => ({ range: parseDateRange(text)!, path: [...path, 'pauses', i] })),
    priority: words.priority,
    status: words.status,
    progress: words.progress,
    remaining: optional(words.remaining, text => ({ likely: parseWork(text) })),
    actualStart: optional(words.actualStart, date),
    actualFinish: optional(words.actualFinish, date),
    cost: words.cost,
    actualCost: words.actualCost,
    raci: [],
    tags: [],
    links: [],
    code: [],
    acceptance: [],
    date: optional(words.date, text => ({ likely: date(text) })),
    actual: optional(words.actual, date),
    milestoneStatus: words.milestoneStatus,
    gate: [],
    audience: [],
  }
}

function buildCalendar(id: string, words: CalendarWords): CalendarSpec {
  const path = ['calendars', id]
  return {
    path,
    id,
    name: id,
    basedOn: words.basedOn,
    week:
      words.week &&
      new Map(Object.entries(words.week).map(([day, spans]) => [Number(day) as Weekday, spans.map(hours)])),
    day: optional(words.day, parseWork),
    weekHours: optional(words.weekHours, parseWork),
    holidays: (words.holidays ?? []).map((text, i) => ({
      range: parseDateRange(text)!,
      path: [...path, 'holidays', i],
    })),
    exceptions: Object.entries(words.exceptions ?? {}).map(([text, spans]) => ({
      range: parseDateRange(text)!,
      hours: typeof spans === 'string' ? spans : spans.map(hours),
      path: [...path, 'exceptions', text],
    })),
  }
}

function buildResource(id: string, words: ResourceWords): Resource {
  const path = ['resources', id]
  return {
    path,
    id,
    name: id,
    type: words.type ?? 'person',
    skills: [],
    capacity: overTime(words.capacity),
    units: overTime(words.units),
    from: optional(words.from, date),
    until: optional(words.until, date),
    calendar: words.calendar,
    leave: (words.leave ?? []).map((text, i) => ({ range: parseDateRange(text)!, path: [...path, 'leave', i] })),
    rate: overTime(words.rate).map(({ from, value }) => ({ from, value: { amount: value, per: 'h' } })),
    overtimeRate: overTime(words.overtimeRate).map(({ from, value }) => ({ from, value: { amount: value, per: 'h' } })),
    costPerUse: words.costPerUse,
    limits: { perDay: optional(words.perDay, parseWork), perWeek: optional(words.perWeek, parseWork) },
  }
}

const linkPattern = /^(\S+?)(\.deadline)?(?:\s+(FS|SS|FF|SF))?\s*(?:([+-])(\S+))?$/

function buildLink(text: string, path: Link['path']): Link {
  const match = linkPattern.exec(text)
  if (!match) throw new Error(`not a link: ${text}`)
  const [, task, deadline, type, sign, lag] = match
  const link: Link = {
    task: task!,
    type: (type ?? 'FS') as LinkType,
    path,
    ...(deadline ? { fromDeadline: true } : {}),
  }
  if (lag === undefined) return link
  if (lag.endsWith('%')) {
    return { ...link, lag: { kind: 'percent', share: (Number(`${sign}1`) * Number(lag.slice(0, -1))) / 100 } }
  }
  return { ...link, lag: { kind: 'duration', duration: parseSignedDuration(`${sign}${lag}`)! } }
}

function assignments(words: TaskWords['assign'], path: readonly (string | number)[]): Task['assign'] {
  if (words === undefined) return []
  if (typeof words === 'string') return [{ resource: words, path: [...path, 'assign'] }]
  if (Array.isArray(words)) return words.map((resource, i) => ({ resource, path: [...path, 'assign', i] }))
  return Object.entries(words).map(([resource, units]) => ({ resource, units, path: [...path, 'assign', resource] }))
}

function hours(text: string): Hours {
  const minutes = (part: string) => Number(part.slice(0, 2)) * 60 + Number(part.slice(3))
  const [from, to] = text.split('-').map(minutes) as [number, number]
  return { from, to: to <= from ? to + 1440 : to }
}

function overTime(value: number | Readonly<Record<string, number>> | undefined): { from?: CivilDate; value: number }[] {
  if (value === undefined) return []
  if (typeof value === 'number') return [{ value }]
  return Object.entries(value).map(([from, amount]) => ({ from: date(from), value: amount }))
}

function date(text: string): CivilDate {
  const parsed = parseDate(text)
  if (!parsed) throw new Error(`not a date: ${text}`)
  return parsed
}

function parseWork(text: string): Duration {
  const parsed = parseDuration(text)
  if (!parsed) throw new Error(`not a duration: ${text}`)
  return parsed
}

function optional<A, B>(value: A | undefined, then: (value: A) => B): B | undefined {
  return value === undefined ? undefined : then(value)
}

function list(words: string | readonly string[] | undefined): readonly string[] {
  return words === undefined ? [] : typeof words === 'string' ? [words] : words
}

function mapOf<A, B>(record: Readonly<Record<string, A>>, build: (id: string, words: A) => B): Map<string, B> {
  return new Map(Object.entries(record).map(([id, words]) => [id, build(id, words)]))
}
