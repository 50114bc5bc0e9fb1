import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  DocumentHighlightKind,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  LSPErrorCodes,
  type DocumentSymbol as LspSymbol,
  MarkupKind,
  type Range,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { codeActions, type DocumentEdits, type CodeAction as FoundAction, fixAll } from '#language/features/codeActions'
import type { Completion, CompletionKind } from '#language/features/complete/item'
import { completion, describeCompletion } from '#language/features/completion'
import { definition } from '#language/features/definition'
import { type DocumentSymbol, documentSymbols, type SymbolKind as Kind } from '#language/features/documentSymbols'
import { documentHighlights, findReferences } from '#language/features/findReferences'
import { foldingRanges } from '#language/features/foldingRanges'
import { formatting, rangeFormatting } from '#language/features/formatting'
import { hover } from '#language/features/hover'
import { refactorings } from '#language/features/refactorings'
import { prepareRename, rename } from '#language/features/rename'
import { selectionRanges } from '#language/features/selectionRanges'
import type { LineIndex } from '#language/lines'
import type { Span } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import { toDiagnostic, toEdits, toRange, toSpan } from './convert.ts'

/** What the server offers, as it is told to the client. */
export const featureCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [':', ' ', '-', '[', '{', ',', '/', '.', '+'], resolveProvider: true },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, CodeActionKind.SourceFixAll],
  },
}

/** What the client can do beyond the protocol. */
export interface Client {
  /** It knows VS Code's commands and ours. */
  readonly knowsCommands: boolean
}

interface At {
  readonly textDocument: { readonly uri: string }
  readonly position: { readonly line: number; readonly character: number }
}

/** Hands each of the protocol's requests to the feature of the same name, and its answer back in the protocol's terms. */
export function registerFeatures(connection: Connection, workspace: Workspace, client: () => Client): void {
  const at =
    <R>(make: (snapshot: Snapshot, offset: number) => R) =>
    ({ textDocument, position }: At): R | null => {
      const snapshot = workspace.snapshot(textDocument.uri)
      return snapshot ? make(snapshot, snapshot.lines.offsetAt(position)) : null
    }
  const toLocation = ({ uri, span }: { uri: string; span: Span }): Location[] => {
    const lines = workspace.snapshot(uri)?.lines
    return lines ? [{ uri, range: toRange(lines, span) }] : []
  }

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

  connection.onCompletion(
    at((snapshot, offset) => {
      const { items, replace, isIncomplete } = completion(snapshot, offset)
      const range = toRange(snapshot.lines, replace)
      return {
        isIncomplete,
        items: items.map((item, rank) => ({
          ...toCompletionItem(item, rank, range, client().knowsCommands),
          ...(item.task !== undefined && { data: { uri: snapshot.uri, task: item.task } }),
        })),
      }
    }),
  )
  connection.onCompletionResolve(item => {
    const { uri, task } = (item.data ?? {}) as { uri?: unknown; task?: unknown }
    const snapshot = typeof uri === 'string' ? workspace.snapshot(uri) : undefined
    const detail = snapshot && typeof task === 'string' ? describeCompletion(snapshot, task) : undefined
    return detail === undefined ? item : { ...item, detail }
  })
  connection.onHover(
    at((snapshot, offset) => {
      const found = hover(snapshot, offset)
      return found
        ? { range: toRange(snapshot.lines, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } }
        : null
    }),
  )
  connection.onDefinition(
    at((snapshot, offset) => {
      const found = definition(snapshot, offset)
      return found ? toLocation(found) : null
    }),
  )
  connection.onReferences(params =>
    at((snapshot, offset) =>
      findReferences(snapshot, offset, { withDefinition: params.context.includeDeclaration }).flatMap(toLocation),
    )(params),
  )
  connection.onDocumentHighlight(
    at((snapshot, offset) =>
      documentHighlights(snapshot, offset).map(({ span, kind }) => ({
        range: toRange(snapshot.lines, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  )
  connection.onDocumentSymbol(({ textDocument }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    return snapshot ? documentSymbols(snapshot).map(symbol => toSymbol(snapshot.lines, symbol)) : null
  })
  connection.onFoldingRanges(({ textDocument }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    return snapshot ? [...foldingRanges(snapshot.text)] : null
  })
  connection.onDocumentFormatting(({ textDocument }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    return snapshot ? toEdits(snapshot.lines, formatting(snapshot)) : null
  })
  connection.onDocumentRangeFormatting(({ textDocument, range }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    if (!snapshot) return null
    const span = toSpan(snapshot.lines, range)
    return toEdits(snapshot.lines, rangeFormatting(snapshot, span))
  })
  connection.onPrepareRename(
    at((snapshot, offset) => {
      const found = prepareRename(snapshot, offset)
      return found ? { range: toRange(snapshot.lines, found.span), placeholder: found.id } : null
    }),
  )
  connection.onRenameRequest(params =>
    at((snapshot, offset) => {
      const renaming = rename(snapshot, offset, params.newName)
      if ('refused' in renaming) throw new ResponseError(LSPErrorCodes.RequestFailed, renaming.refused)
      return toWorkspaceEdit(renaming.edits)
    })(params),
  )
  connection.onCodeAction(({ textDocument, range, context }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    if (!snapshot) return null
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
  })
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    return snapshot ? positions.map(position => toSelectionRange(snapshot, snapshot.lines.offsetAt(position))) : null
  })
}

const completionKinds: Record<CompletionKind, CompletionItemKind> = {
  key: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  task: CompletionItemKind.Function,
  summary: CompletionItemKind.Module,
  milestone: CompletionItemKind.Event,
  person: CompletionItemKind.Class,
  calendar: CompletionItemKind.Constant,
  risk: CompletionItemKind.Interface,
  sprint: CompletionItemKind.Unit,
  object: CompletionItemKind.Reference,
  date: CompletionItemKind.Value,
  duration: CompletionItemKind.Value,
  value: CompletionItemKind.Value,
  file: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
}

function toCompletionItem(item: Completion, rank: number, range: Range, knowsCommands: boolean): CompletionItem {
  const { label, kind, detail, docs, insert, isSnippet, filter, goesOn } = item
  return {
    label,
    kind: completionKinds[kind],
    sortText: String(rank).padStart(5, '0'),
    textEdit: { range, newText: insert ?? label },
    ...(detail !== undefined && { detail }),
    ...(docs !== undefined && { documentation: { kind: MarkupKind.Markdown, value: docs } }),
    ...(filter !== undefined && { filterText: filter }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    insertTextMode: InsertTextMode.asIs,
    ...(goesOn && knowsCommands && { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }),
  }
}

/** How objects are shown in outlines, lists and hierarchies. */
export const symbolKinds: Partial<Record<Kind, SymbolKind>> = {
  section: SymbolKind.Namespace,
  summary: SymbolKind.Module,
  task: SymbolKind.Function,
  milestone: SymbolKind.Event,
  person: SymbolKind.Class,
  calendar: SymbolKind.Constant,
  risk: SymbolKind.Interface,
  sprint: SymbolKind.Package,
  plan: SymbolKind.File,
  field: SymbolKind.Property,
}

function toSymbol(lines: LineIndex, { name, detail, kind, span, nameSpan, children }: DocumentSymbol): LspSymbol {
  return {
    name,
    detail,
    kind: symbolKinds[kind] ?? SymbolKind.Object,
    range: toRange(lines, span),
    selectionRange: toRange(lines, nameSpan),
    children: children.map(child => toSymbol(lines, child)),
  }
}

function toSelectionRange(snapshot: Snapshot, offset: number): SelectionRange {
  const spans = selectionRanges(snapshot, offset)
  const widestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start))
  return (
    widestFirst.reduce<SelectionRange | undefined>(
      (parent, span) => ({ range: toRange(snapshot.lines, span), parent }),
      undefined,
    ) ?? { range: toRange(snapshot.lines, { start: offset, end: offset }) }
  )
}
