/** What is written in place of a part of a text. */
export interface Writing {
  /** Offsets, half-open. It begins in the first column or behind `tasks:`, so no line takes over an indentation. */
  readonly from: number
  readonly to: number
  readonly parts: readonly (string | Placeholder)[]
}

/** A value that a person goes to and writes over. */
export interface Placeholder {
  readonly placeholder: string
}

/**
 * Below the `tasks` that are there and empty, else at the end; with what a plan must begin with where that is missing.
 * `undefined` where the whole plan stands in braces: nothing can stand below them.
 */
export function writeFirstTask(text: string): Writing | undefined {
  if (/^(?:[ \t]*(?:#.*|---.*)?\r?\n)*[ \t]*\{/.test(text)) return undefined
  const tasks = /^tasks:(?<value>[ \t]*(?:\{\s*\}|null|~))?(?<comment>[ \t]*(?:#.*)?)$/m.exec(text)
  if (!tasks) return atEnd(text)
  const { value, comment = '' } = tasks.groups ?? {}
  const to = tasks.index + tasks[0].length
  const from = value === undefined ? to : tasks.index + 'tasks:'.length
  const kept = value === undefined ? [] : [comment.trimEnd()]
  return { from, to, parts: [...kept, '\n', ...task, ...(to < text.length ? [] : ['\n'])] }
}

const task: Writing['parts'] = [
  '  ',
  { placeholder: 'first-task' },
  ':\n    name: ',
  { placeholder: 'First task' },
  '\n    duration: ',
  { placeholder: '3d' },
]

/** As in the smallest template. */
const project: Writing['parts'] = [
  'project:\n  name: ',
  { placeholder: 'My project' },
  '\n  start: ',
  { placeholder: '2027-01-04' },
  '\n',
]

function atEnd(text: string): Writing {
  const from = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
  const last = text.slice(from)
  const before = [
    ...(last.trim() === '' ? [] : [`${last}\n`]),
    ...(/^tpm[ \t]*:/m.test(text) ? [] : ['tpm: 1\n']),
    ...(/^project[ \t]*:/m.test(text) ? [] : project),
  ]
  return { from, to: text.length, parts: [...before, 'tasks:\n', ...task, '\n'] }
}
