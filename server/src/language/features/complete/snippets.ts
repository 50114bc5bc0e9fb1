// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets have tab stops of that form.
import { formatIsoDay } from '#engine/time/civil'
import type { Snapshot } from '../../snapshot.ts'
import { indentStep } from '../../write/layout.ts'
import type { Cursor } from '../cursor.ts'
import type { Completion } from './item.ts'

interface Template {
  readonly label: string
  readonly detail: string
  /** Without the id's line, two columns a level; tab stop 1 is the id. */
  readonly lines: readonly string[]
}

/** Whole objects for the map that the cursor is in: a task, a milestone, a risk, a person… */
export function completeSnippets(snapshot: Snapshot, cursor: Cursor): readonly Completion[] {
  if (isNoPlace(cursor)) return []
  const step = ' '.repeat(indentStep(snapshot.text))
  return templatesAt(snapshot, cursor).map(template => snippet(cursor, template, step))
}

/** A whole plan where nothing stands yet: what is looked for there, before all keys. */
export function newPlan(cursor: Cursor, today: string): readonly Completion[] {
  if (isNoPlace(cursor) || 0 < cursor.path.length || 0 < cursor.siblings.size) return []
  const lines = [
    'tpm: 1',
    'project:',
    '  name: ${1:Name}',
    `  start: \${2:${today}}`,
    '',
    'tasks:',
    '  ${3:first-task}:',
    '    name: ${4:First task}',
    '    duration: ${5:5d}',
    '',
    'milestones:',
    '  ${6:done}:',
    '    name: ${7:Done}',
    '    after: ${3:first-task}',
    '$0',
  ]
  const words = { label: 'new plan', detail: 'a project with its first tasks', filter: 'plan project tpm' }
  return [{ ...words, kind: 'snippet', insert: lines.join('\n'), isSnippet: true }]
}

function isNoPlace({ flow, hasColon, needsSpace }: Cursor): boolean {
  return flow !== undefined || hasColon || needsSpace
}

/** An id that is typed already is kept as the new object's id. */
function snippet({ typed, column, siblings }: Cursor, { label, detail, lines }: Template, step: string): Completion {
  const isId = /^[A-Za-z][A-Za-z0-9_-]*$/.test(typed)
  const indent = `\n${' '.repeat(column)}${step}`
  const id = isId ? typed : `\${1:${freeId(label, siblings)}}`
  return {
    label: isId ? `${typed}: new ${label}` : `new ${label}`,
    kind: 'snippet',
    detail,
    insert: `${id}:${lines.map(line => indent + line.replace(/^(?: {2})+/, lead => step.repeat(lead.length / 2))).join('')}$0`,
    isSnippet: true,
    filter: isId ? typed : label,
  }
}

function freeId(label: string, taken: ReadonlySet<string>): string {
  const word = label.replaceAll(' ', '-')
  for (let n = 1; n < 1000; n++) if (!taken.has(`${word}-${n}`)) return `${word}-${n}`
  return word
}

function templatesAt(snapshot: Snapshot, cursor: Cursor): readonly Template[] {
  const { path } = cursor
  const section = path[0]
  if (section === 'tasks' && path[path.length - 1] === 'tasks' && path.length % 2 === 1)
    return taskTemplates(snapshot, cursor)
  if (path.length !== 1 || typeof section !== 'string') return []
  const owner = ownerOf(snapshot)
  const day = dayOf(snapshot)
  const fill = (lines: readonly string[]) =>
    lines
      .filter(line => (owner || !line.includes('OWNER')) && (day || !line.includes('DAY')))
      .map(line => line.replace('OWNER', owner ?? '').replace('DAY', day ?? ''))
  return (templates.get(section) ?? []).map(template => ({ ...template, lines: fill(template.lines) }))
}

/** Who is likely meant where a person must be named. */
function ownerOf({ plan }: Snapshot): string | undefined {
  return plan.project.owner ?? plan.resources.keys().next().value ?? plan.stakeholders.keys().next().value
}

function dayOf({ plan }: Snapshot): string | undefined {
  const day = plan.project.statusDate ?? plan.project.start
  return day && formatIsoDay(day.minute)
}

function taskTemplates({ text, plan }: Snapshot, { siblings, column, offset }: Cursor): readonly Template[] {
  const above = [...siblings].find(id => text.lastIndexOf(`\n${' '.repeat(column)}${id}:`, offset) >= 0)
  const after = above === undefined ? [] : [`after: \${5:${above}}`]
  const person = plan.resources.keys().next().value
  const assign = person === undefined ? [] : [`assign: \${4:${person}}`]
  return [
    { label: 'task', detail: 'with a duration', lines: ['name: ${2:Name}', 'duration: ${3:5d}', ...after] },
    {
      label: 'task by effort',
      detail: 'with effort and people',
      lines: ['name: ${2:Name}', 'effort: ${3:3d..5d..9d}', ...assign, ...after],
    },
    {
      label: 'summary',
      detail: 'with a task in it',
      lines: ['name: ${2:Name}', 'tasks:', '  ${3:task-id}:', '    name: ${4:Name}', '    duration: ${5:5d}'],
    },
  ]
}

const templates: ReadonlyMap<string, readonly Template[]> = new Map([
  ['milestones', [{ label: 'milestone', detail: 'with a deadline', lines: ['name: ${2:Name}', 'deadline: ${3:DAY}'] }]],
  [
    'risks',
    [
      {
        label: 'risk',
        detail: 'with a response',
        lines: [
          'name: ${2:Name}',
          'cause: ${3:Cause}',
          'probability: ${4:30%}',
          'impact: { schedule: ${5:3d..5d..10d}, cost: ${6:10000} }',
          'affects: [$7]',
          'response: ${8|mitigate,avoid,transfer,accept,escalate|}',
          'owner: ${9:OWNER}',
        ],
      },
    ],
  ],
  [
    'resources',
    [
      {
        label: 'person',
        detail: 'with a role and a rate',
        lines: ['name: ${2:Name}', 'role: ${3:Role}', 'rate: ${4:100/h}'],
      },
      {
        label: 'team',
        detail: 'several people as one pool',
        lines: ['name: ${2:Name}', 'type: team', 'units: ${3:3}', 'rate: ${4:100/h}'],
      },
    ],
  ],
  [
    'stakeholders',
    [
      {
        label: 'stakeholder',
        detail: 'with influence and interest',
        lines: [
          'name: ${2:Name}',
          'role: ${3:Role}',
          'influence: ${4|high,medium,low|}',
          'interest: ${5|high,medium,low|}',
        ],
      },
    ],
  ],
  [
    'calendars',
    [
      {
        label: 'calendar',
        detail: 'a working week and holidays',
        lines: ['week: { mon-fri: [${2:09:00-12:00}, ${3:13:00-18:00}] }', 'day: ${4:8h}'],
      },
    ],
  ],
  [
    'sprints',
    [
      {
        label: 'sprint',
        detail: 'with its dates',
        lines: ['name: ${2:Name}', 'start: ${3:DAY}', 'finish: ${4:DAY}', 'goal: ${5:Goal}'],
      },
    ],
  ],
  [
    'decisions',
    [
      {
        label: 'decision',
        detail: '',
        lines: ['name: ${2:Name}', 'date: ${3:DAY}', 'by: [${4:OWNER}]', 'status: ${5|proposed,decided|}'],
      },
    ],
  ],
  [
    'actions',
    [{ label: 'action', detail: '', lines: ['name: ${2:Name}', 'owner: ${3:OWNER}', 'due: ${4:DAY}', 'status: open'] }],
  ],
  [
    'issues',
    [
      {
        label: 'issue',
        detail: '',
        lines: ['name: ${2:Name}', 'owner: ${3:OWNER}', 'raised: ${4:DAY}', 'status: open'],
      },
    ],
  ],
  [
    'assumptions',
    [
      {
        label: 'assumption',
        detail: '',
        lines: ['name: ${2:Name}', 'owner: ${3:OWNER}', 'review-by: ${4:DAY}', 'status: open'],
      },
    ],
  ],
  [
    'changes',
    [
      {
        label: 'change',
        detail: 'a change request',
        lines: ['name: ${2:Name}', 'requested-by: ${3:OWNER}', 'date: ${4:DAY}', 'status: proposed', 'covers: [$5]'],
      },
    ],
  ],
])
