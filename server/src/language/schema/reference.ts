import type { ScalarKind } from './scalars/trouble.ts'
import { type Field, planShape, type Shape } from './shape.ts'

const opening = `# The plan format, version 1

<!-- Made from the schema by \`node scripts/generate.mjs\`: edit the schema, not this page. -->

A plan is a file \`*.tpm.yaml\` (or \`*.tpm.yml\`): one YAML 1.2 document, UTF-8, one map. Objects are maps keyed by id, keys and
words are kebab-case, and nothing computed is written into the file. Unknown keys are errors, except those that begin with
\`x-\`, which are yours. Order never changes a date.

\`\`\`yaml
tpm: 1
project:
  name: Move billing to the cloud
  start: 2026-01-05
tasks:
  inventory:
    name: Inventory of services
    effort: 6d
    assign: ben
  target:
    name: Target architecture
    duration: 3d..5d..9d
    after: inventory
milestones:
  ga: { name: Generally available, after: target, deadline: 2026-05-29 }
\`\`\`

## Scalars

Values are read by their text: nothing becomes a boolean, null, a number or a date because another reader of YAML would take
it for one.
`

const scalarRows: readonly (readonly [string, string, string])[] = [
  [
    'id',
    '`data-sync`',
    'A letter, then letters, digits, `-` and `_`, at most 64. Not `true false null yes no on off y n` or `__proto__`. Unique over tasks and milestones together, over resources and stakeholders together, and over each other section. `plan-id/task-id` is a task of another plan in the workspace.',
  ],
  [
    'date',
    '`2026-05-02`, `2026-05-02T13:00`',
    'Civil time of the project, no zone, years 1900–2199. A date alone is the first working instant of that day where something starts, the last where something finishes.',
  ],
  [
    'date range',
    '`2026-03-02..2026-03-13`',
    'Both ends included; with times if need be; a date alone is a range of one day.',
  ],
  [
    'duration',
    '`30min` `4h` `2d` `1.5w` `1mo` `0d`',
    'Working time; `d` and `w` as the project calendar says, `mo` is four weeks. With `e` before the unit (`20ed`) elapsed time, round the clock. A bare `m` is an error.',
  ],
  [
    'estimate',
    '`5d`, `3d..5d..9d`',
    'A duration, or optimistic..likely..pessimistic, or `{ optimistic, likely, pessimistic, distribution }`. The schedule uses the likely value.',
  ],
  ['percent', '`60%`', 'Always with the sign: `0.3` could be 30 % or 0.3 %.'],
  ['money', '`12000` `12_000` `12000.50`', 'In `project.currency`, never negative.'],
  ['rate', '`95/h` `700/d`', 'Money per `h`, `d`, `w` or `mo`.'],
  ['level', '`very-low` `low` `medium` `high` `very-high`', 'Of probability, impact, influence and interest.'],
  [
    'over time',
    '`80%`, `{ 2026-01-01: 80%, 2026-07-01: 100% }`',
    'A value, or a map from a date to the value valid from that day.',
  ],
  [
    'dependency',
    '`design`, `design SS+3d`, `design FF-1d`, `design +50%`',
    'An id, then `FS` (usual), `SS`, `FF` or `SF`, then a lag in working time, elapsed time or percent of the predecessor. In `before`: an id and a lag, or `ga.deadline -3w`.',
  ],
  [
    'hours',
    '`09:00-12:00`, `22:00-06:00`',
    'Within a day; a shift that runs over midnight belongs to the day it starts on; `24:00` only as an end.',
  ],
]

const closing = `
## Where the words above leave it open

- **One value or a list.** Where a list is expected, one value alone may stand.
- **Names** may be left out, except of the project: the id stands for them.
- **Sprints with a cadence.** \`cadence: 2w\` on the section gives dates to sprints that have none: each begins the day after the
  one before it, the first on \`start\` of the section or else of the project, and lasts that many calendar days (a week is 7,
  a month 28). \`cadence\` and \`start\` are therefore no ids of sprints.
- **Acceptance and gates** may both be a map from id to a text, or to a criterion with its status.
- **\`before\`** takes no type: it is just in time for the start of what it names (start to finish).
- **A risk's response** must fit its type; \`accept\` and \`escalate\` fit both.
- **Keys that begin with \`x-\`** are kept where keys are fixed. Where keys are ids, \`x-ray\` is an id.
- **Duplicates.** Of a key or an id that stands twice the first counts; the other is an error that points at it.

## What YAML accepts and loses

Pointed out, with a fix: \`name: Fix #12\` (the rest is a comment), \`code: *.ts\` (an alias), \`!src/x\` (a tag), \`[src/{a,b}]\` (a
map), \`{ a: A week, with no diff }\` and \`{ planned: 12,000 }\` (the comma ends the value), \`after:b\` (no space), a key without a
value, the same key twice. Anchors and aliases work within a small budget (100 aliases, 10,000 values). Merge keys, tabs,
several documents, directives other than \`%YAML 1.2\`, tags, and characters that can't be seen are errors.

## Limits

8 MB a file, 20,000 tasks, 64 levels; ids 64, names 500, texts 20,000 characters.

## Comments that silence

\`# tpm-ignore CODE[, CODE] [: reason]\` at the end of a line holds for that key and what is under it; alone on a line, for the
next. One that silences nothing is a warning. Syntax errors can't be silenced.
`

/** The reference of the format as a Markdown page. */
export function formatReference(): string {
  const scalars = [
    '| kind | forms | rules |',
    '|---|---|---|',
    ...scalarRows.map(row => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n')
  const sections = [...planShape.keys!.values()].map(section).join('\n')
  return `${opening}\n${scalars}\n\n## Sections\n\n${sections}${closing}`
}

function section(field: Field): string {
  const { key, docs, shape } = field
  const entry = shape.record?.value
  const about =
    entry && !shape.keys ? `A map from ids to maps with these keys.` : shape.keys ? '' : `Value: ${valueWords(shape)}.`
  const own = shape.keys ? table([...shape.keys.values()]) : ''
  const inner = entry?.keys ? table([...entry.keys.values()]) : ''
  const joint = own && inner ? '\nEach sprint:\n\n' : ''
  return [`### \`${key}\``, '', docs, ...(about ? ['', about] : []), '', `${own}${joint}${inner}`].join('\n')
}

/** A row for each key, and behind it a row for each key inside it. */
function table(fields: readonly Field[]): string {
  return `${['| key | value | meaning |', '|---|---|---|', ...fields.flatMap(field => rows(field, ''))].join('\n')}\n`
}

function rows(field: Field, prefix: string): string[] {
  const name = `${prefix}${field.key}`
  const required = field.required && prefix === '' ? ' (required)' : ''
  const own = `| \`${name}\`${required} | ${cell(valueWords(field.shape))} | ${cell(field.docs)} |`
  return [own, ...innerFields(field).flatMap(inner => rows(inner, `${name}.`))]
}

/** Keys inside a key that are worth a row: not those of forms that have a row of their own among the scalars. */
function innerFields({ key, shape }: Field): readonly Field[] {
  if (shape.scalar?.kind === 'estimate' || shape.scalar?.kind === 'money-estimate' || key === 'tasks') return []
  const inner = shape.keys ?? shape.list?.keys ?? shape.record?.value.keys
  return inner ? [...inner.values()] : []
}

function valueWords(shape: Shape): string {
  const parts: string[] = []
  if (shape.scalar) parts.push(scalarOf(shape.scalar))
  if (shape.list)
    parts.push(
      shape.scalar && shape.list.scalar?.kind === shape.scalar.kind
        ? 'a list of them'
        : `a list of ${shape.list.scalar ? plural(shape.list.scalar) : 'maps'}`,
    )
  if (shape.record)
    parts.push(
      `a map from ${keyOf(shape.record.key)} to ${shape.record.value.keys ? 'a map' : valueWords(shape.record.value)}`,
    )
  else if (shape.keys) parts.push('a map')
  return parts.length < 3 ? parts.join(', or ') : `${parts.slice(0, -1).join(', ')}, or ${parts.at(-1)}`
}

function scalarOf(kind: ScalarKind<unknown>): string {
  if (kind.words && kind.pattern === undefined) return kind.words.map(word => `\`${word}\``).join(' ')
  return kind.noun
}

function plural(kind: ScalarKind<unknown>): string {
  return kind.words ? scalarOf(kind) : kind.noun.replace(/^(?:a|an|the) /, '')
}

function keyOf(kind: ScalarKind<unknown>): string {
  return kind.kind === 'id' ? 'an id' : kind.noun
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
