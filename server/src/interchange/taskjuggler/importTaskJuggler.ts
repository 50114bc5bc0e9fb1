import { readPlan } from '#language/read/read'
import { limits } from '#language/schema/scalars/texts'
import type { Imported } from '../imported.ts'
import { keepReadable } from '../keepReadable.ts'
import { Notes } from '../notes.ts'
import { draft, idGiver, planText } from '../planText.ts'
import { allTasks, type Context } from './context.ts'
import { startText } from './dates.ts'
import { measure, nothingMeasured } from './measure.ts'
import { parseProject } from './parse.ts'
import { calendars, person } from './people.ts'
import type { TjTask } from './project.ts'
import { topTasks } from './tasks.ts'

/**
 * A TaskJuggler 3 project as a plan: nested tasks, `depends` and `precedes` with gaps, `length`, `duration`,
 * `effort`, resources, leaves, shifts, flags, notes, dates, limits, priorities. Dates come out as TaskJuggler
 * computes them, apart from what the notes name.
 *
 * `precedes X { gap }` becomes the just-in-time link `before: X -gap`; on a container, on each leaf inside.
 */
export function importTaskJuggler(text: string): Imported {
  const notes = new Notes()
  const project = parseProject(text, notes)
  const give = idGiver()
  const ids = new Map<TjTask, string>()
  for (const task of allTasks(project.tasks)) ids.set(task, give(task.id || task.name, pathOf(task)))
  const people = new Map<string, string>()
  const givePerson = idGiver()
  for (const { id, name } of project.resources.values())
    people.set(id, givePerson(id.startsWith('_Resource_') ? name : id, id))
  const context = { project, ids, people, give, pointIds: new Map<string, string>(), measured: nothingMeasured }
  let written: Written = write(context)
  for (let round = 0; round < maxRounds; round++) {
    const measured = measure(readPlan(written.text, { file: '' }).plan, { ...context, measured: written.measured })
    if (isSame(measured, written.measured)) break
    written = write({ ...context, measured })
  }
  notes.addAll(written.notes)
  return keepReadable(written.text, notes)
}

/** A plan can't do without a name, and takes none that is longer. */
function projectName(name: string, notes: Notes): string {
  if (limits.name < name.length) notes.add(`The name of the project was cut to ${limits.name} characters`)
  return name.slice(0, limits.name)
}

/** What is measured can change what is measured after it: so often, then it stays as it is. */
const maxRounds = 4

interface Written {
  readonly text: string
  readonly notes: Notes
  readonly measured: Context['measured']
}

function write(given: Omit<Context, 'notes' | 'points'>): Written {
  const context = { ...given, notes: new Notes(), points: new Map() }
  const { project, people, measured, notes } = context
  const header = draft([
    ['id', idGiver()(project.id, 'project')],
    ['name', projectName(project.name || project.id || 'Imported project', notes)],
    ['start', startText(project.start)],
    ['currency', project.currency],
  ])
  const persons = [...project.resources.values()].map(
    resource => [people.get(resource.id)!, person(resource, context)] as const,
  )
  const text = planText(
    draft([
      ['tpm', 1],
      ['project', header],
      ['calendars', calendars(context)],
      ['resources', draft(persons)],
      ['tasks', topTasks(context)],
    ]),
  )
  return { text, notes, measured }
}

function isSame(a: Context['measured'], b: Context['measured']): boolean {
  return (['opened', 'closed', 'lengths'] as const).every(
    kind => a[kind].size === b[kind].size && [...a[kind]].every(([task, value]) => b[kind].get(task) === value),
  )
}

function pathOf(task: TjTask): string {
  return task.parent ? `${pathOf(task.parent)}-${task.id}` : task.id
}
