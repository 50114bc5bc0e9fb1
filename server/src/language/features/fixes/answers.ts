import { budgetPosition } from '#engine/cost/budget'
import type { Path } from '#engine/model/path'
import type { Id, Sprint } from '#engine/model/plan'
import { dateInWords } from '#engine/schedule/words'
import { formatCivilDate, formatIsoDay, minutesPerDay, rangeEnd } from '#engine/time/civil'
import type { CivilDate } from '#engine/time/minute'
import { objectAt } from '../../objects.ts'
import type { Problem } from '../../read/reading.ts'
import { shapeAt } from '../../schema/shape.ts'
import type { Snapshot } from '../../snapshot.ts'
import { flowText } from '../../write/layout.ts'
import { freeId } from '../refactor/entries.ts'
import type { Candidate } from './candidate.ts'
import { taskAt } from './places.ts'
import { reassign } from './standIns.ts'

interface Asked {
  readonly snapshot: Snapshot
  readonly problem: Problem
  /** Where the problem is. */
  readonly path: Path
  /** The words it is about, as they stand in the text. */
  readonly words: string
}

type Answer = (asked: Asked) => readonly Candidate[]

/** Answers of more than their rule's own, by its code: what people mostly do then. Each is tried before it is offered. */
const answers: Readonly<Record<string, Answer>> = {
  'plan/unknown-person': asked => [...define(asked, 'resources', name => `{ name: ${name} }`), ...removeIt(asked)],
  'plan/unknown-calendar': asked => [...define(asked, 'calendars', name => `{ name: ${name} }`), ...removeIt(asked)],
  'plan/unknown-reference': asked => [
    ...define(asked, 'tasks', name => `{ name: ${name}, duration: 1d }`),
    ...removeIt(asked),
  ],
  'plan/unknown-word': oneOfTheWords,
  'plan/wrong-type': nameOrItem,
  'plan/bad-percent': asked => (100 < Number.parseFloat(asked.words) ? [set('Write 100%', asked.path, '100%')] : []),
  'plan/bad-estimate': likelyBetween,
  'plan/missing-key': addKey,
  'plan/unknown-risk': removeIt,
  'plan/unknown-object': removeIt,
  'plan/unknown-sprint': removeIt,
  'plan/unknown-plan': removeIt,
  'plan/unknown-rule': removeIt,
  'plan/duplicate-id': renameIt,
  'plan/date-order': swapDates,
  'progress/order': swapDates,
  'progress/after-status-date': moveStatusDate,
  'progress/no-status-date': addStatusDate,
  'policy/no-owner': giveOwner,
  'risk/no-owner': giveOwner,
  'risk/no-response': ({ path }) =>
    ['mitigate', 'avoid', 'transfer', 'accept', 'escalate'].map(word =>
      set(`Respond: ${word}`, [...path, 'response'], word),
    ),
  'risk/residual-worse': ({ path }) => [remove('Remove "residual"', path)],
  'risk/matrix': ({ path }) => [remove(`Remove "${path.at(-1)}": the usual one holds`, path)],
  'quality/acceptance-open': asked => ['passed', 'waived'].flatMap(status => setCriterion(asked, status)),
  'quality/missing-evidence': ({ path }) => [set('Open it again', [...path.slice(0, -1), 'status'], 'open')],
  'quality/evidence-failed': ({ path }) => [set('Open it again', [...path.slice(0, -1), 'status'], 'open')],
  'action/overdue': ({ path }) => [set('Set it to done', [...path.slice(0, -1), 'status'], 'done')],
  'issue/overdue': ({ path }) => [set('Set it to resolved', [...path.slice(0, -1), 'status'], 'resolved')],
  'decision/overdue': ({ path }) => [set('Set it to decided', [...path.slice(0, -1), 'status'], 'decided')],
  'assumption/review-overdue': ({ path }) => [set('Set it to held', [...path.slice(0, -1), 'status'], 'held')],
  'sprint/outside': fitSprint,
  'sprint/overlap': separateSprints,
  'cost/budget-exceeded': raiseBudget,
  'cost/line-exceeded': raiseLine,
  'schedule/before-project-start': beginEarlier,
  'schedule/no-working-time': giveAway,
  'resource/limits': giveAway,
}

/** What could answer a problem beyond its own fixes; to be tried. */
export function answersTo(snapshot: Snapshot, problem: Problem): readonly Candidate[] {
  const { start, end } = problem.span
  const { path } = snapshot.reading.pathAt(start)
  const words = snapshot.text.slice(start, end)
  return answers[problem.code]?.({ snapshot, problem, path, words }) ?? []
}

function set(title: string, path: Path, text: string): Candidate {
  return { title, changes: [{ kind: 'set', path, text }] }
}

function remove(title: string, path: Path): Candidate {
  return { title, changes: [{ kind: 'remove', path }] }
}

/** An entry for an id that is named but not there; its name is made of it: `data-sync` is Data sync. */
function define({ words }: Asked, section: string, entry: (name: string) => string): readonly Candidate[] {
  const id = words.replaceAll(/^["']|["']$/g, '')
  if (!/^[A-Za-z][\w-]*$/.test(id)) return []
  return [set(`Add "${id}" to ${section}`, [section, id], entry(wordsOf(id)))]
}

function removeIt({ path }: Asked): readonly Candidate[] {
  const key = path.findLast(step => typeof step === 'string')
  return key === undefined
    ? []
    : [remove(`Remove this from "${path.at(-2) === key || typeof path.at(-1) === 'number' ? key : path.at(-2)}"`, path)]
}

/** The second of two takes another id; what names it means the first. */
function renameIt({ snapshot: { plan }, path, words }: Asked): readonly Candidate[] {
  const to = freeId(plan, words)
  return [{ title: `Change the id to "${to}"`, changes: [{ kind: 'rename-key', path, to }] }]
}

/** A word that is like none of those that can stand there: each of them, where they are few, first what others call so. */
function oneOfTheWords({ snapshot: { reading }, problem, path }: Asked): readonly Candidate[] {
  const words = shapeAt(path)?.scalar?.words ?? []
  if (problem.fixes?.length || mostWords < words.length) return []
  const node = reading.nodeAt(path)
  const written = node?.kind === 'scalar' ? node.text.toLowerCase().replaceAll(/[_ ]/g, '-') : ''
  const meant = synonyms.find(({ others }) => others.includes(written))?.words ?? []
  return words
    .toSorted((a, b) => Number(meant.includes(b)) - Number(meant.includes(a)))
    .map(word => set(`Write "${word}"`, path, word))
}

/** What other tools call a state. */
const synonyms: readonly { readonly words: readonly string[]; readonly others: readonly string[] }[] = [
  { words: ['done', 'resolved', 'closed'], others: ['finished', 'complete', 'completed', 'fixed', 'ready'] },
  { words: ['in-progress'], others: ['started', 'wip', 'doing', 'ongoing', 'active', 'running', 'underway', 'begun'] },
  { words: ['not-started', 'open'], others: ['todo', 'to-do', 'new', 'pending', 'planned', 'backlog', 'waiting'] },
  { words: ['blocked'], others: ['on-hold', 'stuck', 'impeded', 'paused'] },
  { words: ['cancelled', 'rejected'], others: ['dropped', 'abandoned', 'obsolete', 'wontfix', 'withdrawn'] },
]

const mostWords = 8

/** A text where an entry is wanted is mostly its name; a list of one where one thing is wanted is that. */
function nameOrItem({ snapshot: { reading, text }, path }: Asked): readonly Candidate[] {
  const node = reading.nodeAt(path)
  const written = (at: { readonly start: number; readonly end: number }) => text.slice(at.start, at.end)
  if (node?.kind === 'scalar') return [set('Make it the name', path, flowText(`name: ${written(node)}`))]
  const [item, ...more] = node?.kind === 'seq' ? node.items : []
  return item?.kind === 'scalar' && more.length === 0 ? [set(`Write ${written(item)}`, path, written(item))] : []
}

/** Of `10d..30d` the middle is the likely one until somebody knows better. */
function likelyBetween({ words, path }: Asked): readonly Candidate[] {
  const [, low, unit, high] = /^(\d+)([a-z]+)\.\.(\d+)\2$/.exec(words) ?? []
  if (low === undefined) return []
  const text = `${low}${unit}..${(Number(low) + Number(high)) / 2}${unit}..${high}${unit}`
  return [set(`Write ${text}`, path, text)]
}

/** A name is made of the id; the project begins with the first date that its tasks have. */
function addKey({ snapshot: { plan }, problem, path }: Asked): readonly Candidate[] {
  const key = /^"([a-z-]+)" is missing/.exec(problem.message)?.[1]
  if (key === 'name') {
    const id = path.at(-1) === 'project' ? plan.project.id : path.at(-1)
    return [set('Add a name', [...path, key], typeof id === 'string' ? wordsOf(id) : 'Project')]
  }
  if (key !== 'start' || path.at(-1) !== 'project') return []
  const dates = [...plan.tasks.values()].flatMap(({ constraints, actualStart }) => [
    actualStart,
    ...Object.values(constraints),
  ])
  const first = Math.min(...[plan.project.statusDate, ...dates].flatMap(date => date?.minute ?? []))
  return Number.isFinite(first) ? [set(`Begin on ${formatIsoDay(first)}`, [...path, key], formatIsoDay(first))] : []
}

function wordsOf(id: Id): string {
  const text = id.replaceAll('-', ' ')
  return `${text[0]!.toUpperCase()}${text.slice(1)}`
}

function giveAway({ snapshot, path }: Asked): readonly Candidate[] {
  const task = taskAt(snapshot.plan, path)
  return task ? reassign(snapshot, task, '') : []
}

/** The other date is what the problem relates to. */
function swapDates({ snapshot, problem, path }: Asked): readonly Candidate[] {
  const other = problem.related?.[0]
  if (!other) return []
  const there = snapshot.reading.pathAt(other.span.start).path
  const [a, b] = [snapshot.reading.nodeAt(path), snapshot.reading.nodeAt(there)]
  if (a?.kind !== 'scalar' || b?.kind !== 'scalar') return []
  return [
    {
      title: 'Swap the two dates',
      changes: [
        { kind: 'set', path, text: b.text },
        { kind: 'set', path: there, text: a.text },
      ],
    },
  ]
}

function moveStatusDate({ snapshot, path }: Asked): readonly Candidate[] {
  const node = snapshot.reading.nodeAt(path)
  if (node?.kind !== 'scalar') return []
  const day = node.text.slice(0, 'YYYY-MM-DD'.length)
  return [set(`Move the status date to ${day}`, [...snapshot.plan.project.path, 'status-date'], day)]
}

/** The last day of which something is known. */
function addStatusDate({ snapshot: { plan } }: Asked): readonly Candidate[] {
  let last = Number.NEGATIVE_INFINITY
  for (const { actualStart, actualFinish, actual } of plan.tasks.values())
    for (const date of [actualStart, actualFinish, actual]) if (date && last < date.minute) last = date.minute
  if (!Number.isFinite(last)) return []
  const day = formatIsoDay(last)
  return [set(`Add "status-date": ${day}`, [...plan.project.path, 'status-date'], day)]
}

/** Whoever owns the project; of a task what is around it is asked for first by the rule. */
function giveOwner({ snapshot: { plan }, path }: Asked): readonly Candidate[] {
  const owners = new Set([plan.project.owner, ...ownersOf(plan.risks.values()), ...ownersOf(plan.tasks.values())])
  return [...owners]
    .flatMap(owner =>
      owner === undefined || !plan.resources.has(owner) ? [] : [set(`Let ${owner} own it`, [...path, 'owner'], owner)],
    )
    .slice(0, mostOwners)
}

const mostOwners = 4

function ownersOf(objects: Iterable<{ readonly owner?: string }>): readonly string[] {
  return [...objects].flatMap(({ owner }) => owner ?? [])
}

function setCriterion({ snapshot: { reading, text }, path }: Asked, status: string): readonly Candidate[] {
  const node = reading.nodeAt(path)
  const title = `Set it to ${status}`
  if (node?.kind === 'map') return [set(title, [...path, 'status'], status)]
  if (node?.kind !== 'scalar') return []
  return [set(title, path, flowText(`name: ${text.slice(node.start, node.end)}\nstatus: ${status}`))]
}

/** The sprint in which the task ends as it is scheduled. */
function fitSprint({ snapshot: { plan, schedule }, path }: Asked): readonly Candidate[] {
  const task = taskAt(plan, path)
  const finish = task && schedule.tasks.get(task.id)?.finish
  if (finish === undefined) return []
  const holds = ({ start, finish: end }: Sprint) => start && end && start.minute < finish && finish <= rangeEnd(end)
  return [
    ...[...plan.sprints.values()].filter(holds).map(({ id, name }) => set(`Move to the sprint "${name}"`, path, id)),
    remove('Remove "sprint"', path),
  ]
}

/** The later begins on the day after the earlier ends. */
function separateSprints({ snapshot, problem, path }: Asked): readonly Candidate[] {
  const other = problem.related?.[0]
  const place = other && objectAt(snapshot.reading.pathAt(other.span.start).path)
  const end = place && snapshot.plan.sprints.get(place.id as Id)?.finish
  if (!end) return []
  const day = formatIsoDay(Math.floor((rangeEnd(end) + minutesPerDay - 1) / minutesPerDay) * minutesPerDay)
  return [set(`Begin on ${day}`, path, day)]
}

function raiseBudget({ snapshot: { plan, schedule }, path }: Asked): readonly Candidate[] {
  const needed = Math.ceil(budgetPosition(plan, schedule).forecast)
  return [set(`Raise the budget to ${needed}`, path, String(needed))]
}

function raiseLine({ snapshot: { plan, schedule }, path }: Asked): readonly Candidate[] {
  const line = plan.budget?.lines.get(String(path.at(-2)))
  const position = line && budgetPosition(plan, schedule).lines.get(line.id)
  if (!position) return []
  const needed = Math.ceil(position.actual + position.committed)
  return [set(`Plan ${needed} for it`, path, String(needed))]
}

/** The project begins with it, or the date waits for the project. */
function beginEarlier({ snapshot, path }: Asked): readonly Candidate[] {
  const { plan, reading, schedule } = snapshot
  const node = reading.nodeAt(path)
  const { start } = plan.project
  if (node?.kind !== 'scalar' || !start) return []
  const words = (date: CivilDate) => dateInWords(date, schedule)
  const key = String(path.at(-1))
  const date = datesOf(snapshot, path, key)
  return [
    ...(date ? [set(`Let the project start ${words(date)}`, [...plan.project.path, 'start'], node.text)] : []),
    set(`Move "${key}" to ${words(start)}`, path, formatCivilDate(start)),
  ]
}

function datesOf({ plan }: Snapshot, path: Path, key: string): CivilDate | undefined {
  const task = taskAt(plan, path)
  if (!task) return undefined
  const own: Readonly<Record<string, CivilDate | undefined>> = {
    ...task.constraints,
    deadline: task.deadline,
    'actual-start': task.actualStart,
    'actual-finish': task.actualFinish,
    actual: task.actual,
  }
  return own[key]
}
