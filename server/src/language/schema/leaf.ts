import * as z from 'zod/mini'
import { type ScalarKind, Trouble } from './scalars/trouble.ts'

// The web hosts run under a policy that forbids code from strings.
z.config({ jitless: true })

/** What each leaf of the schema is, for the decoder and all that is generated. */
export const scalarKinds = z.registry<ScalarKind<unknown>>()

/** A scalar: its source text in, its value out. */
export function leaf<T>(kind: ScalarKind<T>) {
  const read = z.transform((text: string, context): T => {
    const value = kind.read(text)
    if (!(value instanceof Trouble)) return value
    if (value.parts.value !== undefined) return value.parts.value as T
    context.issues.push({ code: 'custom', message: value.parts.message, input: text })
    return z.NEVER
  })
  return z.pipe(z.string(), read).register(scalarKinds, kind)
}

/** The same schema with its documentation. */
export function described<S extends z.ZodMiniType>(schema: S, docs: string): S {
  const copy = schema.clone()
  z.globalRegistry.add(copy, { description: docs })
  return copy
}

/** What a key holds that may be left out, with the key's documentation. */
export function optional<S extends z.ZodMiniType>(schema: S, docs: string): z.ZodMiniOptional<S> {
  return z.optional(described(schema, docs))
}

/** A key of a map whose keys are not fixed: read like a {@link leaf}, but a string for zod. */
export type KeyLeaf<T> = z.ZodMiniString & { readonly key?: T }

export function keyLeaf<T>(kind: ScalarKind<T>): KeyLeaf<T> {
  return z
    .string()
    .check(context => {
      const value = kind.read(context.value)
      if (value instanceof Trouble)
        context.issues.push({ code: 'custom', message: value.parts.message, input: context.value })
    })
    .register(scalarKinds, kind)
}

/** One value, or a list of them. */
export function oneOrMore<S extends z.ZodMiniType>(item: S) {
  return z.union([item, z.array(item)])
}

/** A value, or a map from a date to a value, valid from that day. */
export function overTime<S extends z.ZodMiniType, K>(from: KeyLeaf<K>, value: S) {
  return z.union([value, z.record(from, value)])
}

/** A map with keys that are not fixed, as the decoder gives it: what could be read, in order. */
export interface Entries<K, V> {
  readonly entries: readonly { readonly key: K; readonly text: string; readonly value: V | undefined }[]
}

/** What the decoder makes of a schema: all keys optional (what is wrong is left out), lists with holes, maps in order. */
export type Decoded<S> =
  S extends z.ZodMiniOptional<infer I>
    ? Decoded<I>
    : S extends z.ZodMiniUnion<infer O>
      ? Decoded<O[number]>
      : S extends z.ZodMiniArray<infer E>
        ? readonly (Decoded<E> | undefined)[]
        : S extends z.ZodMiniRecord<infer K, infer V>
          ? Entries<K extends KeyLeaf<infer T> ? T : string, Decoded<V>>
          : S extends z.ZodMiniObject<infer P, infer C>
            ? { readonly [key in keyof P]?: Decoded<P[key]> } & {
                readonly others?: C extends { catchall: infer V } ? V : unknown
              }
            : z.output<S>
