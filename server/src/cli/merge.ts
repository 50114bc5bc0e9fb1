import { jointProblems } from '#language/merge/jointProblems'
import { type MergeConflict, type MergedText, mergePlans } from '#language/merge/mergePlans'
import type { Snapshot } from '#language/snapshot'
import { visible } from './escape.ts'
import { complain, type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'
import { loadPlan } from './plans.ts'

export interface MergePlansOptions {
  readonly base: string
  readonly ours: string
  readonly theirs: string
  /** Where the result is written; left out: to standard output. */
  readonly output?: string
  /** Where the plan belongs, so that what it includes is found. */
  readonly path?: string
  readonly markerSize?: number
  /** What two changes do together that neither does alone: told, or told and a failure, or not looked for. */
  readonly schedule: 'warn' | 'fail' | 'off'
}

/** Merges two versions of a plan that come from a third, as a git merge driver does. 1 where people must decide. */
export function mergeFiles(options: MergePlansOptions, io: Io): ExitCode {
  const [base, ours, theirs] = [options.base, options.ours, options.theirs].map(path => readText(path, io)) as [
    string,
    string,
    string,
  ]
  const file = options.path ?? options.ours
  const { markerSize = 7 } = options
  const merged = mergePlans(base, ours, theirs, { markerSize })
  const result = merged ?? mergeLines(options, markerSize, io)
  if (options.output === undefined) io.out(result.text)
  else {
    const failure = io.write(io.absolute(options.output), result.text)
    if (failure !== undefined) throw new Impossible(`${options.output} ${failure}`)
  }
  if (!merged) complain(`${file} could not be read as a plan on every side: it was merged line by line`, io)
  for (const conflict of result.conflicts) complain(`${file}: ${conflictWords(conflict)}`, io)
  if (0 < result.conflicts.length) return 1
  if (!merged || options.schedule === 'off') return 0
  const found = tellJointProblems(file, { ours, theirs, merged: merged.text }, io)
  return found && options.schedule === 'fail' ? 1 : 0
}

function readText(path: string, io: Io): string {
  const read = io.read(io.absolute(path))
  if ('failure' in read) throw new Impossible(`${path} ${read.failure}`)
  return read.text
}

/** As git merges any text. */
function mergeLines(options: MergePlansOptions, size: number, io: Io): MergedText {
  const files = [options.ours, options.base, options.theirs].map(path => io.absolute(path))
  const labels = ['-L', 'ours', '-L', 'base', '-L', 'theirs']
  const { status, out, err } = io.git(io.absolute('.'), [
    'merge-file',
    '-p',
    '-q',
    `--marker-size=${size}`,
    ...labels,
    ...files,
  ])
  if (status === undefined || 128 <= status)
    throw new Impossible(`git merge-file failed: ${visible(err.split('\n')[0] ?? '')}`)
  const conflicts = Array.from({ length: status }, () => ({ path: [], reason: 'both-changed' as const }))
  return { text: out.toString('utf8'), conflicts }
}

function conflictWords({ path, reason }: MergeConflict): string {
  const place = path.length === 0 ? 'the same lines' : visible(path.join('/'))
  switch (reason) {
    case 'both-changed':
      return `both sides changed ${place}`
    case 'both-added':
      return `both sides added ${place}`
    case 'removed-by-ours':
      return `ours removed ${place}, theirs changed it`
    case 'removed-by-theirs':
      return `theirs removed ${place}, ours changed it`
    case 'both-moved':
      return `both sides moved ${place}, to different places`
  }
}

function tellJointProblems(file: string, texts: { ours: string; theirs: string; merged: string }, io: Io): boolean {
  const path = io.absolute(file)
  const snapshotOf = (text: string): Snapshot => {
    const own: Io = {
      ...io,
      kindOf: other => (other === path ? 'file' : io.kindOf(other)),
      read: other => (other === path ? { text } : io.read(other)),
    }
    return loadPlan(file, {}, own).snapshot
  }
  const problems = jointProblems(snapshotOf(texts.merged), [snapshotOf(texts.ours), snapshotOf(texts.theirs)])
  if (problems.length === 0) return false
  complain(`${file} merges without a conflict in the text, but the two changes do not fit together:`, io)
  for (const { message, line } of problems) io.err(`  ${file}:${line + 1} ${visible(message)}\n`)
  return true
}
