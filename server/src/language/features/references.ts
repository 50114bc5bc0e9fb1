import type { At, Path } from '#engine/model/path'
import type { Id, Link, Plan, Task } from '#engine/model/plan'
import { anyKinds, findObject, type ObjectKind, objectAt } from '../objects.ts'
import { splitReference } from '../portfolio.ts'
import type { Reading, Span } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'

/** What a place uses an object as. */
export type ReferenceRole =
  | 'predecessor'
  | 'successor'
  | 'assignee'
  | 'owner'
  | 'member'
  | 'calendar'
  | 'risk'
  | 'sprint'
  | 'affected'
  | 'other'

/** One id that stands for an object defined elsewhere. */
export interface Reference {
  readonly kind: ObjectKind
  readonly id: Id
  /** `project.id` of the other plan, for `plan-id/task-id`. */
  readonly plan?: Id
  readonly role: ReferenceRole
  readonly at: At
}

/** Another document's place. */
export interface Location {
  readonly uri: string
  /** What to select: the id. */
  readonly span: Span
  /** All of the entry. */
  readonly full: Span
}

/** Every reference that a plan's own text makes; with an id, only those to something of that id. */
export function* referencesIn(plan: Plan, reading: Reading, id?: Id): Generator<Reference> {
  for (const reference of otherReferences(plan, reading)) if (id === undefined || reference.id === id) yield reference
  for (const task of plan.tasks.values()) {
    if (id !== undefined && !mayName(task, id)) continue
    for (const reference of taskReferences(task, plan, reading))
      if (id === undefined || reference.id === id) yield reference
  }
}

/** A quick look: where each of a task's references stands takes time to find. */
function mayName(
  { after, before, assign, calendar, sprint, owner, raci, audience, gate, acceptance }: Task,
  id: Id,
): boolean {
  return (
    after.some(({ task }) => task.endsWith(id)) ||
    before.some(({ task }) => task.endsWith(id)) ||
    assign.some(({ resource }) => resource === id) ||
    calendar === id ||
    sprint === id ||
    owner === id ||
    raci.some(({ who }) => who === id) ||
    audience.includes(id) ||
    gate.some(({ by }) => by === id) ||
    acceptance.some(({ by }) => by === id)
  )
}

/** The references of all but tasks and milestones. */
function* otherReferences(plan: Plan, reading: Reading): Generator<Reference> {
  const { project } = plan
  if (project.calendar) yield named('calendar', project.calendar, 'calendar', [...project.path, 'calendar'])
  if (project.owner) yield named('person', project.owner, 'owner', [...project.path, 'owner'])
  for (const { basedOn, path, file } of plan.calendars.values()) {
    if (basedOn && !file) yield named('calendar', basedOn, 'calendar', [...path, 'based-on'])
  }
  for (const { calendar, team, manager, path, file } of plan.resources.values()) {
    if (file) continue
    if (calendar) yield named('calendar', calendar, 'calendar', [...path, 'calendar'])
    if (team) yield named('person', team, 'member', [...path, 'team'])
    if (manager) yield named('person', manager, 'other', [...path, 'manager'])
  }
  yield* riskReferences(plan, reading)
  yield* recordReferences(plan, reading)
}

function named(kind: ObjectKind, id: Id, role: ReferenceRole, path: Path): Reference {
  return { kind, id, role, at: { path, word: id } }
}

function* taskReferences(task: Task, plan: Plan, reading: Reading): Generator<Reference> {
  const { path } = task
  for (const { resource, path: at } of task.assign) {
    const isKey = at.length === path.length + 2 && typeof at[at.length - 1] === 'string'
    yield isKey
      ? { kind: 'person', id: resource, role: 'assignee', at: { path: at, on: 'key' } }
      : named('person', resource, 'assignee', at)
  }
  for (const link of task.after) yield linkReference(link, 'predecessor', reading)
  for (const link of task.before) yield linkReference(link, 'successor', reading)
  if (task.calendar) yield named('calendar', task.calendar, 'calendar', [...path, 'calendar'])
  if (task.sprint) yield named('sprint', task.sprint, 'sprint', [...path, 'sprint'])
  if (task.owner && findObject(plan, 'person', task.owner))
    yield named('person', task.owner, 'owner', [...path, 'owner'])
  for (const { who, path: at } of task.raci)
    yield { kind: 'person', id: who, role: 'owner', at: { path: at, on: 'key' } }
  yield* listed('person', task.audience, 'other', [...path, 'audience'], reading)
  for (const { by, path: at } of [...task.gate, ...task.acceptance])
    if (by) yield named('person', by, 'owner', [...at, 'by'])
}

function linkReference({ task, path }: Link, role: ReferenceRole, reading: Reading): Reference {
  return taskNamed(task, role, reading.nodeAt(path)?.kind === 'map' ? [...path, 'task'] : path)
}

/** A task of this plan or, as `plan-id/task-id`, of another. */
function taskNamed(task: Id, role: ReferenceRole, at: Path): Reference {
  const parts = splitReference(task)
  if (!parts) return named('task', task, role, at)
  return { kind: 'task', id: parts.task, plan: parts.plan, role, at: { path: at, word: task } }
}

/** A key whose value is one id or a list of them. */
function* listed(
  kind: ObjectKind,
  ids: readonly Id[],
  role: ReferenceRole,
  path: Path,
  reading: Reading,
): Generator<Reference> {
  const isList = reading.nodeAt(path)?.kind === 'seq'
  for (const [index, id] of ids.entries()) {
    const at = isList ? [...path, index] : path
    yield kind === 'task' ? taskNamed(id, role, at) : named(kind, id, role, at)
  }
}

function* riskReferences(plan: Plan, reading: Reading): Generator<Reference> {
  for (const { path, affects, mitigation, owner, actionee, secondary } of plan.risks.values()) {
    for (const { task, path: at } of affects) yield taskNamed(task, 'affected', at)
    for (const { text, isTask, path: at } of mitigation) if (isTask) yield named('task', text, 'risk', at)
    if (owner) yield named('person', owner, 'owner', [...path, 'owner'])
    if (actionee) yield named('person', actionee, 'owner', [...path, 'actionee'])
    yield* listed('risk', secondary, 'risk', [...path, 'secondary'], reading)
  }
}

function* recordReferences(plan: Plan, reading: Reading): Generator<Reference> {
  for (const { resource, spread, path } of plan.budget?.lines.values() ?? []) {
    if (resource) yield named('person', resource, 'other', [...path, 'resource'])
    if (typeof spread === 'object') yield taskNamed(spread.task, 'other', [...path, 'spread', 'task'])
  }
  for (const { by, path } of plan.decisions.values()) yield* listed('person', by, 'owner', [...path, 'by'], reading)
  for (const { owner, from, path } of plan.actions.values()) {
    if (owner) yield named('person', owner, 'owner', [...path, 'owner'])
    const kind = from && kindOf(plan, from)
    if (from && kind) yield named(kind, from, 'other', [...path, 'from'])
  }
  for (const { owner, risk, affects, path } of [...plan.issues.values(), ...plan.assumptions.values()]) {
    if (owner) yield named('person', owner, 'owner', [...path, 'owner'])
    if (risk) yield named('risk', risk, 'risk', [...path, 'risk'])
    yield* listed('task', affects, 'affected', [...path, 'affects'], reading)
  }
  for (const { requestedBy, covers, path } of plan.changes.values()) {
    if (requestedBy) yield named('person', requestedBy, 'owner', [...path, 'requested-by'])
    yield* mixed(plan, covers, 'affected', [...path, 'covers'], reading)
  }
  for (const { over, path } of plan.drivers.values()) yield* mixed(plan, over, 'other', [...path, 'over'], reading)
}

/** A list of ids of any kind; words that are no id of this plan (tags) are no references. */
function* mixed(
  plan: Plan,
  ids: readonly Id[],
  role: ReferenceRole,
  path: Path,
  reading: Reading,
): Generator<Reference> {
  for (const reference of listed('task', ids, role, path, reading)) {
    const kind = kindOf(plan, reference.id)
    if (kind) yield { ...reference, kind }
  }
}

function kindOf(plan: Plan, id: Id): ObjectKind | undefined {
  return anyKinds.find(kind => findObject(plan, kind, id))
}

/** The object that stands at an offset: its definition, or a reference to it. */
export interface Target {
  readonly kind: ObjectKind
  readonly id: Id
  readonly plan?: Id
  /** The words under the cursor. */
  readonly span: Span
  readonly isDefinition: boolean
}

export function targetAt({ plan, reading }: Snapshot, offset: number): Target | undefined {
  const { path, on } = reading.pathAt(offset)
  const place = objectAt(path)
  if (place && place.rest.length === 0 && on === 'key') {
    const span = reading.spanOf({ path: place.path, on: 'key' })
    return covers(span, offset) ? { kind: place.kind, id: place.id, span, isDefinition: true } : undefined
  }
  if (path[0] === 'project' && path[1] === 'id' && on === 'value' && plan.project.id) {
    return { kind: 'plan', id: plan.project.id, span: reading.spanOf({ path }), isDefinition: true }
  }
  for (const reference of referencesNear(plan, reading, path)) {
    const span = reading.spanOf(reference.at)
    if (!covers(span, offset)) continue
    const { kind, id, plan: home } = reference
    // Of `infra/net` the first word is the plan.
    const end = home === undefined ? 0 : span.start + home.length
    if (home !== undefined && offset <= end)
      return { kind: 'plan', id: home, span: { start: span.start, end }, isDefinition: false }
    return { kind, id, plan: home, span, isDefinition: false }
  }
  return undefined
}

/** References of the task that a path lies in; those outside tasks where it lies in none. */
function referencesNear(plan: Plan, reading: Reading, path: Path): Iterable<Reference> {
  const place = objectAt(path)
  const task = place?.kind === 'task' ? plan.tasks.get(place.id) : undefined
  return task ? taskReferences(task, plan, reading) : otherReferences(plan, reading)
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end
}

/** Where an object is defined: in the plan, in a file it includes, or in another plan. */
export function definitionOf(snapshot: Snapshot, target: Pick<Target, 'kind' | 'id' | 'plan'>): Location | undefined {
  const home = homeOf(snapshot, target)
  if (!home) return undefined
  if (target.kind === 'plan') return locate(home, { path: ['project', 'id'] }, ['project', 'id'])
  const object = findObject(home.plan, target.kind, target.id)
  if (!object) return undefined
  const owner = object.file === undefined ? home : home.workspace.snapshot(object.file)
  return owner && locate(owner, { path: object.path, on: 'key' }, object.path)
}

/** The plan in which a target's id is looked up. */
export function homeOf(
  snapshot: Snapshot,
  { kind, id, plan }: Pick<Target, 'kind' | 'id' | 'plan'>,
): Snapshot | undefined {
  if (kind === 'plan') return snapshot.plan.project.id === id ? snapshot : snapshot.workspace.byProjectId(id)
  return plan === undefined || plan === snapshot.plan.project.id ? snapshot : snapshot.workspace.byProjectId(plan)
}

/** An id as a place of a document. */
export function locate(snapshot: Snapshot, at: At, entry: Path): Location {
  const { uri, reading } = snapshot
  return { uri, span: reading.spanOf(at), full: reading.entrySpan(entry) }
}

/** A reference and where it stands. */
export interface FoundReference extends Location {
  readonly role: ReferenceRole
}

/** Every reference to an object, in all documents that can see it; this document first, then by URI, each in order of place. */
export function referencesTo(
  snapshot: Snapshot,
  target: Pick<Target, 'kind' | 'id' | 'plan'>,
  { onlyHere = false } = {},
): readonly FoundReference[] {
  const definition = definitionOf(snapshot, target)
  const documents = definition && !onlyHere ? documentsOf(snapshot) : [snapshot]
  if (target.kind === 'plan') return documents.flatMap(document => namesOfPlan(document, target.id))
  return documents.flatMap(document => {
    const found: FoundReference[] = []
    for (const reference of referencesIn(document.plan, document.reading, target.id)) {
      if (reference.kind !== target.kind) continue
      const place = definitionOf(document, reference)
      if (place?.uri !== definition?.uri || place?.span.start !== definition?.span.start) continue
      found.push({ ...locate(document, reference.at, reference.at.path), role: reference.role })
    }
    return found.sort((a, b) => a.span.start - b.span.start)
  })
}

/** Where a document says `plan-id/task-id`: the plan's part of it. */
function namesOfPlan(document: Snapshot, id: Id): readonly FoundReference[] {
  if (!document.text.includes(`${id}/`)) return []
  const found = [...referencesIn(document.plan, document.reading)].flatMap(({ plan, at, role }) => {
    if (plan !== id) return []
    const { uri, span, full } = locate(document, at, at.path)
    const quotes = document.text.startsWith(id, span.start) ? 0 : 1
    const start = span.start + quotes
    return [{ uri, span: { start, end: start + id.length }, full, role }]
  })
  return found.sort((a, b) => a.span.start - b.span.start)
}

function documentsOf(snapshot: Snapshot): readonly Snapshot[] {
  const others = [...snapshot.workspace.snapshots.values()].filter(({ uri }) => uri !== snapshot.uri)
  return [snapshot, ...others.sort((a, b) => (a.uri < b.uri ? -1 : 1))]
}
