import type { Connection } from 'vscode-languageserver'
import { type FindPlansResult, methods, type OnDemandResult, type ReadFileResult } from '#protocol/requests'
import type { Host } from './host.ts'
import type { OnDemand } from './onDemand.ts'

/**
 * A host without files of its own: the editor finds and reads them (vscode.dev, github.dev), and hands over the script
 * of the part that is loaded on demand, for `evaluate` to run.
 */
export function editorHost(connection: Connection, evaluate: (script: string) => OnDemand): Host {
  return {
    findPlans: () => connection.sendRequest<FindPlansResult>(methods.findPlans),
    readFile: async uri => (await connection.sendRequest<ReadFileResult>(methods.readFile, { uri }))?.text,
    fileExists: uri => connection.sendRequest<boolean>(methods.fileExists, { uri }),
    loadOnDemand: async () => evaluate((await connection.sendRequest<OnDemandResult>(methods.onDemand)).script),
  }
}
