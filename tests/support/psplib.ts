import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from '#engine/leveling/grid'

const root = join(import.meta.dirname, '../../../shared/data/psplib')

/** Is the PSPLIB data beside the project? */
export const hasPsplib = existsSync(root)

export interface Instance {
  readonly name: string
  readonly project: Project
  /** The critical-path length that the file states. */
  readonly mpmTime: number
  readonly bestKnown: number
  readonly lowerBound: number
  readonly pathBound: number
}

/** The instances of a set (`j30`, `j60`, `j120`) of the project scheduling problem library (Kolisch & Sprecher 1996). */
export function instancesOf(set: string): readonly Instance[] {
  const known = new Map(
    readFileSync(join(root, 'best_known.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.split(','))
      .filter(row => row[0] === set)
      .map(row => [row[1]!, row.slice(2).map(Number)] as const),
  )
  return readdirSync(join(root, set))
    .filter(name => name.endsWith('.sm'))
    .sort()
    .map(name => {
      const [pathBound, lowerBound, bestKnown] = known.get(name)! as [number, number, number]
      return { name, pathBound, lowerBound, bestKnown, ...parseInstance(readFileSync(join(root, set, name), 'utf8')) }
    })
}

function parseInstance(text: string): Pick<Instance, 'project' | 'mpmTime'> {
  const lines = text.split(/\r?\n/)
  const rows = (title: string, skip: number) => {
    const from = lines.findIndex(line => line.startsWith(title)) + skip
    const to = lines.findIndex((line, at) => from <= at && line.startsWith('*'))
    return lines.slice(from, to < 0 ? lines.length : to).map(line => line.trim().split(/\s+/).map(Number))
  }
  const requests = rows('REQUESTS', 3)
  const predecessors: number[][] = requests.map(() => [])
  for (const [task, , , ...successors] of rows('PRECEDENCE', 2))
    for (const next of successors) predecessors[next - 1]!.push(task! - 1)
  return {
    mpmTime: rows('pronr', 1)[0]![5]!,
    project: {
      duration: requests.map(row => row[2]!),
      demand: requests.map(row => row.slice(3)),
      capacity: rows('RESOURCEAVAIL', 2)[0]!,
      predecessors,
    },
  }
}

/** What is wrong with a schedule, told by plain arithmetic that shares nothing with what made it. */
export function faultsOf(
  { duration, demand, capacity, predecessors }: Project,
  starts: ArrayLike<number>,
  makespan: number,
): string[] {
  const faults: string[] = []
  const use = new Map<number, number[]>()
  duration.forEach((length, task) => {
    const start = starts[task]!
    if (!Number.isInteger(start) || start < 0 || makespan < start + length) faults.push(`${task} lies outside`)
    for (const before of predecessors[task]!)
      if (start < starts[before]! + duration[before]!) faults.push(`${task} before ${before}`)
    for (let time = start; time < start + length; time++) {
      const row = use.get(time) ?? capacity.map(() => 0)
      demand[task]!.forEach((units, resource) => {
        row[resource]! += units
      })
      use.set(time, row)
    }
  })
  for (const [time, row] of use) {
    row.forEach((units, resource) => {
      if (capacity[resource]! < units) faults.push(`resource ${resource} is over its capacity at ${time}`)
    })
  }
  return faults
}
