import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Bytes of the young generation, all of it: it begins with 1 MB, and V8 would let it grow to a hundred. */
const youngSize = 8 * 2 ** 20

/** Whether V8 has Maglev, the optimiser between the interpreter's code and Turbofan's: not in node 20 and 22. */
const hasMaglev = Reflect.get(process.config.variables, 'v8_enable_maglev') === 1

/**
 * Fits the heap to a server that first reads much that stays: it is looked through for garbage when it has doubled. The
 * young generation gets its size at once, and keeps it, so that what is read is not copied at each of its steps. V8's
 * last optimiser waits where there is one before it: of few processors it takes more from the reading than it gives.
 */
export function roomToRead(): void {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=8')
  // It grows by so many times when what was made has outlived its first collections: some lists of 64 kB do.
  const lists: unknown[] = []
  while (lists.length < 100 && youngNow() < youngSize) lists.push(new Array(8000).fill(0))
  setFlagsFromString('--semi-space-growth-factor=1')
  if (hasMaglev) setFlagsFromString('--no-opt')
}

/**
 * And to one that then works on little at a time: garbage goes when the heap has grown by a fifth. A quarter less
 * memory, for work beside the thread. What runs again and again is worth optimising.
 */
export function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--opt')
}

function youngNow(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngSize
}
