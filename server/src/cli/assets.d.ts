/** The bundler inlines these files as text. */
declare module '*.yaml' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: that is how the bundler gives it
  export default text
}
