import { type ExitCode, Impossible } from './exit.ts'
import type { Io, Read } from './io.ts'

export interface NewOptions {
  /** One of `io.templates`; left out, the smallest. */
  readonly template?: string
  /** Write it there, if nothing is there yet, rather than to standard output. */
  readonly file?: string
  /** Name the templates instead. */
  readonly list: boolean
}

export const defaultTemplate = 'minimal'

/** A first plan. */
export function newPlan({ template = defaultTemplate, file, list }: NewOptions, io: Io): ExitCode {
  if (list) {
    for (const name of io.templates.keys()) io.out(`${name}\n`)
    return 0
  }
  const text = io.templates.get(template)
  if (text === undefined) {
    throw new Impossible(`There is no template "${template}". There are ${[...io.templates.keys()].join(', ')}`)
  }
  if (file === undefined) io.out(text)
  else writeNew(file, withFreeId(text, file, io), io)
  return 0
}

/** Writes a plan where nothing is yet. */
export function writeNew(file: string, text: string, io: Io): void {
  const path = io.absolute(file)
  if (!/\.tpm\.ya?ml$/i.test(path))
    throw new Impossible(`${file} would not be found: the name of a plan ends in .tpm.yaml`)
  // In a folder that one may not enter nothing is known to be there: writing says why not.
  if (io.kindOf(path) !== undefined && io.realPath(path) !== undefined)
    throw new Impossible(`${file} is there already: name another file`)
  const failure = io.write(path, text)
  if (failure !== undefined) throw new Impossible(`${file} ${failure}`)
  io.err(`Wrote ${io.shown(path)}\n`)
}

/** A template used twice in a repository is two plans, which are told apart by their ids: the second one has a number. */
function withFreeId(text: string, file: string, io: Io): string {
  const [before = '', id] = projectId.exec(text) ?? []
  if (id === undefined) return text
  const top = io.topLevel(io.absolute(file).replace(/\/[^/]*$/, ''))
  const taken = new Set((top === undefined ? [] : io.findPlans(top)).map(path => idIn(io.read(path))))
  let free = id
  for (let i = 2; taken.has(free); i++) free = `${id}-${i}`
  return text.replace(before, () => before.slice(0, -id.length) + free)
}

const projectId = /^project:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+id:[ \t]+([\w-]+)/m

function idIn(read: Read): string | undefined {
  return 'text' in read ? projectId.exec(read.text)?.[1] : undefined
}
