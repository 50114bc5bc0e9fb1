import type {
  Action,
  Assumption,
  Baseline,
  Budget,
  BudgetLine,
  CalendarSpec,
  Change,
  ConstraintKind,
  Decision,
  Driver,
  Issue,
  Policy,
  Project,
  Resource,
  Risk,
  RiskMatrix,
  Sprint,
  Stakeholder,
  Task,
} from '../model/plan.ts'
import { formatDateRange } from '../time/civil.ts'
import { formatDuration } from '../time/duration.ts'
import type { Nature } from './edit.ts'
import {
  assignmentWords,
  dateEstimate,
  dateWords,
  durationEstimate,
  exceptionWords,
  impactWords,
  inOrder,
  linkWords,
  overTimeWords,
  percentWords,
  probabilityWords,
  rangesWords,
  rateWords,
  type Words,
  weekWords,
} from './words.ts'

/** What a field can move: dates (and with them cost), cost alone, dates where the plan is levelled, or nothing. */
export type Effect = 'dates' | 'cost' | 'leveling' | 'none'

/** A field of one kind of object: its key in the plan, its value in words, and how to take it over from another. */
export interface Field<T> {
  readonly key: string
  readonly words: (object: T) => Words
  /** The object with this field as the other has it. */
  readonly take: (object: T, from: T) => T
  readonly effect: Effect
  readonly nature: (before: Words, after: Words) => Nature
}

interface Options {
  readonly effect?: Effect
  readonly nature?: Nature | ((before: Words, after: Words) => Nature)
}

function natureOf(nature: Options['nature']): Field<never>['nature'] {
  return typeof nature === 'function' ? nature : () => nature ?? 'revision'
}

/** Fields of a type of object. */
function fieldsOf<T>() {
  return <K extends keyof T>(
    of: K,
    key: string,
    write: (value: NonNullable<T[K]>) => Words,
    { effect = 'none', nature }: Options = {},
  ): Field<T> => ({
    key,
    words: object => {
      const value = object[of]
      return value === undefined || value === null ? undefined : write(value)
    },
    take: (object, from) => ({ ...object, [of]: from[of] }),
    effect,
    nature: natureOf(nature),
  })
}

const text = (value: string) => value
const number = (value: number) => String(value)
const list = (values: readonly string[]) => values
const yes = (value: boolean) => (value ? 'true' : undefined)

/** A name that only repeats the id is none. */
function nameField<T extends { readonly id?: string; readonly name: string }>(): Field<T> {
  return {
    key: 'name',
    words: ({ id, name }) => (name === id ? undefined : name),
    take: (object, from) => ({ ...object, name: from.name === from.id ? (object.id ?? '') : from.name }),
    effect: 'none',
    nature: () => 'revision',
  }
}

/** To be cancelled, or not any more, is a decision about scope; all else is what is known of the work. */
function statusNature(before: Words, after: Words): Nature {
  return before === 'cancelled' || after === 'cancelled' ? 'revision' : 'progress'
}

const constraintKinds: readonly ConstraintKind[] = [
  'start-no-earlier-than',
  'start-no-later-than',
  'finish-no-earlier-than',
  'finish-no-later-than',
  'must-start-on',
  'must-finish-on',
]

function constraintField(kind: ConstraintKind): Field<Task> {
  return {
    key: kind,
    words: ({ constraints }) => constraints[kind] && dateWords(constraints[kind]),
    take: (task, from) => {
      const { [kind]: _, ...others } = task.constraints
      const date = from.constraints[kind]
      return { ...task, constraints: date ? { ...others, [kind]: date } : others }
    },
    effect: 'dates',
    nature: () => 'revision',
  }
}

const project = fieldsOf<Project>()
export const projectFields: readonly Field<Project>[] = [
  project('id', 'id', text),
  nameField(),
  project('description', 'description', text),
  project('start', 'start', dateWords, { effect: 'dates' }),
  project('finish', 'finish', dateWords, { effect: 'dates' }),
  project('statusDate', 'status-date', dateWords, { effect: 'dates', nature: 'progress' }),
  project('deadline', 'deadline', dateWords),
  project('calendar', 'calendar', text, { effect: 'dates' }),
  project('currency', 'currency', text),
  project('owner', 'owner', text),
  project('goals', 'goals', list),
  project('leveling', 'leveling', text, { effect: 'dates' }),
  project('progressLogic', 'progress-logic', text, { effect: 'dates' }),
  project('nearCritical', 'near-critical', formatDuration),
  project('schedule', 'schedule', text, { effect: 'dates' }),
]

const calendar = fieldsOf<CalendarSpec>()
export const calendarFields: readonly Field<CalendarSpec>[] = [
  nameField(),
  calendar('basedOn', 'based-on', text, { effect: 'dates' }),
  calendar('week', 'week', weekWords, { effect: 'dates' }),
  calendar('day', 'day', formatDuration, { effect: 'dates' }),
  calendar('weekHours', 'week-hours', formatDuration, { effect: 'dates' }),
  calendar('holidays', 'holidays', rangesWords, { effect: 'dates' }),
  calendar('exceptions', 'exceptions', exceptionWords, { effect: 'dates' }),
]

const resource = fieldsOf<Resource>()
export const resourceFields: readonly Field<Resource>[] = [
  nameField(),
  resource('type', 'type', text, { effect: 'dates' }),
  resource('role', 'role', text),
  resource('skills', 'skills', list),
  resource('team', 'team', text),
  resource('capacity', 'capacity', overTimeWords(percentWords), { effect: 'dates' }),
  resource('units', 'units', overTimeWords(number), { effect: 'dates' }),
  resource('from', 'from', dateWords, { effect: 'dates' }),
  resource('until', 'until', dateWords, { effect: 'dates' }),
  resource('calendar', 'calendar', text, { effect: 'dates' }),
  resource('leave', 'leave', rangesWords, { effect: 'dates' }),
  resource('rate', 'rate', overTimeWords(rateWords), { effect: 'cost' }),
  resource('overtimeRate', 'overtime-rate', overTimeWords(rateWords), { effect: 'cost' }),
  resource('costPerUse', 'cost-per-use', number, { effect: 'cost' }),
  resource('email', 'email', text),
  resource('manager', 'manager', text),
  resource(
    'limits',
    'limits',
    ({ perDay, perWeek }) => [
      ...(perDay ? [`per-day: ${formatDuration(perDay)}`] : []),
      ...(perWeek ? [`per-week: ${formatDuration(perWeek)}`] : []),
    ],
    { effect: 'leveling' },
  ),
]

const stakeholder = fieldsOf<Stakeholder>()
export const stakeholderFields: readonly Field<Stakeholder>[] = [
  nameField(),
  stakeholder('role', 'role', text),
  stakeholder('influence', 'influence', text),
  stakeholder('interest', 'interest', text),
  stakeholder('engagement', 'engagement', text),
  stakeholder('cadence', 'cadence', formatDuration),
  stakeholder('channel', 'channel', text),
  stakeholder('email', 'email', text),
]

const task = fieldsOf<Task>()
/** Of tasks and milestones; `gate` and `acceptance` are compared criterion by criterion. */
export const taskFields: readonly Field<Task>[] = [
  nameField(),
  task('description', 'description', text),
  task('notes', 'notes', text),
  task('duration', 'duration', durationEstimate, { effect: 'dates' }),
  task('effort', 'effort', durationEstimate, { effect: 'dates' }),
  task('assign', 'assign', assignmentWords, { effect: 'dates' }),
  task('after', 'after', links => linkWords(links, 'FS'), { effect: 'dates' }),
  task('before', 'before', links => linkWords(links, 'SF'), { effect: 'dates' }),
  ...constraintKinds.map(constraintField),
  task('schedule', 'schedule', text, { effect: 'dates' }),
  task('deadline', 'deadline', dateWords, { effect: 'dates' }),
  task('calendar', 'calendar', text, { effect: 'dates' }),
  task('ignoreResourceCalendars', 'ignore-resource-calendars', yes, { effect: 'dates' }),
  task('pauses', 'pauses', rangesWords, { effect: 'dates' }),
  task('priority', 'priority', number, { effect: 'leveling' }),
  task('status', 'status', text, { effect: 'dates', nature: statusNature }),
  task('milestoneStatus', 'status', text, { effect: 'dates', nature: statusNature }),
  task('progress', 'progress', percentWords, { effect: 'dates', nature: 'progress' }),
  task('remaining', 'remaining', durationEstimate, { effect: 'dates', nature: 'progress' }),
  task('actualStart', 'actual-start', dateWords, { effect: 'dates', nature: 'progress' }),
  task('actualFinish', 'actual-finish', dateWords, { effect: 'dates', nature: 'progress' }),
  task('date', 'date', dateEstimate, { effect: 'dates' }),
  task('actual', 'actual', dateWords, { effect: 'dates', nature: 'progress' }),
  task('earning', 'earning', text),
  task('cost', 'cost', number, { effect: 'cost' }),
  task('accrue', 'accrue', text),
  task('actualCost', 'actual-cost', number, { effect: 'cost', nature: 'progress' }),
  task('actualEffort', 'actual-effort', formatDuration, { nature: 'progress' }),
  task('owner', 'owner', text),
  task('raci', 'raci', roles => roles.map(({ who, role }) => `${who}: ${role}`)),
  task('tags', 'tags', list),
  task('links', 'links', list),
  task('code', 'code', inOrder),
  task('sprint', 'sprint', text),
  task('points', 'points', number),
  task('audience', 'audience', list),
]

const sprint = fieldsOf<Sprint>()
export const sprintFields: readonly Field<Sprint>[] = [
  nameField(),
  sprint('start', 'start', dateWords),
  sprint('finish', 'finish', dateWords),
  sprint('goal', 'goal', text),
  sprint('capacity', 'capacity', number),
]

const risk = fieldsOf<Risk>()
export const riskFields: readonly Field<Risk>[] = [
  nameField(),
  risk('type', 'type', text),
  risk('category', 'category', text),
  risk('cause', 'cause', text),
  risk('effect', 'effect', text),
  risk('probability', 'probability', probabilityWords),
  risk('impact', 'impact', impactWords),
  risk('affects', 'affects', affects => affects.map(({ task }) => task)),
  risk('occurs', 'occurs', text),
  risk('combine', 'combine', text),
  risk('response', 'response', text),
  risk('mitigation', 'mitigation', entries => entries.map(({ text }) => text)),
  risk('responseCost', 'response-cost', number),
  risk('contingency', 'contingency', text),
  risk('trigger', 'trigger', text),
  risk('proximity', 'proximity', formatDateRange),
  risk('reviewBy', 'review-by', dateWords),
  risk('owner', 'owner', text),
  risk('actionee', 'actionee', text),
  risk('residual', 'residual', ({ probability, impact }) => [
    ...(probability ? [`probability: ${probabilityWords(probability)}`] : []),
    ...(impact ? [`impact: ${[impactWords(impact) ?? []].flat().join(', ')}`] : []),
  ]),
  risk('status', 'status', text, { nature: 'progress' }),
  risk('secondary', 'secondary', list),
]

const riskMatrix = fieldsOf<RiskMatrix>()
const bands = (shares: readonly number[]) => inOrder(shares.map(percentWords))
export const riskMatrixFields: readonly Field<RiskMatrix>[] = [
  riskMatrix('probability', 'probability', bands),
  riskMatrix('schedule', 'schedule', bands),
  riskMatrix('cost', 'cost', bands),
  riskMatrix('names', 'names', ({ probability, impact }) => [
    ...(probability ? [`probability: ${inOrder(probability)}`] : []),
    ...(impact ? [`impact: ${inOrder(impact)}`] : []),
  ]),
  riskMatrix('moderate', 'moderate', number),
  riskMatrix('high', 'high', number),
  riskMatrix('critical', 'critical', number),
]

const budget = fieldsOf<Budget>()
export const budgetFields: readonly Field<Budget>[] = [
  budget('total', 'total', number),
  budget('contingency', 'contingency', percentWords),
]

const line = fieldsOf<BudgetLine>()
export const budgetLineFields: readonly Field<BudgetLine>[] = [
  nameField(),
  line('category', 'category', text),
  line('planned', 'planned', number, { effect: 'cost' }),
  line('actual', 'actual', overTimeWords(number), { effect: 'cost', nature: 'progress' }),
  line('committed', 'committed', overTimeWords(number), { effect: 'cost', nature: 'progress' }),
  line('resource', 'resource', text, { effect: 'cost' }),
  line('spread', 'spread', spread => (typeof spread === 'string' ? spread : `task: ${spread.task}`)),
]

const decision = fieldsOf<Decision>()
export const decisionFields: readonly Field<Decision>[] = [
  nameField(),
  decision('date', 'date', dateWords),
  decision('due', 'due', dateWords),
  decision('by', 'by', list),
  decision('status', 'status', text, { nature: 'progress' }),
  decision('links', 'links', list),
]

const action = fieldsOf<Action>()
export const actionFields: readonly Field<Action>[] = [
  nameField(),
  action('owner', 'owner', text),
  action('due', 'due', dateWords),
  action('status', 'status', text, { nature: 'progress' }),
  action('from', 'from', text),
]

const issue = fieldsOf<Issue>()
export const issueFields: readonly Field<Issue>[] = [
  nameField(),
  issue('severity', 'severity', text),
  issue('owner', 'owner', text),
  issue('raised', 'raised', dateWords),
  issue('due', 'due', dateWords),
  issue('status', 'status', text, { nature: 'progress' }),
  issue('risk', 'risk', text),
  issue('affects', 'affects', list),
]

const assumption = fieldsOf<Assumption>()
export const assumptionFields: readonly Field<Assumption>[] = [
  nameField(),
  assumption('owner', 'owner', text),
  assumption('reviewBy', 'review-by', dateWords),
  assumption('status', 'status', text, { nature: 'progress' }),
  assumption('risk', 'risk', text),
  assumption('affects', 'affects', list),
]

const change = fieldsOf<Change>()
export const changeFields: readonly Field<Change>[] = [
  nameField(),
  change('requestedBy', 'requested-by', text),
  change('date', 'date', dateWords),
  change('status', 'status', text),
  change('covers', 'covers', list),
  change('impact', 'impact', impactWords),
  change('links', 'links', list),
]

const baseline = fieldsOf<Baseline>()
export const baselineFields: readonly Field<Baseline>[] = [
  nameField(),
  baseline('ref', 'ref', text),
  baseline('date', 'date', dateWords),
]

const driver = fieldsOf<Driver>()
export const driverFields: readonly Field<Driver>[] = [
  nameField(),
  driver('spread', 'spread', percentWords),
  driver('over', 'over', list),
]

const policy = fieldsOf<Policy>()
export const policyFields: readonly Field<Policy>[] = [
  policy('maxSlip', 'max-slip', formatDuration),
  policy('minConfidence', 'min-confidence', percentWords),
  policy('maxCostGrowth', 'max-cost-growth', percentWords),
  policy('requireChangeRecord', 'require-change-record', yes),
  policy('requireOwner', 'require-owner', yes),
  policy('rules', 'rules', rules => [...rules].map(([code, severity]) => `${code}: ${severity}`)),
  policy('health', 'health', health =>
    Object.entries(health).flatMap(([limit, share]) =>
      share === undefined ? [] : [`${limit}: ${percentWords(share)}`],
    ),
  ),
]
