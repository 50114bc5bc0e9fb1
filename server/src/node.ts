import { startNodeServer } from './lsp/nodeHost.ts'

startNodeServer()
