import type { At, Path } from '#engine/model/path'
import type { Plan } from '#engine/model/plan'
import { type CommonEnds, commonEnds, differsIn } from '../commonEnds.ts'
import { type Assembly, assemble, reassemble } from './assemble.ts'
import { type Chunks, type FormerChunks, mostChunks, readChunks } from './chunks.ts'
import { conflictProblem, maskConflicts } from './conflicts.ts'
import { findIgnores, ignoreWord } from './ignores.ts'
import { Locator } from './locate.ts'
import { layOut, layOutAgain, type Outline, shiftOf } from './outline.ts'
import { pathAt } from './pathAt.ts'
import { problemAt } from './problem.ts'
import type { Block, Node, Problem, Reading, Shift, Span } from './reading.ts'

export interface ReadOptions {
  /** URI or path of the text; findings in included files name theirs. */
  readonly file: string
  /** The reading of a former text of the same file: what has not changed is taken from it. */
  readonly previous?: Reading
}

/** A text longer than this is not read. */
const longest = 8 * 1024 * 1024

/** Reads a plan. Never throws: at worst the plan is empty, beside the problems. */
export function readPlan(text: string, { file, previous }: ReadOptions): Reading {
  const unread = { text, read: '', chunks: { chunks: [], usesAnchors: false }, file }
  if (longest < text.length) return new TextReading({ ...unread, instead: [tooLarge(text)] })
  const former = previous instanceof TextReading ? previous : undefined
  const ends = former?.isReadAsItIs ? commonEnds(former.text, text) : undefined
  const masked = maskConflicts(text, ends)
  const chunks = readChunks(masked, former && { ...former.forNext, ...(masked === text && ends && { ends }) })
  if (mostChunks <= chunks.chunks.length) return new TextReading({ ...unread, instead: [tooMany()] })
  const instead = masked === text ? undefined : [conflictProblem(text)]
  return new TextReading({ text, read: masked, chunks, file, former, ends, instead })
}

function tooLarge(text: string): Problem {
  const size = `${Math.round(text.length / 1024 / 1024)} MB`
  return problemAt(
    { start: 0, end: Math.min(1, text.length) },
    {
      code: 'yaml/too-large',
      message: `This file has ${size}: above 8 MB only its outline is shown, and nothing in it is checked`,
      help: 'Split the plan',
    },
  )
}

function tooMany(): Problem {
  const message = `This file has more than ${mostChunks} blocks and is not read`
  return problemAt({ start: 0, end: 1 }, { code: 'yaml/too-large', message, help: 'Split the plan' })
}

interface Parts {
  readonly text: string
  readonly read: string
  readonly chunks: Chunks
  readonly file: string
  /** What the chunks were taken over from. */
  readonly former?: TextReading
  /** What the text has in common with that. */
  readonly ends?: CommonEnds
  /** Said in place of all else. */
  readonly instead?: readonly Problem[]
}

/** Of a text without the word; one that only has it where it is no comment may come to have one by an edit elsewhere. */
const noIgnores: Reading['ignores'] = []

/** A text, read. A class so that what is rarely asked for is made only then. */
class TextReading implements Reading {
  readonly text: string
  readonly plan: Plan
  readonly problems: readonly Problem[]
  /** The text as it was read: that of the file, with conflict markers made comments. */
  readonly #read: string
  readonly #usesAnchors: boolean
  readonly #outline: Outline
  readonly #assembly: Assembly
  readonly #locator: Locator
  /** Stands for this reading in the next one, which must not hold on to it. */
  readonly #mark = {}
  readonly #since: { readonly mark: object; readonly shift: Shift } | undefined
  #ignores: Reading['ignores'] | undefined
  #root?: { readonly node: Node | undefined }

  constructor({ text, read, chunks: { chunks, usesAnchors, change }, file, former, ends, instead }: Parts) {
    this.text = text
    this.#read = read
    this.#usesAnchors = usesAnchors
    const again = change && former && layOutAgain(chunks, former.#outline, change)
    this.#outline = again ?? layOut(chunks)
    const reassembled = again && reassemble(again, former.#outline, former.#assembly, change)
    this.#assembly = reassembled ?? assemble(this.#outline, file)
    this.#since = reassembled &&
      former &&
      change && { mark: former.#mark, shift: shiftOf(former.#outline, again, change) }
    this.plan = this.#assembly.plan
    this.problems =
      instead ?? [...this.#assembly.problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    const silent = ends && former && former.#ignores === noIgnores && !differsIn(text, ends, [ignoreWord])
    if (silent) this.#ignores = former.#ignores
    this.#locator = new Locator(this.#outline, text, reassembled && former ? former.#locator : undefined)
  }

  /** Not masked, not refused. */
  get isReadAsItIs(): boolean {
    return this.#read === this.text
  }

  /** What the reading of the next text can take over. */
  get forNext(): FormerChunks {
    const { chunks, chunkStarts } = this.#outline
    return { read: this.#read, chunks, starts: chunkStarts, usesAnchors: this.#usesAnchors }
  }

  get blocks(): readonly Block[] {
    return this.#outline.chunks
  }

  shiftFrom(former: Reading): Shift | undefined {
    if (former === this) return { start: 0, end: 0, by: 0 }
    return former instanceof TextReading && this.#since?.mark === former.#mark ? this.#since.shift : undefined
  }

  spanOf(at: At): Span {
    return this.#locator.spanOf(at)
  }

  entrySpan(path: Path): Span {
    return this.#locator.entrySpan(path)
  }

  pathAt(offset: number): ReturnType<Reading['pathAt']> {
    return pathAt(this.text, this.#outline, offset)
  }

  nodeAt(path: Path): Node | undefined {
    return this.#locator.nodeAt(path)
  }

  has(path: Path): boolean {
    return this.#locator.has(path)
  }

  readAgain(text: string): Reading {
    return readPlan(text, { file: this.plan.file, previous: this })
  }

  get root(): Node | undefined {
    this.#root ??= { node: this.#locator.nodeAt([]) }
    return this.#root.node
  }

  get ignores(): Reading['ignores'] {
    if (this.#ignores === undefined && !this.text.includes(ignoreWord)) this.#ignores = noIgnores
    this.#ignores ??= findIgnores({
      text: this.text,
      pathAt: offset => this.pathAt(offset),
      nodeAt: path => this.nodeAt(path),
      entrySpan: path => this.entrySpan(path),
    })
    return this.#ignores
  }
}
