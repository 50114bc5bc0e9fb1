import type { ViewContext } from '#engine/view/context'
import { isWritten } from '../isWritten.ts'
import { objectAt } from '../objects.ts'
import type { Problem } from '../read/reading.ts'
import type { Snapshot } from '../snapshot.ts'

/** Of what is wrong with a text, that which keeps a picture from showing all of it: the first such line, and the tasks. */
export function brokenText(
  { reading, lines }: Snapshot,
  problems: readonly Problem[],
): Pick<ViewContext, 'errors' | 'firstError' | 'broken' | 'isWritten'> {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const first = errors.find(isUnread) ?? errors[0]
  const broken = new Set<string>()
  for (const problem of errors) {
    const place = isUnread(problem) ? objectAt(reading.pathAt(problem.span.start).path) : undefined
    if (place?.kind === 'task') broken.add(place.id)
  }
  return {
    errors: errors.length,
    broken,
    isWritten: path => isWritten(reading, path),
    ...(first && { firstError: { line: lines.positionAt(first.span.start).line, message: first.message } }),
  }
}

/** Was something of the text left out of the plan? What rules find in dates is all in the picture. */
export function isUnread({ code }: Problem): boolean {
  return code.startsWith('yaml/') || code.startsWith('plan/')
}
