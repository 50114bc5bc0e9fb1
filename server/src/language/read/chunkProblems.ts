import { problemAt, replaceFix } from './problem.ts'
import type { Problem } from './reading.ts'

export function tooLarge(text: string): Problem {
  const start = text.search(/\S/)
  const end = start + Math.max(1, text.slice(start, start + 100).search(/[\r\n]|$/))
  return problemAt(
    { start, end },
    {
      code: 'yaml/too-large',
      message: `This block has ${text.length} characters in a form that can't be read in parts`,
      help: 'Make it smaller, or write it as plain blocks, one key a line',
    },
  )
}

/** White space by the thousand is no indentation, and costs the library dearly. */
export function tooIndented(text: string): Problem {
  const start = text.search(/^[ \t]{1000}/m)
  return problemAt(
    { start, end: start + 1 },
    {
      code: 'yaml/too-deep',
      message: 'This line is indented by more than 1000 columns',
      help: 'What is inside is not read',
    },
  )
}

export function misplacedProblem(text: string): Problem {
  const start = text.search(/\S/)
  const end = start + Math.max(1, /^[^:\s]*/.exec(text.slice(start, start + 200))![0].length)
  return problemAt(
    { start, end },
    {
      code: 'yaml/syntax',
      message: 'The indentation is not right',
      help: 'All keys of a map begin in the same column',
    },
  )
}

/** `%YAML 1.2` says what is so anyway; nothing else that begins with % is read. */
export function directives(text: string): readonly Problem[] {
  const [, second] = text.matchAll(/^---(?=\s|$)/gm)
  const [, again] = text.matchAll(/^%YAML/gm)
  const twice = again
    ? [
        problemAt(
          { start: again.index, end: again.index + 5 },
          { code: 'yaml/directive', message: 'The version of YAML is told twice', help: 'Remove the line' },
        ),
      ]
    : []
  const empty = second
    ? [
        problemAt(
          { start: second.index, end: second.index + 3 },
          { code: 'yaml/documents', message: 'A plan is one YAML document', help: 'Remove the line' },
        ),
      ]
    : []
  const wrong = [...text.matchAll(/^%[^\r\n]*/gm)].flatMap(({ index, 0: line }) => {
    if (/^%YAML 1\.2[ \t]*(?:#.*)?$/.test(line) && /^---/m.test(text.slice(index))) return []
    const span = { start: index, end: index + line.trimEnd().length }
    const next = text.startsWith('\r\n', index + line.length) ? 2 : 1
    const message = line.startsWith('%YAML') ? 'A plan is YAML 1.2' : 'A plan needs no directives'
    return [
      problemAt(span, {
        code: 'yaml/directive',
        message,
        help: 'Remove the line',
        fixes: [replaceFix('Remove the line', { start: index, end: index + line.length + next }, '', true)],
      }),
    ]
  })
  return [...wrong, ...twice, ...empty]
}

export function documents(text: string): readonly Problem[] {
  const rest = text
    .slice(3)
    .replace(/^[ \t]*#[^\r\n]*|^\.\.\.|^---/gm, '')
    .trim()
  if (rest === '') return []
  return [
    problemAt(
      { start: 0, end: 3 },
      {
        code: 'yaml/documents',
        message: 'A plan is one YAML document: what follows is not read',
        help: 'Put the second plan into a file of its own',
      },
    ),
  ]
}
