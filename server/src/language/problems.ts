import type { At, Path } from '#engine/model/path'
import type { Plan, Severity } from '#engine/model/plan'
import { checkPlan, rules } from '#engine/rules/index'
import { applyIgnores } from './ignores.ts'
import type { CodedFinding } from './includes.ts'
import type { Problem } from './read/reading.ts'
import type { Snapshot } from './snapshot.ts'

const ownSeverities: ReadonlyMap<string, Severity> = new Map(rules.map(({ code, severity }) => [code, severity]))

/**
 * Everything that is wrong with a document, in order of position: what the reader saw, what the rules found,
 * silencings applied. A person's setting wins over the plan's `policy.rules`, that over the rule's own severity.
 */
export function findProblems(
  snapshot: Snapshot,
  findings: readonly CodedFinding[],
  settings: ReadonlyMap<string, Severity>,
): readonly Problem[] {
  const { reading, plan, schedule, workspace, uri } = snapshot
  const severityOf = (code: string): Severity =>
    settings.get(code) ?? plan.policy.rules.get(code) ?? ownSeverities.get(code) ?? 'error'
  const found = checkPlan(
    {
      plan,
      schedule,
      external: reference => hasTask(workspace, reference),
      fileExists: relative => workspace.fileExists(uri, relative),
      testResults: relative => workspace.testResults(uri, relative),
      isWritten: path => isWritten(reading, path),
    },
    severityOf,
  )
  const problems: Problem[] = []
  for (const problem of reading.problems)
    addAtSeverity(problems, problem, settings.get(problem.code) ?? plan.policy.rules.get(problem.code))
  for (const finding of findings) addProblem(problems, snapshot, finding, severityOf(finding.code))
  for (const finding of found) addProblem(problems, snapshot, finding, finding.severity)
  problems.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
  return applyIgnores(reading, problems, severityOf)
}

/** Is there such a key, whatever stands after it? */
function isWritten(reading: Snapshot['reading'], path: Path): boolean {
  const parent = reading.nodeAt(path.slice(0, -1))
  return parent?.kind === 'map' && parent.entries.some(({ key }) => key.text === path.at(-1))
}

function hasTask(workspace: Snapshot['workspace'], reference: string): boolean | undefined {
  const slash = reference.indexOf('/')
  return workspace.byProjectId(reference.slice(0, slash))?.reading.plan.tasks.has(reference.slice(slash + 1))
}

/** As the reader weighs it, unless a person has said otherwise. Syntax errors keep their severity: they can't be silenced. */
function addAtSeverity(problems: Problem[], problem: Problem, severity: Severity | undefined): void {
  if (severity === undefined || (problem.code.startsWith('yaml/') && problem.severity === 'error'))
    problems.push(problem)
  else if (severity !== 'off') problems.push(problem.severity === severity ? problem : { ...problem, severity })
}

/** A finding about a shared definition belongs to the library that holds it, and is told there. */
function addProblem(problems: Problem[], snapshot: Snapshot, finding: CodedFinding, severity: Severity): void {
  if (severity === 'off' || fileOf(snapshot.plan, finding.at) !== undefined) return
  const { at, code, message, help, fixes } = finding
  const problem = { code, severity, message, help, fixes, span: snapshot.reading.spanOf(at) }
  problems.push('related' in finding ? withRelated(problem, snapshot, finding) : problem)
}

/** Only few problems of a large plan are shown, so what they relate to is located when it is asked for. */
function withRelated(
  { code, severity, message, help, fixes, span }: Problem,
  snapshot: Snapshot,
  finding: CodedFinding,
): Problem {
  return {
    code,
    severity,
    message,
    help,
    fixes,
    span,
    get related() {
      return finding.related?.map(({ at, message }) => {
        const file = fileOf(snapshot.plan, at)
        const other = file === undefined ? snapshot : snapshot.workspace.snapshot(file)
        return { file, message, span: other?.reading.spanOf(at) ?? { start: 0, end: 0 } }
      })
    },
  }
}

/** The library that a place is in; `undefined` for the plan itself. */
function fileOf(plan: Plan, { file, path }: At): string | undefined {
  if (file !== undefined) return file === plan.file ? undefined : file
  const [section, id] = path
  if (section !== 'calendars' && section !== 'resources' && section !== 'stakeholders') return undefined
  return typeof id === 'string' ? plan[section].get(id)?.file : undefined
}
