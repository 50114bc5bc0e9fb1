import type { Baseline } from '#engine/cost/variance'
import type { Path } from '#engine/model/path'
import type { ViewContext } from '#engine/view/context'
import { brokenText } from '#language/features/brokenText'
import type { Snapshot } from '#language/snapshot'

/** The line, counted from zero, on which the key at a path stands. */
export function countLines({ reading, lines }: Snapshot): (path: Path) => number {
  return path => lines.positionAt(reading.spanOf({ path, on: 'key' }).start).line
}

/** What a view needs to know of the text. */
export function viewContext(snapshot: Snapshot, baseline?: Baseline): ViewContext {
  return {
    lineOf: countLines(snapshot),
    ...(baseline && { baseline }),
    ...brokenText(snapshot, snapshot.reading.problems),
  }
}
