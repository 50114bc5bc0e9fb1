import {
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type Connection,
  type CreateFile,
  type FileOperationRegistrationOptions,
  LSPErrorCodes,
  type RenameFilesParams,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import type { CodeAction as FoundAction } from '#language/features/codeActions'
import { mentionsAt } from '#language/features/codeMentions'
import type { DocumentEdits } from '#language/features/documentEdits'
import { lineIndex } from '#language/lines'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import type { Ties } from './codeTies.ts'
import { toDiagnostic, toEdits, toRange, toSpan } from './convert.ts'
import type { Client } from './features.ts'
import { holidayCodeActions } from './holidays.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'

/** Ours among those that `source.fixAll` asks for. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.tpm`

/** Files and folders whose new names are told before they have them: any may be included, be evidence or hold code. */
export const renameFilters: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: '**/*' } }] }

/** What changes a text when asked: it is in the part that is loaded on demand. */
export const actionCapabilities: ServerCapabilities = {
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: {
    resolveProvider: true,
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorExtract,
      CodeActionKind.RefactorInline,
      'refactor.move',
      CodeActionKind.SourceFixAll,
      fixAllKind,
    ],
  },
}

/** Hands each request to the feature of the same name, and its answer back in the protocol's terms. */
export function registerActions(
  connection: Connection,
  workspace: Workspace,
  later: LaterPart,
  ties: Pick<Ties, 'settled'>,
  client: () => Client & { readonly createsFiles: boolean },
): void {
  const editsIn = ({ uri, edits }: DocumentEdits) => toEdits(workspace.textOf(uri)?.lines ?? lineIndex(''), edits)
  const toWorkspaceEdit = (documents: readonly DocumentEdits[]): WorkspaceEdit => {
    if (!documents.some(({ creates }) => creates))
      return { changes: Object.fromEntries(documents.map(each => [each.uri, editsIn(each)])) }
    const change = (each: DocumentEdits): (CreateFile | TextDocumentEdit)[] => [
      ...(each.creates ? [{ kind: 'create', uri: each.uri } as const] : []),
      { textDocument: { uri: each.uri, version: null }, edits: editsIn(each) },
    ]
    return { documentChanges: documents.flatMap(change) }
  }
  const toCodeAction = (snapshot: Snapshot, { title, problem, preferred, edits }: FoundAction): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    ...(problem && { diagnostics: [toDiagnostic(snapshot, problem)] }),
    ...(preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(edits),
  })
  /** A text that changed while the part was loaded, or `before` it, is no longer the one that was asked about. */
  const answer =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      make: (part: OnDemand, snapshot: Snapshot, params: P) => R,
      before?: () => Promise<void>,
    ) =>
    async (params: P): Promise<R | null> => {
      const { uri } = params.textDocument
      const asked = workspace.textOf(uri)?.text
      await before?.()
      const part = await later()
      const snapshot = part && workspace.snapshot(uri)
      if (snapshot && snapshot.text !== asked)
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed meanwhile')
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
      const edit = toWorkspaceEdit(renaming.edits)
      for (const { uri, start, end } of mentionsAt(snapshot, snapshot.lines.offsetAt(position))) {
        edit.changes![uri] = [...(edit.changes![uri] ?? []), { range: { start, end }, newText: newName }]
      }
      return edit
    }, ties.settled),
  )
  // By its name: what the library has for it is not in the bundles (`scripts/slim.mjs`)
  connection.onRequest('workspace/willRenameFiles', async ({ files }: RenameFilesParams) => {
    const part = await later()
    const edits = part?.renamedFiles(workspace, files) ?? []
    return edits.length > 0 ? toWorkspaceEdit(edits) : null
  })
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    const part = await later()
    const snapshot = part && workspace.snapshot(uri)
    if (!snapshot) return null
    const wants = (kind: string) => context.only?.some(only => kind === only || kind.startsWith(`${only}.`)) ?? true
    const span = toSpan(snapshot.lines, range)
    const holidays = holidayCodeActions(part, snapshot, span, client().knowsCommands)
    const actions: CodeAction[] = holidays.filter(({ kind = '' }) => wants(kind))
    // While the cursor only moves, what takes long is not worked out.
    const unasked = context.triggerKind === CodeActionTriggerKind.Automatic
    if (wants(CodeActionKind.QuickFix)) {
      const isStale = () => token.isCancellationRequested || workspace.textOf(uri)?.text !== snapshot.text
      const found = await inSlices(part.codeActionSteps(snapshot, span, { unasked }), isStale)
      if (!found) throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed, or nobody waits for it')
      for (const action of found) actions.push(toCodeAction(snapshot, action))
    }
    if (context.only?.some(kind => kind.startsWith(CodeActionKind.Refactor)) ?? true) {
      for (const { title, kind, edits } of part.refactorings(snapshot, span, { untried: unasked })) {
        if (!wants(`refactor.${kind}`) || (edits.some(({ creates }) => creates) && !client().createsFiles)) continue
        actions.push({ title, kind: `refactor.${kind}`, edit: toWorkspaceEdit(edits) })
      }
    }
    // Whoever saves with it asks for it by name; in a menu of the cursor's place it would only be in the way.
    const all = context.only && wants(fixAllKind) ? part.fixAll(snapshot) : []
    if (all.length > 0)
      actions.push({ title: 'Correct all slips of writing', kind: fixAllKind, edit: toWorkspaceEdit(all) })
    return actions
  })
}

/** Milliseconds of work after which waiting messages get their turn: a step of a large plan takes longer. */
const slice = 5

/** Drives what gives way; `undefined` where nobody wants the answer any more. */
async function inSlices<R>(steps: Generator<undefined, R>, isStale: () => boolean): Promise<R | undefined> {
  for (let until = performance.now() + slice; ; ) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() < until) continue
    // A message is read in one turn of the event loop and handled in the next: a millisecond is enough for both
    await new Promise(resolve => setTimeout(resolve, 1))
    if (isStale()) return undefined
    until = performance.now() + slice
  }
}
