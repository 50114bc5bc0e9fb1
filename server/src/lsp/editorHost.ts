import type { Connection } from 'vscode-languageserver'
import { type FindPlansResult, methods, type ReadFileResult } from '#protocol/requests'
import type { Host } from './host.ts'

/** A host without files of its own: the editor finds and reads them (vscode.dev, github.dev). */
export function editorHost(connection: Connection): Host {
  return {
    findPlans: () => connection.sendRequest<FindPlansResult>(methods.findPlans),
    readFile: async uri => (await connection.sendRequest<ReadFileResult>(methods.readFile, { uri }))?.text,
    fileExists: uri => connection.sendRequest<boolean>(methods.fileExists, { uri }),
  }
}
