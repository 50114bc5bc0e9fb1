import { createRequire } from 'node:module'
import type { Scripts } from './lsp/editorHost.ts'
import { startNodeServer } from './lsp/nodeHost.ts'

/** A bundle that lies beside this one. */
const load =
  <Part extends keyof Scripts>(part: Part) =>
  async () =>
    (createRequire(import.meta.url)(`./${part}.js`) as Pick<Scripts, Part>)[part]

/** Serves; `isRead` as {@link startNodeServer} has it. */
export function serve(isRead: () => void): void {
  startNodeServer({ loadOnDemand: load('onDemand'), loadHolidays: load('holidays') }, isRead)
}
