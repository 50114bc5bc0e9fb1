import type { Id, Located, Plan } from '#engine/model/plan'
import { defaultRiskMatrix } from '#engine/risk/matrix'
import type { Finding } from '#engine/rules/rule'
import type { Reading } from './read/reading.ts'
import type { WorkspaceView } from './snapshot.ts'
import { canonicalUri } from './uris.ts'

/** A finding with the code of the rule it belongs to. */
export type CodedFinding = Finding & { readonly code: string }

/** A plan with its libraries merged in, and what was wrong with the includes. */
export interface Resolved {
  readonly plan: Plan
  readonly findings: readonly CodedFinding[]
}

/**
 * Merges the `calendars`, `resources`, `stakeholders` and `risk-matrix` of all included files, at any
 * depth, into a plan (`spec/plan-format.md`, `include`). What the plan says itself wins; an id in both,
 * a cycle, a file that is missing, is no plan or lies outside the workspace is a finding.
 */
export function resolveIncludes(uri: string, reading: Reading, workspace: WorkspaceView): Resolved {
  const { plan } = reading
  if (plan.include.length === 0) return { plan, findings: [] }
  const findings = plan.include.flatMap(include => checkInclude(uri, include, workspace))
  const libraries = collectLibraries(uri, plan, workspace)
  if (libraries.length === 0) return { plan, findings }
  return { plan: merge(plan, libraries, findings), findings }
}

function checkInclude(
  uri: string,
  { target, path }: Plan['include'][number],
  workspace: WorkspaceView,
): CodedFinding[] {
  const tell = (message: string, help: string) => [{ code: 'plan/include', at: { path }, message, help }]
  const file = workspace.resolve(uri, target)
  if (file === undefined) {
    return tell(
      `"${target}" is not a path inside the workspace`,
      'Write a path relative to this file that stays in the workspace folder',
    )
  }
  if (canonicalUri(file) === canonicalUri(uri) || includesFile(file, canonicalUri(uri), workspace)) {
    return tell(`"${target}" includes this file again`, 'Remove one of the includes: they may not run in a ring')
  }
  if (!workspace.snapshot(file) && workspace.fileExists(uri, target) === false) {
    return tell(`There is no file "${target}"`, 'Correct the path, or create the file')
  }
  const wrong = workspace.snapshot(file)?.reading.problems.find(({ severity }) => severity === 'error')
  return wrong ? tell(`Not all of "${target}" could be read: ${wrong.message}`, 'Correct it in that file') : []
}

/** The plans of all included files, nearest first, each once. */
function collectLibraries(uri: string, plan: Plan, workspace: WorkspaceView): Plan[] {
  const seen = new Set([canonicalUri(uri)])
  const libraries: Plan[] = []
  const open = [{ from: uri, plan }]
  for (let next = open.shift(); next; next = open.shift()) {
    for (const { target } of next.plan.include) {
      const file = workspace.resolve(next.from, target)
      const library = file === undefined ? undefined : workspace.snapshot(file)
      if (!library || seen.has(canonicalUri(library.uri))) continue
      seen.add(canonicalUri(library.uri))
      libraries.push(library.reading.plan)
      open.push({ from: library.uri, plan: library.reading.plan })
    }
  }
  return libraries
}

/** Does a file include `target`, directly or through others? */
function includesFile(file: string, target: string, workspace: WorkspaceView): boolean {
  const seen = new Set<string>()
  const open = [file]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const include of workspace.snapshot(next)?.reading.plan.include ?? []) {
      const uri = workspace.resolve(next, include.target)
      if (uri === undefined) continue
      const key = canonicalUri(uri)
      if (key === target) return true
      if (seen.has(key)) continue
      seen.add(key)
      open.push(uri)
    }
  }
  return false
}

function merge(plan: Plan, libraries: readonly Plan[], findings: CodedFinding[]): Plan {
  const share = <T extends Located & { readonly id: Id }>(
    section: 'calendars' | 'resources' | 'stakeholders',
  ): ReadonlyMap<Id, T> => {
    const merged = new Map(plan[section] as unknown as ReadonlyMap<Id, T>)
    for (const library of libraries) {
      for (const [id, object] of library[section] as unknown as ReadonlyMap<Id, T>) {
        const own = merged.get(id)
        if (!own) merged.set(id, borrowed(object, library.file))
        else if (own.file === undefined) findings.push(inBoth(own, id, library))
      }
    }
    return merged
  }
  return {
    ...plan,
    calendars: share('calendars'),
    resources: share('resources'),
    stakeholders: share('stakeholders'),
    riskMatrix:
      plan.riskMatrix === defaultRiskMatrix
        ? (libraries.find(({ riskMatrix }) => riskMatrix !== defaultRiskMatrix)?.riskMatrix ?? plan.riskMatrix)
        : plan.riskMatrix,
  }
}

const borrowedObjects = new WeakMap<object, object>()

/** The same object each time, so that what is computed from it can be kept. */
function borrowed<T extends Located>(object: T, file: string): T {
  const known = borrowedObjects.get(object) as T | undefined
  if (known) return known
  const copy = { ...object, file }
  borrowedObjects.set(object, copy)
  return copy
}

function inBoth(own: Located, id: Id, library: Plan): CodedFinding {
  return {
    code: 'plan/id-in-library',
    at: { path: own.path, on: 'key' },
    message: `"${id}" is defined here and in the included file`,
    help: 'Give one of them another id, or remove one',
    related: [{ at: { file: library.file, path: own.path, on: 'key' }, message: 'The other definition' }],
  }
}
