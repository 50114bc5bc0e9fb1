import type { Path } from '#engine/model/path'
import type { Plan, Task } from '#engine/model/plan'
import { TaskMap } from '#engine/model/taskMap'
import { addChild, type Children, giveChildren } from './children.ts'
import { badKey, duplicateId, duplicateKey, tooManyTasks } from './keyProblems.ts'
import { isMadeOf, makePiece, noTails, tailsOf } from './makePiece.ts'
import { makePlan, maxTasks, missingSections } from './makePlan.ts'
import { type Change, firstPieceOf, type Outline } from './outline.ts'
import type { Memo, Piece, Tail } from './piece.ts'
import { moveProblem } from './problem.ts'
import type { Problem } from './reading.ts'

/** Ids are unique over tasks and milestones together, over resources and stakeholders together, over each other section alone. */
const joints: Readonly<Record<string, string>> = {
  tasks: 'milestones',
  milestones: 'tasks',
  resources: 'stakeholders',
  stakeholders: 'resources',
}

const rootPath: Path = []

/** What the pieces of a document come to: the plan, and what was found while making it. */
export interface Assembly {
  readonly plan: Plan
  readonly problems: readonly Problem[]
  /** The places of pieces and of chunks that have problems; left out where a problem is of how pieces stand to each other. */
  readonly told?: { readonly pieces: readonly number[]; readonly chunks: readonly number[] }
}

/**
 * Puts the plan together from its pieces. What was made of a piece before is used again, so an edit costs
 * what it touches, and one pass over the list of pieces.
 */
export function assemble(outline: Outline, file: string): Assembly {
  return new Assembling(outline, file).assemble()
}

/**
 * What {@link assemble} comes to after an edit inside tasks that stand where they stood, for the cost of those tasks;
 * `undefined` where more has changed.
 */
export function reassemble(
  outline: Outline,
  former: Outline,
  { plan, told }: Assembly,
  { first, newEnd }: Change,
): Assembly | undefined {
  if (!told) return undefined
  const end = firstPieceOf(outline, newEnd)
  const changed: number[] = []
  for (let i = firstPieceOf(outline, first); i < end; i++) if (outline.pieces[i] !== former.pieces[i]) changed.push(i)
  if (!changed.every(i => isSameTask(outline.pieces[i]!, former.pieces[i]!, plan))) return undefined
  const assembling = new Assembling(outline, plan.file)
  const remade = changed.map(i => [outline.pieces[i]!.key.text, assembling.remake(i, former.pieces[i]!.memo!)] as const)
  const chunks = told.chunks.filter(c => c < first || newEnd <= c)
  for (let c = first; c < newEnd; c++) if (outline.chunks[c]!.problems.length > 0) chunks.push(c)
  const pieces = told.pieces.filter(i => !changed.includes(i))
  for (const i of changed) if (outline.pieces[i]!.memo!.problems.length > 0) pieces.push(i)
  const tasks = TaskMap.of(plan.tasks).replaced(remade)
  return assembling.withProblems(changed.length > 0 ? { ...plan, tasks } : plan, {
    pieces: pieces.sort((a, b) => a - b),
    chunks: chunks.sort((a, b) => a - b),
  })
}

/** Both a task or milestone alone, of one id, and what the plan has of it was made of the former. */
function isSameTask(piece: Piece, former: Piece, plan: Plan): boolean {
  const { memo } = former
  if (piece.kind !== 'leaf' || former.kind !== 'leaf' || !memo || memo.path.length < 2) return false
  const { text, style } = piece.key
  return text === former.key.text && style === former.key.style && plan.tasks.get(text) === memo.object
}

/** One assembly; a class only to hold what it collects. */
class Assembling {
  readonly #outline: Outline
  readonly #file: string
  readonly #problems: Problem[] = []
  /** The objects of each section that holds entries, by id. */
  readonly #collections: Record<string, Map<string, object>> = {}
  /** Where each id of a space was first defined: the piece's place. */
  readonly #defined: Record<string, Map<string, number>> = {}
  /** Up to which piece that was found out for the ids of a section. */
  readonly #lookedUp: Record<string, number> = {}
  /** The first piece of each section, by name. */
  readonly #leaves = new Map<string, { index: number; object: unknown }>()
  readonly #paths: Path[] = []
  readonly #children: Children = new Map()
  readonly #skipped = new Set<number>()
  /** The places of pieces that have problems of their own. */
  readonly #told: number[] = []

  constructor(outline: Outline, file: string) {
    this.#outline = outline
    this.#file = file
  }

  assemble(): Assembly {
    const tails = tailsOf(this.#outline)
    const { pieces, parents } = this.#outline
    for (let i = 0; i < pieces.length; i++) {
      const parent = parents[i]!
      if (0 <= parent && this.#skipped.has(parent)) this.#skipped.add(i)
      else this.#piece(i, parent, tails?.get(i) ?? noTails)
    }
    if (this.#collections.tasks) giveChildren(this.#children, this.#outline, this.#collections.tasks)
    const sections = { collections: this.#collections, leaves: this.#leaves }
    const plan = makePlan(sections, this.#file)
    this.#problems.push(...missingSections(sections, this.#outline))
    const isPlain = !tails && this.#skipped.size === 0 && this.#problems.length === 0
    const { chunks } = this.#outline
    const told: number[] = []
    for (let c = 0; c < chunks.length; c++) if (chunks[c]!.problems.length > 0) told.push(c)
    const made = this.withProblems(plan, { pieces: this.#told, chunks: told })
    return isPlain ? made : { plan, problems: made.problems }
  }

  /** An assembly whose problems are those of its pieces and chunks. */
  withProblems(plan: Plan, told: NonNullable<Assembly['told']>): Assembly {
    for (const i of told.pieces) this.#pieceProblems(i)
    for (const c of told.chunks) this.#chunkProblems(c)
    return { plan, problems: this.#problems, told }
  }

  /** Makes a task anew that stands where the one with this memo stood. */
  remake(i: number, { parentPath }: Memo): Task {
    const memo = makePiece(this.#outline, i, parentPath, noTails)
    this.#outline.pieces[i]!.memo = memo
    return memo.object as Task
  }

  #pieceProblems(i: number): void {
    for (const problem of this.#outline.pieces[i]!.memo!.problems)
      this.#problems.push(moveProblem(problem, this.#outline.bases[i]!))
  }

  #chunkProblems(c: number): void {
    const { chunks, chunkStarts } = this.#outline
    for (const problem of chunks[c]!.problems) this.#problems.push(moveProblem(problem, chunkStarts[c]!))
  }

  #piece(i: number, parent: number, tails: readonly Tail[]): void {
    const piece = this.#outline.pieces[i]!
    if (piece.kind === 'tail') return
    const parentPath = parent < 0 ? rootPath : this.#paths[parent]!
    const known = piece.memo
    const memo = known && isMadeOf(known, parentPath, tails) ? known : makePiece(this.#outline, i, parentPath, tails)
    memo.parentPath = parentPath
    piece.memo = memo
    this.#paths[i] = memo.path
    if (parent < 0) this.#section(i, piece, memo)
    else if (piece.kind === 'branch') this.#innerBranch(i, piece, parent)
    else this.#entry(i, piece, memo, parent)
    if (memo.problems.length > 0 && !this.#skipped.has(i)) this.#told.push(i)
  }

  #section(i: number, piece: Piece, memo: Memo): void {
    const name = piece.key.text
    const first = this.#leaves.get(name)
    if (first) this.#skip(i, duplicateKey(this.#outline, i, first.index))
    else this.#leaves.set(name, { index: i, object: memo.object })
  }

  #innerBranch(i: number, piece: Piece, parent: number): void {
    const defined = this.#definedIn(`branch ${parent}`)
    const first = defined.get(piece.key.text)
    if (first === undefined) defined.set(piece.key.text, i)
    else this.#skip(i, duplicateKey(this.#outline, i, first))
  }

  #entry(i: number, piece: Piece, memo: Memo, parent: number): void {
    const section = String(memo.path[0])
    const id = piece.key.text
    if (id === '__proto__' || (id === '<<' && piece.key.style === 'plain')) {
      this.#skip(i, badKey(this.#outline, i))
      return
    }
    const objects = this.#objectsOf(section)
    const joint = joints[section]
    if (objects.has(id) || (joint !== undefined && this.#collections[joint]?.has(id))) {
      this.#skip(i, duplicateId(this.#outline, i, this.#firstWith(section, id, i)))
      return
    }
    objects.set(id, memo.object as object)
    if (section !== 'tasks') return
    addChild(this.#children, this.#outline, id, parent)
    if (objects.size === maxTasks + 1) this.#problems.push(tooManyTasks(this.#outline, i))
  }

  #objectsOf(section: string): Map<string, object> {
    const known = this.#collections[section]
    if (known) return known
    const objects = new Map<string, object>()
    this.#collections[section] = objects
    return objects
  }

  /** The place of the first piece with an id, of those before the one that has it again; looked up only then. */
  #firstWith(section: string, id: string, again: number): number {
    const { pieces, parents } = this.#outline
    const names = [section, joints[section]]
    const found = this.#definedIn(section)
    for (let i = this.#lookedUp[section] ?? 0; i < again; i++) {
      const { kind, key, memo } = pieces[i]!
      const path = memo?.path
      if (parents[i]! < 0 || kind === 'branch' || kind === 'tail' || !path || !names.includes(String(path[0]))) continue
      if (!this.#skipped.has(i) && !found.has(key.text)) found.set(key.text, i)
    }
    this.#lookedUp[section] = again
    return found.get(id) ?? 0
  }

  #definedIn(space: string): Map<string, number> {
    this.#defined[space] ??= new Map()
    return this.#defined[space]
  }

  /** The piece, and what stands in it, is not read. */
  #skip(i: number, why: Problem): void {
    this.#skipped.add(i)
    this.#problems.push(why)
  }
}
