export const space = 32
export const tab = 9
export const carriageReturn = 13
export const hash = 35
export const colon = 58
export const dash = 45
export const comma = 44
export const quotation = 34
export const apostrophe = 39
export const openBrace = 123
export const closeBrace = 125
export const openBracket = 91
export const closeBracket = 93
export const backslash = 92
/** `|` begins a text whose line ends are kept, `>` one whose line ends are spaces. */
export const literal = 124
export const folded = 62

export function isBlank(code: number): boolean {
  return code === space || code === tab
}

/** A character that means something inside brackets. */
export function isFlowMark(code: number): boolean {
  return code === comma || code === openBrace || code === closeBrace || code === openBracket || code === closeBracket
}
