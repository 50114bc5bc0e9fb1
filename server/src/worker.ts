import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser'
import { editorHost } from './lsp/editorHost.ts'
import { startServer } from './lsp/server.ts'

declare const self: DedicatedWorkerGlobalScope

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
)
startServer(connection, editorHost(connection))
