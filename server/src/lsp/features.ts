import {
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  DocumentHighlightKind,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  type DocumentSymbol as LspSymbol,
  MarkupKind,
  type Range,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver'
import { mentionsAt } from '#language/features/codeMentions'
import type { Completion, CompletionKind } from '#language/features/complete/item'
import { completion, describeCompletion } from '#language/features/completion'
import { definition } from '#language/features/definition'
import { type DocumentSymbol, documentSymbols, type SymbolKind as Kind } from '#language/features/documentSymbols'
import { documentHighlights, findReferences } from '#language/features/findReferences'
import { foldingRanges } from '#language/features/foldingRanges'
import type { LineIndex } from '#language/lines'
import type { Span } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import type { Ties } from './codeTies.ts'
import { toRange } from './convert.ts'

/** What the server offers, as it is told to the client. */
export const featureCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [':', ' ', '-', '[', '{', ',', '/', '.', '+'], resolveProvider: true },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
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
export function registerFeatures(
  connection: Connection,
  workspace: Workspace,
  ties: Pick<Ties, 'settled' | 'list'>,
  client: () => Client,
): void {
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

  const complete = at((snapshot, offset) => {
    const { items, replace, isIncomplete, wantsFiles } = completion(snapshot, offset, today())
    const range = toRange(snapshot.lines, replace)
    const list = {
      isIncomplete,
      items: items.map((item, rank) => ({
        ...toCompletionItem(item, rank, range, client().knowsCommands),
        ...(item.task !== undefined && { data: { uri: snapshot.uri, task: item.task } }),
      })),
    }
    return { list, wantsFiles }
  })
  connection.onCompletion(params => {
    const found = complete(params)
    if (!found?.wantsFiles) return found?.list
    return ties.list().then(() => complete(params)?.list)
  })
  connection.onCompletionResolve(item => {
    const { uri, task } = (item.data ?? {}) as { uri?: unknown; task?: unknown }
    const snapshot = typeof uri === 'string' ? workspace.snapshot(uri) : undefined
    const detail = snapshot && typeof task === 'string' ? describeCompletion(snapshot, task) : undefined
    return detail === undefined ? item : { ...item, detail }
  })
  connection.onDefinition(
    at((snapshot, offset) => {
      const found = definition(snapshot, offset)
      return found ? toLocation(found) : null
    }),
  )
  connection.onReferences(async params => {
    await ties.settled()
    return at((snapshot, offset) => [
      ...findReferences(snapshot, offset, { withDefinition: params.context.includeDeclaration }).flatMap(toLocation),
      ...mentionsAt(snapshot, offset).map(({ uri, start, end }) => ({ uri, range: { start, end } })),
    ])(params)
  })
  connection.onDocumentHighlight(
    at((snapshot, offset) =>
      documentHighlights(snapshot, offset).map(({ span, kind }) => ({
        range: toRange(snapshot.lines, span),
        kind: highlightKinds[kind],
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
}

const highlightKinds = {
  write: DocumentHighlightKind.Write,
  read: DocumentHighlightKind.Read,
  text: DocumentHighlightKind.Text,
} as const

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

/** By the clock of the machine that the server runs on. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

function toCompletionItem(item: Completion, rank: number, range: Range, knowsCommands: boolean): CompletionItem {
  const { label, kind, detail, docs, insert, isSnippet, filter, goesOn } = item
  return {
    label,
    kind: completionKinds[kind],
    sortText: String(rank).padStart(5, '0'),
    textEdit: { range, newText: insert ?? label },
    ...(detail !== undefined && { detail }),
    // Said in each row, not of the one in focus alone: dates and names are what tells ids apart.
    ...(detail && kind !== 'key' && kind !== 'snippet' && { labelDetails: { description: detail } }),
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
  const selectionRange = toRange(lines, nameSpan)
  const symbol: LspSymbol = {
    name,
    kind: symbolKinds[kind] ?? SymbolKind.Object,
    // An entry begins with its key
    range: { start: selectionRange.start, end: lines.positionAt(span.end) },
    selectionRange,
  }
  if (detail !== '') symbol.detail = detail
  if (children.length > 0) symbol.children = children.map(child => toSymbol(lines, child))
  return symbol
}
