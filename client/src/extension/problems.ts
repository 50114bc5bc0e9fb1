import { l10n } from 'vscode'

/** How many errors and warnings, in words. */
export function problemsText(errors: number, warnings: number): string {
  const parts: string[] = []
  if (errors > 0) parts.push(errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors))
  if (warnings > 0) parts.push(warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings))
  return parts.length > 0 ? parts.join(', ') : l10n.t('No problems')
}
