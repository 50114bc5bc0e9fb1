import * as z from 'zod/mini'
import type { $ZodType } from 'zod/v4/core'
import type { Path } from '#engine/model/path'
import { scalarKinds } from './leaf.ts'
import { planSchema } from './plan.ts'
import { idKind } from './scalars/texts.ts'
import type { ScalarKind } from './scalars/trouble.ts'

/** What may stand in one place, by the kind of node; a union of the schema allows several. */
export interface Shape {
  readonly scalar?: ScalarKind<unknown>
  /** What each item of a list may be. */
  readonly list?: Shape
  /** The keys that a map may have. */
  readonly keys?: ReadonlyMap<string, Field>
  /** What the entries of a map with free keys may be; beside `keys`, what stands under every other key. */
  readonly record?: { readonly key: ScalarKind<unknown>; readonly value: Shape }
}

/** A key of a map. */
export interface Field {
  readonly key: string
  readonly docs: string
  readonly required: boolean
  readonly shape: Shape
}

const shapes = new Map<$ZodType, Shape>()

/** Compiles a schema to what the decoder, completion and hover ask of it. Recursive schemas give recursive shapes. */
export function shapeOf(schema: $ZodType): Shape {
  const known = shapes.get(schema)
  if (known) return known
  const shape: { -readonly [K in keyof Shape]: Shape[K] } = {}
  shapes.set(schema, shape)
  fill(shape, schema)
  return shape
}

function fill(shape: { -readonly [K in keyof Shape]: Shape[K] }, schema: $ZodType): void {
  const kind = scalarKinds.get(schema)
  if (kind) shape.scalar = kind
  else if (schema instanceof z.ZodMiniOptional) fill(shape, schema.def.innerType)
  else if (schema instanceof z.ZodMiniUnion) for (const option of schema.def.options) fill(shape, option)
  else if (schema instanceof z.ZodMiniArray) shape.list = shapeOf(schema.def.element)
  else if (schema instanceof z.ZodMiniRecord)
    shape.record = { key: keyKind(schema.def.keyType), value: shapeOf(schema.def.valueType) }
  else if (schema instanceof z.ZodMiniObject) {
    shape.keys = new Map(Object.entries(schema.def.shape).map(([key, value]) => [key, fieldOf(key, value)]))
    const others = schema.def.catchall
    if (others && !(others instanceof z.ZodMiniNever))
      shape.record = { key: idKind('id', 'an id', ['sprint-1']), value: shapeOf(others) }
  }
}

function keyKind(schema: $ZodType): ScalarKind<unknown> {
  const kind = scalarKinds.get(schema)
  if (!kind) throw new Error('A key of the schema has no scalar kind')
  return kind
}

function fieldOf(key: string, schema: $ZodType): Field {
  return { key, docs: docsOf(schema), required: !(schema instanceof z.ZodMiniOptional), shape: shapeOf(schema) }
}

function docsOf(schema: $ZodType): string {
  const own = z.globalRegistry.get(schema)?.description
  return own ?? (schema instanceof z.ZodMiniOptional ? docsOf(schema.def.innerType) : '')
}

export const planShape: Shape = shapeOf(planSchema)
export const planDocs: string = docsOf(planSchema)

/** What may stand at a path; `undefined` where the format has nothing there. */
export function shapeAt(path: Path): Shape | undefined {
  let shape: Shape | undefined = planShape
  for (const step of path)
    shape =
      shape &&
      (typeof step === 'number' ? (shape.list ?? shape) : (shape.keys?.get(step)?.shape ?? shape.record?.value))
  return shape
}

/** The key at the end of a path, with its documentation; `undefined` for ids, dates and unknown keys. */
export function fieldAt(path: Path): Field | undefined {
  const key = path.at(-1)
  return typeof key === 'string' ? shapeAt(path.slice(0, -1))?.keys?.get(key) : undefined
}
