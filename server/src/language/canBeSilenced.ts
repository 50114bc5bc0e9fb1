/** What YAML's reader says can't be silenced, nor can an unused silencing be by itself. */
export function canBeSilenced(code: string): boolean {
  return !code.startsWith('yaml/') && code !== unusedIgnore
}

/** The code of a `# tpm-ignore` that silences nothing. */
export const unusedIgnore = 'plan/unused-ignore'
