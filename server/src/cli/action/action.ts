import type { Compared } from '../diff/compared.ts'
import { failuresIn, parseFailOn } from '../diff/failOn.ts'
import { compareRevisions, type DiffResult, render } from '../diff.ts'
import type { Io } from '../io.ts'
import { type Comments, stick } from './comment.ts'
import { rangeOf } from './event.ts'

/** The inputs of `action.yml`, as they were given. */
export interface Inputs {
  readonly base: string
  readonly head: string
  /** One path or glob a line. */
  readonly path: string
  readonly failOn: string
  readonly commentWhen: string
  readonly annotations: boolean
}

/** What the action may do to the run that it is a step of. */
export interface Run {
  readonly eventName: string
  readonly event: unknown
  readonly info: (line: string) => void
  readonly warn: (line: string) => void
  /** Workflow commands that annotate lines, as they are. */
  readonly annotate: (commands: string) => void
  readonly summarize: (markdown: string) => Promise<void>
  /** Keeps a text as a file of this name for later steps; answers its path. */
  readonly keep: (name: string, text: string) => string
  readonly output: (name: string, value: string) => void
  /** The comments of a pull request; `undefined` without a token. */
  readonly comments: (pullRequest: number) => Comments | undefined
}

/** GitHub shows ten annotations of a step, and takes a summary of 1 MiB. */
const mostAnnotations = 10
const mostSummary = 900_000
const whens = ['always', 'changed', 'worse', 'never'] as const
type When = (typeof whens)[number]

/**
 * Compares the plans of a pull request or a push, and says what the change means: in a comment, in the run's summary,
 * as annotations and as outputs. Answers what failed; throws with a message where the comparison can't be made.
 */
export async function act(inputs: Inputs, run: Run, io: Io): Promise<readonly string[]> {
  const when = whens.find(each => each === inputs.commentWhen)
  if (!when) throw new Error(`comment-when takes ${whens.join(', ')}`)
  const failOn = inputs.failOn.trim() === '' ? [] : parseFailOn(inputs.failOn)
  if (!failOn) throw new Error('fail-on takes worse, slip>2d, cost>1000, policy, new-errors, with commas')
  const range = rangeOf(run.eventName, run.event, inputs)
  if (!range) {
    run.info('There is nothing to compare with: this is the first commit of a branch')
    return []
  }
  const paths = inputs.path
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const result = compareRevisions({ base: range.range, paths, partial: false }, io)
  const markdown = render('markdown', result, io)
  tell(result, markdown, run, io)
  await run.summarize(markdown.length <= mostSummary ? markdown : `${markdown.slice(0, mostSummary)}\n\n…\n`)
  if (inputs.annotations) run.annotate(firstLines(render('github', result, io), mostAnnotations))
  if (range.pullRequest !== undefined) await comment(range.pullRequest, markdown, isWorth(when, result.compared), run)
  return failuresIn(result.compared, failOn)
}

function tell(result: DiffResult, markdown: string, run: Run, io: Io): void {
  const { compared } = result
  run.output('changed', String(compared.plans.some(plan => plan.changed)))
  run.output('verdict', verdictOf(compared))
  run.output('markdown', run.keep('plan-diff.md', markdown))
  run.output('json', run.keep('plan-diff.json', render('json', result, io)))
  if (compared.plans.length > 0) run.output('svg', run.keep('plan-diff.svg', render('svg', result, io)))
}

const worstFirst = ['worse', 'unjudged', 'mixed', 'better'] as const

/** The worst of all plans. */
function verdictOf({ plans }: Compared): string {
  return worstFirst.find(verdict => plans.some(({ comparison }) => comparison.verdict === verdict)) ?? 'unchanged'
}

function isWorth(when: When, compared: Compared): boolean {
  if (when === 'always' || when === 'never') return when === 'always'
  if (when === 'changed') return compared.plans.some(plan => plan.changed)
  return compared.plans.some(({ comparison }) => comparison.verdict === 'worse' || comparison.verdict === 'mixed')
}

async function comment(pullRequest: number, markdown: string, wanted: boolean, run: Run): Promise<void> {
  const comments = run.comments(pullRequest)
  if (!comments) {
    if (wanted) run.warn('There is no token to comment with: the comparison is in the summary of this run')
    return
  }
  try {
    const address = await stick(comments, markdown, wanted)
    if (address !== undefined) run.output('comment', address)
  } catch (error) {
    run.warn(`${whyNoComment(error)}: the comparison is in the summary of this run`)
  }
}

function whyNoComment(error: unknown): string {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  if (status === 403 || status === 404) {
    return 'The token may not comment here, as in a pull request from a fork, or without "permissions: pull-requests: write"'
  }
  return `The comment could not be written (${error instanceof Error ? error.message : String(error)})`
}

function firstLines(text: string, most: number): string {
  const lines = text.split('\n').filter(line => line !== '')
  return lines.slice(0, most).join('\n')
}
