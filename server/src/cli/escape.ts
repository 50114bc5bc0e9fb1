/** Controls, separators of lines, and the marks that turn text around or hide it. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Text of a plan as it may go to a terminal: what would move the cursor, colour or hide is written out, on one line. */
export function visible(text: string): string {
  return text.replace(hidden, (mark, at: number) => {
    if (mark === '\t') return ' '
    if (isJoiner(mark) && joins(text, at)) return mark
    return `\\u{${mark.codePointAt(0)!.toString(16)}}`
  })
}

function isJoiner(mark: string): boolean {
  return mark === '\u200c' || mark === '\u200d'
}

/** Letters of scripts that are written without joining: between them a joiner would only hide. */
const apart = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const letterBefore = /[\p{L}\p{M}]$/u
const letterAfter = /^[\p{L}\p{M}]/u
const emojiBefore = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u
const emojiAfter = /^\p{Extended_Pictographic}/u

/** Does the joiner there change how what stands around it is written, as in Persian, in Hindi, and in some emoji? */
function joins(text: string, at: number): boolean {
  // Two code units, for one character beyond the first 65,536.
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + 1, at + 3)]
  if (emojiBefore.test(before) && emojiAfter.test(after)) return true
  if (!letterBefore.test(before) || !letterAfter.test(after)) return false
  return !apart.test([...before].at(-1)!) && !apart.test([...after][0]!)
}

/** The same for a text of several lines of our own. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What a reader takes for one sign each: an emoji of several is one. */
function signsOf(text: string): readonly string[] {
  return /^[\0-\u02ff]*$/.test(text) ? [...text] : Array.from(signs.segment(text), ({ segment }) => segment)
}

/** How many columns a terminal gives a text (wide letters of East Asia and emoji two, combining marks none). */
export function columnsOf(text: string): number {
  let columns = 0
  for (const sign of signsOf(text)) columns += columnsOfSign(sign)
  return columns
}

function columnsOfSign(sign: string): number {
  if (sign.length === 1 && sign < '\u0300') return 1
  // Known as wide to whatever version of Unicode runs this; the mark asks for the picture of what is also a letter.
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u.test(sign)) return 2
  let columns = 0
  for (const char of sign) columns += columnsOfChar(char)
  return columns
}

function columnsOfChar(char: string): number {
  if (isJoiner(char) || /\p{Mn}|\p{Me}/u.test(char)) return 0
  return isWide(char.codePointAt(0)!) ? 2 : 1
}

function isWide(code: number): boolean {
  return (
    (0x1100 <= code && code <= 0x115f) ||
    (0x2329 <= code && code <= 0x232a) ||
    (0x2e80 <= code && code <= 0xa4cf) ||
    (0xac00 <= code && code <= 0xd7a3) ||
    (0xf900 <= code && code <= 0xfaff) ||
    (0xfe30 <= code && code <= 0xfe6f) ||
    (0xff00 <= code && code <= 0xff60) ||
    (0x1f200 <= code && code <= 0x1f265) ||
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
  for (const sign of signsOf(text)) {
    const next = columnsOfSign(sign)
    if (columns - 1 < used + next) break
    fitted += sign
    used += next
  }
  return `${fitted}…${' '.repeat(columns - 1 - used)}`
}

const steering = /(?![\t\n\r])\p{Cc}/gu

/** Text for a table or a calendar, without what would steer a terminal that it is printed to; lines and tabs stay. */
export function plainText(text: string): string {
  return text.replace(steering, '\ufffd')
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
