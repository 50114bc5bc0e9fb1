import { expect, test } from 'vitest'
import { outlineView } from '#engine/view/outline'
import { timelineView } from '#engine/view/timeline'
import { hover } from '#language/features/hover'
import { Workspace } from '#language/workspace'
import { plainText } from '../support/plan.ts'

const uri = 'file:///plans/plan.tpm.yaml'
const plan = (design: string, more = '') => `tpm: 1
project: { name: Bridge, start: 2026-03-02, currency: EUR${more} }
resources:
  ben: { name: Ben, rate: 100/h }
tasks:
  design: { name: Design, ${design}, assign: ben }
  build: { name: Build, duration: 5d, assign: ben, after: design }
milestones:
  open: { name: Open, after: build }
policy: { rules: { health/missed-tasks: warning, health/bei: warning } }
`
const before = plan('duration: 5d')
const now = plan('duration: 8d, actual-start: 2026-03-02, progress: 50%', ', status-date: 2026-03-06').replace(
  'milestones:',
  '  paint: { name: Paint, duration: 1d }\nmilestones:',
)

/** The plan of now, measured against that of before. */
function measured(name = 'kickoff', then = before): Workspace {
  const workspace = new Workspace()
  const past = new Workspace()
  past.set(uri, plainText(then))
  workspace.set(uri, now)
  const { plan, schedule } = past.snapshot(uri)!
  workspace.setBaseline(uri, { name, plan, schedule })
  return workspace
}

function viewsOf(workspace: Workspace) {
  const { plan, schedule } = workspace.snapshot(uri)!
  const baseline = workspace.baselineOf(uri)
  const context = { lineOf: () => 0, errors: 0, ...(baseline && { baseline }) }
  return { timeline: timelineView(plan, schedule, context), outline: outlineView(plan, schedule, context) }
}

test('the timeline has where the baseline has each task, how far it is from that, and earned value', () => {
  const { timeline } = viewsOf(measured())
  expect(timeline.rows.map(({ id, baseline }) => [id, baseline?.variance])).toEqual([
    ['design', '+4d'],
    ['build', '+4d'],
    ['paint', undefined],
    ['open', '+4d'],
  ])
  expect(timeline.baseline).toEqual({
    name: 'kickoff',
    finish: 'Baseline kickoff: finish Fri 13 Mar, now 4d later',
    // Of 8,000 half was planned for the first week; half of the 4,000 for the design is earned, half of 7,200 spent.
    earned: 'SPI 0.50 · CPI 0.63 · EV 2,000 EUR · PV 4,000 EUR · AC 3,200 EUR · BAC 8,000 EUR',
  })
  expect(timeline.rows[1]!.tooltip).toContain(
    'Baseline kickoff: Mon 9 Mar – Fri 13 Mar; start 4d later, finish 4d later',
  )
  expect(timeline.rows[2]!.tooltip).toContain('Baseline kickoff: not in it')
})

test('the tree says how far milestones are from it', () => {
  expect(viewsOf(measured()).outline.milestones[0]!.description).toBe('Thu 19 Mar · critical · +4d to kickoff')
  expect(viewsOf(measured('kickoff', now)).outline.milestones[0]!.description).toBe(
    'Thu 19 Mar · critical · 0d to kickoff',
  )
})

test('a hover says it, and what a person calls a revision is text', () => {
  const snapshot = measured('<b>[v1](x)').snapshot(uri)!
  const { markdown } = hover(snapshot, snapshot.text.indexOf('build: {'))!
  expect(markdown).toContain('start 4d later, finish 4d later')
  expect(markdown).not.toMatch(/<b>|\]\(x\)/)
})

test('the rules that measure against a baseline have it, and lose it with it', () => {
  const codes = (workspace: Workspace) => workspace.snapshot(uri)!.problems.map(({ code }) => code)
  const workspace = measured()
  expect(codes(workspace)).toEqual(expect.arrayContaining(['health/bei', 'health/missed-tasks']))
  expect(codes(workspace.withTexts(new Map([[uri, `${now}# more\n`]])))).toContain('health/missed-tasks')
  workspace.takeChanged()
  workspace.setBaseline(uri, undefined)
  expect(workspace.takeChanged()).toEqual([uri])
  expect(codes(workspace)).not.toContain('health/missed-tasks')
})

test('a baseline without dates, and one of an empty text, are said to be so', () => {
  expect(viewsOf(measured('kickoff', '')).timeline.baseline).toMatchObject({
    finish: 'Baseline kickoff: nothing has dates in it',
  })
})
