import type { Connection } from 'vscode-languageserver'
import type { Baseline } from '#engine/cost/variance'
import type { Path } from '#engine/model/path'
import type { Plan } from '#engine/model/plan'
import { standingOf } from '#engine/schedule/standing'
import { formatLastDay, formatMinute } from '#engine/time/civil'
import type { ViewContext } from '#engine/view/context'
import { planNews } from '#engine/view/headline'
import { brokenText } from '#language/features/brokenText'
import type { Reading } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import {
  type BaselineFiles,
  type CheckedParams,
  type DocumentParams,
  type DrivingPathParams,
  type LevelEditsParams,
  type LevelEditsResult,
  methods,
  type ObjectAtParams,
  type PlanEntry,
  type PlanObject,
  type RangeOfParams,
  type SetBaselineParams,
  type TimelineParams,
  type Versioned,
} from '#protocol/requests'
import { toEdits, toRange } from './convert.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'

/** Requests of our own: what the panels, the tree and the status item show. */
export function registerViews(
  connection: Connection,
  workspace: Workspace,
  later: LaterPart,
  /** Something is to be checked anew. */
  changed: () => void,
): void {
  const answer = <P extends DocumentParams>(method: string, make: (snapshot: Snapshot, params: P) => unknown) =>
    connection.onRequest(method, (params: P): unknown => {
      const snapshot = workspace.snapshot(params.uri)
      return snapshot ? make(snapshot, params) : null
    })
  const draw = <P extends DocumentParams>(
    method: string,
    make: (part: OnDemand, snapshot: Snapshot, params: P) => unknown,
  ) =>
    connection.onRequest(method, async (params: P): Promise<unknown> => {
      const part = await later()
      const snapshot = part && workspace.snapshot(params.uri)
      return snapshot ? make(part, snapshot, params) : null
    })
  const view = (method: string, name: 'heatmapView' | 'outlineView') =>
    draw(method, (part, snapshot): Versioned<unknown> => {
      const { version, plan, schedule } = snapshot
      return { version, view: part[name](plan, schedule, contextOf(snapshot)) }
    })

  draw(methods.timeline, (part, snapshot, { leveled }: TimelineParams): Versioned<unknown> => {
    const { version, plan, schedule } = snapshot
    const context = contextOf(snapshot)
    const view = leveled
      ? part.leveledTimeline(plan, part.levelSnapshot(snapshot), context)
      : part.timelineView(plan, schedule, context)
    return { version, view }
  })
  draw(
    methods.levelEdits,
    (part, snapshot, { how }: LevelEditsParams): LevelEditsResult =>
      toEdits(snapshot.lines, part.levelEdits(snapshot, how)),
  )
  view(methods.heatmap, 'heatmapView')
  view(methods.outline, 'outlineView')
  draw(methods.drivingPath, (part, snapshot, { task, leveled }: DrivingPathParams) => {
    const schedule = leveled ? part.levelSnapshot(snapshot).schedule : snapshot.schedule
    return part.drivingPath(snapshot.plan, schedule, task) ?? null
  })
  draw(methods.measured, (part, { plan, schedule, uri }) => {
    const baseline = workspace.baselineOf(uri)
    return baseline ? part.measuredAgainst(plan, schedule, baseline) : null
  })
  connection.onRequest(methods.setBaseline, ({ uri, baseline }: SetBaselineParams): boolean => {
    workspace.setBaseline(uri, baseline && readBaseline(uri, baseline))
    changed()
    return true
  })
  answer(
    methods.objectAt,
    ({ lines, reading }, { position }: ObjectAtParams) =>
      objectAt(reading.pathAt(lines.offsetAt(position)).path) ?? null,
  )
  answer(methods.rangeOf, (snapshot, { object }: RangeOfParams) => rangeOf(snapshot, object))
  connection.onRequest(methods.ping, () => true)
  connection.onRequest(methods.plans, (): readonly PlanEntry[] =>
    workspace.uris.flatMap(uri => {
      const { plan, problems, reading } = workspace.snapshot(uri)!
      if (plan.isLibrary && !isOnlyBegun(reading)) return []
      const { id, name } = plan.project
      return [{ uri, id, name, ...count(problems), baselines: baselinesOf(plan) }]
    }),
  )
}

/** No section stands in the text yet, so by its words alone it could become a library or a plan. */
function isOnlyBegun({ root }: Reading): boolean {
  return root === undefined || (root.kind === 'map' && root.entries.every(({ key }) => key.text === 'tpm'))
}

function readBaseline(uri: string, { name, files, roots }: BaselineFiles): Baseline | undefined {
  const then = new Workspace({ roots })
  for (const file of files) then.set(file.uri, file.text)
  const snapshot = then.snapshot(uri)
  return snapshot && { name, plan: snapshot.plan, schedule: snapshot.schedule }
}

function baselinesOf({ baselines }: Plan): PlanEntry['baselines'] {
  return [...baselines.values()].flatMap(({ name, ref }) => (ref === undefined ? [] : [{ name, ref }]))
}

/** What the status item says of a document that has just been checked. */
export function checkedParams({ uri, version, plan, schedule, problems }: Snapshot): CheckedParams {
  const { late, worst } = planNews(plan, schedule)
  const { errors, warnings } = count(problems)
  const finish =
    0 < standingOf(schedule).dated
      ? { finish: formatMinute(schedule.finish), finishText: formatLastDay(schedule.finish) }
      : {}
  const news = worst ?? (errors === 0 ? undefined : `${errors} ${errors === 1 ? 'error' : 'errors'}`)
  return { uri, version, ...finish, late, errors, warnings, ...(news !== undefined && { worst: news }) }
}

/** The task, milestone or risk that a path lies in; of nested tasks the innermost. */
export function objectAt(path: Path): PlanObject | undefined {
  const [section, id] = path
  if (section === 'risks' && typeof id === 'string') return { kind: 'risk', id }
  if (section !== 'tasks' && section !== 'milestones') return undefined
  let task: PlanObject | undefined
  for (let at = 0; path[at] === 'tasks' || path[at] === 'milestones'; at += 2) {
    const key = path[at + 1]
    if (typeof key !== 'string') break
    task = { kind: 'task', id: key }
  }
  return task
}

function rangeOf({ plan, reading, lines }: Snapshot, { kind, id }: PlanObject) {
  const object = kind === 'task' ? plan.tasks.get(id) : plan.risks.get(id)
  return object ? toRange(lines, reading.spanOf({ path: object.path, on: 'key' })) : null
}

function contextOf(snapshot: Snapshot): ViewContext {
  const { reading, lines, problems } = snapshot
  return {
    lineOf: (path: Path) => lines.positionAt(reading.spanOf({ path, on: 'key' }).start).line,
    ...count(problems),
    baseline: snapshot.workspace.baselineOf(snapshot.uri),
    ...brokenText(snapshot, problems),
  }
}

function count(problems: Snapshot['problems']): { errors: number; warnings: number } {
  let errors = 0
  let warnings = 0
  for (const { severity } of problems) {
    if (severity === 'error') errors++
    else if (severity === 'warning') warnings++
  }
  return { errors, warnings }
}
