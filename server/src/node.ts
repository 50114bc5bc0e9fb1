import { createRequire } from 'node:module'
import type { Scripts } from './lsp/editorHost.ts'
import { startNodeServer } from './lsp/nodeHost.ts'

/** A bundle that lies beside this one. */
const load =
  <Part extends keyof Scripts>(part: Part) =>
  async () =>
    (createRequire(import.meta.url)(`./${part}.js`) as Pick<Scripts, Part>)[part]

startNodeServer({ loadOnDemand: load('onDemand'), loadHolidays: load('holidays') })
