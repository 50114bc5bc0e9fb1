import { expect } from 'vitest'
import type { Plan } from '#engine/model/plan'
import { readPlan } from '#language/read/read'
import type { Problem, Reading } from '#language/read/reading'

/** A fixture as a reading. A leading line end is dropped, so that a fixture may begin on its own line. */
export function readingOf(fixture: string, file = 'plan.tpm.yaml'): Reading {
  return readPlan(plainText(fixture), { file })
}

export function planOf(fixture: string, file?: string): Plan {
  return readingOf(fixture, file).plan
}

/** A fixture without its marks. */
export function plainText(fixture: string): string {
  return withoutMarks(fixture.startsWith('\n') ? fixture.slice(1) : fixture)
}

const mark = /[ \t]*#~[^\r\n]*/g

function withoutMarks(fixture: string): string {
  return fixture.replace(mark, '')
}

/**
 * What a fixture says is wrong with it, as `line: code "words"`, in order. A mark `#~ code "words"` stands at the end of
 * its line; several are separated by `;`, and words left out mean anything on the line.
 */
export function marksIn(fixture: string): readonly string[] {
  const source = fixture.startsWith('\n') ? fixture.slice(1) : fixture
  return source.split(/\r\n|\n|\r/).flatMap((line, i) => {
    const marks = /#~[ \t]*(.*)$/.exec(line)?.[1]
    return marks === undefined ? [] : marks.split(/;[ \t]*/).map(one => `${i + 1}: ${one.trim()}`)
  })
}

/** Problems in the form of {@link marksIn}. */
export function marksOf(text: string, problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, span }) => {
    const line = text.slice(0, span.start).split(/\r\n|\n|\r/).length
    return `${line}: ${code} ${JSON.stringify(text.slice(span.start, span.end))}`
  })
}

/**
 * Expects exactly the problems a fixture marks. `find` says where problems come from: reading alone, or with the
 * rules; only those of the severities that count (errors and warnings, unless said otherwise).
 */
export function checkProblems(
  fixture: string,
  {
    find = text => readPlan(text, { file: 'plan.tpm.yaml' }).problems,
    severities = ['error', 'warning'],
  }: {
    readonly find?: (text: string) => readonly Problem[]
    readonly severities?: readonly Problem['severity'][]
  } = {},
): void {
  const text = plainText(fixture)
  const problems = find(text).filter(({ severity }) => severities.includes(severity))
  const wanted = marksIn(fixture)
  const found = marksOf(text, problems)
  // A mark without words stands for the whole line.
  const shown = found.map((one, i) =>
    wanted[i] !== undefined && !wanted[i].includes('"') ? one.replace(/ ".*$/, '') : one,
  )
  expect(shown).toEqual(wanted)
}
