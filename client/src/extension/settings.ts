import { workspace } from 'vscode'

/** Settings that the editor's side reads; the server asks for its own (`tpm.rules`, …). */
export function followsCursor(): boolean {
  return workspace.getConfiguration('tpm').get('preview.followCursor', true)
}

export function followsActivePlan(): boolean {
  return workspace.getConfiguration('tpm').get('preview.followActivePlan', true)
}
