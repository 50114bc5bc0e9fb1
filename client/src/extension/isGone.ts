import { FileSystemError, Uri, workspace } from 'vscode'

/** Is there neither a file nor a text in the editor? What can't be found out counts as there. */
export async function isGone(uri: string): Promise<boolean> {
  if (workspace.textDocuments.some(document => document.uri.toString() === uri && !document.isClosed)) return false
  const file = Uri.parse(uri)
  if (file.scheme === 'untitled') return true
  try {
    await workspace.fs.stat(file)
    return false
  } catch (error) {
    return error instanceof FileSystemError && error.code === 'FileNotFound'
  }
}
