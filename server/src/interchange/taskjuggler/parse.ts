import type { Notes } from '../notes.ts'
import { Cursor } from './cursor.ts'
import {
  type Leave,
  newTask,
  type TjLink,
  type TjProject,
  type TjResource,
  type TjTask,
  type WorkingHours,
} from './project.ts'
import { tokensOf } from './tokens.ts'

/** Tasks, people and shifts inside each other; a plan nests no deeper. */
const maxNesting = 28

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Statements about reports and the tool itself: a plan has no place for them and misses nothing. */
const reports =
  /^(?:\w*report|tagfile|export|icalreport|navigator|auxdir|prefix|copyright|flags|balance|account|projectid|projectids|include|hidetask|hideresource|nikureport|statussheet|timesheet|reportprefix|sheetname)$/

/** Project attributes that change no date. */
const harmless = new Set([
  'timeformat',
  'shorttimeformat',
  'numberformat',
  'currencyformat',
  'timezone',
  'weekstartsmonday',
  'weekstartssunday',
  'timingresolution',
  'yearlyworkingdays',
  'outputdir',
  'alertlevels',
  'journalentry',
  'markdate',
  'extend',
  'scenario',
  'now',
  'trackingscenario',
])

/**
 * Reads a TaskJuggler 3 project. What a plan can't hold is named in `notes`; nothing makes it throw.
 *
 * Source: TaskJuggler 3 manual, Syntax Reference.
 */
export function parseProject(text: string, notes: Notes): TjProject {
  const cursor = new Cursor(tokensOf(text))
  const project = newProject()
  while (!cursor.isAtEnd) {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === undefined) cursor.next()
    else if (word === 'project') parseHeader(cursor, project, notes)
    else if (word === 'task') parseTask(cursor, undefined, project, notes)
    else if (word === 'resource') parseResource(cursor, undefined, project, notes)
    else if (word === 'supplement') parseSupplement(cursor, project, notes)
    else if (word === 'shift') parseShift(cursor, project, notes)
    else if (word === 'leaves' || word === 'vacation' || word === 'holiday')
      project.holidays.push(...parseLeaves(cursor, word))
    else if (word === 'workinghours') parseHours(cursor, project.week)
    else if (word === 'rate') project.rate = Number(cursor.takeWord())
    else if (reports.test(word)) {
      if (word === 'include') notes.add(`The file "${cursor.token?.text ?? ''}" that it includes was not read`, line)
      cursor.skipStatement()
    } else {
      notes.add(`"${word}" of the project was left out`, line)
      cursor.skipStatement()
    }
  }
  return project
}

function newProject(): TjProject {
  const week: WorkingHours = new Map()
  for (let day = 0; day < 5; day++) week.set(day, [[9 * 60, 17 * 60]])
  return {
    id: '',
    name: '',
    start: undefined,
    end: undefined,
    currency: undefined,
    dailyHours: 8,
    week,
    holidays: [],
    rate: undefined,
    shifts: new Map(),
    resources: new Map(),
    tasks: [],
  }
}

function parseHeader(cursor: Cursor, project: TjProject, notes: Notes): void {
  project.id = cursor.takeWord() ?? ''
  project.name = cursor.takeText() ?? project.id
  cursor.takeText()
  project.start = cursor.takeWord()
  if (cursor.takeMark('-')) project.end = cursor.takeWord()
  else if (cursor.token?.text.startsWith('+')) cursor.next()
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === 'currency') project.currency = cursor.takeText()
    else if (word === 'dailyworkinghours') project.dailyHours = Number(cursor.takeWord()) || 8
    else if (word === 'workinghours') parseHours(cursor, project.week)
    else if (word === 'leaves' || word === 'vacation') project.holidays.push(...parseLeaves(cursor, word))
    else {
      if (word !== undefined && !harmless.has(word)) notes.add(`"${word}" of the project was left out`, line)
      cursor.skipStatement()
    }
  })
}

/** `mon - fri 9:00 - 12:00, 13:00 - 18:00` or `sat, sun off`. */
function parseHours(cursor: Cursor, week: WorkingHours): void {
  const named: number[] = []
  cursor.list(() => {
    const first = days.indexOf(cursor.token?.text ?? '')
    if (first < 0) return undefined
    cursor.next()
    let last = first
    if (cursor.takeMark('-')) last = Math.max(0, days.indexOf(cursor.takeWord() ?? ''))
    for (let day = first; ; day = (day + 1) % 7) {
      named.push(day)
      if (day === last) break
    }
    return first
  })
  if (cursor.token?.text === 'off') {
    cursor.next()
    for (const day of named) week.set(day, [])
    return
  }
  const hours = cursor.list(() => {
    const from = minuteOfDay(cursor.takeWord())
    const to = cursor.takeMark('-') ? minuteOfDay(cursor.takeWord()) : undefined
    return from === undefined || to === undefined ? undefined : ([from, to] as const)
  })
  for (const day of named) week.set(day, hours)
}

function minuteOfDay(word: string | undefined): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(word ?? '') ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** `leaves holiday "Name" 2014-01-01 - 2014-01-05, …` and `vacation "Name" 2014-01-01 +2w`. */
function parseLeaves(cursor: Cursor, keyword: string): Leave[] {
  return cursor.list(() => {
    if (keyword === 'leaves') cursor.takeWord()
    const name = cursor.takeText()
    const from = cursor.takeWord()
    if (from === undefined) return undefined
    if (cursor.takeMark('-')) return { name, from, to: cursor.takeWord(), length: undefined }
    return { name, from, to: undefined, length: cursor.token?.text.startsWith('+') ? cursor.takeWord() : undefined }
  })
}

function parseShift(cursor: Cursor, project: TjProject, notes: Notes, depth = 1): void {
  if (isTooDeep(cursor, depth, notes)) return
  const id = cursor.takeWord() ?? ''
  const shift = { id, name: cursor.takeText() ?? id, week: new Map(project.week) }
  project.shifts.set(id, shift)
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === 'workinghours') parseHours(cursor, shift.week)
    else if (word === 'shift') parseShift(cursor, project, notes, depth + 1)
    else {
      notes.add(`"${word ?? ''}" of a shift was left out`, line)
      cursor.skipStatement()
    }
  })
}

function parseResource(cursor: Cursor, parent: string | undefined, project: TjProject, notes: Notes, depth = 1): void {
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

function parseResourceAttribute(
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

function parseSupplement(cursor: Cursor, project: TjProject, notes: Notes): void {
  const line = cursor.line
  const kind = cursor.takeWord()
  const id = cursor.takeWord() ?? ''
  const resource = kind === 'resource' ? project.resources.get(id) : undefined
  const task = kind === 'task' ? findTask(project.tasks, id.split('.')) : undefined
  if (resource) cursor.block(() => parseResourceAttribute(cursor, resource, project, notes))
  else if (task) cursor.block(() => parseTaskAttribute(cursor, task, project, notes))
  else {
    notes.add(`The supplement of "${id}" was left out: there is no such ${kind ?? 'thing'} before it`, line)
    if (cursor.isMark('{')) cursor.skipBlock()
  }
}

/** The task with a path of ids, from the top. */
export function findTask(tasks: readonly TjTask[], path: readonly string[]): TjTask | undefined {
  const [first, ...rest] = path
  const task = tasks.find(({ id }) => id === first)
  return task && rest.length > 0 ? findTask(task.tasks, rest) : task
}

function parseTask(cursor: Cursor, parent: TjTask | undefined, project: TjProject, notes: Notes): void {
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

/** Steps over what is nested too deep. */
function isTooDeep(cursor: Cursor, depth: number, notes: Notes): boolean {
  if (depth <= maxNesting) return false
  notes.add(`What is nested deeper than ${maxNesting} was left out`, cursor.line)
  while (!cursor.isAtEnd && !cursor.isMark('{') && !cursor.isMark('}')) cursor.next()
  if (cursor.isMark('{')) cursor.skipBlock()
  return true
}

function parseTaskAttribute(cursor: Cursor, task: TjTask, project: TjProject, notes: Notes): void {
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
