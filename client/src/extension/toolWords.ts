/** What the command line says went wrong, as a sentence for a window: not the name of the tool, nor where the plan lies. */
export function toolWords(err: string): string {
  const text = err.trim().replace(/^tpm: /gm, '')
  if (/^.* is in no git work tree$/.test(text)) return 'This plan is in no git repository.'
  return text.charAt(0).toUpperCase() + text.slice(1)
}
