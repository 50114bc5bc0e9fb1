// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets have tab stops of that form.
import type { Path } from '#engine/model/path'
import { formatIsoDay } from '#engine/time/civil'
import type { Snapshot } from '../../snapshot.ts'
import type { Cursor } from '../cursor.ts'
import type { Completion } from './item.ts'

interface Template {
  readonly label: string
  readonly detail: string
  /** Without the id's line; tab stop 1 is the id. */
  readonly lines: readonly string[]
}

/** Whole objects for the map that the cursor is in: a task, a milestone, a risk, a person… */
export function completeSnippets(snapshot: Snapshot, cursor: Cursor): readonly Completion[] {
  if (cursor.flow || cursor.hasColon || cursor.needsSpace) return []
  return templatesAt(snapshot, cursor.path).map(template => snippet(cursor, template))
}

/** An id that is typed already is kept as the new object's id. */
function snippet({ typed, column, siblings }: Cursor, { label, detail, lines }: Template): Completion {
  const isId = /^[A-Za-z][A-Za-z0-9_-]*$/.test(typed)
  const indent = `\n${' '.repeat(column + 2)}`
  const id = isId ? typed : `\${1:${freeId(label, siblings)}}`
  return {
    label: isId ? `${typed}: new ${label}` : `new ${label}`,
    kind: 'snippet',
    detail,
    insert: `${id}:${lines.map(line => indent + line).join('')}$0`,
    isSnippet: true,
    filter: isId ? typed : label,
  }
}

function freeId(label: string, taken: ReadonlySet<string>): string {
  const word = label.replaceAll(' ', '-')
  for (let n = 1; n < 1000; n++) if (!taken.has(`${word}-${n}`)) return `${word}-${n}`
  return word
}

function templatesAt(snapshot: Snapshot, path: Path): readonly Template[] {
  const section = path[0]
  if (section === 'tasks' && path[path.length - 1] === 'tasks' && path.length % 2 === 1) return taskTemplates
  if (path.length !== 1 || typeof section !== 'string') return []
  if (section === 'milestones') return [milestoneTemplate(snapshot)]
  return templates.get(section) ?? []
}

const taskTemplates: readonly Template[] = [
  { label: 'task', detail: 'with a duration', lines: ['name: ${2:Name}', 'duration: ${3:5d}', 'after: $4'] },
  {
    label: 'task by effort',
    detail: 'with effort and people',
    lines: ['name: ${2:Name}', 'effort: ${3:3d..5d..9d}', 'assign: $4', 'after: $5'],
  },
  {
    label: 'summary',
    detail: 'with a task in it',
    lines: ['name: ${2:Name}', 'tasks:', '  ${3:task-id}:', '    name: ${4:Name}', '    duration: ${5:5d}'],
  },
]

function milestoneTemplate({ plan }: Snapshot): Template {
  const { deadline, start } = plan.project
  const day = deadline ?? start
  const lines = ['name: ${2:Name}', 'after: $3']
  return {
    label: 'milestone',
    detail: 'with a deadline',
    lines: day ? [...lines, `deadline: \${4:${formatIsoDay(day.minute)}}`] : lines,
  }
}

const templates: ReadonlyMap<string, readonly Template[]> = new Map([
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
          'owner: $9',
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
        lines: ['name: ${2:Name}', 'start: $3', 'finish: $4', 'goal: ${5:Goal}'],
      },
    ],
  ],
  [
    'decisions',
    [
      {
        label: 'decision',
        detail: '',
        lines: ['name: ${2:Name}', 'date: $3', 'by: [$4]', 'status: ${5|proposed,decided|}'],
      },
    ],
  ],
  ['actions', [{ label: 'action', detail: '', lines: ['name: ${2:Name}', 'owner: $3', 'due: $4', 'status: open'] }]],
  ['issues', [{ label: 'issue', detail: '', lines: ['name: ${2:Name}', 'owner: $3', 'raised: $4', 'status: open'] }]],
  [
    'assumptions',
    [{ label: 'assumption', detail: '', lines: ['name: ${2:Name}', 'owner: $3', 'review-by: $4', 'status: open'] }],
  ],
  [
    'changes',
    [
      {
        label: 'change',
        detail: 'a change request',
        lines: ['name: ${2:Name}', 'requested-by: $3', 'date: $4', 'status: proposed', 'covers: [$5]'],
      },
    ],
  ],
])
