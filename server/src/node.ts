import { createRequire } from 'node:module'
import { startNodeServer } from './lsp/nodeHost.ts'
import type { onDemand } from './lsp/onDemand.ts'

/** The bundle that lies beside this one. */
const loadOnDemand = async () =>
  (createRequire(import.meta.url)('./onDemand.js') as { onDemand: typeof onDemand }).onDemand

startNodeServer(loadOnDemand)
