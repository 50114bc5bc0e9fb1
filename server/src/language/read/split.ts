import { collections } from './collections.ts'

/**
 * A stretch of a document that can be read on its own.
 *
 * - `section`: a key of the document with all that stands in it.
 * - `entry`, `task`: an entry of a collection, or of a map of tasks, whole.
 * - `head`: a task's own keys, before its `tasks:`. `tail`: those after it.
 * - `branch`: a key (`tasks:`, `risks:`) whose entries are stretches of their own.
 * - `gap`: blank lines and comments before the first key.
 * - `rest`: what follows the end of the document.
 */
export type StretchKind = 'section' | 'entry' | 'task' | 'head' | 'tail' | 'branch' | 'gap' | 'rest'

export interface Stretch {
  readonly kind: StretchKind
  readonly start: number
  readonly end: number
  readonly level: number
  /** The levels that are open where it begins: what decides how the lines from here on are split. */
  readonly open: Open
  /** Its first line stands in a column where nothing else does. */
  readonly misplaced: boolean
}

/** A column in which entries begin, and what they are. */
interface Level {
  readonly column: number
  readonly role: 'root' | 'collection' | 'tasks' | 'body'
  /** Of a body: whether a branch of it has gone by. */
  readonly branched: boolean
}
export type Open = readonly Level[]

/** What a line begins with, as far as splitting goes. */
interface Line {
  readonly start: number
  readonly column: number
  readonly first: number
  readonly end: number
}

/**
 * Splits a document by its indentation, in one pass over its lines. Nothing is decoded, so nothing inside can mislead
 * it: a line that stands deeper than the entries of a map belongs to the entry above it, in every YAML.
 *
 * @param from where to begin: 0, or the start of a stretch whose `open` is given.
 * @param accept is told each stretch as it is found; `false` ends the work.
 */
export function split(text: string, from: number, open: Open, accept: (stretch: Stretch) => boolean): void {
  new Splitting(text, accept).run(from, open)
}

/** The open levels at the start of a document, before anything is known. */
export const noneOpen: Open = []

export function sameOpen(a: Open, b: Open): boolean {
  if (a === b) return true
  return (
    a.length === b.length &&
    a.every(
      ({ column, role, branched }, i) => column === b[i]!.column && role === b[i]!.role && branched === b[i]!.branched,
    )
  )
}

const space = 32
const tab = 9
const lineFeed = 10
const carriageReturn = 13
const hash = 35
const deepest = 64

class Splitting {
  readonly #text: string
  readonly #accept: (stretch: Stretch) => boolean
  #open: Open = noneOpen
  /** The stretch being collected. */
  #kind: StretchKind = 'gap'
  #start = 0
  #level = 0
  #openAtStart: Open = noneOpen
  #misplaced = false
  #stopped = false

  constructor(text: string, accept: (stretch: Stretch) => boolean) {
    this.#text = text
    this.#accept = accept
  }

  run(from: number, open: Open): void {
    this.#open = open
    this.#openAtStart = open
    this.#start = from
    let line = contentLine(this.#text, this.#skipMark(from))
    while (line && !this.#stopped) {
      if (line.column === 0 && this.#endsDocument(line)) return
      this.#take(line)
      line = contentLine(this.#text, line.end)
    }
    if (!this.#stopped) this.#close(this.#text.length)
  }

  /** A byte order mark stands before everything. */
  #skipMark(from: number): number {
    return from === 0 && this.#text.charCodeAt(0) === 0xfeff ? 1 : from
  }

  #endsDocument({ start, end }: Line): boolean {
    const mark = this.#text.slice(start, start + 3)
    if ((mark !== '---' && mark !== '...') || (start + 3 < end && !/\s/.test(this.#text[start + 3]!))) return false
    // The first "---" only begins the document.
    if (mark === '---' && this.#open.length === 0) return false
    this.#begin('rest', start, 0, false)
    if (!this.#stopped) this.#close(this.#text.length)
    return true
  }

  #take(line: Line): void {
    if (this.#open.length === 0) {
      if (line.column === 0 && (this.#text.startsWith('---', line.start) || this.#text[line.first] === '%')) return
      this.#openAtStart = noneOpen
      const root: Open = [{ column: line.column, role: 'root', branched: false }]
      this.#open = root
      this.#section(line, false)
      return
    }
    let height = this.#open.length
    while (1 < height && line.column < this.#open[height - 1]!.column) height -= 1
    const level = this.#open[height - 1]!
    if (continues(this.#text, line.first)) return
    if (level.column === line.column) this.#boundary(line, height, false)
    else if (height < this.#open.length) this.#boundary(line, height + 1, true)
    else if (line.column < level.column) this.#boundary(line, height, true)
  }

  /** A line that begins something at a level. */
  #boundary(line: Line, height: number, misplaced: boolean): void {
    const level = this.#open[height - 1]!
    if (level.role === 'body') {
      this.#bodyLine(line, height, misplaced)
      return
    }
    if (height < this.#open.length) this.#open = this.#open.slice(0, height)
    if (level.role === 'root') this.#section(line, misplaced)
    else if (level.role === 'tasks') this.#task(line, misplaced)
    else this.#begin('entry', line.start, this.#open.length - 1, misplaced)
  }

  #section(line: Line, misplaced: boolean): void {
    const name = keyOf(this.#text, line)
    const below = name !== undefined && collections.has(name) ? this.#entriesBelow(line) : undefined
    this.#begin(below === undefined ? 'section' : 'branch', line.start, 0, misplaced)
    if (below !== undefined)
      this.#push({ column: below, role: name === 'tasks' ? 'tasks' : 'collection', branched: false })
  }

  #task(line: Line, misplaced: boolean): void {
    const body =
      this.#open.length < deepest - 2 && keyOf(this.#text, line) !== undefined ? this.#entriesBelow(line) : undefined
    this.#begin('task', line.start, this.#open.length - 1, misplaced)
    if (body !== undefined) this.#push({ column: body, role: 'body', branched: false })
  }

  /** A key of a task: a branch, or behind one a tail; else it belongs to the task's own stretch. */
  #bodyLine(line: Line, height: number, misplaced: boolean): void {
    const isTasks = this.#text.startsWith('tasks', line.first) && keyOf(this.#text, line) === 'tasks'
    const branch = isTasks ? this.#entriesBelow(line) : undefined
    const level = this.#open[height - 1]!
    if (branch === undefined && !level.branched) return
    if (branch === undefined && this.#kind === 'tail' && this.#level === height - 1 && this.#open.length === height)
      return
    if (branch !== undefined && this.#kind === 'task') this.#kind = 'head'
    this.#open =
      height === this.#open.length && level.branched
        ? this.#open
        : [...this.#open.slice(0, height - 1), { ...level, branched: true }]
    this.#begin(branch === undefined ? 'tail' : 'branch', line.start, height - 1, misplaced)
    if (branch !== undefined) this.#push({ column: branch, role: 'tasks', branched: false })
  }

  #push(level: Level): void {
    this.#open = [...this.#open, level]
  }

  /** The column of the entries under a line that ends in ":", where they are entries of a block map. */
  #entriesBelow(line: Line): number | undefined {
    const next = contentLine(this.#text, line.end)
    return next && line.column < next.column && !startsOther(this.#text, next.first) ? next.column : undefined
  }

  #begin(kind: StretchKind, start: number, level: number, misplaced: boolean): void {
    this.#close(start)
    this.#kind = kind
    this.#start = start
    this.#level = level
    this.#misplaced = misplaced
  }

  #close(end: number): void {
    if (this.#start < end && !this.#stopped) {
      const stretch = {
        kind: this.#kind,
        start: this.#start,
        end,
        level: this.#level,
        open: this.#openAtStart,
        misplaced: this.#misplaced,
      }
      this.#stopped = !this.#accept(stretch)
    }
    this.#openAtStart = this.#open
  }
}

/** Whether the root of a document is a block map, which can be split; else it must be read as a whole. */
export function canSplit(text: string): boolean {
  let line = contentLine(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
  while (line) {
    const { start, first, column, end } = line
    const isMark =
      column === 0 && text.startsWith('---', start) && /^---[ \t]*(?:#.*)?$/.test(text.slice(start, end).trimEnd())
    if (!isMark && (column > 0 || text[first] !== '%'))
      return !startsOther(text, first) && !(column === 0 && text.startsWith('---', start))
    line = contentLine(text, end)
  }
  return true
}

/** The next line that is neither blank nor a comment. */
function contentLine(text: string, from: number): Line | undefined {
  let start = from
  while (start < text.length) {
    let first = start
    let column = 0
    for (let code = text.charCodeAt(first); code === space || code === tab; code = text.charCodeAt(++first))
      column += code === tab ? 8 : 1
    const feed = text.indexOf('\n', first)
    const end = feed < 0 ? text.length : feed + 1
    const code = text.charCodeAt(first)
    if (first < text.length && code !== lineFeed && code !== carriageReturn && code !== hash)
      return { start, column, first, end }
    start = end
  }
  return undefined
}

/** A line that can't begin an entry: it ends or goes on with what is above. */
function continues(text: string, first: number): boolean {
  const character = text[first]
  if (character === '}' || character === ']') return true
  const next = text.charCodeAt(first + 1)
  return (character === '-' || character === ':') && !(next > space)
}

/** A value that is no block map of plain entries. */
function startsOther(text: string, first: number): boolean {
  const character = text[first]!
  if ('{[|>&*!'.includes(character)) return true
  return (character === '-' || character === '?' || character === ':') && !(text.charCodeAt(first + 1) > space)
}

const keyLine = /^([A-Za-z_][^\s:#"'{}[\],]*):[ \t]*(?:#[^\n]*)?[\r\n]*$/

/** The key of a line that has nothing but a key. */
function keyOf(text: string, { first, end }: Line): string | undefined {
  if (300 < end - first) return undefined
  return keyLine.exec(text.slice(first, end))?.[1]
}
