import type { Notes } from '../notes.ts'
import { Cursor } from './cursor.ts'
import { isTooDeep } from './nesting.ts'
import { parseHours, parseLeaves } from './parseHours.ts'
import { parseResource, parseResourceAttribute } from './parseResource.ts'
import { parseTask, parseTaskAttribute } from './parseTask.ts'
import type { TjProject, TjTask, WorkingHours } from './project.ts'
import { tokensOf } from './tokens.ts'

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
