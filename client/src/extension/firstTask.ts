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
 * `undefined` where nothing can stand below: the whole plan, or what it has of tasks, stands in braces.
 *
 * @param today `YYYY-MM-DD`, when a project starts that has to be written too
 */
export function writeFirstTask(text: string, today: string): Writing | undefined {
  if (/^(?:[ \t]*(?:#.*|---.*)?\r?\n)*[ \t]*\{/.test(text)) return undefined
  if (/^tasks[ \t]*:[ \t]*\{(?!\s*\})/m.test(text)) return undefined
  const tasks = /^tasks:(?<value>[ \t]*(?:\{\s*\}|null|~))?(?<comment>[ \t]*(?:#.*)?)$/m.exec(text)
  if (!tasks) return atEnd(text, today)
  const { value, comment = '' } = tasks.groups ?? {}
  const to = tasks.index + tasks[0].length
  const from = value === undefined ? to : tasks.index + 'tasks:'.length
  const kept = value === undefined ? [] : [comment.trimEnd()]
  return { from, to, parts: [...kept, '\n', ...taskIn(text), ...(to < text.length ? [] : ['\n'])] }
}

/** As far in as the first line of the plan that stands below a key. */
function taskIn(text: string): Writing['parts'] {
  const step = /^\S.*:[ \t]*\r?\n( +)\w/m.exec(text)?.[1] ?? '  '
  return [
    step,
    { placeholder: 'first-task' },
    `:\n${step}${step}name: `,
    { placeholder: 'First task' },
    `\n${step}${step}duration: `,
    { placeholder: '3d' },
  ]
}

/** As in the smallest template. */
function project(today: string): Writing['parts'] {
  return ['project:\n  name: ', { placeholder: 'My project' }, '\n  start: ', { placeholder: today }, '\n']
}

function atEnd(text: string, today: string): Writing {
  const from = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
  const last = text.slice(from)
  const before = [
    ...(last.trim() === '' ? [] : [`${last}\n`]),
    ...(/^tpm[ \t]*:/m.test(text) ? [] : ['tpm: 1\n']),
    ...(/^project[ \t]*:/m.test(text) ? [] : project(today)),
  ]
  return { from, to: text.length, parts: [...before, 'tasks:\n', ...taskIn(text), '\n'] }
}
