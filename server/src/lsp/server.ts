import {
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver'
import { isPlanFile } from '#language/uris'
import { Workspace } from '#language/workspace'
import { methods } from '#protocol/requests'
import { actionCapabilities, registerActions, renameFilters } from './actions.ts'
import { asideDiagnostics } from './aside.ts'
import { Checking, readAll } from './checking.ts'
import { registerCode } from './codeRequests.ts'
import { Ties } from './codeTies.ts'
import { codeWatcher } from './codeWatcher.ts'
import { toDiagnostics } from './convert.ts'
import { editingCapabilities, registerEditing } from './editing.ts'
import { factCapabilities, registerFacts } from './facts.ts'
import { featureCapabilities, registerFeatures } from './features.ts'
import { Files } from './files.ts'
import { registerHolidays } from './holidays.ts'
import type { Host } from './host.ts'
import type { Incoming } from './incoming.ts'
import { laterPart } from './laterPart.ts'
import { readSettings, type Settings } from './settings.ts'
import { changedText } from './texts.ts'
import { checkedParams, registerViews } from './views.ts'

/** Milliseconds after the first document was opened in which its answers have been given. */
const idle = 1000

/** What a client may say when it starts us, beyond the protocol's own. */
interface Options {
  /** The client shows what is pushed, although it could pull. */
  readonly pushDiagnostics?: boolean
  /** The client understands `tpm/checked`. */
  readonly facts?: boolean
  /** For editors that can't be asked for their configuration: the same object as the `tpm` settings. */
  readonly settings?: unknown
  /** Files that ended the server: they are not read until they change. */
  readonly setAside?: readonly string[]
}

/**
 * The language server on a connection, over any transport. Answers from snapshots; what it knows of the
 * machine it runs on is `host`. Returns when the connection listens.
 */
export function startServer(connection: Connection, host: Host, incoming: Incoming): void {
  let params: InitializeParams | undefined
  let options: Options = {}
  const roots = (): string[] =>
    params?.workspaceFolders?.map(({ uri }) => uri) ?? (params?.rootUri ? [params.rootUri] : [])
  let folders: string[] = []
  let settings: Settings = readSettings(undefined)

  const workspace = new Workspace()
  let worked: string | undefined
  /** Tells what is worked on now, where that is not what it was: who types in one document hears it once. */
  const begin = (uri: string) => {
    if (options.facts && worked !== uri) void connection.sendNotification(methods.working, { uri })
    worked = uri
  }
  const publish = (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => {
    if (!pulls()) void connection.sendDiagnostics({ uri, version, diagnostics })
  }
  /** What was last said of documents that are open. */
  const shown = new Map<string, number | undefined>()
  let isMoved = false
  const checking = new Checking(workspace, () => incoming.settled(), {
    publish: snapshot => {
      const { uri, version } = snapshot
      // No keystroke of its own makes an editor ask again for what stands in its text.
      if (files.isOpen(uri) && shown.has(uri) && shown.get(uri) === version) isMoved = true
      shown.set(uri, version)
      publish(uri, files.isOpen(uri) ? version : undefined, toDiagnostics(snapshot))
      if (options.facts) void connection.sendNotification(methods.checked, checkedParams(snapshot))
    },
    withdraw: uri => {
      if (!files.asideOf(uri)) publish(uri, undefined, [])
    },
    openUris: () => files.openUris,
    onlyOpen: () => files.isLoading,
    begin,
    done: () => {
      if (isMoved) refreshFacts()
      isMoved = false
      void files.bringIncludes()
      ties.look()
    },
    report: (uri, bug) =>
      connection.console.error(`${uri}: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`),
  })
  const files = new Files(workspace, host, { changed: checking.request, folders: () => folders })
  const createsFiles = () => {
    const edit = params?.capabilities.workspace?.workspaceEdit
    return edit?.documentChanges === true && edit.resourceOperations?.includes('create') === true
  }
  const pulls = () => params?.capabilities.textDocument?.diagnostic !== undefined && !options.pushDiagnostics

  connection.onInitialize((given): InitializeResult => {
    params = given
    options = (given.initializationOptions ?? {}) as Options
    settings = readSettings(options.settings)
    folders = roots()
    files.setAside(options.setAside ?? [])
    workspace.configure({
      roots: folders,
      severities: settings.severities,
      fileExists: files.fileExists,
      readFile: files.readFile,
      reading: begin,
      ties,
    })
    return {
      serverInfo: { name: 'tpm' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...(pulls() && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }),
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: renameFilters },
        },
        ...featureCapabilities,
        ...actionCapabilities,
        ...factCapabilities,
        ...editingCapabilities,
      },
    }
  })

  connection.onInitialized(async () => {
    const { workspace: can } = params!.capabilities
    if (can?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        // Of a folder that goes with all that is in it, only the folder is told.
        watchers: [{ globPattern: '**/*.tpm.{yaml,yml}' }, { globPattern: '**', kind: WatchKind.Delete }],
      })
    }
    if (can?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders = [
          ...folders.filter(folder => !removed.some(({ uri }) => uri === folder)),
          ...added.map(({ uri }) => uri),
        ]
        workspace.configure({ roots: folders })
        for (const { uri } of removed) files.forget(uri)
        void files.scan(added.map(({ uri }) => uri))
      })
    }
    await configure()
    for (const uri of options.setAside ?? []) publish(uri, undefined, asideDiagnostics)
    await files.scan(folders)
  })

  /** What the editor shows in texts that did not change has changed all the same. */
  const refreshFacts = (): void => {
    const { inlayHint, codeLens } = params?.capabilities.workspace ?? {}
    if (inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh().catch(() => undefined)
    if (codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined)
  }
  const configure = async (): Promise<void> => {
    if (!params?.capabilities.workspace?.configuration) return
    const answer: unknown = await connection.workspace.getConfiguration('tpm').catch(() => undefined)
    settings = readSettings(answer ?? options.settings)
    workspace.configure({ severities: settings.severities })
    checking.request()
    refreshFacts()
  }
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    if (params?.capabilities.workspace?.configuration) return void configure()
    settings = readSettings((pushed as { tpm?: unknown } | null)?.tpm)
    workspace.configure({ severities: settings.severities })
    checking.request()
    refreshFacts()
  })

  const later = laterPart(host, line => connection.console.error(line))
  let opened = false
  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) => {
    files.open(uri, text, version)
    // So that the first light bulb is not the one that waits.
    if (!opened) setTimeout(() => void later(), idle)
    opened = true
  })
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const before = files.asideOf(uri) ?? workspace.textOf(uri)
    if (before) files.change(uri, changedText(before.text, contentChanges, workspace.textOf(uri)?.lines), version)
  })
  connection.onDidCloseTextDocument(({ textDocument }) => void files.close(textDocument.uri))
  const ties = new Ties(workspace, host, later, {
    folders: () => folders,
    isOn: () => settings.codeReferences,
    changed: checking.request,
    tied: globs => {
      watchCode(globs)
      if (options.facts) void connection.sendNotification(methods.codeNamed, { globs })
    },
  })
  const watchCode = codeWatcher(connection, () => params?.capabilities)
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void files.watched(changes)
    const others = changes.filter(({ uri }) => !isPlanFile(uri))
    const gone = others.filter(({ type }) => type === FileChangeType.Deleted)
    if (gone.length < others.length || ties.reach(gone.map(({ uri }) => uri))) ties.look(true)
  })

  connection.languages.diagnostics.on(({ textDocument }) => {
    const snapshot = workspace.snapshot(textDocument.uri)
    return {
      kind: DocumentDiagnosticReportKind.Full,
      items: snapshot ? toDiagnostics(snapshot) : files.asideOf(textDocument.uri) ? asideDiagnostics : [],
    }
  })
  const client = () => ({ knowsCommands: options.facts === true, createsFiles: createsFiles() })
  registerFeatures(connection, workspace, ties, client)
  registerActions(connection, workspace, later, ties, client)
  registerFacts(connection, workspace, later, () => ({ ...settings, knowsCommands: options.facts === true }))
  registerEditing(connection, workspace, later)
  registerViews(connection, workspace, later, checking.request)
  registerHolidays(connection, workspace, later, host)
  registerCode(connection, workspace, later, ties)
  incoming.register((method, handler) => connection.onRequest(method, handler))
  incoming.prepare = (method, isAsked) =>
    readAll(workspace, snapshot => (method === methods.plans ? snapshot.problems : snapshot.plan), isAsked)
  connection.listen()
}
