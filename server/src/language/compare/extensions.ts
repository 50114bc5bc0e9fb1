import type { Extension } from '#engine/diff/change'
import type { EditedObject } from '#engine/diff/edit'
import type { Path } from '#engine/model/path'
import { objectAt } from '../objects.ts'
import type { Node, Reading } from '../read/reading.ts'

/** The sections, and what an entry of them, or the section itself, is called in a comparison. */
const objects: Readonly<Record<string, EditedObject>> = {
  project: 'project',
  calendars: 'calendar',
  resources: 'resource',
  stakeholders: 'stakeholder',
  tasks: 'task',
  milestones: 'milestone',
  sprints: 'sprint',
  risks: 'risk',
  'risk-matrix': 'risk-matrix',
  budget: 'budget',
  decisions: 'decision',
  actions: 'action',
  issues: 'issue',
  assumptions: 'assumption',
  changes: 'change',
  baselines: 'baseline',
  drivers: 'driver',
  policy: 'policy',
}

/** All keys of a text that start with `x-`, wherever they stand; what is below one belongs to its value. */
export function extensionsOf(reading: Reading): readonly Extension[] {
  if (!/(?:^|[\s{,"'])x-/.test(reading.text) || !reading.root) return []
  const found: Extension[] = []
  collect(reading.root, [], found)
  return found
}

function collect(node: Node, path: Path, found: Extension[]): void {
  if (node.kind === 'seq') for (const [i, item] of node.items.entries()) if (item) collect(item, [...path, i], found)
  if (node.kind !== 'map') return
  for (const { key, value } of node.entries) {
    const at = [...path, key.text]
    if (key.text.startsWith('x-')) found.push(extensionAt(at, value))
    else if (value) collect(value, at, found)
  }
}

function extensionAt(path: Path, value: Node | undefined): Extension {
  const section = String(path[0])
  const object = path.length < 2 ? 'plan' : (objects[section] ?? 'plan')
  const place = objectAt(path)
  const id = place?.id ?? object
  const rest = place?.rest ?? path.slice(object === 'plan' ? 0 : 1)
  return {
    object: place?.kind === 'budget-line' ? 'budget-line' : object,
    id,
    name: id,
    field: rest.join('.'),
    value: value ? inFlow(value) : '',
    place: { path },
  }
}

/** A value on one line, its keys sorted: how it is written does not enter. */
function inFlow(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return node.text
    case 'seq':
      return `[${node.items.map(item => (item ? inFlow(item) : '')).join(', ')}]`
    case 'map': {
      const entries = node.entries.map(({ key, value }) => `${key.text}: ${value ? inFlow(value) : ''}`)
      return `{ ${entries.sort().join(', ')} }`
    }
  }
}
