import { type Diagnostic, Uri } from 'vscode'

/** Codes are `area/name`, and so lie their pages; what counts the rest of a long list, and what tells of the server itself, have none. */
const withPage = /^(?!plan\/(?:more|set-aside)$)[a-z]+\/[a-z0-9-]+$/

/** Makes a diagnostic's code a link to the page of its rule, which comes with the extension. */
export function linkPages(diagnostics: readonly Diagnostic[], pages: Uri): Diagnostic[] {
  return diagnostics.map(diagnostic => {
    const { code } = diagnostic
    if (typeof code === 'string' && withPage.test(code)) {
      diagnostic.code = { value: code, target: Uri.joinPath(pages, `${code}.md`) }
    }
    return diagnostic
  })
}
