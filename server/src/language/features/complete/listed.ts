import type { Id } from '#engine/model/plan'
import { type LineParts, lineParts, lineStartAt, nextLine, previousLine } from '../../lineParts.ts'
import type { Cursor } from '../cursor.ts'

/** Longer lists are not looked through. */
const maxLines = 500

/** Ids of the other items of the list that the cursor is in. */
export function listedBeside(text: string, { path, flow, replace, offset }: Cursor): readonly Id[] {
  if (typeof path[path.length - 1] !== 'number') return []
  if (flow === 'map') return []
  return (flow === 'seq' ? flowItems(text, replace) : blockItems(text, offset)).map(idOf)
}

/** Of `"a SS+2d"` the `a`. */
function idOf(item: string): Id {
  return /^["']?([^\s."']*)/.exec(item.trim())?.[1] ?? ''
}

function flowItems(text: string, replace: Cursor['replace']): readonly string[] {
  const open = text.lastIndexOf('[', replace.start)
  const end = text.slice(replace.end).search(/[\]\r\n]/)
  // Without the quotes that the item stands in.
  const before = text.slice(open + 1, replace.start).replace(/["']$/, '')
  const after = end < 0 ? '' : text.slice(replace.end, replace.end + end).replace(/^["']/, '')
  return `${before},${after}`.split(',')
}

/** Items above and below whose dash stands in the same column. */
function blockItems(text: string, offset: number): readonly string[] {
  const own = lineParts(text, lineStartAt(text, offset))
  const dash = own.dashes[own.dashes.length - 1]
  if (dash === undefined) return []
  const column = dash - own.start
  const items: string[] = []
  /** False where the list ends. */
  const take = (line: LineParts): boolean => {
    if (line.blank || column < line.indent) return true
    if (!line.dashes.some(at => at - line.start === column)) return false
    if (!line.key || line.key.text === 'task') items.push(text.slice(line.content, line.contentEnd))
    return true
  }
  let start = own.start
  for (let n = 0; n < maxLines && start > 0; n++) {
    start = previousLine(text, start)
    if (!take(lineParts(text, start))) break
  }
  let end = own.end
  for (let n = 0; n < maxLines; n++) {
    const next = nextLine(text, end)
    const line = next < 0 ? undefined : lineParts(text, next)
    if (!line || !take(line)) break
    end = line.end
  }
  return items
}
