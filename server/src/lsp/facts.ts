import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Connection,
  InlayHintKind,
  MarkupKind,
  type SemanticTokens,
  type SemanticTokensEdit,
  type ServerCapabilities,
  type SignatureHelp,
  SymbolKind,
} from 'vscode-languageserver'
import type { HierarchyItem } from '#language/features/dependencyHierarchy'
import { formattingTriggers } from '#language/features/onTypeFormatting'
import { tokenTypes } from '#language/features/tokenTypes'
import type { Span } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import { toEdits, toRange, toSpan } from './convert.ts'
import { type Client, symbolKinds } from './features.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'
import type { Settings } from './settings.ts'

/** Computed facts in the text, and ways through the plans: what is offered, as it is told to the client. */
export const factCapabilities: ServerCapabilities = {
  hoverProvider: true,
  inlayHintProvider: true,
  codeLensProvider: { resolveProvider: true },
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: ['definition'] },
    full: { delta: true },
    range: true,
  },
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  documentOnTypeFormattingProvider: { firstTriggerCharacter: formattingTriggers[0] },
  signatureHelpProvider: { triggerCharacters: [' ', '+', '-'] },
  callHierarchyProvider: true,
}

export function registerFacts(
  connection: Connection,
  workspace: Workspace,
  later: LaterPart,
  settings: () => Settings & Client,
): void {
  const of = <R>(uri: string, make: (snapshot: Snapshot) => R): R | null => {
    const snapshot = workspace.snapshot(uri)
    return snapshot ? make(snapshot) : null
  }

  connection.onHover(async ({ textDocument, position }) => {
    const part = await later()
    const snapshot = part && workspace.snapshot(textDocument.uri)
    const found = snapshot && part.hover(snapshot, snapshot.lines.offsetAt(position))
    return found
      ? { range: toRange(snapshot.lines, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } }
      : null
  })
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const part = await later()
    if (!part) return null
    return of(textDocument.uri, snapshot => {
      const { lines } = snapshot
      const hints = part.inlayHints(snapshot, toSpan(lines, range), settings().inlayHints)
      return hints.map(({ offset, text, tooltip }) => ({
        position: lines.positionAt(offset),
        label: text,
        kind: InlayHintKind.Type,
        tooltip: { kind: MarkupKind.Markdown, value: tooltip },
      }))
    })
  })
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const part = settings().codeLens ? await later() : undefined
    if (!part) return null
    return of(uri, snapshot =>
      part
        .codeLenses(snapshot)
        .map(({ span, task }) => ({ range: toRange(snapshot.lines, span), data: { uri, task } })),
    )
  })
  connection.onCodeLensResolve(async lens => {
    const { uri, task } = lens.data as { uri: string; task?: string }
    const part = await later()
    const snapshot = workspace.snapshot(uri)
    const title = part && snapshot ? part.describeLens(snapshot, task) : ''
    if (task === undefined || !settings().knowsCommands) return { ...lens, command: { title, command: '' } }
    return {
      ...lens,
      command: { title, command: 'tpm.revealInTimeline', arguments: [{ uri, item: { kind: 'task', id: task } }] },
    }
  })
  registerTokens(connection, workspace, later)
  connection.onWorkspaceSymbol(async ({ query }) => {
    const part = await later()
    const found = part?.workspaceSymbols(workspace.snapshots.values(), query) ?? []
    return found.map(({ name, kind, container, uri, span }) => ({
      name,
      kind: symbolKinds[kind] ?? SymbolKind.Object,
      containerName: container,
      location: { uri, range: toRange(workspace.snapshot(uri)!.lines, span) },
    }))
  })
  connection.onDocumentLinks(async ({ textDocument }) => {
    const part = await later()
    if (!part) return null
    return of(textDocument.uri, snapshot =>
      part.documentLinks(snapshot).map(({ span, target }) => ({ range: toRange(snapshot.lines, span), target })),
    )
  })
  connection.onDocumentOnTypeFormatting(async ({ textDocument, position }) => {
    const part = await later()
    if (!part) return null
    return of(textDocument.uri, ({ text, lines }) =>
      toEdits(lines, part.onTypeFormatting(text, lines.offsetAt(position))),
    )
  })
  connection.onSignatureHelp(async ({ textDocument, position }): Promise<SignatureHelp | null> => {
    const part = await later()
    if (!part) return null
    return of(textDocument.uri, snapshot => {
      const help = part.signatureHelp(snapshot, snapshot.lines.offsetAt(position))
      if (!help) return null
      const parameters = help.parameters.map(({ from, to, docs }) => ({
        label: [from, to] as [number, number],
        documentation: { kind: MarkupKind.Markdown, value: docs },
      }))
      return { signatures: [{ label: help.label, parameters }], activeSignature: 0, activeParameter: help.active }
    })
  })
  registerHierarchy(connection, workspace, later)
}

/** Documents whose last tokens are kept, to answer with the difference. */
const maxRemembered = 50

/** Full, the difference to an answer before, and a range. */
function registerTokens(connection: Connection, workspace: Workspace, later: LaterPart): void {
  /** By document, the last answer and the one that a client certainly has had: it may have given up on the last. */
  const answers = new Map<string, readonly Answer[]>()
  let count = 0
  const none: SemanticTokens = { data: [] }
  const of = async <R>(uri: string, make: (part: OnDemand, snapshot: Snapshot) => R) => {
    const part = await later()
    const snapshot = part && workspace.snapshot(uri)
    return snapshot ? make(part, snapshot) : none
  }
  const remember = (part: OnDemand, uri: string, snapshot: Snapshot, had: readonly Answer[]): Answer => {
    const answer = { resultId: String(++count), data: tokensOf(part, snapshot) }
    // What is forgotten is only asked for in full again.
    if (maxRemembered <= answers.size) answers.clear()
    answers.set(uri, [answer, ...had])
    return answer
  }
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    of(uri, (part, snapshot) => remember(part, uri, snapshot, [])),
  )
  connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) =>
    of(uri, (part, snapshot) => {
      const had = answers.get(uri)?.find(({ resultId }) => resultId === previousResultId)
      const answer = remember(part, uri, snapshot, had ? [had] : [])
      return had ? { resultId: answer.resultId, edits: differenceOf(had.data, answer.data) } : answer
    }),
  )
  connection.languages.semanticTokens.onRange(({ textDocument, range }) =>
    of(textDocument.uri, (part, snapshot) => ({ data: tokensOf(part, snapshot, toSpan(snapshot.lines, range)) })),
  )
}

interface Answer {
  readonly resultId: string
  readonly data: number[]
}

/** One edit, between what is the same before it and behind it; none where all is. */
function differenceOf(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  if (start === before.length && start === after.length) return []
  let same = 0
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++
  return [{ start, deleteCount: before.length - start - same, data: after.slice(start, after.length - same) }]
}

/** As the protocol wants them: five numbers each, places from the token before. */
function tokensOf({ forEachToken }: OnDemand, { reading, lines }: Snapshot, only?: Span): number[] {
  const data: number[] = []
  let [line, lastLine, lastStart] = [0, 0, 0]
  forEachToken(reading.blocks, only, (start, end, type, isDefinition) => {
    while (line + 1 < lines.count && lines.startOf(line + 1) <= start) line++
    const column = start - lines.startOf(line)
    data.push(line - lastLine, line === lastLine ? column - lastStart : column, end - start, type, isDefinition ? 1 : 0)
    lastLine = line
    lastStart = column
  })
  return data
}

/** Dependencies as a call hierarchy: incoming calls are predecessors, outgoing ones successors. */
function registerHierarchy(connection: Connection, workspace: Workspace, later: LaterPart): void {
  const toItem = ({ id, name, detail, kind, uri, span, full }: HierarchyItem): CallHierarchyItem => {
    const { lines } = workspace.snapshot(uri)!
    return {
      name,
      detail,
      kind: symbolKinds[kind] ?? SymbolKind.Function,
      uri,
      range: toRange(lines, full),
      selectionRange: toRange(lines, span),
      data: id,
    }
  }
  const ask = async <R>(uri: string, make: (part: OnDemand, snapshot: Snapshot) => R): Promise<R | null> => {
    const part = await later()
    const snapshot = part && workspace.snapshot(uri)
    return snapshot ? make(part, snapshot) : null
  }
  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
    ask(textDocument.uri, (part, snapshot) => {
      const item = part.hierarchyItemAt(snapshot, snapshot.lines.offsetAt(position))
      return item ? [toItem(item)] : null
    }),
  )
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    ask(item.uri, (part, snapshot): CallHierarchyIncomingCall[] =>
      part.predecessorCalls(snapshot, item.data as string).map(({ item: from, at }) => ({
        from: toItem(from),
        fromRanges: at.map(span => toRange(workspace.snapshot(from.uri)!.lines, span)),
      })),
    ),
  )
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    ask(item.uri, (part, snapshot): CallHierarchyOutgoingCall[] =>
      part.successorCalls(snapshot, item.data as string).map(({ item: to, at }) => ({
        to: toItem(to),
        fromRanges: at.map(span => toRange(snapshot.lines, span)),
      })),
    ),
  )
}
