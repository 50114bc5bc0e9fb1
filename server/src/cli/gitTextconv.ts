import { formatLastDay } from '#engine/time/civil'
import { planFigures } from '#engine/view/planFigures'
import { Workspace } from '#language/workspace'
import { applyEdits } from '#language/write/edits'
import { formatPlan } from '#language/write/format'
import { type ExitCode, Impossible } from './exit.ts'
import type { Io } from './io.ts'

/**
 * A plan as `git diff` is to show it: in canonical form, so that a change of layout is none, and with the dates that
 * follow from it below, so that a hunk shows what a change does.
 */
export function printForDiff(written: string, io: Io): ExitCode {
  const path = io.absolute(written)
  const read = io.read(path)
  if ('failure' in read) throw new Impossible(`${written} ${read.failure}`)
  const workspace = new Workspace()
  workspace.set(path, read.text)
  const snapshot = workspace.snapshot(path)!
  const text = applyEdits(read.text, formatPlan(snapshot.reading)).replaceAll('\r\n', '\n')
  const lines = snapshot.plan.isLibrary ? [] : computed(snapshot)
  io.out([text.replace(/\n*$/, '\n'), ...lines.map(line => `${line}\n`)].join(''))
  return 0
}

function computed({
  plan,
  schedule,
}: {
  plan: Parameters<typeof planFigures>[0]
  schedule: Parameters<typeof planFigures>[1]
}): readonly string[] {
  const { finish, milestones, cost } = planFigures(plan, schedule)
  const day = (minute: number | undefined) => (minute === undefined ? 'no date' : formatLastDay(minute, { year: true }))
  return [
    '',
    '# computed:',
    `#   finish: ${day(finish)}`,
    `#   cost: ${Math.round(cost * 100) / 100}`,
    ...milestones.map(({ id, date }) => `#   ${id}: ${day(date)}`),
  ]
}
