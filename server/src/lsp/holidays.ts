import type { CodeAction, Connection, WorkspaceEdit } from 'vscode-languageserver'
import { CodeActionKind } from 'vscode-languageserver'
import type { DocumentEdits } from '#language/features/documentEdits'
import type { HolidayLibrary } from '#language/features/holidays'
import type { Span } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import {
  type AddHolidaysParams,
  type AddHolidaysResult,
  type HolidayPlacesParams,
  type HolidayPlacesResult,
  type HolidayRegionsParams,
  type HolidayRegionsResult,
  methods,
} from '#protocol/requests'
import { toDiagnostic, toEdits } from './convert.ts'
import type { Host } from './host.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'

/** Requests about public holidays: the bundle that knows them is loaded by the first that needs it. */
export function registerHolidays(connection: Connection, workspace: Workspace, later: LaterPart, host: Host): void {
  const load = () =>
    host.loadHolidays().catch((reason: unknown): undefined => {
      connection.console.error(
        `Public holidays could not be loaded: ${reason instanceof Error ? reason.message : reason}`,
      )
    })

  connection.onRequest(
    methods.holidayPlaces,
    async ({ uri, position }: HolidayPlacesParams): Promise<HolidayPlacesResult | null> => {
      const part = await later()
      const snapshot = part && workspace.snapshot(uri)
      return snapshot ? part.holidayPlaces(snapshot, position && snapshot.lines.offsetAt(position)) : null
    },
  )
  connection.onRequest(
    methods.holidayRegions,
    async ({ of }: HolidayRegionsParams): Promise<HolidayRegionsResult | null> => {
      const library = await load()
      return library ? regionsOf(library, of) : null
    },
  )
  connection.onRequest(methods.addHolidays, async (params: AddHolidaysParams): Promise<AddHolidaysResult> => {
    const [part, library] = await Promise.all([later(), load()])
    const snapshot = workspace.snapshot(params.uri)
    const added = part && library && snapshot && part.addHolidays(snapshot, library, params)
    return added ? { count: added.count, edits: toDocuments(workspace, added.edits) } : null
  })
  // What a code action would write is worked out when it is chosen: most light bulbs are not.
  connection.onCodeActionResolve(async action => {
    const { holidays: params } = (action.data ?? {}) as { holidays?: AddHolidaysParams }
    const [part, library] = params ? await Promise.all([later(), load()]) : []
    const snapshot = params && workspace.snapshot(params.uri)
    const added = part && library && snapshot && part.addHolidays(snapshot, library, params)
    return added ? { ...action, edit: toWorkspaceEdit(workspace, added.edits) } : action
  })
}

/** What may be written at a place: with a known country the edit itself, else, in VS Code, the command that asks for one. */
export function holidayCodeActions(
  { holidayActions }: OnDemand,
  snapshot: Snapshot,
  span: Span,
  knowsCommands: boolean,
): readonly CodeAction[] {
  const { uri } = snapshot
  return holidayActions(snapshot, span).flatMap(({ title, problem, calendar, code, years }): CodeAction[] => {
    if (code === undefined && !knowsCommands) return []
    return [
      {
        title,
        kind: problem ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
        ...(problem && { diagnostics: [toDiagnostic(snapshot, problem)], isPreferred: code !== undefined }),
        ...(code === undefined
          ? { command: { title, command: 'tpm.addHolidays', arguments: [uri, calendar, years] } }
          : { data: { holidays: { uri, calendar, code, years } satisfies AddHolidaysParams } }),
      },
    ]
  })
}

function regionsOf({ countries, parts }: HolidayLibrary, of: readonly string[]): HolidayRegionsResult {
  const own = of.length === 0 ? countries() : parts(of)
  const english = of.length === 0 ? countries('en') : {}
  return Object.entries(own)
    .map(([code, ownName]) => ({ code, ownName, name: english[code] ?? ownName }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function toDocuments(workspace: Workspace, documents: readonly DocumentEdits[]) {
  return documents.flatMap(({ uri, edits }) => {
    const lines = workspace.snapshot(uri)?.lines
    return lines ? [{ uri, edits: toEdits(lines, edits) }] : []
  })
}

function toWorkspaceEdit(workspace: Workspace, documents: readonly DocumentEdits[]): WorkspaceEdit {
  return { changes: Object.fromEntries(toDocuments(workspace, documents).map(({ uri, edits }) => [uri, edits])) }
}
