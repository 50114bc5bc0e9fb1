import type { Notes } from '../notes.ts'
import type { Context } from './context.ts'
import { projectRow } from './outline.ts'
import { peopleOf } from './resources.ts'
import { childOf, childrenOf, type Element, flagOf, numberOf, textOf } from './xml.ts'

/** Names what a plan has no place for. */
export function noteLeftOut(context: Context): void {
  const { root, notes } = context
  const tasks = childrenOf(childOf(root, 'Tasks'), 'Task')
  const resources = childrenOf(childOf(root, 'Resources'), 'Resource')
  const assignments = childrenOf(childOf(root, 'Assignments'), 'Assignment')
  const note = (all: readonly Element[], what: string, is: (element: Element) => boolean) => {
    for (const element of all) if (is(element)) notes.add(what, placeOf(element, context))
  }
  const has = (name: string) => (element: Element) => textOf(element, name) !== undefined
  const isAbove = (name: string) => (element: Element) => 0 < (numberOf(element, name) ?? 0)

  note(tasks, 'Baselines were left out: a plan’s baseline is an earlier version of its file', task =>
    task.children.some(({ name }) => name === 'Baseline'),
  )
  noteCustomFields(root, [...tasks, ...resources, ...assignments], notes)
  note(resources, 'Notes of resources were left out', has('Notes'))
  note(assignments, 'Notes of assignments were left out', has('Notes'))
  const isOne = (name: string) => (element: Element) => flagOf(element, name)
  note(resources, 'Budget resources became ordinary ones: in a plan a budget has its own lines', isOne('IsBudget'))
  note(resources, 'Generic resources became ordinary ones', isOne('IsGeneric'))
  note(resources, 'Inactive resources became ordinary ones', isOne('IsInactive'))
  note(
    peopleOf(root),
    'Resources without a name that have something to do are named by their number in the file',
    resource => textOf(resource, 'Name') === undefined,
  )
  note(resources, 'Groups of resources were left out', has('Group'))
  note(resources, 'Links of resources were left out', has('HyperlinkAddress'))
  note(tasks, 'Contacts of tasks were left out', has('Contact'))
  note(
    tasks,
    'Physical percent complete was left out: progress is percent complete',
    isAbove('PhysicalPercentComplete'),
  )
  note(assignments, 'Cost rate tables B to E were left out: all work costs what table A says', isAbove('CostRateTable'))
  note(
    resources,
    'Costs per use that change were left out: the one of today holds',
    resource => new Set(pricesOf(resource)).size > 1,
  )
  if ((numberOf(projectRow(root), 'FixedCost') ?? 0) !== 0)
    notes.add('The fixed cost of the project itself was left out: give it to a task')
}

/** The id of a task or a resource; of an assignment that of its task. */
function placeOf(element: Element, context: Context): string | undefined {
  if (element.name === 'Resource') return context.resources.get(textOf(element, 'UID') ?? '')
  return context.tasks.get(textOf(element, element.name === 'Task' ? 'UID' : 'TaskUID') ?? '')
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
