import {
  type Disposable,
  type Event,
  EventEmitter,
  type FileSystemWatcher,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode'
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient'
import { type CheckedParams, type FileParams, methods } from '#protocol/requests'
import { serveFiles } from './files.ts'
import type { ServerHost } from './host.ts'
import { isPlan, planGlob, planSelector } from './plans.ts'
import { type Restarts, restartPolicy } from './restarts.ts'
import { linkPages } from './rulePages.ts'
import { Suspects } from './suspects.ts'
import { patienceFor, startPatience, watchdog } from './watchdog.ts'

export type Health = 'starting' | 'running' | 'stopped'

/** The language server, kept alive: one that ends or hangs is replaced, and nobody is told while that works. */
export interface ServerConnection {
  readonly client: BaseLanguageClient
  readonly health: () => Health
  readonly onHealth: Event<Health>
  /** A file or a folder is gone: of a plan that it was or held the server says nothing more. */
  readonly onPlanGone: Event<Uri>
  /** A plan file is there, of which the server says nothing where it was back before it heard that it was gone. */
  readonly onPlanCame: Event<Uri>
  readonly restart: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** `dist`: the folder of the server's bundles and the rules' pages. */
export function connectServer(host: ServerHost, log: LogOutputChannel, dist: Uri): ServerConnection {
  const watcher = workspace.createFileSystemWatcher(planGlob)
  // Of a folder that goes with the plans in it, only the folder is told.
  const goneWatcher = workspace.createFileSystemWatcher('**', true, true, false)
  const pages = Uri.joinPath(dist, 'rules')
  const suspects = new Suspects()
  const restarts = restartPolicy()
  const asked = new EventEmitter<void>()
  const client = host.makeClient('tpm', 'TPM', clientOptions({ log, watcher, pages, suspects, restarts, asked }))
  const health = new EventEmitter<Health>()
  serveFiles(client, dist)
  const dog = watchServer(client, host, log, suspects)
  const look = (document: TextDocument) => {
    if (isPlan(document)) dog.look()
  }
  const listening: Disposable[] = [
    watcher,
    goneWatcher,
    health,
    dog,
    asked,
    asked.event(dog.look),
    client.onDidChangeState(({ newState }) => {
      health.fire(healthOf(newState))
      log.info(`The language server ${stateWords[newState]}`)
      // What it begins with, and a start that comes to nothing, are watched too.
      if (newState !== State.Stopped) dog.look()
    }),
    client.onNotification(methods.working, ({ uri }: FileParams) => {
      suspects.working(uri)
      dog.look()
    }),
    client.onNotification(methods.checked, ({ uri, version }: CheckedParams) => {
      suspects.checked(uri, version)
      restarts.worked()
    }),
    watcher.onDidChange(uri => suspects.changed(uri.toString())),
    goneWatcher.onDidDelete(uri => suspects.gone(uri.toString())),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) suspects.changed(document.uri.toString())
      look(document)
    }),
    workspace.onDidOpenTextDocument(look),
  ]
  const start = async () => {
    try {
      await client.start()
    } catch (error) {
      log.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const stop = async () => {
    try {
      if (client.needsStop()) await client.stop(1000)
    } catch (error) {
      log.info(`The language server was ended, since it did not stop: ${String(error)}`)
    } finally {
      host.endServer()
    }
  }
  void start()
  return {
    client,
    health: () => healthOf(client.state),
    onHealth: health.event,
    onPlanGone: goneWatcher.onDidDelete,
    onPlanCame: watcher.onDidCreate,
    restart: async () => {
      log.info('The language server is to be started again')
      suspects.forgive()
      await stop()
      await start()
    },
    dispose: async () => {
      for (const each of listening) each.dispose()
      await stop()
    },
  }
}

interface Parts {
  readonly log: LogOutputChannel
  readonly watcher: FileSystemWatcher
  readonly pages: Uri
  readonly suspects: Suspects
  readonly restarts: Restarts
  /** Something was sent that the server has to work on. */
  readonly asked: EventEmitter<void>
}

function clientOptions({ log, watcher, pages, suspects, restarts, asked }: Parts): LanguageClientOptions {
  return {
    documentSelector: planSelector(),
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // What is pushed is shown for all plans of the workspace, open or not; `tpm/checked` keeps pictures up to date.
    initializationOptions: () => ({ pushDiagnostics: true, facts: true, setAside: suspects.setAside }),
    synchronize: { fileEvents: watcher, configurationSection: 'tpm' },
    // Plan text in a hover is untrusted: no command links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, linkPages(diagnostics, pages)),
      didOpen: (document, next) => {
        suspects.sent(document.uri.toString(), document.version)
        return next(document)
      },
      didChange: (event, next) => {
        const { uri, version } = event.document
        suspects.changed(uri.toString())
        suspects.sent(uri.toString(), version)
        return next(event)
      },
      didClose: (document, next) => {
        suspects.closed(document.uri.toString())
        return next(document)
      },
      sendRequest: async (type, param, token, next) => {
        const uri = uriOf(param)
        if (uri === undefined) return next(type, param, token)
        const answered = suspects.asked(uri)
        asked.fire()
        try {
          return await next(type, param, token)
        } finally {
          answered()
        }
      },
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const suspect = suspects.ended()
        if (suspect !== undefined) log.warn(`The language server ended while it worked on ${suspect}`)
        return { action: restarts.mayRestart() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }
      },
    },
  }
}

/** The file that a request is about. */
function uriOf(param: unknown): string | undefined {
  const { textDocument, uri } = (param ?? {}) as { textDocument?: { uri?: unknown }; uri?: unknown }
  const found = textDocument?.uri ?? uri
  return typeof found === 'string' ? found : undefined
}

function watchServer(client: BaseLanguageClient, host: ServerHost, log: LogOutputChannel, suspects: Suspects) {
  return watchdog({
    // A server that starts is asked nothing: that it is ready is its answer.
    ping: async () => {
      if (client.state === State.Starting) await client.start()
      if (client.state === State.Running) await client.sendRequest(methods.ping)
    },
    patience: () =>
      client.state === State.Starting ? startPatience : patienceFor(openCharacters(), suspects.hasSuspect),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    onHung: () => {
      log.warn('The language server does not answer: it is ended and started again')
      host.endServer()
    },
  })
}

/** The size of the open plans. The length of a text is asked for without a copy of it. */
function openCharacters(): number {
  let sum = 0
  for (const document of workspace.textDocuments)
    if (isPlan(document)) sum += document.offsetAt(document.lineAt(document.lineCount - 1).range.end)
  return sum
}

const stateWords: Readonly<Record<State, string>> = {
  [State.Starting]: 'starts',
  [State.Running]: 'is ready',
  [State.Stopped]: 'has stopped',
  [State.StartFailed]: 'did not start',
}

function healthOf(state: State): Health {
  if (state === State.Running) return 'running'
  return state === State.Starting ? 'starting' : 'stopped'
}
