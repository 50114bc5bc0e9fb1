import type { Notes } from '../notes.ts'
import { projectRow } from './outline.ts'
import { childOf, childrenOf, type Element, numberOf, textOf } from './xml.ts'

/** Names what a plan has no place for. */
export function noteLeftOut(root: Element, notes: Notes): void {
  const tasks = childrenOf(childOf(root, 'Tasks'), 'Task')
  const resources = childrenOf(childOf(root, 'Resources'), 'Resource')
  const assignments = childrenOf(childOf(root, 'Assignments'), 'Assignment')
  const note = (is: boolean, what: string) => is && notes.add(what)
  const some = (all: readonly Element[], name: string) => all.some(element => textOf(element, name) !== undefined)

  note(
    tasks.some(task => childOf(task, 'Baseline')),
    'Baselines were left out: a plan’s baseline is an earlier version of its file',
  )
  noteCustomFields(root, [...tasks, ...resources, ...assignments], notes)
  note(some(resources, 'Notes'), 'Notes of resources were left out')
  note(some(assignments, 'Notes'), 'Notes of assignments were left out')
  note(some(resources, 'Group'), 'Groups of resources were left out')
  note(some(resources, 'HyperlinkAddress'), 'Links of resources were left out')
  note(some(tasks, 'Contact'), 'Contacts of tasks were left out')
  note(
    tasks.some(task => 0 < (numberOf(task, 'PhysicalPercentComplete') ?? 0)),
    'Physical percent complete was left out: progress is percent complete',
  )
  note(
    assignments.some(assignment => 0 < (numberOf(assignment, 'CostRateTable') ?? 0)),
    'Cost rate tables B to E were left out: all work costs what table A says',
  )
  note(
    resources.some(resource => new Set(pricesOf(resource)).size > 1),
    'Costs per use that change were left out: the one of today holds',
  )
  note(
    (numberOf(projectRow(root), 'FixedCost') ?? 0) !== 0,
    'The fixed cost of the project itself was left out: give it to a task',
  )
}

function pricesOf(resource: Element): readonly number[] {
  return childrenOf(childOf(resource, 'Rates'), 'Rate')
    .filter(rate => (numberOf(rate, 'RateTable') ?? 0) === 0)
    .map(rate => numberOf(rate, 'CostPerUse') ?? 0)
}

/** Custom fields that a note names. */
const mostNames = 10

/** Custom fields and outline codes that something has a value in, by the names that people gave them. */
function noteCustomFields(root: Element, elements: readonly Element[], notes: Notes): void {
  const names = new Map(
    ['ExtendedAttribute', 'OutlineCode'].flatMap(kind =>
      childrenOf(childOf(root, `${kind}s`), kind).map(field => [
        textOf(field, 'FieldID') ?? '',
        textOf(field, 'Alias') ?? textOf(field, 'FieldName') ?? '',
      ]),
    ),
  )
  const used = new Set(
    elements.flatMap(element =>
      ['ExtendedAttribute', 'OutlineCode']
        .flatMap(kind => childrenOf(element, kind))
        .map(field => names.get(textOf(field, 'FieldID') ?? '') || 'without a name'),
    ),
  )
  const more = used.size - mostNames
  const named = [...used].slice(0, mostNames).join(', ')
  if (used.size > 0) notes.add(`Custom fields were left out: ${named}${0 < more ? ` and ${more} more` : ''}`)
}
