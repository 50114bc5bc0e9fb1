import * as z from 'zod'
import { type ScalarKind, Trouble } from './scalars/trouble.ts'

// The web hosts run under a policy that forbids code from strings.
z.config({ jitless: true })

/** What each leaf of the schema is, for the decoder and all that is generated. */
export const scalarKinds = z.registry<ScalarKind<unknown>>()

/** A scalar: its source text in, its value out. */
export function leaf<T>(kind: ScalarKind<T>) {
  return z
    .string()
    .transform((text, context): T => {
      const value = kind.read(text)
      if (!(value instanceof Trouble)) return value
      if (value.parts.value !== undefined) return value.parts.value as T
      context.issues.push({ code: 'custom', message: value.parts.message, input: text })
      return z.NEVER
    })
    .register(scalarKinds, kind)
}

/** A key of a map whose keys are not fixed: read like a {@link leaf}, but a string for zod. */
export type KeyLeaf<T> = z.ZodString & { readonly key?: T }

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
export function oneOrMore<S extends z.ZodType>(item: S) {
  return z.union([item, z.array(item)])
}

/** A value, or a map from a date to a value, valid from that day. */
export function overTime<S extends z.ZodType, K>(from: KeyLeaf<K>, value: S) {
  return z.union([value, z.record(from, value)])
}

/** A map with keys that are not fixed, as the decoder gives it: what could be read, in order. */
export interface Entries<K, V> {
  readonly entries: readonly { readonly key: K; readonly text: string; readonly value: V | undefined }[]
}

/** What the decoder makes of a schema: all keys optional (what is wrong is left out), lists with holes, maps in order. */
export type Decoded<S> =
  S extends z.ZodOptional<infer I>
    ? Decoded<I>
    : S extends z.ZodUnion<infer O>
      ? Decoded<O[number]>
      : S extends z.ZodArray<infer E>
        ? readonly (Decoded<E> | undefined)[]
        : S extends z.ZodRecord<infer K, infer V>
          ? Entries<K extends KeyLeaf<infer T> ? T : string, Decoded<V>>
          : S extends z.ZodObject<infer P, infer C>
            ? { readonly [key in keyof P]?: Decoded<P[key]> } & {
                readonly others?: C extends { catchall: infer V } ? V : unknown
              }
            : z.output<S>
