import { below, type Path } from '#engine/model/path'
import type { CalendarSpec, Plan, Task } from '#engine/model/plan'
import { TaskMap } from '#engine/model/taskMap'
import { defaultRiskMatrix } from '#engine/risk/matrix'
import { planSchema } from '../schema/plan.ts'
import { shorten } from '../schema/scalars/texts.ts'
import { type Shape, shapeOf } from '../schema/shape.ts'
import { entriesOf } from './build/common.ts'
import { buildSprints } from './build/project.ts'
import { Decoder } from './decode.ts'
import { entryKinds } from './entryKinds.ts'
import { moveNode } from './node.ts'
import { type Change, firstPieceOf, type Outline } from './outline.ts'
import type { Memo, Piece, Tail } from './piece.ts'
import { moveProblem, problemAt } from './problem.ts'
import type { Problem } from './reading.ts'
import { sectionObject } from './sectionObject.ts'

const maxTasks = 20_000

/** Ids are unique over tasks and milestones together, over resources and stakeholders together, over each other section alone. */
const joints: Readonly<Record<string, string>> = {
  tasks: 'milestones',
  milestones: 'tasks',
  resources: 'stakeholders',
  stakeholders: 'resources',
}

const rootPath: Path = []
const noTails: readonly Tail[] = []
const noProblems: readonly Problem[] = []

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
  readonly #sections: Record<string, Map<string, object>> = {}
  /** Where each id of a space was first defined: the piece's place. */
  readonly #defined: Record<string, Map<string, number>> = {}
  /** Up to which piece that was found out for the ids of a section. */
  readonly #lookedUp: Record<string, number> = {}
  /** The first piece of each section, by name. */
  readonly #leaves = new Map<string, { index: number; object: unknown }>()
  readonly #paths: Path[] = []
  /** For each place of a task: the ids of its children, and its parent's. */
  readonly #children = new Map<number, string[]>()
  readonly #skipped = new Set<number>()
  /** The places of pieces that have problems of their own. */
  readonly #told: number[] = []

  constructor(outline: Outline, file: string) {
    this.#outline = outline
    this.#file = file
  }

  assemble(): Assembly {
    const tails = this.#tails()
    const { pieces, parents } = this.#outline
    for (let i = 0; i < pieces.length; i++) {
      const parent = parents[i]!
      if (0 <= parent && this.#skipped.has(parent)) this.#skipped.add(i)
      else this.#piece(i, parent, tails?.get(i) ?? noTails)
    }
    this.#addChildren()
    const { chunks } = this.#outline
    const told: number[] = []
    for (let c = 0; c < chunks.length; c++) if (chunks[c]!.problems.length > 0) told.push(c)
    const plan = this.#plan()
    if (tails || this.#skipped.size > 0 || this.#problems.length > 0) {
      for (const i of this.#told) this.#pieceProblems(i)
      for (const c of told) this.#chunkProblems(c)
      return { plan, problems: this.#problems }
    }
    return this.withProblems(plan, { pieces: this.#told, chunks: told })
  }

  /** An assembly whose problems are those of its pieces and chunks. */
  withProblems(plan: Plan, told: NonNullable<Assembly['told']>): Assembly {
    for (const i of told.pieces) this.#pieceProblems(i)
    for (const c of told.chunks) this.#chunkProblems(c)
    return { plan, problems: this.#problems, told }
  }

  /** Makes a task anew that stands where the one with this memo stood. */
  remake(i: number, { parentPath }: Memo): Task {
    const piece = this.#outline.pieces[i]!
    const memo = this.#make(i, piece, parentPath, noTails)
    piece.memo = memo
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

  /** The tails of each head, with how far behind the head each of them counts its offsets. */
  #tails(): Map<number, Tail[]> | undefined {
    let tails: Map<number, Tail[]> | undefined
    const { pieces, parents, bases } = this.#outline
    for (let i = 0; i < pieces.length; i++) {
      if (pieces[i]!.kind !== 'tail') continue
      tails ??= new Map()
      const tail = { piece: pieces[i]!, by: bases[i]! - bases[parents[i]!]! }
      const own = tails.get(parents[i]!)
      if (own) own.push(tail)
      else tails.set(parents[i]!, [tail])
    }
    return tails
  }

  #piece(i: number, parent: number, tails: readonly Tail[]): void {
    const piece = this.#outline.pieces[i]!
    if (piece.kind === 'tail') return
    const parentPath = parent < 0 ? rootPath : this.#paths[parent]!
    const fits = piece.memo && samePath(piece.memo.parentPath, parentPath) && sameTails(piece.memo, tails)
    const memo = fits ? piece.memo! : this.#make(i, piece, parentPath, tails)
    piece.memo = memo.parentPath === parentPath ? memo : { ...memo, parentPath }
    this.#paths[i] = memo.path
    if (parent < 0) this.#section(i, piece, memo)
    else if (piece.kind === 'branch') this.#innerBranch(i, piece, parent)
    else this.#entry(i, piece, memo, parent)
    if (memo.problems.length > 0 && !this.#skipped.has(i)) this.#told.push(i)
  }

  #section(i: number, piece: Piece, memo: Memo): void {
    const name = piece.key.text
    const first = this.#leaves.get(name)
    if (first) this.#duplicate(i, first.index)
    else this.#leaves.set(name, { index: i, object: memo.object })
  }

  #innerBranch(i: number, piece: Piece, parent: number): void {
    const defined = this.#definedIn(`branch ${parent}`)
    const first = defined.get(piece.key.text)
    if (first === undefined) defined.set(piece.key.text, i)
    else this.#duplicate(i, first)
  }

  #entry(i: number, piece: Piece, memo: Memo, parent: number): void {
    const section = String(memo.path[0])
    const id = piece.key.text
    if (id === '__proto__' || (id === '<<' && piece.key.style === 'plain')) {
      this.#skipped.add(i)
      this.#reportKey(i, piece)
      return
    }
    const objects = this.#objectsOf(section)
    const joint = joints[section]
    if (objects.has(id) || (joint !== undefined && this.#sections[joint]?.has(id))) {
      this.#sameId(i, this.#firstWith(section, id, i))
      return
    }
    objects.set(id, memo.object as object)
    if (section === 'tasks') this.#addChild(id, parent)
    if (section === 'tasks' && objects.size === maxTasks + 1) this.#tooManyTasks(i)
  }

  #objectsOf(section: string): Map<string, object> {
    const known = this.#sections[section]
    if (known) return known
    const objects = new Map<string, object>()
    this.#sections[section] = objects
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

  #reportKey(i: number, piece: Piece): void {
    const decoder = new Decoder('')
    if (piece.key.text === '<<') decoder.checkKey(piece.key, new Map())
    else decoder.report(piece.key, { code: 'plan/bad-id', message: '"__proto__" can\'t be an id' })
    for (const problem of decoder.problems) this.#problems.push(moveProblem(problem, this.#outline.bases[i]!))
  }

  #addChild(id: string, branch: number): void {
    const summary = this.#outline.parents[branch]!
    if (summary < 0) return
    const children = this.#children.get(summary)
    if (children) children.push(id)
    else this.#children.set(summary, [id])
  }

  /** Gives summaries the ids of their children; the same object as before where they are the same. */
  #addChildren(): void {
    const tasks = this.#sections.tasks
    if (!tasks) return
    for (const [i, children] of this.#children) {
      const { memo, key } = this.#outline.pieces[i]!
      const own = tasks.get(key.text) as Task | undefined
      if (!memo || !own || own.path !== memo.path) continue
      const whole = memo.whole as Task | undefined
      const made: Task =
        whole && sameItems(whole.children, children) ? whole : { ...(memo.object as Task), kind: 'summary', children }
      memo.whole = made
      tasks.set(key.text, made)
    }
  }

  #make(i: number, piece: Piece, parentPath: Path, tails: readonly Tail[]): Memo {
    const path = below(parentPath, piece.key.text)
    const decoder = new Decoder(this.#textFrom(this.#outline.chunkOf[i]!, tails))
    const object = this.#objectOf(piece, path, decoder, tails, i)
    return { parentPath, path, object, problems: decoder.problems.length > 0 ? decoder.problems : noProblems, tails }
  }

  #objectOf(piece: Piece, path: Path, decoder: Decoder, tails: readonly Tail[], i: number): unknown {
    if (path.length === 1) return sectionObject(piece, decoder)
    if (piece.kind === 'branch') return undefined
    const kind = entryKinds[String(path[0])]
    if (!kind) return undefined
    if (!piece.told) this.#checkId(piece, decoder)
    const own = entriesOf(piece.value)
    const more = tails.map(({ piece: tail, by }) => entriesOf(tail.value && moveNode(tail.value, by)))
    const entries = more.length > 0 ? own.concat(...more) : own
    let raw: unknown = {}
    if (piece.value && piece.value.kind !== 'map') decoder.value(kind.shape, piece.value, piece.key)
    else if (!piece.value && tails.length === 0 && !this.#hasBranch(i)) decoder.missing(piece, kind.shape)
    else raw = decoder.fields(kind.shape, entries, piece.key)
    return kind.build(piece.key.text, raw as never, { decoder, path, entries })
  }

  #hasBranch(i: number): boolean {
    return this.#outline.parents[i + 1] === i
  }

  /** The text of a chunk; with tails, all the text up to where they end, so that moved offsets are right in it. */
  #textFrom(chunk: number, tails: readonly Tail[]): string {
    const { chunks } = this.#outline
    if (tails.length === 0) return chunks[chunk]!.text
    const needed = tails.at(-1)!
    const reach = needed.by + (needed.piece.value?.end ?? 0) + 1000
    let text = ''
    for (let c = chunk; c < chunks.length && text.length < reach; c++) text += chunks[c]!.text
    return text
  }

  #checkId(piece: Piece, decoder: Decoder): void {
    decoder.value(idShape, piece.key, piece.key)
  }

  #duplicate(i: number, first: number): void {
    this.#skipped.add(i)
    const { pieces } = this.#outline
    this.#problems.push(
      problemAt(this.#keySpan(i), {
        code: 'yaml/duplicate-key',
        message: `"${shorten(pieces[i]!.key.text)}" stands here twice; this one is not read`,
        help: 'Remove one of them',
        related: [{ span: this.#keySpan(first), message: 'The first one' }],
      }),
    )
  }

  #sameId(i: number, first: number): void {
    const { parents, pieces } = this.#outline
    if (parents[i] === parents[first]) {
      this.#duplicate(i, first)
      return
    }
    this.#skipped.add(i)
    this.#problems.push(
      problemAt(this.#keySpan(i), {
        code: 'plan/duplicate-id',
        message: `The id "${shorten(pieces[i]!.key.text)}" is taken; this one is not read`,
        help: 'Choose another id',
        related: [{ span: this.#keySpan(first), message: 'The first one' }],
      }),
    )
  }

  #tooManyTasks(i: number): void {
    this.#problems.push(
      problemAt(this.#keySpan(i), {
        code: 'plan/too-many-tasks',
        message: `A plan has at most ${maxTasks} tasks; this one and what follows is not read`,
        help: 'Split the plan',
      }),
    )
  }

  #keySpan(i: number): { start: number; end: number } {
    const { key } = this.#outline.pieces[i]!
    const base = this.#outline.bases[i]!
    return { start: key.start + base, end: key.end + base }
  }

  #plan(): Plan {
    const section = <T>(name: string) => (this.#sections[name] ?? emptyMap) as ReadonlyMap<string, T>
    const leaf = <T>(name: string) => this.#leaves.get(name)?.object as T | undefined
    const projectObject = leaf<Plan['project']>('project')
    const isLibrary = !this.#leaves.has('project') && !this.#leaves.has('tasks') && !this.#leaves.has('milestones')
    if (!isLibrary) this.#checkProject()
    this.#checkVersion()
    return {
      version: leaf('tpm'),
      file: this.#file,
      isLibrary,
      project: projectObject ?? noProject,
      include: leaf('include') ?? [],
      calendars: section<CalendarSpec>('calendars'),
      resources: section('resources'),
      stakeholders: section('stakeholders'),
      tasks: this.#tasks(),
      sprints: sprintsOf(leaf('sprints'), projectObject?.start),
      risks: section('risks'),
      riskMatrix: leaf('risk-matrix') ?? defaultRiskMatrix,
      budget: leaf('budget'),
      decisions: section('decisions'),
      actions: section('actions'),
      issues: section('issues'),
      assumptions: section('assumptions'),
      changes: section('changes'),
      baselines: section('baselines'),
      drivers: section('drivers'),
      policy: leaf('policy') ?? noPolicy,
    }
  }

  /** Tasks, then milestones; at most {@link maxTasks}. */
  #tasks(): TaskMap {
    const tasks = (this.#sections.tasks ?? new Map()) as Map<string, Task>
    const all = tasks.size <= maxTasks ? tasks : new Map([...tasks].slice(0, maxTasks))
    for (const [id, one] of (this.#sections.milestones ?? emptyMap) as Map<string, Task>) all.set(id, one)
    return TaskMap.of(all)
  }

  #checkProject(): void {
    if (this.#leaves.has('project')) return
    const first = this.#leaves.get('tasks') ?? this.#leaves.get('milestones')!
    this.#problems.push(
      problemAt(this.#keySpan(first.index), {
        code: 'plan/missing-key',
        message: '"project" is missing: a plan with tasks or milestones says what project it is of and when it begins',
        help: 'Write project: { name: …, start: … }',
      }),
    )
  }

  #checkVersion(): void {
    if (this.#leaves.has('tpm') || this.#leaves.size === 0) return
    const first = [...this.#leaves.values()][0]!
    const start = this.#keySpan(first.index).start
    this.#problems.push(
      problemAt(this.#keySpan(first.index), {
        code: 'plan/version',
        severity: 'information',
        message: 'The version of the format is missing',
        help: 'Begin the plan with tpm: 1',
        fixes: [{ title: 'Add tpm: 1', edits: [{ span: { start, end: start }, text: 'tpm: 1\n' }], preferred: true }],
      }),
    )
  }
}

const idShape: Shape = { scalar: shapeOf(planSchema).keys!.get('tasks')!.shape.record!.key }
const emptyMap: ReadonlyMap<string, object> = new Map()
const noProject: Plan['project'] = {
  path: ['project'],
  name: '',
  goals: [],
  leveling: 'none',
  progressLogic: 'retained',
  schedule: 'as-soon-as-possible',
}
const noPolicy: Plan['policy'] = { requireChangeRecord: false, requireOwner: false, rules: new Map(), health: {} }

function samePath(a: Path, b: Path): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Where tails stand only matters to what is reported about them. */
function sameTails(memo: Memo, tails: readonly Tail[]): boolean {
  const known = memo.tails
  if (known === tails) return true
  return (
    known.length === tails.length &&
    tails.every(({ piece, by }, i) => piece === known[i]!.piece && (by === known[i]!.by || memo.problems.length === 0))
  )
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function sprintsOf(raw: unknown, start: Plan['project']['start']): Plan['sprints'] {
  return raw === undefined ? new Map() : buildSprints(raw as never, start)
}
