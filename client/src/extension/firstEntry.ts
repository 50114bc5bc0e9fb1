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

/** The sections that are begun with a first entry. */
export type Section = 'tasks' | 'risks'

interface Entry {
  readonly id: string
  /** What stands before a value to write over, the value, and what closes it. */
  readonly lines: readonly (readonly [before: string, value: string, after?: string])[]
}

const entries: Readonly<Record<Section, Entry>> = {
  tasks: {
    id: 'first-task',
    lines: [
      ['name: ', 'First task'],
      ['duration: ', '3d'],
    ],
  },
  risks: {
    id: 'first-risk',
    lines: [
      ['name: ', 'First risk'],
      ['probability: ', '30%'],
      ['impact: { schedule: ', '5d', ' }'],
    ],
  },
}

/**
 * Below the section that is there and empty, else at the end; with what a plan must begin with where that is missing.
 * `undefined` where nothing can stand below: the whole plan, or what it has of the section, stands in braces.
 *
 * @param today `YYYY-MM-DD`, when a project starts that has to be written too
 */
export function writeFirst(section: Section, text: string, today: string): Writing | undefined {
  if (/^(?:[ \t]*(?:#.*|---.*)?\r?\n)*[ \t]*\{/.test(text)) return undefined
  if (new RegExp(`^${section}[ \\t]*:[ \\t]*\\{(?!\\s*\\})`, 'm').test(text)) return undefined
  const empty = new RegExp(`^${section}:(?<value>[ \\t]*(?:\\{\\s*\\}|null|~))?(?<comment>[ \\t]*(?:#.*)?)$`, 'm').exec(
    text,
  )
  if (!empty) return atEnd(section, text, today)
  const { value, comment = '' } = empty.groups ?? {}
  const to = empty.index + empty[0].length
  const from = value === undefined ? to : empty.index + `${section}:`.length
  const kept = value === undefined ? [] : [comment.trimEnd()]
  return { from, to, parts: [...kept, '\n', ...entryIn(section, text), ...(to < text.length ? [] : ['\n'])] }
}

/** As far in as the first line of the plan that stands below a key. */
function entryIn(section: Section, text: string): Writing['parts'] {
  const step = /^\S.*:[ \t]*\r?\n( +)\w/m.exec(text)?.[1] ?? '  '
  const { id, lines } = entries[section]
  return [
    step,
    { placeholder: id },
    ':',
    ...lines.flatMap(([before, placeholder, after = '']) => [`\n${step}${step}${before}`, { placeholder }, after]),
  ]
}

/** As in the smallest template. */
function project(today: string): Writing['parts'] {
  return ['project:\n  name: ', { placeholder: 'My project' }, '\n  start: ', { placeholder: today }, '\n']
}

function atEnd(section: Section, text: string, today: string): Writing {
  const from = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
  const last = text.slice(from)
  const before = [
    ...(last.trim() === '' ? [] : [`${last}\n`]),
    ...(/^tpm[ \t]*:/m.test(text) ? [] : ['tpm: 1\n']),
    ...(/^project[ \t]*:/m.test(text) ? [] : project(today)),
  ]
  return { from, to: text.length, parts: [...before, `${section}:\n`, ...entryIn(section, text), '\n'] }
}
