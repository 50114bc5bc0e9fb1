/**
 * What is promised of every code action, whatever the plan: it applies, it leaves the rest of the text alone, its problem
 * is gone, and what its title says is what a schedule from scratch shows.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectWork } from '#engine/schedule/planTime'
import { lastDayInWords } from '#engine/schedule/words'
import { type CodeAction, codeActions } from '#language/features/codeActions'
import { refactorings } from '#language/features/refactorings'
import type { Problem } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { applyEdits } from '#language/write/edits'
import { root } from '#tests/support/sources'

const folder = join(root, 'tests/fixtures/bad-plans')

function snapshotOf(text: string, fileExists?: () => boolean): Snapshot {
  const workspace = new Workspace({ roots: ['file:///plans'], ...(fileExists && { fileExists }) })
  workspace.set('file:///plans/plan.tpm.yaml', text)
  return workspace.snapshot('file:///plans/plan.tpm.yaml')!
}

/** The plan after an action, as a server that starts now reads it. */
function applied({ text, uri }: Snapshot, { edits }: Pick<CodeAction, 'edits'>): Snapshot {
  return snapshotOf(applyEdits(text, edits.find(each => each.uri === uri)?.edits ?? []))
}

/** Edits are in order, apart, inside the text, and change something. */
function checkEdits({ text }: Snapshot, { edits, title }: Pick<CodeAction, 'edits' | 'title'>): void {
  expect(edits.length, title).toBeGreaterThan(0)
  for (const { edits: own } of edits) {
    let end = 0
    for (const { span } of own) {
      expect(end, title).toBeLessThanOrEqual(span.start)
      expect(span.start, title).toBeLessThanOrEqual(span.end)
      end = span.end
    }
    expect(end, title).toBeLessThanOrEqual(text.length)
  }
}

/** Each line that no edit touches is still there, and in its place. */
function checkRest({ text }: Snapshot, { edits, title }: Pick<CodeAction, 'edits' | 'title'>): void {
  const own = edits[0]!.edits
  const after = applyEdits(text, own)
  const [first, last] = [own[0]!.span.start, own.at(-1)!.span.end]
  expect(after.startsWith(text.slice(0, first)), title).toBe(true)
  expect(after.endsWith(text.slice(last)), title).toBe(true)
  // Comments are nobody's to take, but those on the lines that go.
  const comments = (source: string): readonly string[] => source.match(/# keep \d+/g) ?? []
  const lost = comments(text).filter(comment => !after.includes(comment))
  const taken = comments(own.map(({ span }) => text.slice(span.start, span.end)).join('\n'))
  expect(
    lost.filter(comment => !taken.includes(comment)),
    title,
  ).toEqual([])
}

function checkAnswered(before: Snapshot, after: Snapshot, problem: Problem, title: string): void {
  const count = ({ problems }: Snapshot) => problems.filter(({ code }) => code === problem.code).length
  expect(count(after), `${problem.code}: ${title}\n${before.text}\n---\n${after.text}`).toBeLessThan(count(before))
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const day = `\\d+ (?:${months})(?: \\d{4})?`

/** Reads the effect out of a title and looks for it in the schedules, by other code than wrote it. */
function checkEffect(before: Snapshot, after: Snapshot, title: string): boolean {
  const shown = (snapshot: Snapshot, name: string) => {
    const { schedule } = snapshot
    const finishes = [...schedule.tasks.values()].filter(({ task }) => task.name === name).map(({ finish }) => finish)
    return (name === 'finish' ? [schedule.finish] : finishes).map(minute =>
      lastDayInWords(minute, before.schedule).replace(/^\w+ (?=\d)/, ''),
    )
  }
  let found = false
  const said = title.slice(title.indexOf(': ') + 2)
  for (const [, name, from, to] of said.matchAll(new RegExp(`(?:^|, )([^,:]+?) (${day}) → (${day})`, 'g'))) {
    found = true
    expect(shown(before, name!), title).toContain(from)
    expect(shown(after, name!), `${title}\n${before.text}\n---\n${after.text}`).toContain(to)
  }
  for (const [, name, at] of said.matchAll(new RegExp(`(?:^|, )([^,:]+?) stays (${day})`, 'g'))) {
    found = true
    expect(shown(after, name!), title).toContain(at)
  }
  const money = /([+−])[€$£¥₹]?([\d,]+)(?: [A-Z]{3})?$/.exec(said)
  const cost = Math.round(Math.abs(after.schedule.cost - before.schedule.cost))
  if (money) expect(`${Number(money[2]!.replaceAll(',', ''))}`, title).toBe(String(cost))
  else if (said.includes('→')) expect(cost, title).toBe(0)
  const dated = /(\d+) tasks? gets? dates/.exec(said)
  const count = ({ schedule }: Snapshot) =>
    [...schedule.tasks.values()].filter(({ task, unscheduled }) => !unscheduled && task.kind !== 'summary').length
  if (dated) expect(count(after) - count(before), title).toBe(Number(dated[1]))
  return found || dated !== null || /[−+][\d.]+ [dh]/.test(said)
}

const effects = new Set([
  'schedule/deadline-missed',
  'schedule/negative-float',
  'schedule/constraint-conflict',
  'schedule/cycle',
  'resource/overload',
  'resource/limits',
])

/** `−4 d`: how much earlier the task with the deadline, or the project, ends. */
function checkShift(before: Snapshot, after: Snapshot, problem: Problem, title: string): void {
  const shift = /: ([−+])([\d.]+) ([dh])/.exec(title)
  if (!shift || problem.code !== 'schedule/deadline-missed') return
  const { path } = before.reading.pathAt(problem.span.start)
  const finish = ({ schedule }: Snapshot) => schedule.tasks.get(String(path.at(-2)))?.finish ?? schedule.finish
  const minutes = projectWork(finish(before), finish(after), before.plan)
  const unit = shift[3] === 'd' ? before.schedule.dayMinutes : 60
  expect(Math.round((minutes / unit) * 10) / 10, title).toBe(Number(shift[2]) * (shift[1] === '−' ? -1 : 1))
}

function checkAll(snapshot: Snapshot): { actions: number; effects: number } {
  let [actions, told] = [0, 0]
  for (const problem of snapshot.problems) {
    for (const action of codeActions(snapshot, problem.span)) {
      if (action.problem !== undefined && action.problem !== problem) continue
      actions++
      checkEdits(snapshot, action)
      if (action.edits[0]!.uri !== snapshot.uri) continue
      checkRest(snapshot, action)
      const after = applied(snapshot, action)
      if (action.problem) checkAnswered(snapshot, after, action.problem, action.title)
      checkShift(snapshot, after, problem, action.title)
      if (action.kind === 'fix' && effects.has(problem.code) && checkEffect(snapshot, after, action.title)) told++
    }
  }
  return { actions, effects: told }
}

test('every code action of every bad plan', () => {
  let total = 0
  for (const name of readdirSync(folder).filter(file => file.endsWith('.tpm.yaml'))) {
    const snapshot = snapshotOf(readFileSync(join(folder, name), 'utf8'))
    total += checkAll(snapshot).actions
  }
  expect(total).toBeGreaterThan(500)
}, 120_000)

interface Draft {
  readonly length: number
  readonly kind: 'duration' | 'effort'
  readonly person: number
  readonly after: readonly { readonly back: number; readonly form: string }[]
  readonly extra: string
  readonly isFlow: boolean
}

const draft: fc.Arbitrary<Draft> = fc.record({
  length: fc.integer({ min: 1, max: 12 }),
  kind: fc.constantFrom('duration', 'effort'),
  person: fc.integer({ min: 0, max: 3 }),
  after: fc.array(
    fc.record({ back: fc.integer({ min: -3, max: 8 }), form: fc.constantFrom('', ' +2d', ' SS+1d', ' FF', ' -1d') }),
    { maxLength: 2 },
  ),
  extra: fc.constantFrom(
    '',
    '',
    'start-no-earlier-than: 2026-05-20',
    'must-start-on: 2026-05-06',
    'finish-no-later-than: 2026-05-08',
    'deadline: 2026-05-15',
    'deadline: 2026-06-05',
    'deadlin: 2026-05-20',
    'status: don',
    'progress: 30',
    'priority: 700',
  ),
  isFlow: fc.boolean(),
})

const planText = fc
  .record({
    drafts: fc.array(draft, { minLength: 2, maxLength: 9 }),
    deadline: fc.constantFrom('', ', deadline: 2026-05-22', ', leveling: auto'),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  })
  .map(({ drafts, deadline, lineEnd }) => {
    const people = ['ann', 'ben', 'cyd']
    const tasks = drafts.flatMap((one, n) => {
      const links = one.after.flatMap(({ back, form }) => (n - back >= 0 && back !== 0 ? [`t${n - back}${form}`] : []))
      const fields = [
        `name: Task ${n}`,
        `${one.kind}: ${one.length}d`,
        ...(one.person < 3 ? [`assign: ${people[one.person]}`] : []),
        ...(links.length === 1 ? [`after: ${links[0]}`] : links.length > 1 ? [`after: [${links.join(', ')}]`] : []),
        ...(one.extra === '' ? [] : [one.extra]),
      ]
      return one.isFlow
        ? [`  t${n}: { ${fields.join(', ')} } # keep ${n}`]
        : [`  # keep ${n + 100}`, `  t${n}: # keep ${n}`, ...fields.map(field => `    ${field}`)]
    })
    return [
      'tpm: 1',
      `project: { name: P, start: 2026-05-04, currency: EUR${deadline} }`,
      'resources:',
      '  ann: { name: Ann, role: dev, rate: 400/d }',
      '  ben: { name: Ben, role: dev, rate: 500/d, leave: [2026-05-11..2026-05-13] }',
      '  cyd: { name: Cyd, skills: [dev], rate: 600/d }',
      'tasks:',
      ...tasks,
      'milestones:',
      `  ga: { name: GA, after: t${drafts.length - 1}, deadline: 2026-05-29 }`,
      '',
    ].join(lineEnd)
  })

test('every code action of any plan with faults', () => {
  let told = 0
  fc.assert(
    fc.property(planText, text => {
      told += checkAll(snapshotOf(text)).effects
    }),
    { numRuns: 30 },
  )
  expect(told).toBeGreaterThan(30)
}, 240_000)

test('every refactoring of any plan makes no problem, and keeps comments, finish and cost', () => {
  let offered = 0
  fc.assert(
    fc.property(planText, fc.nat(), fc.nat(), (text, from, length) => {
      const snapshot = snapshotOf(text, () => false)
      const start = from % text.length
      const weight = ({ problems }: Snapshot) =>
        problems.filter(({ severity }) => /error|warning/.test(severity)).length
      for (const span of [
        { start, end: start },
        { start, end: Math.min(text.length, start + (length % 300)) },
      ]) {
        for (const refactoring of refactorings(snapshot, span)) {
          offered++
          const { title, edits } = refactoring
          checkEdits({ ...snapshot, text: text + text } as Snapshot, refactoring)
          const workspace = new Workspace({ roots: ['file:///plans'], fileExists: () => false })
          workspace.set(snapshot.uri, text)
          for (const each of edits)
            workspace.set(each.uri, applyEdits(workspace.textOf(each.uri)?.text ?? '', each.edits))
          const after = workspace.snapshot(snapshot.uri)!
          if (!title.startsWith('Convert') && !title.startsWith('Estimate'))
            expect(weight(after), title).toBeLessThanOrEqual(weight(snapshot))
          if (!title.startsWith('Estimate')) {
            expect(after.schedule.finish, title).toBe(snapshot.schedule.finish)
            expect(after.schedule.cost, title).toBeCloseTo(snapshot.schedule.cost, 2)
          }
          const kept = [...text.matchAll(/# keep \d+/g)].map(String)
          for (const comment of kept) expect(after.text, title).toContain(comment)
        }
      }
    }),
    { numRuns: 400 },
  )
  expect(offered).toBeGreaterThan(50)
}, 240_000)
