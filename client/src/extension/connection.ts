import { type Disposable, type Event, EventEmitter, type LogOutputChannel, Uri, workspace } from 'vscode'
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient'
import { methods } from '#protocol/requests'
import { serveFiles } from './files.ts'
import type { ServerHost } from './host.ts'
import { isPlan, planGlob, planSelector } from './plans.ts'
import { restartPolicy } from './restarts.ts'
import { linkPages } from './rulePages.ts'
import { type Watchdog, watchdog } from './watchdog.ts'

export type Health = 'starting' | 'running' | 'stopped'

/** The language server, kept alive: one that ends or hangs is replaced, and nobody is told while that works. */
export interface ServerConnection {
  readonly client: BaseLanguageClient
  readonly health: () => Health
  readonly onHealth: Event<Health>
  /** A plan file is gone, of which the server says nothing more. */
  readonly onPlanGone: Event<unknown>
  readonly restart: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** `dist`: the folder of the server's bundles and the rules' pages. */
export function connectServer(host: ServerHost, log: LogOutputChannel, dist: Uri): ServerConnection {
  const watcher = workspace.createFileSystemWatcher(planGlob)
  const client = host.makeClient('tpm', 'TPM', clientOptions(log, watcher, Uri.joinPath(dist, 'rules')))
  const health = new EventEmitter<Health>()
  serveFiles(client, dist)
  const dog = watchServer(client, host, log)
  const listening: Disposable[] = [
    watcher,
    health,
    dog,
    client.onDidChangeState(({ newState }) => health.fire(healthOf(newState))),
    workspace.onDidChangeTextDocument(({ document }) => isPlan(document) && dog.look()),
    workspace.onDidOpenTextDocument(document => isPlan(document) && dog.look()),
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
    onPlanGone: watcher.onDidDelete,
    restart: async () => {
      await stop()
      await start()
    },
    dispose: async () => {
      for (const each of listening) each.dispose()
      await stop()
    },
  }
}

function clientOptions(
  outputChannel: LogOutputChannel,
  fileEvents: ReturnType<typeof workspace.createFileSystemWatcher>,
  pages: Uri,
): LanguageClientOptions {
  const mayRestart = restartPolicy()
  return {
    documentSelector: planSelector(),
    outputChannel,
    traceOutputChannel: outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // What is pushed is shown for all plans of the workspace, open or not; `tpm/checked` keeps pictures up to date.
    initializationOptions: { pushDiagnostics: true, facts: true },
    synchronize: { fileEvents, configurationSection: 'tpm' },
    // Plan text in a hover is untrusted: no command links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    middleware: { handleDiagnostics: (uri, diagnostics, next) => next(uri, linkPages(diagnostics, pages)) },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // The place to set a file aside that ends the server again and again.
      closed: () => ({
        action: mayRestart(Date.now()) ? CloseAction.Restart : CloseAction.DoNotRestart,
        handled: true,
      }),
    },
  }
}

function watchServer(client: BaseLanguageClient, host: ServerHost, log: LogOutputChannel): Watchdog {
  return watchdog({
    // A client that is not running has nothing to be asked: its start and its end are seen otherwise.
    ping: async () => client.state === State.Running && client.sendRequest(methods.ping),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    onHung: () => {
      log.warn('The language server does not answer: it is ended and started again')
      host.endServer()
    },
  })
}

function healthOf(state: State): Health {
  if (state === State.Running) return 'running'
  return state === State.Starting ? 'starting' : 'stopped'
}
