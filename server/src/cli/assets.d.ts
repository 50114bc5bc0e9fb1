/** The bundler inlines these files as text. */
declare module '*.yaml' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: that is how the bundler gives it
  export default text
}

/** The bundler makes this module (`scripts/parts.mjs`). */
declare module 'tpm:parts' {
  /** A name of all the texts. */
  export const build: string
  /** Texts of CommonJS modules stand at the end of the bundle, one behind the other as JSON: how long each is there. */
  export const lengths: Readonly<Record<string, number>>
}
