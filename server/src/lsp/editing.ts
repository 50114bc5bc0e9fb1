import type { Connection, SelectionRange, ServerCapabilities } from 'vscode-languageserver'
import type { LineIndex } from '#language/lines'
import type { Span, TextEdit } from '#language/read/reading'
import type { Workspace } from '#language/workspace'
import {
  methods,
  type PasteTextParams,
  type PasteTextResult,
  type StepValueParams,
  type StepValueResult,
} from '#protocol/requests'
import { toEdits, toRange, toSpan } from './convert.ts'
import type { LaterPart } from './laterPart.ts'

/** Help with typing that no keystroke waits for, as it is told to the client. */
export const editingCapabilities: ServerCapabilities = {
  linkedEditingRangeProvider: true,
  selectionRangeProvider: true,
}

/** Where an id goes on: typing anything else ends that its places are edited together. */
const wordPattern = '[A-Za-z0-9_-]+'

export function registerEditing(connection: Connection, workspace: Workspace, later: LaterPart): void {
  connection.languages.onLinkedEditingRange(async ({ textDocument, position }) => {
    const part = await later()
    const snapshot = part && workspace.snapshot(textDocument.uri)
    if (!snapshot) return null
    const spans = part.linkedSpans(snapshot, snapshot.lines.offsetAt(position))
    return spans.length === 0 ? null : { ranges: spans.map(span => toRange(snapshot.lines, span)), wordPattern }
  })
  connection.onSelectionRanges(async ({ textDocument, positions }) => {
    const part = await later()
    const snapshot = part && workspace.snapshot(textDocument.uri)
    if (!snapshot) return null
    return positions.map(position => {
      const offset = snapshot.lines.offsetAt(position)
      return toSelectionRange(snapshot.lines, offset, part.selectionRanges(snapshot, offset))
    })
  })
  connection.onRequest(methods.stepValue, async (params: StepValueParams): Promise<StepValueResult> => {
    const part = await later()
    const snapshot = part && workspace.snapshot(params.uri)
    if (!snapshot) return null
    const { lines, version } = snapshot
    const places = params.positions.map(position => lines.offsetAt(position))
    const found = places.flatMap(offset => part.stepValue(snapshot, offset, params.steps) ?? [])
    if (found.length === 0) return null
    const edits = found.filter(
      ({ span, text }, i) =>
        text !== snapshot.text.slice(span.start, span.end) &&
        found.findIndex(other => other.span.start === span.start) === i,
    )
    return { version, edits: toEdits(lines, edits), cursors: places.map(place => placeAfter(lines, place, edits)) }
  })
  connection.onRequest(methods.pasteText, async ({ uri, range, text }: PasteTextParams): Promise<PasteTextResult> => {
    const part = await later()
    const snapshot = part && workspace.snapshot(uri)
    const edit = snapshot && part.pasteText(snapshot, toSpan(snapshot.lines, range), text)
    return edit ? toEdits(snapshot.lines, [edit])[0]! : null
  })
}

function toSelectionRange(lines: LineIndex, offset: number, spans: readonly Span[]): SelectionRange {
  const widestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start))
  return (
    widestFirst.reduce<SelectionRange | undefined>(
      (parent, span) => ({ range: toRange(lines, span), parent }),
      undefined,
    ) ?? {
      range: toRange(lines, { start: offset, end: offset }),
    }
  )
}

/** Edits keep to their lines: a place moves with what changed before it, and stays in the value that it is in. */
function placeAfter(lines: LineIndex, place: number, edits: readonly TextEdit[]): { line: number; character: number } {
  const { line, character } = lines.positionAt(place)
  const start = place - character
  const by = edits.reduce((sum, { span, text }) => sum + shiftOf(span, text, place, start), 0)
  return { line, character: character + by }
}

function shiftOf({ start, end }: Span, text: string, place: number, lineStart: number): number {
  if (start < lineStart || place < start) return 0
  const grown = text.length - (end - start)
  // Behind the value, or at its end; in it, no further than it reaches.
  return end <= place ? grown : Math.min(0, start + text.length - place)
}
