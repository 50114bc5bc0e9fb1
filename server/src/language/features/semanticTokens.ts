import { closingQuote, isSpace, type LineParts, lineEndAt, lineParts, nextLine, trimBack } from '../lineParts.ts'
import type { Block, Span } from '../read/reading.ts'
import { planShape, type Shape } from '../schema/shape.ts'
import { type TokenType, tokenTypes } from './tokenTypes.ts'

const typeIndex = Object.fromEntries(tokenTypes.map((type, i) => [type, i])) as Record<TokenType, number>

export interface SemanticToken extends Span {
  readonly type: TokenType
  /** The place where the id is defined. */
  readonly isDefinition: boolean
}

interface Level {
  readonly column: number
  readonly kind: 'map' | 'seq'
  /** Of what is below: of the last key's value, or of the items. */
  readonly shape: Shape | undefined
  readonly container: Shape | undefined
  readonly section: string
}

/**
 * Ids, references, dates, durations and words of the format, in order. From the lines and the schema, so
 * that broken text keeps its colours. With `only`, the tokens of its lines.
 *
 * @param blocks the text, one behind the other; flow ends with its block.
 */
export function semanticTokens(blocks: readonly Block[], only?: Span): readonly SemanticToken[] {
  const tokens: SemanticToken[] = []
  forEachToken(blocks, only, (start, end, type, isDefinition) =>
    tokens.push({ start, end, type: tokenTypes[type]!, isDefinition }),
  )
  return tokens
}

/** The same tokens one by one, without an object for each. `type` is the place in {@link tokenTypes}. */
export function forEachToken(
  blocks: readonly Block[],
  only: Span | undefined,
  take: (start: number, end: number, type: number, isDefinition: boolean) => void,
): void {
  let levels: readonly Level[] = []
  let base = 0
  for (const block of blocks) {
    if (only && only.end < base) return
    const { tokens, after } = tokensOf(block, levels)
    for (let i = 0; i < tokens.length; i += 4) {
      const start = tokens[i]! + base
      const end = tokens[i + 1]! + base
      if (!only || (only.start <= end && start <= only.end)) take(start, end, tokens[i + 2]!, tokens[i + 3] === 1)
    }
    levels = after
    base += block.text.length
  }
}

/** What a block comes to below some levels. */
interface BlockTokens {
  readonly before: readonly Level[]
  readonly after: readonly Level[]
  /** For each token its start and end in the block, its type, and 1 where an id is defined, else 0. */
  readonly tokens: readonly number[]
}

/** An edit leaves most blocks alone, and their tokens with them. */
const known = new WeakMap<Block, BlockTokens>()

function tokensOf(block: Block, before: readonly Level[]): BlockTokens {
  const former = known.get(block)
  if (former && sameLevels(former.before, before)) return former
  const { text } = block
  const tokens: number[] = []
  const levels = [...before]
  for (let start = 0; 0 <= start; ) {
    const parts = lineParts(text, start)
    const end = parts.blank
      ? parts.end
      : tokenizeLine(text, parts, levels, (from, to, type, isDefinition) =>
          tokens.push(from, to, typeIndex[type], isDefinition ? 1 : 0),
        )
    start = nextLine(text, end)
  }
  const made = { before, after: levels, tokens: tokens.slice() }
  known.set(block, made)
  return made
}

function sameLevels(a: readonly Level[], b: readonly Level[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!sameLevel(a[i]!, b[i]!)) return false
  return true
}

function sameLevel(a: Level, b: Level): boolean {
  if (a === b) return true
  return (
    a.column === b.column &&
    a.kind === b.kind &&
    a.shape === b.shape &&
    a.container === b.container &&
    a.section === b.section
  )
}

type Emit = (start: number, end: number, type: TokenType, isDefinition: boolean) => void

/** Gives the end of the last line that was used up: flow may go on over several. */
function tokenizeLine(text: string, parts: LineParts, levels: Level[], emit: Emit): number {
  const isItem = parts.dashes.length > 0
  while (levels.length > 0 && closes(levels[levels.length - 1]!, parts.indent, isItem)) levels.pop()
  let shape: Shape | undefined
  let section = ''
  for (const dash of parts.dashes) {
    const container = levels[levels.length - 1]
    const column = dash - parts.start
    if (container?.kind === 'seq' && container.column === column) {
      shape = container.shape
      section = container.section
    } else {
      shape = listOf(container?.shape)
      section = container?.section ?? ''
      levels.push({ column, kind: 'seq', shape, container: undefined, section })
    }
  }
  if (!parts.key) {
    if (!isItem && levels.length > 0) shape = levels[levels.length - 1]!.shape
    return valueTokens(text, parts, shape, section, emit)
  }
  const column = parts.key.start - parts.start
  const top = levels[levels.length - 1]
  const same = top?.kind === 'map' && top.column === column ? top : undefined
  const container = same ? same.container : levels.length === 0 ? planShape : isItem ? shape : top!.shape
  if (same) levels.pop()
  const name = levels.length === 0 ? parts.key.text : (top?.section ?? section)
  keyToken(parts.key, container, name, emit)
  const below = container?.keys?.get(parts.key.text)?.shape ?? container?.record?.value
  levels.push({ column, kind: 'map', shape: below, container, section: name })
  return valueTokens(text, parts, below, name, emit)
}

function closes({ column, kind }: Level, indent: number, isItem: boolean): boolean {
  return column > indent || (column === indent && kind === 'seq' && !isItem)
}

function listOf(shape: Shape | undefined): Shape | undefined {
  return shape?.list ?? shape
}

const definitions: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ['tasks', 'task'],
  ['milestones', 'task'],
  ['resources', 'person'],
  ['stakeholders', 'person'],
  ['calendars', 'calendar'],
  ['risks', 'risk'],
  ['sprints', 'sprint'],
])

function keyToken(
  { start, end, text }: { start: number; end: number; text: string },
  container: Shape | undefined,
  section: string,
  emit: Emit,
): void {
  if (!container?.record || container.keys?.has(text)) return
  const { kind } = container.record.key
  const isDefinition = kind === 'id'
  const type = isDefinition ? (definitions.get(section) ?? 'object') : types.get(kind)
  if (type) emit(start, end, type, isDefinition && container.record.value.keys !== undefined)
}

const types: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ['task-ref', 'task'],
  ['person-ref', 'person'],
  ['resource-ref', 'person'],
  ['stakeholder-ref', 'person'],
  ['calendar-ref', 'calendar'],
  ['risk-ref', 'risk'],
  ['sprint-ref', 'sprint'],
  ['object-ref', 'object'],
  ['date', 'date'],
  ['date-range', 'date'],
  ['date-estimate', 'date'],
  ['month', 'date'],
  ['duration', 'duration'],
  ['estimate', 'duration'],
  ['lag', 'lag'],
  ['percent', 'number'],
  ['money', 'number'],
  ['money-estimate', 'number'],
  ['rate', 'number'],
  ['number', 'number'],
  ['hours', 'date'],
  ['boolean', 'word'],
  ['link-type', 'linkType'],
  ['level', 'word'],
  ['probability', 'word'],
  ['day-state', 'word'],
  ['days', 'word'],
  ['word', 'word'],
  ['severity', 'word'],
])

function valueTokens(text: string, parts: LineParts, shape: Shape | undefined, section: string, emit: Emit): number {
  const { content: start, contentEnd: end, end: lineEnd, indent } = parts
  if (start >= end) return lineEnd
  const first = text[start]
  if (first === '{' || first === '[') {
    const state = { at: start, limit: flowLimit(text, start, lineEnd, indent) }
    flowTokens(text, state, shape, section, emit, 0)
    return Math.max(lineEnd, lineEndAt(text, Math.max(start, state.at - 1)))
  }
  if (first !== '|' && first !== '>')
    scalarTokens(text, { start, end }, shape?.scalar?.kind ?? shape?.list?.scalar?.kind, shape, emit)
  return lineEnd
}

interface FlowState {
  at: number
  readonly limit: number
}

/** How far flow may reach: a key at or before the column of its own line ends what was never closed. */
function flowLimit(text: string, from: number, lineEnd: number, indent: number): number {
  const far = Math.min(text.length, from + 100_000)
  for (let start = nextLine(text, lineEnd); start >= 0 && start < far; ) {
    const line = lineParts(text, start)
    if (line.key && line.indent <= indent) return start
    start = nextLine(text, line.end)
  }
  return far
}

function flowTokens(
  text: string,
  state: FlowState,
  shape: Shape | undefined,
  section: string,
  emit: Emit,
  depth: number,
): void {
  const isMap = text[state.at] === '{'
  state.at++
  let value = isMap ? undefined : listOf(shape)
  let hasKey = !isMap
  while (state.at < state.limit) {
    const char = text[state.at]!
    if (char === '}' || char === ']') {
      state.at++
      return
    }
    if (char === '#' && isSpace(text.charCodeAt(state.at - 1))) state.at = lineEndAt(text, state.at)
    else if (char === ',') {
      hasKey = !isMap
      value = isMap ? undefined : listOf(shape)
      state.at++
    } else if (char === ' ' || char === ':' || char === '\n' || char === '\r' || char === '\t') state.at++
    else if (char === '{' || char === '[') {
      if (depth > 64) state.at = state.limit
      else flowTokens(text, state, value, section, emit, depth + 1)
    } else {
      const token = flowScalar(text, state)
      if (hasKey) scalarTokens(text, token, value?.scalar?.kind ?? value?.list?.scalar?.kind, value, emit)
      else {
        const key = text.slice(token.start, token.end)
        keyToken({ ...token, text: key }, shape, section, emit)
        value = shape?.keys?.get(key)?.shape ?? shape?.record?.value
        hasKey = true
      }
    }
  }
}

function flowScalar(text: string, state: FlowState): Span {
  const start = state.at
  const quote = text[start]
  if (quote === '"' || quote === "'") {
    state.at = closingQuote(text, start, lineEndAt(text, start))
    return { start, end: state.at }
  }
  let end = start
  for (; end < state.limit; end++) {
    const code = text.charCodeAt(end)
    if (code === 44 || code === 91 || code === 93 || code === 123 || code === 125 || code === 10 || code === 13) break
    if (code === 58 && endsKey(text.charCodeAt(end + 1))) break
    if (code === 35 && isSpace(text.charCodeAt(end - 1))) break
  }
  state.at = Math.max(end, start + 1)
  return { start, end: trimBack(text, start, end) }
}

/** What follows a key's colon in flow; NaN behind the text. */
function endsKey(code: number): boolean {
  return !(code > 32) || code === 44 || code === 91 || code === 93 || code === 123 || code === 125
}

const link = /^([A-Za-z][\w/-]*(?:\.deadline)?)(?:(\s+)([A-Za-z]{2}))?(\s*)([+-]\s*\S+)?$/

function scalarTokens(
  text: string,
  { start, end }: Span,
  kind: string | undefined,
  shape: Shape | undefined,
  emit: Emit,
): void {
  if (!kind) return
  const quoted = text[start] === '"' || text[start] === "'"
  const [from, to] = quoted && end - start > 1 ? [start + 1, end - 1] : [start, end]
  const source = text.slice(from, to)
  const add = (type: TokenType, range: readonly [number, number] = [0, source.length]) => {
    if (range[0] < range[1]) emit(from + range[0], from + range[1], type, false)
  }
  if (kind === 'after' || kind === 'before') {
    const found = link.exec(source)
    if (!found) return
    const [, id = '', gap = '', word = '', space = '', shift = ''] = found
    const wordAt = id.length + gap.length
    const shiftAt = wordAt + word.length + space.length
    add('task', [0, id.length])
    add('linkType', [wordAt, wordAt + word.length])
    add('lag', [shiftAt, shiftAt + shift.length])
    return
  }
  if (kind === 'mitigation' || kind === 'party' || kind === 'driver-target') {
    if (/^[A-Za-z][\w-]*$/.test(source) && kind === 'mitigation') add('task')
    return
  }
  const type = types.get(kind)
  const words = shape?.scalar?.words ?? shape?.list?.scalar?.words
  if (type === 'word' || (!type && words)) {
    if (!words || words.includes(source)) add('word')
    else if (/^\d/.test(source)) add('number')
  } else if (type) add(type)
}
