import { unaccented } from '#engine/base/latin'
import { listWords, nearest } from './nearest.ts'
import { type ScalarKind, Trouble } from './trouble.ts'

export const limits = { id: 64, name: 500, text: 20_000 } as const

const idPattern = /^[A-Za-z][A-Za-z0-9_-]*$/
const refused = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n'])

/** Checks an id by its source text (`docs/format.md`, Scalars); the id itself, or what is wrong. */
export function readId(text: string): string | Trouble {
  if (idPattern.test(text)) {
    if (text.length > limits.id) {
      return new Trouble({
        code: 'plan/too-long',
        message: `An id has at most ${limits.id} characters, this one has ${text.length}`,
      })
    }
    if (text.length < 6 && refused.has(text.toLowerCase())) {
      return new Trouble({
        code: 'plan/bad-id',
        message: `"${text}" can't be an id: other YAML readers take it for a boolean or null`,
        help: 'Choose another id',
        fixes: [`${text}-1`],
      })
    }
    return text
  }
  if (text === '__proto__') return new Trouble({ code: 'plan/bad-id', message: '"__proto__" can\'t be an id' })
  const guess = unaccented(text)
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, limits.id)
  return new Trouble({
    code: 'plan/bad-id',
    message: `"${shorten(text)}" is not an id`,
    help: 'An id begins with a letter and has letters, digits, - and _',
    fixes: idPattern.test(guess) && !refused.has(guess.toLowerCase()) ? [guess] : [],
  })
}

/** Plan text as messages show it: one line, not too long. */
export function shorten(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/** An id, or a reference to one: `kind` says to what. */
export function idKind(kind: string, noun: string, examples: readonly string[]): ScalarKind<string> {
  return { kind, noun, examples, pattern: '^[A-Za-z][A-Za-z0-9_-]*$', read: readId }
}

/** A task or milestone of this plan or, as `plan-id/task-id`, of another. */
export const taskReference: ScalarKind<string> = {
  kind: 'task-ref',
  noun: 'the id of a task or milestone',
  examples: ['data-sync', 'other-plan/cutover'],
  pattern: '^[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z][A-Za-z0-9_-]*)?$',
  read: readTaskReference,
}

/** See {@link taskReference}. */
export function readTaskReference(text: string): string | Trouble {
  const slash = text.indexOf('/')
  if (slash < 0) return readId(text)
  const plan = readId(text.slice(0, slash))
  if (plan instanceof Trouble) return withoutFixes(plan)
  const task = readId(text.slice(slash + 1))
  return task instanceof Trouble ? withoutFixes(task) : text
}

function withoutFixes(trouble: Trouble): Trouble {
  return new Trouble({ ...trouble.parts, fixes: [] })
}

/** Free text up to `longest` characters. */
export function textKind(kind: string, longest: number, examples: readonly string[] = []): ScalarKind<string> {
  return {
    kind,
    noun: 'a text',
    examples,
    read: text =>
      text.length > longest
        ? new Trouble({
            code: 'plan/too-long',
            message: `This text has ${text.length} characters, at most ${longest} are read`,
          })
        : // A name stands in one line of a table, a title, a file
          kind === 'name' && /[\r\n]/.test(text)
          ? text.trim().replace(/\s*[\r\n]\s*/g, ' ')
          : text,
  }
}

/** One of a few words. */
export function wordKind<const W extends string>(words: readonly W[], kind = 'word'): ScalarKind<W> {
  const known: ReadonlySet<string> = new Set(words)
  return {
    kind,
    noun: `one of ${listWords(words)}`,
    examples: words.slice(0, 2),
    words,
    read: text => (known.has(text) ? (text as W) : unknownWord(text, words)),
  }
}

function unknownWord(text: string, words: readonly string[]): Trouble {
  const guess = nearest(text, words)
  return new Trouble({
    code: 'plan/unknown-word',
    message: `"${shorten(text)}" is not one of ${listWords(words)}`,
    help: guess ? `Did you mean "${guess}"?` : undefined,
    fixes: guess ? [guess] : [],
  })
}

const truths: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['on', 'true'],
  ['y', 'true'],
  ['1', 'true'],
  ['no', 'false'],
  ['off', 'false'],
  ['n', 'false'],
  ['0', 'false'],
])

/** `true` or `false`, and nothing that only other YAML readers take for them. */
export const truth: ScalarKind<boolean> = {
  kind: 'boolean',
  noun: 'true or false',
  examples: ['true', 'false'],
  words: ['true', 'false'],
  json: ['boolean'],
  read: text => {
    if (text === 'true') return true
    if (text === 'false') return false
    const guess = truths.get(text.toLowerCase()) ?? nearest(text, ['true', 'false'])
    return new Trouble({
      code: 'plan/unknown-word',
      message: `"${shorten(text)}" is not true or false`,
      help: guess ? `Write ${guess}` : undefined,
      fixes: guess ? [guess] : [],
    })
  },
}

/** A path relative to the plan, inside the workspace: `shared/people.tpm.yaml`. */
export const relativePath: ScalarKind<string> = {
  kind: 'path',
  noun: 'a path relative to this file',
  examples: ['shared/people.tpm.yaml', '../calendars.tpm.yaml'],
  read: text => {
    const wrong = pathTrouble(text)
    if (wrong === undefined) return text
    const slashed = text.replace(/\\/g, '/')
    return new Trouble({
      code: 'plan/bad-path',
      message: `"${shorten(text)}" ${wrong}`,
      help: 'A path is relative to this file, with / between its parts',
      fixes: slashed !== text && pathTrouble(slashed) === undefined ? [slashed] : [],
    })
  },
}

function pathTrouble(text: string): string | undefined {
  if (text.trim() === '') return 'is not a path'
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(text)) return 'is an address, not a path in the workspace'
  if (/^[A-Za-z]:/.test(text)) return 'is an absolute path'
  if (/^(\/|~|\\)/.test(text)) return 'is an absolute path'
  if (text.includes('\\')) return 'has \\ in it, which only Windows reads'
  if (text.includes('\0')) return 'is not a path'
  return undefined
}
