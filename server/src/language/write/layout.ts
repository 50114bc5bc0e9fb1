/** The line end that a text uses: of its first line, LF where it has one line. */
export function lineEndOf(text: string): string {
  const at = text.search(/\r\n?|\n/)
  if (at < 0 || text[at] === '\n') return '\n'
  return text[at + 1] === '\n' ? '\r\n' : '\r'
}

// A key without a value and what stands below it, which is no item of a list: those may have steps of their own.
const steps = /^( *)[^\s#-].*:[ \t]*(?:#.*)?(?=(?:\r\n?|\n)(?:[ \t]*(?:#.*)?(?:\r\n?|\n))*( *)[^\s#-])/gm

/** How far in a text has what stands below a key: its smallest step, as editors guess too. `undefined` where it has none. */
export function stepIn(text: string): number | undefined {
  const found = Array.from(text.slice(0, 20_000).matchAll(steps), ([, key, below]) => below!.length - key!.length)
  const least = Math.min(...found.filter(step => 1 < step))
  return Number.isFinite(least) ? least : undefined
}

/** How far in what is written into a text stands below its key. */
export function indentStep(text: string): number {
  return stepIn(text) ?? 2
}

/** Must this source of a value stand on lines of its own, below its key? */
export function isBlockText(text: string): boolean {
  if (/[\r\n]/.test(text) && !/^[|>]/.test(text)) return true
  return /^- /.test(text) || text === '-' || /^[^\s'"[{#&!|>][^'"[{]*?:(\s|$)/.test(text)
}

/** A value's source as it follows `key:`, blocks on lines of their own at `indent` columns. */
export function valueAfterColon(text: string, indent: number, lineEnd: string): string {
  const lines = text.replace(/(\r\n?|\n)$/, '').split(/\r\n?|\n/)
  if (isBlockText(text))
    return lines.map(line => (line === '' ? lineEnd : lineEnd + ' '.repeat(indent) + line)).join('')
  const [first, ...rest] = lines
  return ` ${[first, ...rest.map(line => (line === '' ? '' : ' '.repeat(indent) + line.trimStart()))].join(lineEnd)}`
}

/** A block of plain `key: value` lines, or of items, as one flow value; other text as it is. */
export function flowText(text: string): string {
  if (!isBlockText(text)) return text
  const lines = text.trimEnd().split(/\r\n?|\n/)
  if (lines.every(line => /^- \S/.test(line))) return `[${lines.map(line => line.slice(2)).join(', ')}]`
  return `{ ${lines.map(line => line.trim()).join(', ')} }`
}

/**
 * Puts a value below keys that don't exist yet: `['cost']` and `5` give `cost: 5`.
 * A list position gives a list of one; of the keys that take a single id, the id alone. `below` is the key it all stands below, `step` how far in each.
 */
export function nest(
  keys: readonly (string | number)[],
  text: string,
  { step, below }: { readonly step: number; readonly below?: string | number | undefined },
): string {
  let source = text
  for (const [index, key] of [...keys.entries()].reverse()) {
    if (typeof key === 'string') source = `${key}:${valueAfterColon(source, step, '\n')}`
    else if (!takesOne.has(String(keys[index - 1] ?? below)))
      source = isBlockText(source) ? `- ${source.split('\n').join('\n  ')}` : `[${source}]`
  }
  return source
}

/** Keys whose list of one is written as the one. */
export const takesOne: ReadonlySet<string> = new Set(['after', 'before', 'assign'])

/** Sections and the keys of a plan's head in the order in which a plan is written. */
export const sectionOrder = [
  'tpm',
  'include',
  'project',
  'calendars',
  'resources',
  'stakeholders',
  'sprints',
  'tasks',
  'milestones',
  'risk-matrix',
  'risks',
  'budget',
  'drivers',
  'decisions',
  'actions',
  'issues',
  'assumptions',
  'changes',
  'baselines',
  'policy',
]
