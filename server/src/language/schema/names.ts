import { planShape, type Shape } from './shape.ts'

/** Every key that the format has anywhere. */
export const fieldNames: ReadonlySet<string> = collect()

function collect(): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<Shape>()
  const open: (Shape | undefined)[] = [planShape]
  while (open.length > 0) {
    const shape = open.pop()
    if (!shape || seen.has(shape)) continue
    seen.add(shape)
    open.push(shape.list, shape.record?.value)
    for (const [name, field] of shape.keys ?? []) {
      names.add(name)
      open.push(field.shape)
    }
  }
  return names
}
