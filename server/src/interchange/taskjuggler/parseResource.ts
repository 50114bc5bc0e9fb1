import { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'
import { isTooDeep } from './nesting.ts'
import { onlyShift, parseHours, parseLeaves, parseShiftUses } from './parseHours.ts'
import type { TjProject, TjResource } from './project.ts'

const words = new Set([
  ...['resource', 'email', 'rate', 'efficiency', 'leaves', 'vacation', 'managers', 'limits', 'workinghours', 'shift'],
  ...['shifts', 'flags', 'booking', 'chargeset', 'fail', 'warn', 'journalentry', 'leaveallowances', 'purge'],
  'supplement',
])

/** A resource, and those inside it. One without an id has a number for it. */
export function parseResource(
  cursor: Cursor,
  parent: string | undefined,
  project: TjProject,
  notes: Notes,
  depth = 1,
): void {
  if (isTooDeep(cursor, depth, notes)) return
  const id = cursor.takeWord() ?? `_Resource_${project.resources.size + 1}`
  const group = parent === undefined ? undefined : project.resources.get(parent)
  const resource: TjResource = {
    id,
    name: cursor.takeText() ?? id,
    parent,
    email: undefined,
    rate: group ? group.rate : project.rate,
    efficiency: group?.efficiency ?? 1,
    shift: group?.shift,
    week: group?.week && new Map(group.week),
    dailyMax: (group ?? project).dailyMax,
    weeklyMax: (group ?? project).weeklyMax,
    managers: [],
    leaves: [...(group?.leaves ?? [])],
  }
  project.resources.set(id, resource)
  cursor.block(() => parseResourceAttribute(cursor, resource, project, notes, depth))
}

/** One statement of a resource: in its block, or in a supplement of it. */
export function parseResourceAttribute(
  cursor: Cursor,
  resource: TjResource,
  project: TjProject,
  notes: Notes,
  depth = 1,
): void {
  const line = cursor.line
  const word = cursor.takeWord()
  if (cursor.takeMark(':')) {
    if (word === project.scenario) parseResourceAttribute(cursor, resource, project, notes, depth)
    else {
      notes.add('Values of another scenario were left out', line)
      parseResourceAttribute(cursor, { ...resource, managers: [], leaves: [] }, project, new Notes(), depth)
    }
    return
  }
  switch (word) {
    case 'resource':
      parseResource(cursor, resource.id, project, notes, depth + 1)
      return
    case 'email':
      resource.email = cursor.takeText()
      return
    case 'rate':
      resource.rate = Number(cursor.takeWord())
      return
    case 'efficiency':
      resource.efficiency = Number(cursor.takeWord())
      return
    case 'leaves':
    case 'vacation':
      resource.leaves.push(...parseLeaves(cursor, word))
      return
    case 'managers':
      resource.managers.push(...cursor.list(() => cursor.takeWord()))
      return
    case 'limits':
      parseLimits(cursor, resource, notes)
      return
    case 'workinghours':
      resource.week ??= new Map(project.week)
      parseHours(cursor, resource.week)
      return
    case 'shift':
    case 'shifts':
      resource.shift = onlyShift(parseShiftUses(cursor), project, 'a resource', line, notes)
      return
    default:
      if (word !== 'flags') notes.add(`"${word ?? cursor.token?.text}" of a resource was left out`, line)
      cursor.skipStatement(words)
  }
}

/** Limits take the place of all those that a group hands down. */
export function parseLimits(cursor: Cursor, whose: TjProject | TjResource, notes: Notes): void {
  whose.dailyMax = whose.weeklyMax = undefined
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    const most = cursor.takeWord()
    if (cursor.isMark('{')) {
      notes.add(`The limit "${word ?? ''}" for some dates only was left out`, line)
      cursor.skipBlock()
    } else if (word === 'dailymax') whose.dailyMax = most
    else if (word === 'weeklymax') whose.weeklyMax = most
    else notes.add(`The limit "${word ?? ''}" was left out`, line)
  })
}
