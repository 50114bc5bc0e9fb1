/** What the command line says went wrong, as a sentence for a window: not the name of the tool, nor where the plan lies. */
export function toolWords(err: string): string {
  const text = err.trim().replace(/^tpm: /gm, '')
  if (/^.* is in no git work tree$/.test(text)) return 'This plan is in no git repository.'
  // An empty file is one too; who asks for its status meant a plan.
  if (/^.* is a library, which has no project to report on$/.test(text)) return 'This plan has no project yet.'
  return beginsWithFile(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/** Its first word is a path, or all up to a verb the name of a plan. */
function beginsWithFile(text: string): boolean {
  return /^\S*[./\\]\S|^[^\n:]*\.tpm\.ya?ml (?:is|has|can|could|does)\b/i.test(text)
}
