import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan, Task } from '#engine/model/plan'
import { compileSpans, lastFinish } from '#engine/time/calendar'
import { parseDate } from '#engine/time/civil'
import { weekly } from '#engine/time/spans'
import { importTaskJuggler } from '#interchange/taskjuggler/importTaskJuggler'
import { Workspace } from '#language/workspace'

const folder = join(import.meta.dirname, '../../../shared/data/taskjuggler')
const office = compileSpans(weekly([0, 1, 2, 3, 4].map(day => [day * 1440 + 9 * 60, day * 1440 + 17 * 60] as const)))

interface Row {
  readonly id: string
  readonly start: number
  readonly end: number
}

/** `id;name;start;end;duration`, quoted; ids are paths from the top. */
function rows(): readonly Row[] {
  return readFileSync(join(folder, 'f-20.dates.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [id, , start, end] = line.split(';').map(cell => cell.replace(/^"|"$/g, ''))
      return { id: id!, start: parseDate(start!)!.minute, end: parseDate(end!)!.minute }
    })
}

function pathOf(task: Task, plan: Plan): string {
  const parent = task.parent === undefined ? undefined : pathOf(plan.tasks.get(task.parent)!, plan)
  const qualified = parent === undefined ? '' : `${parent.replaceAll('.', '-')}-`
  const own = qualified !== '' && task.id.startsWith(qualified) ? task.id.slice(qualified.length) : task.id
  return parent === undefined ? own : `${parent}.${own.replace(/-\d+$/, '')}`
}

/** Two instants with no working time between them are the same (`spec/scheduling.md` rule 5). */
function sameInstant(a: number, b: number): boolean {
  return lastFinish(office, a) === lastFinish(office, b)
}

describe.skipIf(!existsSync(folder))('the Fedora 20 release plan (skipped where ../shared is absent)', () => {
  test('comes in whole, and every start and finish is TaskJuggler’s', () => {
    const { text, notes } = importTaskJuggler(readFileSync(join(folder, 'f-20.tjp'), 'utf8'))
    expect(notes).toEqual([])
    const workspace = new Workspace()
    workspace.set('f-20.tpm.yaml', text)
    const { plan, schedule, problems } = workspace.snapshot('f-20.tpm.yaml')!
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])

    const byPath = new Map([...plan.tasks.values()].map(task => [pathOf(task, plan), schedule.tasks.get(task.id)!]))
    const expected = rows()
    // One phase begins, by its own written date, before anything in it: a milestone says so.
    expect(expected.length).toBe(414)
    expect(byPath.size).toBe(415)
    const different = expected.filter(({ id, start, end }) => {
      const task = byPath.get(id)
      // TaskJuggler's zone leaves daylight saving on 3 November 2013: an hour before midnight is meant as midnight.
      const [s, e] = [start, end].map(t => (t % 1440 === 23 * 60 ? t + 60 : t)) as [number, number]
      return !task || !sameInstant(task.start, s) || !sameInstant(task.finish, e)
    })
    expect(different.map(({ id }) => id)).toEqual([])
  })
})
