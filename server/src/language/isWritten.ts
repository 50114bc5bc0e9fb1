import type { Path } from '#engine/model/path'
import type { Reading } from './read/reading.ts'

/** Is there such a key, whatever stands after it? */
export function isWritten(reading: Reading, path: Path): boolean {
  const parent = reading.nodeAt(path.slice(0, -1))
  return parent?.kind === 'map' && parent.entries.some(({ key }) => key.text === path.at(-1))
}
