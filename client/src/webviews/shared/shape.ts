import type { FirstError } from '#engine/view/context'

/** A check of a value's shape; one function for each kind of thing a message may hold. */
export type Check<T> = (value: unknown) => value is T

/** No text of a plan is longer; a message that claims otherwise is not ours. */
const longestText = 100_000
const longestList = 200_000

export const text: Check<string> = (value): value is string => typeof value === 'string' && value.length <= longestText
export const flag: Check<boolean> = (value): value is boolean => typeof value === 'boolean'
export const finite: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value)

export function word<const W extends string>(...words: readonly W[]): Check<W> {
  return (value): value is W => words.some(known => known === value)
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value)
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= longestList && value.every(check)
}

/** An object whose named parts have these shapes; it may have more. */
export function record<T extends object>(parts: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const entries = Object.entries<Check<unknown>>(parts as Record<string, Check<unknown>>)
  return (value): value is T => {
    if (typeof value !== 'object' || value === null) return false
    return entries.every(([key, check]) => check(Reflect.get(value, key)))
  }
}

export function either<A, B>(a: Check<A>, b: Check<B>): Check<A | B> {
  return (value): value is A | B => a(value) || b(value)
}

/** The error that stands first in the way of a picture. */
export const firstError: Check<FirstError> = record<FirstError>({ line: finite, message: text })
