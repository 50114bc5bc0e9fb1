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
  /** Texts of CommonJS modules, by name. */
  export const parts: Readonly<Record<string, string>>
}
