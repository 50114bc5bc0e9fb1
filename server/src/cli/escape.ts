/** Controls, separators of lines, and the marks that turn text around or hide it. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Text of a plan as it may go to a terminal: what would move the cursor, colour or hide is written out, on one line. */
export function visible(text: string): string {
  return text.replace(hidden, mark => (mark === '\t' ? ' ' : `\\u{${mark.codePointAt(0)!.toString(16)}}`))
}

/** The same for a text of several lines of our own. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

/** How many columns a terminal gives a text (wide letters of East Asia and emoji two, combining marks none). */
export function columnsOf(text: string): number {
  let columns = 0
  for (const char of text) columns += columnsOfChar(char)
  return columns
}

function columnsOfChar(char: string): number {
  const code = char.codePointAt(0)!
  if (code < 0x300) return 1
  if (/\p{Mn}|\p{Me}/u.test(char)) return 0
  return isWide(code) ? 2 : 1
}

function isWide(code: number): boolean {
  return (
    (0x1100 <= code && code <= 0x115f) ||
    (0x2e80 <= code && code <= 0xa4cf) ||
    (0xac00 <= code && code <= 0xd7a3) ||
    (0xf900 <= code && code <= 0xfaff) ||
    (0xfe30 <= code && code <= 0xfe6f) ||
    (0xff00 <= code && code <= 0xff60) ||
    (0x1f300 <= code && code <= 0x1faff) ||
    (0x20000 <= code && code <= 0x3fffd)
  )
}

/** The text in exactly so many columns: cut with an ellipsis, or filled with spaces on the right. */
export function fitColumns(text: string, columns: number): string {
  const width = columnsOf(text)
  if (width <= columns) return text + ' '.repeat(columns - width)
  let fitted = ''
  let used = 0
  for (const char of text) {
    const next = columnsOfChar(char)
    if (columns - 1 < used + next) break
    fitted += char
    used += next
  }
  return `${fitted}…${' '.repeat(columns - 1 - used)}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const notXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** XML text or attribute: marked-up characters escaped, those that XML has no way to write replaced. */
export function xml(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(notXml, '\ufffd')
    .replace(/[&<>"'\t\r\n]/g, char => `&#${char.charCodeAt(0)};`)
}
