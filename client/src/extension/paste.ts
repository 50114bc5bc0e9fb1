import {
  type Disposable,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  l10n,
  languages,
  Range,
  type Uri,
  WorkspaceEdit,
} from 'vscode'
import type { PasteTextParams, PasteTextResult } from '#protocol/requests'
import { planSelector } from './plans.ts'
import type { PlanServer } from './server.ts'

const mimeType = 'text/plain'

/** Lines that are pasted into a plan get the indentation that fits there; the editor offers to leave them as they were. */
export function registerPaste(server: PlanServer): Disposable {
  const kind = DocumentDropOrPasteEditKind.Text.append('tpm', 'indented')
  return languages.registerDocumentPasteEditProvider(
    planSelector(),
    {
      provideDocumentPasteEdits: async (document, [range, ...others], data, _context, token) => {
        const text = await data.get(mimeType)?.asString()
        if (!range || others.length > 0 || text === undefined || !/[\r\n]/.test(text)) return undefined
        const { version, uri } = document
        const found = await server.pasteText({ uri: uri.toString(), range: plain(range), text })
        if (!found || token.isCancellationRequested || document.version !== version) return undefined
        const edit = new DocumentPasteEdit(found.newText, l10n.t('Paste with the indentation of the plan'), kind)
        edit.additionalEdit = withoutIndentation(uri, range, found)
        return [edit]
      },
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: [mimeType] },
  )
}

/** A range of the editor says something else as JSON. */
function plain({ start, end }: Range): PasteTextParams['range'] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  }
}

/** What is pasted brings its first line's indentation: that of the line goes. */
function withoutIndentation(uri: Uri, { start }: Range, { range }: NonNullable<PasteTextResult>): WorkspaceEdit {
  const edit = new WorkspaceEdit()
  const before = new Range(range.start.line, range.start.character, start.line, start.character)
  if (!before.isEmpty) edit.delete(uri, before)
  return edit
}
