import { workBetween } from '../time/calendar.ts'
import type { Network } from './network.ts'
import { effortBetween } from './share.ts'
import type { Reason } from './types.ts'
import { finishOfWork, startOfWork } from './work.ts'

/** Whose limits make work that begins at `from` end later, at `to`, than their hours would (rule 23). */
export function limitsAfter(network: Network, i: number, from: number, to: number, amount: number): readonly Reason[] {
  const { calendar } = network.work[i]!
  return limitReasons(network, i, from, to, free => workBetween(calendar, finishOfWork(free, from, amount), to))
}

/** Whose limits make work that must end by `to` begin earlier, at `from`: minutes below zero. */
export function limitsBefore(network: Network, i: number, from: number, to: number): readonly Reason[] {
  const { calendar, amount } = network.work[i]!
  return limitReasons(network, i, from, to, free => workBetween(calendar, from, startOfWork(free, to, amount)), -1)
}

function limitReasons(
  { plan, work }: Network,
  i: number,
  from: number,
  to: number,
  lengthen: (free: Network['work'][number]) => number,
  sign = 1,
): readonly Reason[] {
  const { shares } = work[i]!
  if (!shares?.some(({ limit }) => limit)) return []
  const free = shares.map(share => ({ ...share, limit: undefined }))
  const minutes = lengthen({ ...work[i]!, shares: free })
  if (!(minutes > 0)) return []
  return shares.flatMap((share, k): Reason[] => {
    const { resource } = share
    if (effortBetween(free[k]!, from, to) <= effortBetween(share, from, to)) return []
    return [
      { kind: 'resource', resource, minutes: sign * minutes, path: [...plan.resources.get(resource)!.path, 'limits'] },
    ]
  })
}
