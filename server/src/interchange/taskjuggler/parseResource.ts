import type { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'
import { isTooDeep } from './nesting.ts'
import { parseHours, parseLeaves } from './parseHours.ts'
import type { TjProject, TjResource } from './project.ts'

/** A resource, and those inside it. */
export function parseResource(
  cursor: Cursor,
  parent: string | undefined,
  project: TjProject,
  notes: Notes,
  depth = 1,
): void {
  if (isTooDeep(cursor, depth, notes)) return
  const id = cursor.takeWord() ?? ''
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
    dailyMax: undefined,
    weeklyMax: undefined,
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
      resource.shift = cursor.takeWord()
      if (cursor.token && !cursor.token.first && !cursor.isMark('}'))
        notes.add('A shift of a resource for some dates only holds for all dates', line)
      cursor.skipStatement()
      return
    default:
      if (word !== 'flags') notes.add(`"${word ?? cursor.token?.text}" of a resource was left out`, line)
      cursor.skipStatement()
  }
}

function parseLimits(cursor: Cursor, resource: TjResource, notes: Notes): void {
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === 'dailymax') resource.dailyMax = cursor.takeWord()
    else if (word === 'weeklymax') resource.weeklyMax = cursor.takeWord()
    else {
      notes.add(`The limit "${word ?? ''}" was left out`, line)
      cursor.skipStatement()
    }
    if (cursor.isMark('{')) cursor.skipBlock()
  })
}
