import { problemAt, replaceFix } from './problem.ts'
import type { Problem } from './reading.ts'

// C0 and C1 controls but tab, line ends and NEL; bidirectional controls; byte order marks; lone surrogates; carriage returns without a line feed.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const most = 20

/** Characters that can't be seen and change what a text says, or how it is counted. `from` skips what may stand there. */
export function forbiddenCharacters(text: string, from = 0): readonly Problem[] {
  forbidden.lastIndex = from
  const problems: Problem[] = []
  for (let found = forbidden.exec(text); found && problems.length < most; found = forbidden.exec(text)) {
    const span = { start: found.index, end: found.index + found[0].length }
    const code = found[0].charCodeAt(0)
    const lineEnd = code === 13
    problems.push(
      problemAt(span, {
        code: 'yaml/forbidden-character',
        message: lineEnd
          ? 'A carriage return stands here without a line feed'
          : `The character ${nameOf(code)} may not stand in a plan`,
        help: lineEnd ? 'End lines with a line feed' : "It can't be seen; remove it",
        fixes: [replaceFix(lineEnd ? 'Change to a line feed' : 'Remove it', span, lineEnd ? '\n' : '', true)],
      }),
    )
  }
  return problems
}

function nameOf(code: number): string {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code === 0xfeff) return `${hex} (byte order mark)`
  if (0xd800 <= code && code <= 0xdfff) return `${hex} (half of a surrogate pair)`
  return 0x2000 < code ? `${hex} (turns the direction of the text)` : hex
}
