import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser'
import { editorHost } from './lsp/editorHost.ts'
import { Incoming } from './lsp/incoming.ts'
import type { OnDemand } from './lsp/onDemand.ts'
import { startServer } from './lsp/server.ts'

declare const self: DedicatedWorkerGlobalScope & { tpmOnDemand?: { readonly onDemand: OnDemand } }

const incoming = new Incoming()
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  incoming.options,
)
startServer(connection, editorHost(connection, evaluate), incoming)

/** Runs the script of the part that is loaded on demand: from memory, which the page allows wherever it let a worker start so. */
function evaluate(script: string): OnDemand {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  try {
    importScripts(address)
  } finally {
    URL.revokeObjectURL(address)
  }
  if (!self.tpmOnDemand) throw new Error('the script does not define it')
  return self.tpmOnDemand.onDemand
}
