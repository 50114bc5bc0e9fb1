import type { Plan } from '#engine/model/plan'
import { buildPlan } from './build.ts'
import { mulberry32 } from './mulberry32.mjs'

/** A task of a generated network: how long, and after which. */
export interface BigTask {
  readonly hours: number
  /** `type` is 0–3 for FS, SS, FF, SF: bit 0 counts from the start, bit 1 holds the finish. */
  readonly links: readonly { readonly from: number; readonly type: number; readonly lag: number }[]
}

const types = ['FS', 'SS', 'FF', 'SF']

/** A network of n tasks with about one and a half links a task, 85 % FS, a fifth of them with lag. */
export function bigNetwork(n: number): readonly BigTask[] {
  const random = mulberry32(7)
  const tasks: BigTask[] = []
  for (let i = 0; i < n; i++) {
    const links = new Map<number, { type: number; lag: number }>()
    for (let k = i < 10 ? 0 : random() < 0.5 ? 1 : 2; k > 0; k--) {
      const x = random()
      const type = x < 0.85 ? 0 : x < 0.93 ? 1 : x < 0.98 ? 2 : 3
      links.set(Math.max(0, i - 1 - Math.floor(random() * Math.min(200, i))), {
        type,
        lag: random() < 0.2 ? Math.floor(random() * 16) : 0,
      })
    }
    tasks.push({ hours: 8 + Math.floor(random() * 80), links: [...links].map(([from, link]) => ({ from, ...link })) })
  }
  return tasks
}

export interface BigPlanOptions {
  /** 50 people with leave, one on each task. */
  readonly people?: boolean
  /** Every 20 tasks are in a phase, every 10 phases in a stage. */
  readonly phases?: boolean
}

/** A generated network as a plan with holidays. */
export function bigPlan(network: readonly BigTask[], { people, phases }: BigPlanOptions): Plan {
  const names = Array.from({ length: 50 }, (_, k) => `r${k}`)
  const tasks: Record<string, object> = {}
  network.forEach(({ hours, links }, i) => {
    const [phase, stage] = [Math.floor(i / 20), Math.floor(i / 200)]
    if (phases && i % 200 === 0) tasks[`s${stage}`] = {}
    if (phases && i % 20 === 0) tasks[`p${phase}`] = { parent: `s${stage}` }
    tasks[`t${i}`] = {
      duration: `${hours}h`,
      after: links.map(({ from, type, lag }) => `t${from} ${types[type]}+${lag}h`),
      ...(phases ? { parent: `p${phase}` } : {}),
      ...(people ? { assign: names[i % 50] } : {}),
    }
  })
  return buildPlan({
    start: '2026-01-05',
    calendars: { default: { holidays: ['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-24..2027-01-01'] } },
    resources: Object.fromEntries(
      names.map((name, k) => [name, { rate: 90, leave: [`2026-0${1 + (k % 9)}-10..2026-0${1 + (k % 9)}-20`] }]),
    ),
    tasks,
  })
}
