import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser'
import { editorHost, type Scripts } from './lsp/editorHost.ts'
import { Incoming } from './lsp/incoming.ts'
import { startServer } from './lsp/server.ts'

/** Where each script puts what it exports. */
declare const self: DedicatedWorkerGlobalScope & {
  tpmParts?: { readonly [Part in keyof Scripts]?: Pick<Scripts, Part> }
}

const incoming = new Incoming()
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  incoming.options,
)
startServer(connection, editorHost(connection, evaluate), incoming)

/** Runs a script that is loaded on demand: from memory, which the page allows wherever it let a worker start so. */
function evaluate<Part extends keyof Scripts>(part: Part, script: string): Scripts[Part] {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  try {
    importScripts(address)
  } finally {
    URL.revokeObjectURL(address)
  }
  const loaded = self.tpmParts?.[part]
  if (!loaded) throw new Error('the script does not define it')
  return loaded[part]
}
