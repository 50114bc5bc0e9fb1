declare const brand: unique symbol

/** A value that is told apart by its name at compile time and is a plain `T` at run time. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
