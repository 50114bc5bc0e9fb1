import { shorten } from '../schema/scalars/texts.ts'
import { Decoder } from './decode.ts'
import { maxTasks } from './makePlan.ts'
import { keySpan, type Outline } from './outline.ts'
import { moveProblem, problemAt } from './problem.ts'
import type { Problem } from './reading.ts'

/** Of two pieces of one key in one map the second. */
export function duplicateKey(outline: Outline, i: number, first: number): Problem {
  return problemAt(keySpan(outline, i), {
    code: 'yaml/duplicate-key',
    message: `"${shorten(outline.pieces[i]!.key.text)}" stands here twice; this one is not read`,
    help: 'Remove one of them',
    related: [{ span: keySpan(outline, first), message: 'The first one' }],
  })
}

/** Of two objects of one id the second. */
export function duplicateId(outline: Outline, i: number, first: number): Problem {
  const { parents, pieces } = outline
  if (parents[i] === parents[first]) return duplicateKey(outline, i, first)
  return problemAt(keySpan(outline, i), {
    code: 'plan/duplicate-id',
    message: `The id "${shorten(pieces[i]!.key.text)}" is taken; this one is not read`,
    help: 'Choose another id',
    related: [{ span: keySpan(outline, first), message: 'The first one' }],
  })
}

export function tooManyTasks(outline: Outline, i: number): Problem {
  return problemAt(keySpan(outline, i), {
    code: 'plan/too-many-tasks',
    message: `A plan has at most ${maxTasks} tasks; this one and what follows is not read`,
    help: 'Split the plan',
  })
}

/** `<<` and `__proto__`, which no object can be called. */
export function badKey({ pieces, bases }: Outline, i: number): Problem {
  const { key } = pieces[i]!
  const decoder = new Decoder('')
  if (key.text === '<<') decoder.checkKey(key, new Map())
  else decoder.report(key, { code: 'plan/bad-id', message: '"__proto__" can\'t be an id' })
  return moveProblem(decoder.problems[0]!, bases[i]!)
}
