import type { Path } from '#engine/model/path'
import type { Node, Problem, TextEdit } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyEdits } from '../write/edits.ts'
import type { DocumentEdits, Fix } from './documentEdits.ts'
import { fixesOf } from './fixes/ownFixes.ts'
import { type FixedTogether, together } from './fixes/together.ts'
import { makesNoError, type Trial } from './fixes/trial.ts'
import { verified } from './fixes/verifiedFixes.ts'

/** More answers of one kind are not worked out while the cursor moves. */
const maxOfKind = 200
/** More are not given at once: the next time has the rest. */
const maxAtOnce = 2000

/**
 * The clear answers to the problems of a code, where there are two or more and not too many. Asked for by hand: they
 * may move dates.
 */
export function allOfKind(snapshot: Snapshot, code: string): FixedTogether {
  const answers = snapshot.problems
    .filter(problem => problem.code === code)
    .flatMap(one => clearFix(snapshot, one) ?? [])
  if (answers.length < 2 || maxOfKind < answers.length) return { count: 0, edits: [] }
  // A key that is corrected may well show what else is wrong below it; the answer of a rule may not.
  const isText = answers.every(fix => 'edits' in fix)
  return together(snapshot, answers, trial => isText || makesNoError(snapshot, trial))
}

/** The preferred answer, or the only one; none to a problem of the schedule, where each answer changes what the next is. */
function clearFix(snapshot: Snapshot, problem: Problem): Fix | undefined {
  if (verified.has(problem.code)) return undefined
  const fixes = fixesOf(snapshot, problem)
  return (
    fixes.find(({ preferred }) => preferred) ??
    (fixes.length === 1 && fixes[0]!.preferred !== false ? fixes[0] : undefined)
  )
}

/**
 * What is misspelt or not written as the format has it, in this document, where there is one way to write it right.
 * Done on save, with nobody looking: so no answer of a rule, no other number, no fact is among it, nor what makes an
 * error or changes a date, the cost or the state of a task that has dates, here or in another plan.
 */
export function fixAll(snapshot: Snapshot): readonly DocumentEdits[] {
  const slips = snapshot.problems.flatMap(problem => slipOf(snapshot, problem) ?? []).slice(0, maxAtOnce)
  const holds = (trial: Trial) => makesNoError(snapshot, trial) && keepsTasks(snapshot, trial.after)
  return slips.length === 0 ? [] : together(snapshot, slips, holds).edits
}

/** A slip of writing as its only answer; a comment that silences nothing now may have been written for another day. */
function slipOf(snapshot: Snapshot, problem: Problem): Fix | undefined {
  const [fix, ...others] = fixesOf(snapshot, problem)
  if (!fix || others.length > 0 || fix.preferred === false || !('edits' in fix)) return undefined
  if (
    problem.tag === 'unnecessary' ||
    isAlias(snapshot, problem) ||
    moneyCodes.has(problem.code) ||
    isFact(snapshot.reading.pathAt(problem.span.start).path)
  )
    return undefined
  if (problem.code === 'yaml/lost-comment' && !keepsKeys(snapshot, fix.edits)) return undefined
  return fix.edits.every(edit => keepsNumbers(snapshot, edit) && !factKey.test(edit.text)) ? fix : undefined
}

/** A text that goes on behind its # may take keys into it, or give back those that the comment took. */
function keepsKeys({ text, reading }: Snapshot, edits: readonly TextEdit[]): boolean {
  return keysIn(reading.readAgain(applyEdits(text, edits)).root) === keysIn(reading.root)
}

function keysIn(node: Node | undefined): string {
  if (node?.kind === 'map') return node.entries.map(({ key, value }) => `{${key.text}${keysIn(value)}}`).join('')
  return node?.kind === 'seq' ? node.items.map(keysIn).join('') : ''
}

/** What an alias says is put right where it is written. */
function isAlias({ text }: Snapshot, { code, span }: Problem): boolean {
  return text[span.start] === '*' && !code.startsWith('yaml/')
}

/** An amount that could not be read may be of another currency: `240000 EUR`. */
const moneyCodes: ReadonlySet<string> = new Set(['plan/bad-money', 'plan/bad-rate'])

/** What somebody saw or decided: only a person can say it. */
const factKey = /^(?:status|progress|remaining|currency|actual(?:-.+)?)$/

function isFact(path: Path): boolean {
  return factKey.test(String(path.at(-1)))
}

/** Does no number that is written become another? `2 days` may become `2d`; `02-30` not `02-28`, `-2d` not `2d`. */
function keepsNumbers({ text }: Snapshot, edit: TextEdit): boolean {
  const before = numbersIn(text.slice(edit.span.start, edit.span.end))
  return before === '' || before === numbersIn(edit.text)
}

function numbersIn(text: string): string {
  return (text.match(/^-?\d+|\d+/g) ?? []).map(Number).join(' ')
}

/** Are the dates, cost and state of all tasks that have dates the same, in every plan? */
function keepsTasks({ workspace }: Snapshot, after: Snapshot): boolean {
  return [...workspace.snapshots].every(([uri, before]) => {
    const now = after.workspace.snapshot(uri)
    return now === before || (now !== undefined && keepsOwnTasks(before, now))
  })
}

function keepsOwnTasks(before: Snapshot, after: Snapshot): boolean {
  for (const [id, was] of before.schedule.tasks) {
    const now = after.schedule.tasks.get(id)
    if (!was.unscheduled && (!now || kept.some(key => !Object.is(was[key], now[key])))) return false
  }
  return true
}

const kept = ['start', 'finish', 'cost', 'progress', 'started', 'finished', 'cancelled'] as const
