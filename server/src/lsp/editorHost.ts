import type { Connection } from 'vscode-languageserver'
import type { HolidayLibrary } from '#language/features/holidays'
import {
  type FindPlansResult,
  methods,
  type OnDemandParams,
  type OnDemandResult,
  type ReadFileResult,
} from '#protocol/requests'
import type { Host } from './host.ts'
import type { OnDemand } from './onDemand.ts'

/** What the scripts that are loaded on demand define. */
export interface Scripts {
  readonly onDemand: OnDemand
  readonly holidays: HolidayLibrary
}

/**
 * A host without files of its own: the editor finds and reads them (vscode.dev, github.dev), and hands over the script
 * of the part that is loaded on demand, for `evaluate` to run.
 */
export function editorHost(
  connection: Connection,
  evaluate: <Part extends keyof Scripts>(part: Part, script: string) => Scripts[Part],
): Host {
  const load = async <Part extends keyof Scripts>(part: Part) => {
    const params: OnDemandParams = { part }
    return evaluate(part, (await connection.sendRequest<OnDemandResult>(methods.onDemand, params)).script)
  }
  return {
    findPlans: () => connection.sendRequest<FindPlansResult>(methods.findPlans),
    findFiles: () => connection.sendRequest<FindPlansResult>(methods.findFiles),
    readFile: async uri => (await connection.sendRequest<ReadFileResult>(methods.readFile, { uri }))?.text,
    fileExists: uri => connection.sendRequest<boolean>(methods.fileExists, { uri }),
    loadOnDemand: () => load('onDemand'),
    loadHolidays: () => load('holidays'),
  }
}
