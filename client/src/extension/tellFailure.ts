import { l10n, window } from 'vscode'
import { isGone } from './isGone.ts'

/** What a person asked for in a panel did not work: they are told why, since nothing else would show it. */
export async function tellFailure(error: unknown, uri: string | undefined): Promise<void> {
  const gone = uri !== undefined && (await isGone(uri))
  const words = error instanceof Error ? error.message : String(error)
  void window.showErrorMessage(gone ? l10n.t('This plan’s file is gone.') : words)
}
