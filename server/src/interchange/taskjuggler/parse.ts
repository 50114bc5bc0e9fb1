import type { Notes } from '../notes.ts'
import { Cursor } from './cursor.ts'
import { spanOf, wordOf } from './dates.ts'
import { isTooDeep } from './nesting.ts'
import { parseHours, parseLeaves } from './parseHours.ts'
import { parseLimits, parseResource, parseResourceAttribute } from './parseResource.ts'
import { parseTask, parseTaskAttribute } from './parseTask.ts'
import type { Figure, Shift, TjProject, TjTask, WorkingHours } from './project.ts'
import { tokensOf } from './tokens.ts'

/** Statements about reports and the tool itself: a plan has no place for them and misses nothing. */
const reports =
  /^(?:\w*report|tagfile|export|icalreport|navigator|auxdir|prefix|copyright|flags|projectid|projectids|include|hidetask|hideresource|nikureport|statussheet|timesheet|reportprefix|sheetname)$/

/** Where another statement begins, though it is on the same line. */
const statements = new Set([
  ...['project', 'task', 'resource', 'supplement', 'shift', 'leaves', 'vacation', 'holiday', 'workinghours', 'rate'],
  ...['account', 'balance', 'flags', 'include', 'limits', 'macro', 'taskreport', 'resourcereport', 'textreport'],
])

/** Project attributes that change no date. */
const harmless = new Set([
  'timeformat',
  'shorttimeformat',
  'numberformat',
  'currencyformat',
  'timezone',
  'weekstartsmonday',
  'weekstartssunday',
  'outputdir',
  'alertlevels',
  'journalentry',
  'markdate',
  'extend',
])

const headerWords = new Set([
  ...harmless,
  ...['currency', 'dailyworkinghours', 'yearlyworkingdays', 'timingresolution', 'scenario', 'workinghours'],
  ...['now', 'trackingscenario'],
  ...['leaves', 'vacation', 'include'],
])

const shiftWords = new Set(['workinghours', 'shift', 'leaves', 'vacation', 'replace', 'timezone'])

/**
 * Reads a TaskJuggler 3 project. What a plan can't hold is named in `notes`; nothing makes it throw.
 *
 * Source: TaskJuggler 3 manual, Syntax Reference.
 */
export function parseProject(text: string, notes: Notes): TjProject {
  const cursor = new Cursor(tokensOf(text, notes))
  const project = newProject()
  while (!cursor.isAtEnd) {
    const line = cursor.line
    const word = cursor.token?.kind === 'word' ? cursor.takeWord() : undefined
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
    else if (word === 'limits') parseLimits(cursor, project, notes)
    else if (reports.test(word)) {
      if (word === 'include') notes.add(`The file "${cursor.token?.text ?? ''}" that it includes was not read`, line)
      cursor.skipStatement(statements)
    } else {
      notes.add(`"${word}" of the project was left out`, line)
      cursor.skipStatement(statements)
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
    dailyHours: { value: 8, isWhole: false },
    yearlyDays: { value: 260.714, isWhole: false },
    resolution: 60,
    scenario: 'plan',
    tracking: undefined,
    now: undefined,
    week,
    holidays: [],
    rate: undefined,
    dailyMax: undefined,
    weeklyMax: undefined,
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
  else if (cursor.token?.text.startsWith('+')) {
    const [, end] = spanOf({ from: project.start ?? '', to: undefined, length: cursor.takeWord() }) ?? []
    project.end = end === undefined ? undefined : wordOf(end)
  }
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === 'currency') project.currency = cursor.takeText()
    else if (word === 'dailyworkinghours') project.dailyHours = parseFigure(cursor) ?? project.dailyHours
    else if (word === 'yearlyworkingdays') project.yearlyDays = parseFigure(cursor) ?? project.yearlyDays
    else if (word === 'timingresolution') project.resolution = parseInt(cursor.takeWord() ?? '', 10) || 60
    else if (word === 'now') project.now = cursor.takeWord()
    else if (word === 'trackingscenario') project.tracking = cursor.takeWord()
    else if (word === 'scenario') {
      project.scenario = cursor.takeWord() ?? project.scenario
      cursor.skipStatement(headerWords)
    } else if (word === 'workinghours') parseHours(cursor, project.week)
    else if (word === 'leaves' || word === 'vacation') project.holidays.push(...parseLeaves(cursor, word))
    else {
      if (word !== undefined && !harmless.has(word)) notes.add(`"${word}" of the project was left out`, line)
      cursor.skipStatement(headerWords)
    }
  })
}

function parseFigure(cursor: Cursor): Figure | undefined {
  const word = cursor.takeWord()
  return Number(word) ? { value: Number(word), isWhole: !word!.includes('.') } : undefined
}

/** A shift, and those inside it, which have its hours and leaves where they say nothing else. */
function parseShift(cursor: Cursor, project: TjProject, notes: Notes, group?: Shift, depth = 1): void {
  if (isTooDeep(cursor, depth, notes)) return
  const id = cursor.takeWord() ?? ''
  const name = cursor.takeText() ?? id
  const shift = { id, name, week: new Map((group ?? project).week), leaves: [...(group?.leaves ?? [])] }
  project.shifts.set(id, shift)
  cursor.block(() => {
    const line = cursor.line
    const word = cursor.takeWord()
    if (word === 'workinghours') parseHours(cursor, shift.week)
    else if (word === 'leaves' || word === 'vacation') shift.leaves.push(...parseLeaves(cursor, word))
    else if (word === 'shift') parseShift(cursor, project, notes, shift, depth + 1)
    else {
      notes.add(`"${word ?? ''}" of a shift was left out`, line)
      cursor.skipStatement(shiftWords)
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
