import type { CalendarSpec, Plan, Task } from '#engine/model/plan'
import { TaskMap } from '#engine/model/taskMap'
import { defaultRiskMatrix } from '#engine/risk/matrix'
import { buildSprints } from './build/project.ts'
import { keySpan, type Outline } from './outline.ts'
import { problemAt } from './problem.ts'
import type { Problem } from './reading.ts'

export const maxTasks = 20_000

/** What the sections of a document come to, by name. */
export interface Sections {
  /** Of those that hold entries, by id. */
  readonly collections: Readonly<Record<string, Map<string, object>>>
  /** Each as a whole, with the place of its piece, in the order of the text. */
  readonly leaves: ReadonlyMap<string, { readonly index: number; readonly object: unknown }>
}

export function makePlan({ collections, leaves }: Sections, file: string): Plan {
  const section = <T>(name: string) => (collections[name] ?? emptyMap) as ReadonlyMap<string, T>
  const leaf = <T>(name: string) => leaves.get(name)?.object as T | undefined
  const project = leaf<Plan['project']>('project')
  return {
    version: leaf('tpm'),
    file,
    isLibrary: isLibrary(leaves),
    project: project ?? noProject,
    include: leaf('include') ?? [],
    calendars: section<CalendarSpec>('calendars'),
    resources: section('resources'),
    stakeholders: section('stakeholders'),
    tasks: tasksOf(collections),
    sprints: sprintsOf(leaf('sprints'), project?.start),
    risks: section('risks'),
    riskMatrix: leaf('risk-matrix') ?? defaultRiskMatrix,
    budget: leaf('budget'),
    decisions: section('decisions'),
    actions: section('actions'),
    issues: section('issues'),
    assumptions: section('assumptions'),
    changes: section('changes'),
    baselines: section('baselines'),
    drivers: section('drivers'),
    policy: leaf('policy') ?? noPolicy,
  }
}

const emptyMap: ReadonlyMap<string, object> = new Map()
const noProject: Plan['project'] = {
  path: ['project'],
  name: '',
  goals: [],
  leveling: 'none',
  progressLogic: 'retained',
  schedule: 'as-soon-as-possible',
}
const noPolicy: Plan['policy'] = { requireChangeRecord: false, requireOwner: false, rules: new Map(), health: {} }

function isLibrary(leaves: Sections['leaves']): boolean {
  return !leaves.has('project') && !leaves.has('tasks') && !leaves.has('milestones')
}

/** Tasks, then milestones; at most {@link maxTasks}. */
function tasksOf(collections: Sections['collections']): TaskMap {
  const tasks = (collections.tasks ?? new Map()) as Map<string, Task>
  const all = tasks.size <= maxTasks ? tasks : new Map([...tasks].slice(0, maxTasks))
  for (const [id, one] of (collections.milestones ?? emptyMap) as Map<string, Task>) all.set(id, one)
  return TaskMap.of(all)
}

function sprintsOf(raw: unknown, start: Plan['project']['start']): Plan['sprints'] {
  return raw === undefined ? new Map() : buildSprints(raw as never, start)
}

/** What a plan must say and does not. */
export function missingSections({ leaves }: Sections, outline: Outline): readonly Problem[] {
  const missing: Problem[] = []
  if (!leaves.has('project') && !isLibrary(leaves)) {
    const first = leaves.get('tasks') ?? leaves.get('milestones')!
    missing.push(missingProject(outline, first.index))
  }
  if (!leaves.has('tpm') && 0 < leaves.size) missing.push(missingVersion(outline, [...leaves.values()][0]!.index))
  return missing
}

function missingProject(outline: Outline, i: number): Problem {
  return problemAt(keySpan(outline, i), {
    code: 'plan/missing-key',
    message: '"project" is missing: a plan with tasks or milestones says what project it is of and when it begins',
    help: 'Write project: { name: …, start: … }',
  })
}

function missingVersion(outline: Outline, i: number): Problem {
  const span = keySpan(outline, i)
  const { start } = span
  return problemAt(span, {
    code: 'plan/version',
    severity: 'information',
    message: 'The version of the format is missing',
    help: 'Begin the plan with tpm: 1',
    fixes: [{ title: 'Add tpm: 1', edits: [{ span: { start, end: start }, text: 'tpm: 1\n' }], preferred: true }],
  })
}
