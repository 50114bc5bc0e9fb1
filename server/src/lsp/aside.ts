import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'

/** What is said of a file that ended the server twice, until it changes (`spec/robustness.md`, P4). */
export const asideDiagnostics: Diagnostic[] = [
  {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Error,
    source: 'tpm',
    code: 'plan/set-aside',
    message:
      'This plan ended the language server twice, so it is set aside until it changes. All other plans are checked as before. Run "TPM: Restart Language Server" to try it again as it is.',
  },
]
