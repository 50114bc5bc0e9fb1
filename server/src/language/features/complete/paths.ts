import { quote } from '../../read/syntax.ts'
import { folderOf, resolveInside } from '../../uris.ts'
import type { Cursor } from '../cursor.ts'
import type { Completion } from './item.ts'

/** More in one folder are of no use in a list. */
const most = 200

/** What is in the folder that is typed so far, relative to the plan's: folders first, and for `code` all that is in one. */
export function completePaths(
  uri: string,
  { typed, quote: open }: Pick<Cursor, 'typed' | 'quote'>,
  files: readonly string[],
  isGlob: boolean,
): readonly Completion[] {
  const sign = isGlob && typed.startsWith('!') ? '!' : ''
  const way = folderOf(typed.slice(sign.length))
  const place = resolveInside([], uri, way === '' ? '.' : way)
  if (place === undefined) return []
  const inside = `${place}/`
  const names = new Set<string>()
  for (const file of files) {
    if (!file.startsWith(inside)) continue
    const slash = file.indexOf('/', inside.length)
    names.add(file.slice(inside.length, slash < 0 ? undefined : slash + 1))
  }
  const sorted = [...names].map(decodeURIComponent).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const item = (name: string, detail?: string): Completion => {
    const label = `${sign}${way}${name}`
    const isPlain = open !== undefined || /^[\w./][\w./@+~*-]*$/.test(label)
    return {
      label,
      kind: 'file',
      ...(detail !== undefined && { detail }),
      ...(!isPlain && { insert: quote(label) }),
      ...(isPlain && name.endsWith('/') && { goesOn: true }),
    }
  }
  return sorted.slice(0, most).flatMap(name => {
    if (!name.endsWith('/')) return [item(name)]
    return isGlob ? [item(name, 'folder'), item(`${name}**`, 'all files in it')] : [item(name, 'folder')]
  })
}

function rank(name: string): number {
  return name.endsWith('/') ? 0 : 1
}
