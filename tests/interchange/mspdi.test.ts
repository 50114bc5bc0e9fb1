import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatMinute } from '#engine/time/civil'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { childOf, childrenOf, flagOf, numberOf, parseXml, textOf } from '#interchange/mspdi/xml'
import { Workspace } from '#language/workspace'

const folder = join(import.meta.dirname, '../../../shared/data/mspdi')

interface Compared {
  readonly file: string
  readonly name: string
  readonly expected: readonly [string, string]
  readonly computed: readonly [string, string]
}

/** Every leaf task with early dates in a file, beside what the imported plan computes; in the order of the file. */
function compare(file: string): { readonly leaves: readonly Compared[]; readonly errors: readonly string[] } {
  const text = readFileSync(join(folder, file), 'utf8')
  const workspace = new Workspace()
  workspace.set(file, importMspdi(text).text)
  const { plan, schedule, problems, lines } = workspace.snapshot(file)!
  const tasks = childrenOf(childOf(parseXml(text), 'Tasks'), 'Task').filter(
    task => !flagOf(task, 'IsNull') && numberOf(task, 'OutlineLevel') !== 0,
  )
  const planned = [...plan.tasks.values()]
  expect(planned.length).toBe(tasks.length)
  const leaves = planned.flatMap((task, at) => {
    const start = textOf(tasks[at], 'EarlyStart')
    const finish = textOf(tasks[at], 'EarlyFinish')
    if (task.kind === 'summary' || start === undefined || finish === undefined) return []
    const { earlyStart, earlyFinish } = schedule.tasks.get(task.id)!
    const computed = [earlyStart, earlyFinish].map(t => (Number.isNaN(t) ? 'none' : formatMinute(t))) as [
      string,
      string,
    ]
    return [{ file, name: task.name, expected: [start.slice(0, 16), finish.slice(0, 16)] as const, computed }]
  })
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, span }) => `${lines.positionAt(span.start).line + 1}: ${code}: ${message}`)
  return { leaves, errors }
}

describe.skipIf(!existsSync(folder))('MS Project’s own files (skipped where ../shared is absent)', () => {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.xml'))
        .sort()
    : []

  test('every file becomes a plan without an error', () => {
    const broken = files.flatMap(file => compare(file).errors.map(error => `${file} ${error}`))
    expect(broken).toEqual([])
  })

  test('early dates of leaf tasks are MS Project’s to the minute', () => {
    const leaves = files.flatMap(file => compare(file).leaves)
    const different = leaves.filter(({ expected, computed }) => expected.join() !== computed.join())
    const share = 1 - different.length / leaves.length
    console.log(
      `MS Project: ${leaves.length - different.length} of ${leaves.length} leaf tasks equal (${(100 * share).toFixed(1)} %)`,
    )
    for (const { file, name, expected, computed } of different)
      console.log(`  ${file} "${name}": ${expected.join(' – ')}, computed ${computed.join(' – ')}`)
    expect(share).toBeGreaterThan(0.97)
  })
})
