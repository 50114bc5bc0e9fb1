import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  DocumentLink,
  EventEmitter,
  Hover,
  Location,
  l10n,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode'
import { type CodeMention, type CodeNamedParams, type CodeTask, methods, type TextRange } from '#protocol/requests'
import type { ServerConnection } from './connection.ts'
import { afterPause } from './pause.ts'
import { isPlan } from './plans.ts'
import type { PlanServer } from './server.ts'

/** Longer files are left alone. */
const mostLines = 20_000

/**
 * Shows in source files the task they belong to, in a lens above the first line, and makes the tasks that their comments
 * name (`tpm:data-sync`) links with a hover. There as long as a plan of the workspace names source files.
 */
export function showCode({ client }: ServerConnection, server: PlanServer): Disposable {
  const renewed = new EventEmitter<void>()
  const again = afterPause(() => renewed.fire(), 500)
  let shown: Disposable[] = []
  const hide = () => {
    for (const each of shown.splice(0)) each.dispose()
  }
  const listening = [
    renewed,
    again,
    client.onNotification(methods.codeNamed, ({ globs }: CodeNamedParams) => {
      if (globs.length === 0) hide()
      else if (shown.length === 0) shown = registerProviders(server, renewed)
      again.soon()
    }),
    server.onChecked(() => {
      if (shown.length > 0) again.soon()
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (shown.length > 0) server.codeClosed(uri.toString())
    }),
  ]
  return {
    dispose: () => {
      hide()
      for (const each of listening) each.dispose()
    },
  }
}

function registerProviders(server: PlanServer, renewed: EventEmitter<void>): Disposable[] {
  const ask = async (document: TextDocument) => {
    if (isPlan(document) || document.lineCount > mostLines) return undefined
    return server.codeTies({ uri: document.uri.toString(), text: document.getText() })
  }
  const mentionAt = async (document: TextDocument, position: Position): Promise<CodeMention | undefined> => {
    // Most words are no mention: that is seen without asking.
    if (!document.getWordRangeAtPosition(position, /\b(?:tpm:[\w/-]+|TODO\([\w-]+)/)) return undefined
    return (await ask(document))?.mentions.find(({ range }) => toRange(range).contains(position))
  }
  const lenses: CodeLensProvider = {
    onDidChangeCodeLenses: renewed.event,
    provideCodeLenses: async document => (await ask(document))?.tasks.map(toLens),
  }
  const everywhere = [...new Set(['file', 'vscode-remote', 'vscode-vfs', ...schemes()])].map(scheme => ({ scheme }))
  return [
    languages.registerCodeLensProvider(everywhere, lenses),
    languages.registerHoverProvider(everywhere, {
      provideHover: async (document, position) => {
        const mention = await mentionAt(document, position)
        // Plan text in it is escaped by the server, and nothing in it is trusted.
        return mention && new Hover(new MarkdownString(mention.markdown), toRange(mention.range))
      },
    }),
    languages.registerDocumentLinkProvider(everywhere, {
      provideDocumentLinks: async document => (await ask(document))?.mentions.map(toLink),
    }),
    languages.registerDefinitionProvider(everywhere, {
      provideDefinition: async (document, position) => {
        const mention = await mentionAt(document, position)
        return mention && new Location(Uri.parse(mention.plan), toRange(mention.definition))
      },
    }),
  ]
}

function schemes(): readonly string[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
}

function toLens({ plan, id, title, definition }: CodeTask): CodeLens {
  return new CodeLens(new Range(0, 0, 0, 0), {
    title,
    tooltip: l10n.t('Go to the task in its plan'),
    command: 'tpm.goTo',
    arguments: [plan, { kind: 'task', id }, definition.start.line],
  })
}

function toLink({ range, plan, definition, title }: CodeMention): DocumentLink {
  const { line, character } = definition.start
  const link = new DocumentLink(toRange(range), Uri.parse(plan).with({ fragment: `L${line + 1},${character + 1}` }))
  link.tooltip = title
  return link
}

function toRange({ start, end }: TextRange): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
