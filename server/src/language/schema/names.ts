import type { ScalarKind } from './scalars/trouble.ts'
import { planShape, type Shape } from './shape.ts'

interface Names {
  readonly fields: Set<string>
  readonly withLists: Set<string>
  readonly lists: Map<string, ScalarKind<unknown>>
}

/** What may have blanks and commas in it. */
const freeKinds: ReadonlySet<string> = new Set(['text', 'name', 'percent', 'path', 'glob', 'link'])

const all = collect()

/** Every key that the format has anywhere. */
export const fieldNames: ReadonlySet<string> = all.fields

/** The keys that may have a list of anything. */
export const fieldsWithLists: ReadonlySet<string> = all.withLists

/** Of the keys that may have a list of ids, dependencies, dates or tags what reads one of them. */
export const listFields: ReadonlyMap<string, ScalarKind<unknown>> = all.lists

function collect(): Names {
  const names: Names = { fields: new Set(), withLists: new Set(), lists: new Map() }
  const seen = new Set<Shape>()
  const open: (Shape | undefined)[] = [planShape]
  while (open.length > 0) {
    const shape = open.pop()
    if (!shape || seen.has(shape)) continue
    seen.add(shape)
    open.push(shape.list, shape.record?.value)
    for (const [name, { shape: its }] of shape.keys ?? []) {
      names.fields.add(name)
      if (its.list) names.withLists.add(name)
      const item = its.list?.scalar
      if (item && !freeKinds.has(item.kind)) names.lists.set(name, item)
      open.push(its)
    }
  }
  return names
}
