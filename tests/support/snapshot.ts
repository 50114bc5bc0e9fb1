import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'

const folder = 'file:///plans'

/** A text as a snapshot in a workspace of its own; `others` are more files of it, by name. */
export function snapshotOf(text: string, others: Readonly<Record<string, string>> = {}): Snapshot {
  const workspace = new Workspace({ roots: [folder] })
  for (const [name, source] of Object.entries(others)) workspace.set(`${folder}/${name}`, source)
  workspace.set(`${folder}/plan.tpm.yaml`, text)
  return workspace.snapshot(`${folder}/plan.tpm.yaml`)!
}

/** A file's name as tests show it. */
export function fileName(uri: string): string {
  return uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : uri
}
