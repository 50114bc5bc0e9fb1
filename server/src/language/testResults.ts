/** What a file of test results says: how many tests there are, and how many of them did not pass. */
export interface TestResults {
  readonly tests: number
  readonly failed: number
}

/** Everything between these is text, whatever it looks like. */
const hidden = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/**
 * Counts the tests of JUnit results (`testcase`, with a `failure` or `error` inside where it did not pass), as build
 * servers write them. `undefined` where the text holds no test.
 *
 * No `<` stands in an attribute of well-formed XML, so once comments and CDATA are out of the way each `<testcase` is one.
 */
export function testResults(text: string): TestResults | undefined {
  let visible = text
  for (const [open, close] of hidden) visible = without(visible, open, close)
  const cases = visible.split(/<testcase(?=[\s/>])/).slice(1)
  if (cases.length === 0) return undefined
  return { tests: cases.length, failed: cases.filter(each => /<(?:failure|error)[\s/>]/.test(each)).length }
}

function without(text: string, open: string, close: string): string {
  const kept: string[] = []
  let at = 0
  for (let from = text.indexOf(open); 0 <= from; from = text.indexOf(open, at)) {
    kept.push(text.slice(at, from))
    const end = text.indexOf(close, from + open.length)
    if (end < 0) return kept.join('')
    at = end + close.length
  }
  return kept.join('') + text.slice(at)
}
