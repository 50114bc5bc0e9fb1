import { type TextDocument, type TextEditor, type WebviewPanel, window, workspace } from 'vscode'

export const languageId = 'tpm-yaml'
export const planGlob = '**/*.tpm.{yaml,yml}'

/**
 * Documents that are plans: of our language, and those whose name says so for a person who opens them as YAML.
 * Only where people edit: a revision that a diff shows is not one more plan of the workspace.
 */
export function planSelector(): { readonly scheme: string; readonly language: string; readonly pattern?: string }[] {
  return editedSchemes().flatMap(scheme => [
    { scheme, language: languageId },
    { scheme, language: 'yaml', pattern: planGlob },
  ])
}

function editedSchemes(): readonly string[] {
  const folders = workspace.workspaceFolders ?? []
  return [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders.map(({ uri }) => uri.scheme)])]
}

/** By its name alone: a revision of a plan counts. */
export function isPlanFile({ path }: { readonly path: string }): boolean {
  return /\.tpm\.ya?ml$/i.test(path)
}

export function isPlan({ languageId: id, uri }: TextDocument): boolean {
  const named = id === languageId || (id === 'yaml' && isPlanFile(uri))
  return named && editedSchemes().includes(uri.scheme)
}

/** What a panel of ours shows at the moment, for as long as it is there. */
export interface PlanInPanel {
  readonly panel: Pick<WebviewPanel, 'active' | 'onDidDispose'>
  /** Of its plan; undefined where it shows none. */
  readonly uri: () => string | undefined
}

const inPanels = new Set<PlanInPanel>()

/** From now on the plan of this panel is the active one while a person looks at it. */
export function countPanel(shown: PlanInPanel): void {
  inPanels.add(shown)
  shown.panel.onDidDispose(() => inPanels.delete(shown))
}

/** The URI of the plan in the active editor, be that its text or a picture of it. */
export function activePlan(): string | undefined {
  for (const { panel, uri } of inPanels) if (panel.active) return uri()
  const editor = window.activeTextEditor
  return editor && isPlan(editor.document) ? editor.document.uri.toString() : undefined
}

/** An editor on this plan that a person can see: the active one before others. */
export function visibleEditor(uri: string): TextEditor | undefined {
  const shows = (editor: TextEditor | undefined) => editor?.document.uri.toString() === uri
  return shows(window.activeTextEditor) ? window.activeTextEditor : window.visibleTextEditors.find(shows)
}

/** Where the cursor stands; in a line's indentation, what the line begins with. */
export function cursorPlace({ document, selection }: TextEditor): { line: number; character: number } {
  const { line, character } = selection.active
  return { line, character: Math.max(character, document.lineAt(line).firstNonWhitespaceCharacterIndex) }
}
