import { FileType, l10n, Uri, type WorkspaceFolder, window, workspace } from 'vscode'
import { withFreeId } from '../freeId.ts'
import { languageId } from '../plans.ts'
import type { PlanServer } from '../server.ts'
import { freeName, isThere } from './freeName.ts'

/**
 * The templates in `media/templates`, in the order they are offered. By name, since a host in a browser can read a file
 * of an extension and can't list its folders.
 */
const files: readonly string[] = [
  'cloud-migration.tpm.yaml',
  'product-release.tpm.yaml',
  'infrastructure-upgrade.tpm.yaml',
  'cybersecurity.tpm.yaml',
  'minimal.tpm.yaml',
]

interface Template {
  readonly label: string
  readonly description: string
  readonly detail: string | undefined
  readonly file: string
  readonly text: string
}

/**
 * Makes a plan from one of the templates: a file in the folder that was clicked or in the workspace folder, an untitled
 * text where there is no folder to write to. Never writes over a file.
 */
export async function newPlan(server: PlanServer, extensionUri: Uri, clicked: unknown): Promise<void> {
  const template = await chooseTemplate(extensionUri)
  if (!template) return
  const folder = await folderFor(clicked)
  const textFor = async (name: string) => {
    const taken = (await server.plans()).flatMap(({ id }) => (id === undefined ? [] : [id]))
    return withFreeId(template.text, name, new Set(taken))
  }
  if (!folder) {
    const content = await textFor(template.file)
    await window.showTextDocument(await workspace.openTextDocument({ language: languageId, content }))
    return
  }
  const file = await chooseFile(folder, await freeName(folder, template.file))
  if (!file) return
  await workspace.fs.writeFile(file, new TextEncoder().encode(await textFor(file.path.split('/').at(-1) ?? '')))
  await window.showTextDocument(file, { preview: false })
}

async function chooseTemplate(extensionUri: Uri): Promise<Template | undefined> {
  const folder = Uri.joinPath(extensionUri, 'media', 'templates')
  const templates = await Promise.all(files.map(file => readTemplate(Uri.joinPath(folder, file), file)))
  return window.showQuickPick(templates, {
    title: l10n.t('New Plan from Template'),
    placeHolder: l10n.t('What is the plan for?'),
    matchOnDetail: true,
  })
}

async function readTemplate(uri: Uri, file: string): Promise<Template> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri))
  const words = file.replace('.tpm.yaml', '').replaceAll('-', ' ')
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  return { label, description: projectName(text), detail: firstComment(text), file, text }
}

/** What the template says of itself on its first line: what the project is. */
function firstComment(text: string): string | undefined {
  return /^# *(.+)$/m.exec(text.split('\n', 1)[0] ?? '')?.[1]
}

function projectName(text: string): string {
  return (
    /^project:[\s\S]*?^ {2}name: *(.+)$/m
      .exec(text)?.[1]
      ?.replace(/\s+#.*$/, '')
      .replace(/^(["'])(.*)\1$/, '$2') ?? ''
  )
}

/** The folder to write to, where there is one that can be written. */
async function folderFor(clicked: unknown): Promise<Uri | undefined> {
  if (clicked instanceof Uri && workspace.getWorkspaceFolder(clicked)) {
    const { type } = await workspace.fs.stat(clicked)
    return type & FileType.Directory ? clicked : Uri.joinPath(clicked, '..')
  }
  const folders = (workspace.workspaceFolders ?? []).filter(
    ({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme) !== false,
  )
  return (folders.length > 1 ? await chooseFolder() : folders[0])?.uri
}

function chooseFolder(): Thenable<WorkspaceFolder | undefined> {
  return window.showWorkspaceFolderPick({ placeHolder: l10n.t('Which folder is the plan for?') })
}

async function chooseFile(folder: Uri, proposed: string): Promise<Uri | undefined> {
  const name = await window.showInputBox({
    title: l10n.t('New Plan from Template'),
    prompt: l10n.t('Name of the file'),
    value: proposed,
    valueSelection: [0, proposed.length - '.tpm.yaml'.length],
    validateInput: value => nameProblem(folder, value),
  })
  return name === undefined ? undefined : Uri.joinPath(folder, name.trim())
}

async function nameProblem(folder: Uri, value: string): Promise<string | undefined> {
  const name = value.trim()
  if (!/^[^\\/:*?"<>|]+\.tpm\.ya?ml$/.test(name)) return l10n.t('A name that ends in .tpm.yaml')
  return (await isThere(folder, name)) ? l10n.t('There is such a file already') : undefined
}
