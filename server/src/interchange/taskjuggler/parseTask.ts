import type { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'
import { isTooDeep } from './nesting.ts'
import { newTask, type TjLink, type TjProject, type TjTask } from './project.ts'

/** A task, and those inside it. */
export function parseTask(cursor: Cursor, parent: TjTask | undefined, project: TjProject, notes: Notes): void {
  const line = cursor.line
  if (isTooDeep(cursor, depthOf(parent) + 1, notes)) return
  const id = cursor.takeWord() ?? ''
  const task = newTask(id, cursor.takeText() ?? id, line, parent)
  ;(parent ?? project).tasks.push(task)
  cursor.block(() => parseTaskAttribute(cursor, task, project, notes))
}

function depthOf(task: TjTask | undefined): number {
  let depth = 0
  for (let at = task; at; at = at.parent) depth++
  return depth
}

/** One statement of a task: in its block, or in a supplement of it. */
export function parseTaskAttribute(cursor: Cursor, task: TjTask, project: TjProject, notes: Notes): void {
  const line = cursor.line
  const word = cursor.takeWord()
  if (cursor.isMark(':')) {
    notes.add('Values of another scenario were left out', line)
    cursor.next()
    cursor.skipStatement()
    return
  }
  switch (word) {
    case 'task':
      parseTask(cursor, task, project, notes)
      return
    case 'start':
    case 'end':
    case 'length':
    case 'duration':
    case 'effort':
    case 'priority':
    case 'complete':
    case 'scheduling':
      task[word] = cursor.takeWord()
      return
    case 'minstart':
      task.minStart = cursor.takeWord()
      return
    case 'maxstart':
      task.maxStart = cursor.takeWord()
      return
    case 'minend':
      task.minEnd = cursor.takeWord()
      return
    case 'maxend':
      task.maxEnd = cursor.takeWord()
      return
    case 'period':
      task.start = cursor.takeWord()
      if (cursor.takeMark('-')) task.end = cursor.takeWord()
      else task.duration = cursor.takeWord()?.replace('+', '')
      return
    case 'milestone':
      task.isMilestone = true
      return
    case 'depends':
      task.depends.push(...parseLinks(cursor, notes))
      return
    case 'precedes':
      task.precedes.push(...parseLinks(cursor, notes))
      return
    case 'allocate':
      task.allocate.push(...parseAllocations(cursor, notes))
      return
    case 'responsible':
      task.responsible.push(...cursor.list(() => cursor.takeWord()))
      return
    case 'flags':
      task.flags.push(...cursor.list(() => cursor.takeWord()))
      return
    case 'note':
      task.notes.push(cursor.takeText() ?? '')
      return
    case 'charge':
      task.charge = Number(cursor.takeWord()) || undefined
      cursor.skipStatement()
      return
    case 'shift':
    case 'shifts':
      task.shift = cursor.takeWord()
      cursor.skipStatement()
      return
    default:
      notes.add(`"${word ?? cursor.token?.text}" of a task was left out`, line)
      cursor.skipStatement()
  }
}

function parseLinks(cursor: Cursor, notes: Notes): TjLink[] {
  return cursor.list(() => {
    const line = cursor.line
    const target = cursor.takeWord()
    if (target === undefined) return undefined
    const link: TjLink = { target, line, gapLength: undefined, gapDuration: undefined, onStart: false, onEnd: false }
    cursor.block(() => {
      const word = cursor.takeWord()
      if (word === 'gaplength') link.gapLength = cursor.takeWord()
      else if (word === 'gapduration') link.gapDuration = cursor.takeWord()
      else if (word === 'onstart') link.onStart = true
      else if (word === 'onend') link.onEnd = true
      else {
        notes.add(`"${word ?? ''}" of a dependency was left out`, line)
        cursor.skipStatement()
      }
    })
    return link
  })
}

function parseAllocations(cursor: Cursor, notes: Notes): string[] {
  return cursor.list(() => {
    const line = cursor.line
    const id = cursor.takeWord()
    cursor.block(() => {
      const word = cursor.takeWord()
      if (word === 'alternative') notes.add('Alternative resources were left out: the first holds', line)
      cursor.list(() => cursor.takeValue())
    })
    return id
  })
}
