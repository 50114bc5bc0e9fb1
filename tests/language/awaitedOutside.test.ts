import { describe, expect, test } from 'vitest'
import { awaitedInWords } from '#language/features/describe/awaited'
import { hover } from '#language/features/hover'
import { Workspace } from '#language/workspace'
import { tpm } from '#tests/cli/memoryIo'

const head = (id: string) => `tpm: 1\nproject: { id: ${id}, name: Plan ${id}, start: 2026-03-02 }\n`

function snapshotOf(name: string, plans: Readonly<Record<string, string>>) {
  const workspace = new Workspace()
  for (const [file, text] of Object.entries(plans)) workspace.set(`file:///${file}.tpm.yaml`, text)
  return workspace.snapshot(`file:///${name}.tpm.yaml`)!
}

describe('what a task of another plan leaves is the free float that it has in one plan (rule 20)', () => {
  const calendars = `calendars:
  default: { week: { mon-fri: [08:00-12:00, 13:00-17:00] } }
  night: { week: { mon-fri: [22:00-06:00] } }
`
  const led = `  end-of-all: { duration: 60d }
  t: { duration: 4d }
  at-night: { duration: 8h, calendar: night }
  round: { duration: 3ed }
  phase: { tasks: { one: { duration: 1d }, two: { duration: 3d } } }
  off: { duration: 9d, status: cancelled, after: t }
  begun: { duration: 5d, actual-start: 2026-03-02, progress: 20% }
  over: { duration: 5d, actual-start: 2026-03-02, actual-finish: 2026-03-06 }
  m: { duration: 0d, after: t }
`
  const ids = ['t', 'at-night', 'round', 'one', 'two', 'phase', 'off', 'begun', 'over', 'm']
  const links = ['', ' FF', ' +1d', ' +1ed', ' -1d', ' FF+2d', ' SS', ' SF+1d', ' SS+2d', ' +50%', ' SS+50%']
  const holds = ['start-no-earlier-than: 2026-03-12', 'finish-no-earlier-than: 2026-03-20', 'calendar: night', '']
  for (const id of ids) {
    test(id, () => {
      for (const link of links) {
        for (const hold of holds) {
          const waiting = (prefix: string) =>
            `  wait: { duration: 2d, ${hold ? `${hold}, ` : ''}after: ${prefix}${id}${link} }\n`
          const apart = snapshotOf('pa', {
            pa: `${head('pa')}${calendars}tasks:\n${led}`,
            pb: `${head('pb')}${calendars}tasks:\n  end-of-all: { duration: 60d }\n${waiting('pa/')}`,
          })
          const together = snapshotOf('pc', { pc: `${head('pc')}${calendars}tasks:\n${led}${waiting('')}` })
          for (const each of ids) {
            const inOne = together.schedule.tasks.get(each)!
            // A summary has the float of the leaves that end it.
            if (inOne.task.kind === 'summary') continue
            const alone = apart.schedule.tasks.get(each)!.freeFloat
            const rooms = apart.workspace.awaited(apart, each).map(({ room }) => room)
            expect({ link, hold, each, free: Math.min(alone, ...rooms) }).toEqual({
              link,
              hold,
              each,
              free: inOne.freeFloat,
            })
          }
        }
      }
    })
  }
})

const lead = `${head('lead')}tasks:
  parts: { name: Parts, duration: 3d }
  assembly: { name: Assembly, duration: 10d }
`
const launch = `${head('launch')}tasks:
  kick-off: { name: Kick-off, duration: 1d, after: lead/parts, start-no-earlier-than: 2026-03-09 }
  stage: { name: Stage, duration: 1d, after: lead/parts }
`
const lines = [
  '"Stage" in the plan "Plan launch" waits for it, and moves with it',
  '"Kick-off" in the plan "Plan launch" waits for it: it can slip 2d before that moves',
]

test('is told in the hover, least room first', () => {
  const snapshot = snapshotOf('lead', { lead, launch })
  expect(awaitedInWords(snapshot, 'parts')).toEqual(lines)
  expect(awaitedInWords(snapshot, 'assembly')).toEqual([])
  const { markdown } = hover(snapshot, lead.indexOf('parts'))!
  expect(markdown).toContain('it can slip 2d before that moves')
})

test('of several more than three only how many', () => {
  const more = [1, 2, 3].map(n => `  more${n}: { name: More ${n}, duration: 1d, after: lead/parts }\n`).join('')
  expect(awaitedInWords(snapshotOf('lead', { lead, launch: launch + more }), 'parts').at(-1)).toBe(
    '2 more in other plans wait for it',
  )
})

test('and by `tpm why`', async () => {
  const files = { 'lead.tpm.yaml': lead, 'launch.tpm.yaml': launch }
  const { out } = await tpm('why lead.tpm.yaml parts', { files })
  expect(out.trimEnd().split('\n').slice(-2)).toEqual(lines.map(line => `  ${line}`))
  const { awaited } = JSON.parse((await tpm('why lead.tpm.yaml parts --format json', { files })).out)
  expect(awaited).toEqual([
    { plan: 'Plan launch', task: 'stage', name: 'Stage', 'room-minutes': 0 },
    { plan: 'Plan launch', task: 'kick-off', name: 'Kick-off', 'room-minutes': 960 },
  ])
})
