import { type Uri, workspace } from 'vscode'

/** Settings that the editor's side reads; the server asks for its own (`tpm.rules`, …). */
export function followsCursor(): boolean {
  return workspace.getConfiguration('tpm').get('preview.followCursor', true)
}

export function followsActivePlan(): boolean {
  return workspace.getConfiguration('tpm').get('preview.followActivePlan', true)
}

export function marksChanges(plan: Uri): boolean {
  return workspace.getConfiguration('tpm', plan).get('changeMarks', true)
}
