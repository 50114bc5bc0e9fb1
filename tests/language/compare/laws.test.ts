/** What holds for the texts of any two plans. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edit } from '#engine/diff/edit'
import { diffPlans } from '#engine/diff/planDiff'
import { compareSnapshots } from '#language/compare/compareSnapshots'
import { extensionsOf } from '#language/compare/extensions'
import { readPlan } from '#language/read/read'
import type { Reading } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { applyEdits } from '#language/write/edits'
import { formatPlan } from '#language/write/format'
import { applyToText } from '#tests/support/applyEdits'

type Fields = Readonly<Record<string, string>>
interface Draft {
  readonly project: Fields
  readonly people: Readonly<Record<string, Fields>>
  /** Some stand inside a summary. */
  readonly tasks: Readonly<Record<string, Fields & { readonly parent?: string }>>
  readonly milestones: Readonly<Record<string, Fields>>
  readonly risks: Readonly<Record<string, Fields>>
}

/** Some of the keys, each with one of its values. */
function some(values: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Fields> {
  const keys = Object.keys(values)
  return fc
    .tuple(fc.subarray(keys), fc.record(Object.fromEntries(keys.map(key => [key, fc.constantFrom(...values[key]!)]))))
    .map(([chosen, all]) => Object.fromEntries(chosen.map(key => [key, all[key]!])))
}

const entries = <T>(ids: readonly string[], one: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .tuple(fc.subarray([...ids]), fc.tuple(...ids.map(() => one)))
    .map(([chosen, all]) => Object.fromEntries(chosen.map(id => [id, all[ids.indexOf(id)]!])))

const taskFields = some({
  duration: ['1d', '3d', '2d..3d..5d'],
  assign: ['ann', '[ann, ben]', '{ ben: 50% }'],
  after: ['a', '[a, b SS+2d]'],
  tags: ['steel', '[steel, stone]'],
  'start-no-earlier-than': ['2026-03-09', '2026-03-10T13:00'],
  progress: ['10%', '50%'],
  notes: ['"with: a colon"', 'plain words'],
  acceptance: ['{ works: It works }', '{ works: { name: It works, status: passed } }'],
  'x-key': ['A-1', '{ key: A-1, n: 3 }'],
})

const drafts: fc.Arbitrary<Draft> = fc.record({
  project: some({ deadline: ['2026-04-01', '2026-05-01'], currency: ['EUR', 'USD'], 'status-date': ['2026-03-03'] }),
  people: entries(
    ['ann', 'ben'],
    some({ rate: ['90/h', '{ 2026-01-01: 90/h, 2026-07-01: 94/h }'], capacity: ['80%'] }),
  ),
  tasks: fc
    .tuple(entries(['a', 'b', 'c', 'd', 'e'], taskFields), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }))
    .map(([tasks, inside]) =>
      Object.fromEntries(
        Object.entries(tasks).map(([id, fields], i) => [id, inside[i] ? { ...fields, parent: 's' } : fields]),
      ),
    ),
  milestones: entries(
    ['m', 'n'],
    some({ after: ['a', '[a, b]'], deadline: ['2026-03-20'], gate: ['{ drill: { name: Drill, status: open } }'] }),
  ),
  risks: entries(
    ['r', 'q'],
    some({ probability: ['30%', '60%'], impact: ['{ schedule: 2d, cost: 100 }', 'high'], owner: ['ann'] }),
  ),
})

/** How a text looks, which says nothing. */
const styles = fc.record({ comments: fc.boolean(), flow: fc.boolean(), reversed: fc.boolean(), blank: fc.boolean() })
type Style = typeof styles extends fc.Arbitrary<infer S> ? S : never

function write(draft: Draft, style: Style): string {
  const order = <T>(list: readonly T[]) => (style.reversed ? [...list].reverse() : list)
  const object = (id: string, name: string, { parent: _, ...fields }: Fields, indent: string): string => {
    const all = order(Object.entries({ name, ...fields }))
    const mark = style.comments ? ` # ${id} is here` : ''
    if (style.flow) return `${indent}${id}: { ${all.map(([key, value]) => `${key}: ${value}`).join(', ')} }${mark}`
    return [`${indent}${id}:${mark}`, ...all.map(([key, value]) => `${indent}  ${key}: ${value}${mark}`)].join('\n')
  }
  const section = (key: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [`${style.blank ? '\n' : ''}${style.comments ? '# a section\n' : ''}${key}:`, ...order(lines)]
  const outer = Object.entries(draft.tasks).filter(([, { parent }]) => !parent)
  const inner = Object.entries(draft.tasks).filter(([, { parent }]) => parent)
  const summary = `  s:\n    name: Summary\n    tasks:\n${order(['      z: { name: Z, duration: 1d }', ...inner.map(([id, fields]) => object(id, `Task ${id}`, fields, '      '))]).join('\n')}`
  return `${[
    'tpm: 1',
    'project:',
    ...order(Object.entries({ name: 'Bridge', start: '2026-03-02', ...draft.project })).map(
      ([key, value]) => `  ${key}: ${value}`,
    ),
    ...section(
      'resources',
      Object.entries(draft.people).map(([id, fields]) => object(id, `Person ${id}`, fields, '  ')),
    ),
    ...section('tasks', [summary, ...outer.map(([id, fields]) => object(id, `Task ${id}`, fields, '  '))]),
    ...section(
      'milestones',
      Object.entries(draft.milestones).map(([id, fields]) => object(id, `Point ${id}`, fields, '  ')),
    ),
    ...section(
      'risks',
      Object.entries(draft.risks).map(([id, fields]) => object(id, `Risk ${id}`, fields, '  ')),
    ),
  ].join('\n')}\n`
}

const read = (text: string) => readPlan(text, { file: 'plan.tpm.yaml' })
const versionOf = (reading: Reading) => ({ plan: reading.plan, extensions: extensionsOf(reading) })
const editsOf = (base: Reading, head: Reading): readonly Edit[] =>
  diffPlans(versionOf(base), versionOf(head)).changes.map(({ edit }) => edit)

/** The text of each object that no edit names: it stays as it is. */
function untouched(reading: Reading, edits: readonly Edit[]): readonly string[] {
  const touched = new Set(edits.map(({ id }) => id))
  const { tasks, resources, risks } = reading.plan
  return [...tasks.values(), ...resources.values(), ...risks.values()].flatMap(({ id, path }) => {
    if (touched.has(id) || tasks.get(id)?.kind === 'summary') return []
    const { start, end } = reading.entrySpan(path)
    return [reading.text.slice(start, end).trimEnd()]
  })
}

describe('of any two texts', () => {
  test('comments, order and form are no edit', () => {
    fc.assert(
      fc.property(drafts, styles, styles, (draft, one, other) => {
        expect(editsOf(read(write(draft, one)), read(write(draft, other)))).toEqual([])
      }),
    )
  })

  test('the formatter makes no edit', () => {
    fc.assert(
      fc.property(drafts, styles, (draft, style) => {
        const text = write(draft, style)
        expect(editsOf(read(text), read(applyEdits(text, formatPlan(read(text)))))).toEqual([])
      }),
    )
  })

  test('the edits, made to the first text, give what the second says; what they do not name keeps its form', () => {
    fc.assert(
      fc.property(drafts, drafts, styles, styles, (before, after, one, other) => {
        const [base, head] = [read(write(before, one)), read(write(after, other))]
        const edits = editsOf(base, head)
        const text = applyToText(base, head, edits)
        expect(editsOf(read(text), head)).toEqual([])
        for (const part of untouched(base, edits)) expect(text).toContain(part)
      }),
    )
  })

  test('a side that takes over from the other what they have in common says what it says alone', () => {
    const uri = '/plans/plan.tpm.yaml'
    const workspaceOf = (text: string, other?: Workspace) => {
      const workspace = new Workspace(other && { other })
      workspace.set(uri, text)
      return workspace
    }
    const told = (base: Snapshot, head: Snapshot) =>
      JSON.stringify([
        compareSnapshots(base, head),
        [base, head].map(({ schedule, problems }) => [[...schedule.tasks], problems]),
      ])
    fc.assert(
      fc.property(drafts, drafts, styles, fc.boolean(), (before, after, style, isNear) => {
        const near = { ...before, tasks: { ...before.tasks, ...after.tasks } }
        const [one, two] = [write(before, style), write(isNear ? near : after, style)]
        const base = workspaceOf(one)
        void base.snapshot(uri)
        const head = workspaceOf(two, base)
        const alone = told(workspaceOf(one).snapshot(uri)!, workspaceOf(two).snapshot(uri)!)
        expect(told(base.snapshot(uri)!, head.snapshot(uri)!)).toBe(alone)
      }),
    )
  })
})
