import type { At } from '#engine/model/path'
import type { Plan, Severity } from '#engine/model/plan'
import { checkPlan, rules } from '#engine/rules/index'
import type { Finding } from '#engine/rules/rule'
import { applyIgnores } from './ignores.ts'
import type { CodedFinding } from './includes.ts'
import { isWritten } from './isWritten.ts'
import { guessKey } from './read/decode.ts'
import type { Problem, Reading, Shift, Span } from './read/reading.ts'
import { shapeAt } from './schema/shape.ts'
import type { Snapshot } from './snapshot.ts'

const ownSeverities: ReadonlyMap<string, Severity> = new Map(rules.map(({ code, severity }) => [code, severity]))

/** What was found in a former text of the document, of which the next check takes what still holds. */
export interface FormerProblems {
  readonly reading: Reading
  readonly located: ReadonlyMap<Finding, Span>
}

export interface FoundProblems {
  readonly problems: readonly Problem[]
  /** For the check of the next text. */
  readonly forNext: FormerProblems
}

/**
 * Everything that is wrong with a document, in order of position: what the reader saw, what the rules found,
 * silencings applied. A person's setting wins over the plan's `policy.rules`, that over the rule's own severity.
 */
export function findProblems(
  snapshot: Snapshot,
  findings: readonly CodedFinding[],
  settings: ReadonlyMap<string, Severity>,
  former?: FormerProblems,
): FoundProblems {
  const { reading, plan, schedule, workspace, uri } = snapshot
  const severityOf = (code: string): Severity =>
    settings.get(code) ?? plan.policy.rules.get(code) ?? ownSeverities.get(code) ?? 'error'
  const baseline = workspace.baselineOf(uri)
  const found = checkPlan(
    {
      plan,
      schedule,
      external: reference => planOf(workspace, reference)?.tasks.has(taskIn(reference)),
      namesakes: workspace.namesakes(uri),
      hasDeadline: reference => hasDeadline(workspace, reference),
      fileExists: relative => workspace.fileExists(uri, relative),
      testResults: relative => workspace.testResults(uri, relative),
      isCodeMatched: workspace.ties && (globs => workspace.ties?.isMatched(uri, globs)),
      isWritten: path => isWritten(reading, path),
      ...(baseline && { baseline: baseline.schedule }),
    },
    severityOf,
  )
  const problems: Problem[] = []
  for (const problem of withGuesses(reading))
    addAtSeverity(problems, problem, settings.get(problem.code) ?? plan.policy.rules.get(problem.code))
  const located = new Map<Finding, Span>()
  const shift = former && reading.shiftFrom(former.reading)
  const add = (finding: Finding, code: string, severity: Severity): void => {
    // A finding about a shared definition belongs to the library that holds it, and is told there.
    if (severity === 'off' || fileOf(plan, finding.at) !== undefined) return
    const known = shift && former.located.get(finding)
    const span = (known && shifted(known, shift)) ?? reading.spanOf(finding.at)
    located.set(finding, span)
    problems.push(new RuleProblem(finding, code, severity, span, snapshot))
  }
  for (const finding of findings) add(finding, finding.code, severityOf(finding.code))
  for (const { code, severity, findings } of found) for (const finding of findings) add(finding, code, severity)
  problems.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
  return { problems: applyIgnores(reading, problems, severityOf), forNext: { reading, located } }
}

/** What the reader saw; of half a key with the key that may stand there. */
function withGuesses(reading: Reading): readonly Problem[] {
  let left = mostGuesses
  return reading.problems.map(problem => {
    if (problem.halfKey === undefined || left-- <= 0) return problem
    const { path, on } = reading.pathAt(problem.span.start)
    const keys = shapeAt(on === 'value' ? path : path.slice(0, -1))?.keys
    const guess = keys && guessKey(problem.halfKey, [...keys.keys()])
    return guess === undefined ? problem : { ...problem, help: `Write "${guess}: …"`, wholeKey: guess }
  })
}

const mostGuesses = 30

/** Where a span is after an edit that did not touch it; `undefined` of one that it did. */
function shifted(span: Span, { start, end, by }: Shift): Span | undefined {
  if (span.end <= start) return span
  if (span.start < end) return undefined
  return by === 0 ? span : { start: span.start + by, end: span.end + by }
}

function hasDeadline(workspace: Snapshot['workspace'], reference: string): boolean | undefined {
  const task = planOf(workspace, reference)?.tasks.get(taskIn(reference))
  return task && task.deadline !== undefined
}

/** The plan that `plan-id/task-id` leads to, as it is written. */
function planOf(workspace: Snapshot['workspace'], reference: string): Plan | undefined {
  return workspace.byProjectId(reference.slice(0, reference.indexOf('/')))?.reading.plan
}

function taskIn(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1)
}

/** As the reader weighs it, unless a person has said otherwise. Syntax errors keep their severity: they can't be silenced. */
function addAtSeverity(problems: Problem[], problem: Problem, severity: Severity | undefined): void {
  if (severity === undefined || (problem.code.startsWith('yaml/') && problem.severity === 'error'))
    problems.push(problem)
  else if (severity !== 'off') problems.push(problem.severity === severity ? problem : { ...problem, severity })
}

/** A finding with its place. Only few of a large plan are shown, so what they relate to is located when asked for. */
class RuleProblem implements Problem {
  readonly code: string
  readonly severity: Exclude<Severity, 'off'>
  readonly span: Span
  readonly message: string
  readonly help: string | undefined
  readonly fixes: Problem['fixes']
  readonly #finding: Finding
  readonly #snapshot: Snapshot

  constructor(finding: Finding, code: string, severity: Exclude<Severity, 'off'>, span: Span, snapshot: Snapshot) {
    this.code = code
    this.severity = severity
    this.span = span
    this.message = finding.message
    this.help = finding.help
    this.fixes = finding.fixes
    this.#finding = finding
    this.#snapshot = snapshot
  }

  get related(): Problem['related'] {
    const { plan, workspace } = this.#snapshot
    return this.#finding.related?.map(({ at, message }) => {
      const file = fileOf(plan, at)
      const other = file === undefined ? this.#snapshot : workspace.snapshot(file)
      return { file, message, span: other?.reading.spanOf(at) ?? { start: 0, end: 0 } }
    })
  }
}

/** The library that a place is in; `undefined` for the plan itself. */
function fileOf(plan: Plan, { file, path }: At): string | undefined {
  if (file !== undefined) return file === plan.file ? undefined : file
  const [section, id] = path
  if (section !== 'calendars' && section !== 'resources' && section !== 'stakeholders') return undefined
  return typeof id === 'string' ? plan[section].get(id)?.file : undefined
}
