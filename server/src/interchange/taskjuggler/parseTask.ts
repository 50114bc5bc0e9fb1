import { Notes } from '../notes.ts'
import type { Cursor } from './cursor.ts'
import { isTooDeep } from './nesting.ts'
import { onlyShift, parseRange, parseShiftUses } from './parseHours.ts'
import { newTask, type TjAllocation, type TjLink, type TjProject, type TjTask } from './project.ts'

const words = new Set([
  ...['task', 'start', 'end', 'length', 'duration', 'effort', 'effortdone', 'effortleft', 'priority', 'complete'],
  ...['scheduling', 'schedulingmode', 'scheduled', 'minstart', 'maxstart', 'minend', 'maxend', 'period', 'milestone'],
  ...['depends', 'precedes', 'allocate', 'responsible', 'flags', 'note', 'charge', 'chargeset', 'shift', 'shifts'],
  ...['adopt', 'account', 'booking', 'endcredit', 'startcredit', 'fail', 'warn', 'journalentry', 'limits', 'projectid'],
  ...['purge', 'supplement'],
])

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
  if (cursor.takeMark(':')) {
    if (word === project.scenario) parseTaskAttribute(cursor, task, project, notes)
    else {
      notes.add('Values of another scenario were left out', line)
      parseTaskAttribute(cursor, newTask('', '', line, undefined), project, new Notes())
    }
    return
  }
  switch (word) {
    case 'task':
      parseTask(cursor, task, project, notes)
      return
    case 'start':
    case 'end':
      task[word] = cursor.takeWord()
      task.isForward = word === 'start'
      return
    case 'length':
    case 'duration':
    case 'effort':
    case 'priority':
    case 'complete':
      task[word] = cursor.takeWord()
      return
    case 'scheduling':
      task.isForward = cursor.takeWord() !== 'alap'
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
    case 'period': {
      const range = parseRange(cursor)
      task.start = range?.from
      if (range?.to !== undefined) task.end = range.to
      else task.duration = range?.length?.replace('+', '')
      return
    }
    case 'milestone':
      task.isMilestone = true
      return
    case 'depends':
      task.depends.push(...parseLinks(cursor, notes))
      task.isForward = true
      return
    case 'precedes':
      task.precedes.push(...parseLinks(cursor, notes))
      task.isForward = false
      return
    case 'allocate':
      task.allocate.push(...parseAllocations(cursor, project, notes))
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
      parseCharge(cursor, task, notes)
      return
    case 'shift':
    case 'shifts':
      task.shift = onlyShift(parseShiftUses(cursor), project, 'a task', line, notes)
      return
    case 'purge':
      parsePurge(cursor, task, notes)
      return
    default:
      notes.add(`"${word ?? cursor.token?.text}" of a task was left out`, line)
      cursor.skipStatement(words)
  }
}

/** `charge 500 onstart`: amounts add up. */
function parseCharge(cursor: Cursor, task: TjTask, notes: Notes): void {
  const line = cursor.line
  const amount = Number(cursor.takeWord())
  const when = cursor.takeWord() ?? ''
  if (when.startsWith('per')) notes.add(`A "charge" ${when} was left out`, line)
  else if (amount) task.charge = (task.charge ?? 0) + amount
}

/** Takes back what is handed down. */
function parsePurge(cursor: Cursor, task: TjTask, notes: Notes): void {
  const line = cursor.line
  const word = cursor.takeWord()
  if (word === 'allocate' || word === 'depends' || word === 'precedes' || word === 'responsible' || word === 'flags') {
    task[word].length = 0
  } else if (word === 'shifts') task.shift = undefined
  else notes.add(`"purge ${word ?? ''}" of a task was left out`, line)
}

const linkWords = new Set(['gaplength', 'gapduration', 'onstart', 'onend'])

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
        cursor.skipStatement(linkWords)
      }
    })
    return link
  })
}

const allocationWords = new Set(['alternative', 'limits', 'mandatory', 'persistent', 'select', 'shift', 'shifts'])

function parseAllocations(cursor: Cursor, project: TjProject, notes: Notes): TjAllocation[] {
  return cursor.list(() => {
    const line = cursor.line
    const id = cursor.takeWord()
    if (id === undefined) return undefined
    const allocation: TjAllocation = { id, line, isMandatory: false, shift: undefined }
    cursor.block(() => parseAllocationAttribute(cursor, allocation, project, notes))
    return allocation
  })
}

function parseAllocationAttribute(cursor: Cursor, allocation: TjAllocation, project: TjProject, notes: Notes): void {
  const line = cursor.line
  const word = cursor.takeWord()
  if (word === 'mandatory') allocation.isMandatory = true
  else if (word === 'shift' || word === 'shifts')
    allocation.shift = onlyShift(parseShiftUses(cursor), project, 'an allocation', line, notes)
  else if (word === 'alternative') {
    notes.add('Alternative resources were left out: the first holds', line)
    cursor.list(() => cursor.takeWord())
  } else if (word === 'select') cursor.takeWord()
  else if (word !== 'persistent') {
    notes.add(`"${word ?? ''}" of an allocation was left out`, line)
    cursor.skipStatement(allocationWords)
  }
}
