import type { At, Path } from '#engine/model/path'
import type { Plan } from '#engine/model/plan'
import { assemble } from './assemble.ts'
import { findIgnores } from './ignores.ts'
import { readWithLibrary } from './library.ts'
import { Locator } from './locate.ts'
import { layOut, type Outline } from './outline.ts'
import { pathAt } from './pathAt.ts'
import { type Chunk, piecesOf } from './piece.ts'
import { problemAt } from './problem.ts'
import type { Node, Problem, Reading, Span } from './reading.ts'

export interface ReadOptions {
  /** URI or path of the text; findings in included files name theirs. */
  readonly file: string
  /** The reading of a former text of the same file: what has not changed is taken from it. */
  readonly previous?: Reading
}

/** Reads a plan. Never throws: at worst the plan is empty, beside the problems. */
export function readPlan(text: string, { file }: ReadOptions): Reading {
  const chunk = readWhole(text)
  return new TextReading(text, layOut([chunk]), file)
}

function readWhole(text: string): Chunk {
  const { root, problems, usesAnchors } = readWithLibrary(text)
  const wrong =
    root && root.kind !== 'map'
      ? [problemAt(root, { code: 'plan/wrong-type', message: 'A plan is a map of keys, such as project: and tasks:' })]
      : []
  return {
    text,
    pieces: root?.kind === 'map' ? piecesOf(root.entries, 'root') : [],
    problems: [...problems, ...wrong],
    level: 0,
    usesAnchors,
  }
}

/** A text, read. A class so that what is rarely asked for is made only then. */
class TextReading implements Reading {
  readonly text: string
  readonly plan: Plan
  readonly problems: readonly Problem[]
  readonly outline: Outline
  readonly #locator: Locator
  #ignores?: Reading['ignores']
  #root?: { readonly node: Node | undefined }

  constructor(text: string, outline: Outline, file: string) {
    this.text = text
    this.outline = outline
    const { plan, problems } = assemble(outline, file)
    this.plan = plan
    this.problems = [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    this.#locator = new Locator(outline, text)
  }

  spanOf(at: At): Span {
    return this.#locator.spanOf(at)
  }

  entrySpan(path: Path): Span {
    return this.#locator.entrySpan(path)
  }

  pathAt(offset: number): ReturnType<Reading['pathAt']> {
    return pathAt(this.text, this.outline, offset)
  }

  nodeAt(path: Path): Node | undefined {
    return this.#locator.nodeAt(path)
  }

  has(path: Path): boolean {
    return this.#locator.has(path)
  }

  get root(): Node | undefined {
    this.#root ??= { node: this.#locator.nodeAt([]) }
    return this.#root.node
  }

  get ignores(): Reading['ignores'] {
    this.#ignores ??= findIgnores({
      text: this.text,
      pathAt: offset => this.pathAt(offset),
      nodeAt: path => this.nodeAt(path),
      entrySpan: path => this.entrySpan(path),
    })
    return this.#ignores
  }
}
