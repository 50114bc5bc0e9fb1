import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import type { DocumentEdits, CodeAction as FoundAction } from '#language/features/codeActions'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import { toDiagnostic, toEdits, toRange, toSpan } from './convert.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'

/** What changes a text when asked: it is in the part that is loaded on demand. */
export const actionCapabilities: ServerCapabilities = {
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, CodeActionKind.SourceFixAll],
  },
}

/** Hands each request to the feature of the same name, and its answer back in the protocol's terms. */
export function registerActions(connection: Connection, workspace: Workspace, later: LaterPart): void {
  const toWorkspaceEdit = (documents: readonly DocumentEdits[]): WorkspaceEdit => ({
    changes: Object.fromEntries(
      documents.flatMap(({ uri, edits }) => {
        const lines = workspace.snapshot(uri)?.lines
        return lines ? [[uri, toEdits(lines, edits)]] : []
      }),
    ),
  })
  const toCodeAction = (snapshot: Snapshot, { title, problem, preferred, edits }: FoundAction): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    ...(problem && { diagnostics: [toDiagnostic(snapshot, problem)] }),
    ...(preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(edits),
  })
  /** The text is the one there is when the part has been loaded. */
  const answer =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      make: (part: OnDemand, snapshot: Snapshot, params: P) => R,
    ) =>
    async (params: P): Promise<R | null> => {
      const part = await later()
      const snapshot = part && workspace.snapshot(params.textDocument.uri)
      return snapshot ? make(part, snapshot, params) : null
    }

  connection.onDocumentFormatting(answer(({ formatting }, snapshot) => toEdits(snapshot.lines, formatting(snapshot))))
  connection.onDocumentRangeFormatting(
    answer(({ rangeFormatting }, snapshot, { range }) =>
      toEdits(snapshot.lines, rangeFormatting(snapshot, toSpan(snapshot.lines, range))),
    ),
  )
  connection.onPrepareRename(
    answer(({ prepareRename }, snapshot, { position }) => {
      const found = prepareRename(snapshot, snapshot.lines.offsetAt(position))
      return found ? { range: toRange(snapshot.lines, found.span), placeholder: found.id } : null
    }),
  )
  connection.onRenameRequest(
    answer(({ rename }, snapshot, { position, newName }) => {
      const renaming = rename(snapshot, snapshot.lines.offsetAt(position), newName)
      if ('refused' in renaming) throw new ResponseError(LSPErrorCodes.RequestFailed, renaming.refused)
      return toWorkspaceEdit(renaming.edits)
    }),
  )
  connection.onCodeAction(
    answer(({ codeActions, fixAll, refactorings }, snapshot, { range, context }) => {
      const wants = (kind: string) => context.only?.some(only => kind === only || kind.startsWith(`${only}.`)) ?? true
      const span = toSpan(snapshot.lines, range)
      const fixes = wants(CodeActionKind.QuickFix)
        ? codeActions(snapshot, span).map(action => toCodeAction(snapshot, action))
        : []
      const all = context.only && wants(CodeActionKind.SourceFixAll) ? fixAll(snapshot) : []
      const rewrites = wants(CodeActionKind.RefactorRewrite)
        ? refactorings(snapshot, span.start).map(({ title, edits }) => ({
            title,
            kind: CodeActionKind.RefactorRewrite,
            edit: toWorkspaceEdit(edits),
          }))
        : []
      const actions = [...fixes, ...rewrites]
      return all.length === 0
        ? actions
        : [
            ...actions,
            { title: 'Fix all that has one answer', kind: CodeActionKind.SourceFixAll, edit: toWorkspaceEdit(all) },
          ]
    }),
  )
}
