import { Uri, workspace } from 'vscode'

/** `plan.tpm.yaml`, or `plan-2.tpm.yaml` where that is taken, and so on. */
export async function freeName(folder: Uri, proposed: string): Promise<string> {
  let name = proposed
  for (let i = 2; i < 100 && (await isThere(folder, name)); i++) name = proposed.replace('.tpm.', `-${i}.tpm.`)
  return name
}

export function isThere(folder: Uri, name: string): Thenable<boolean> {
  return workspace.fs.stat(Uri.joinPath(folder, name)).then(
    () => true,
    () => false,
  )
}
