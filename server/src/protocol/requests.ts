import type { Measured } from '#engine/view/againstBaseline'
import type { DrivingPath } from '#engine/view/drivingPath'
import type { HeatmapView } from '#engine/view/heatmap'
import type { OutlineView } from '#engine/view/outline'
import type { TimelineView } from '#engine/view/timeline'

/**
 * Requests of our own between client and server, by method name and plain types (client and server carry
 * different versions of vscode-jsonrpc, so no `RequestType` object is shared).
 */
export const methods = {
  /** Request: client → server. */
  timeline: 'tpm/timeline',
  heatmap: 'tpm/heatmap',
  outline: 'tpm/outline',
  /** Request: what holds a task where it is. */
  drivingPath: 'tpm/drivingPath',
  /** Request: measure a plan against another state of it. Answered when that has been read. */
  setBaseline: 'tpm/setBaseline',
  /** Request: how a plan stands against its baseline. */
  measured: 'tpm/measured',
  /** Request: all plans of the workspace. */
  plans: 'tpm/plans',
  /** Request: the task or risk at a position, or undefined. */
  objectAt: 'tpm/objectAt',
  /** Request: the current range of an object of a plan. */
  rangeOf: 'tpm/rangeOf',
  /** Request: the calendars that may get public holidays, and the years of the plan. */
  holidayPlaces: 'tpm/holidayPlaces',
  /** Request: the edits that level a plan. */
  levelEdits: 'tpm/levelEdits',
  /** Request: countries, or the parts of a country or state. */
  holidayRegions: 'tpm/holidayRegions',
  /** Request: the edits that write public holidays into a calendar. */
  addHolidays: 'tpm/addHolidays',
  /** Request: the dates, durations and amounts at some positions, moved by so many steps. */
  stepValue: 'tpm/stepValue',
  /** Request: a text as it is to be pasted at a position. */
  pasteText: 'tpm/pasteText',
  /** Notification: server → client, after a document's new version has been checked. */
  checked: 'tpm/checked',
  /** Notification: server → client, before work on another document than the last time. */
  working: 'tpm/working',
  /** Request: client → server: the tasks that a source file, with this text, has to do with. */
  codeTies: 'tpm/codeTies',
  /** Notification: client → server: an editor let go of a source file. */
  codeClosed: 'tpm/codeClosed',
  /** Notification: server → client: the globs of source files that plans name; none: nothing is to be shown in them. */
  codeNamed: 'tpm/codeNamed',
  /** Request: server → client: URIs of the files below the workspace folders. */
  findFiles: 'tpm/findFiles',
  /** Request: client → server: answered at once with `true`; a server that doesn't is hung and is replaced. */
  ping: 'tpm/ping',
  /** Request: server → client, no parameters: the URIs of all plan files below the workspace folders. */
  findPlans: 'tpm/findPlans',
  /** Request: server → client: read files below the workspace folders (the client's `workspace.fs`). */
  readFile: 'tpm/readFile',
  /** Request: server → client: is there a file of this URI, below the workspace folders? */
  fileExists: 'tpm/fileExists',
  /** Request: worker → client: the script of a part of the server that is loaded on demand. */
  onDemand: 'tpm/onDemand',
} as const

export type FindPlansResult = readonly string[]
export interface FileParams {
  readonly uri: string
}
/** `null`: no such file, not below a workspace folder, or larger than 32 MB. */
export type ReadFileResult = { readonly text: string } | null

export interface OnDemandParams {
  readonly part: 'onDemand' | 'holidays'
}
export interface OnDemandResult {
  readonly script: string
}

export interface DocumentParams {
  readonly uri: string
}
/** An answer carries the version it was computed for; an older one than shown is dropped. */
export interface Versioned<T> {
  readonly version: number
  readonly view: T
}
export type TimelineResult = Versioned<TimelineView> | null
export type HeatmapResult = Versioned<HeatmapView> | null
export type OutlineResult = Versioned<OutlineView> | null
/** `leveled`: a preview of the levelled plan. */
export interface TimelineParams extends DocumentParams {
  readonly leveled?: boolean
}
export interface LevelEditsParams extends DocumentParams {
  /** `auto`: at every change to come; `waits`: as links and dates. */
  readonly how: 'auto' | 'waits'
}
export type LevelEditsResult = readonly TextEditOf[]
export interface DrivingPathParams extends TimelineParams {
  readonly task: string
}
/** `null`: no such task, or it has no dates. */
export type DrivingPathResult = DrivingPath | null
/** The texts of a plan, of what it includes and of the plans that it is linked to, as they are in its baseline. */
export interface BaselineFiles {
  /** What a person calls it. */
  readonly name: string
  readonly files: readonly { readonly uri: string; readonly text: string }[]
  /** URIs of the folders that includes must lie in. */
  readonly roots: readonly string[]
}
export interface SetBaselineParams extends DocumentParams {
  /** Left out: none. */
  readonly baseline?: BaselineFiles
}
/** `null`: no such plan, or it is measured against nothing. */
export type MeasuredResult = Measured | null
export interface PlanEntry {
  readonly uri: string
  readonly id?: string
  readonly name: string
  readonly errors: number
  readonly warnings: number
  /** Those that name a revision of git. */
  readonly baselines: readonly { readonly name: string; readonly ref: string }[]
}
export interface HolidayPlacesParams extends DocumentParams {
  readonly position?: { readonly line: number; readonly character: number }
}
/** The calendar at the position, or else the project's, is the first. */
export interface HolidayPlacesResult {
  readonly places: readonly {
    readonly calendar: string
    readonly name: string
    /** Country and region of the holidays it has, where a comment says so: `DE-BE`. */
    readonly code?: string
    /** The last year that it has holidays for. */
    readonly last?: number
  }[]
  readonly years: readonly [first: number, last: number]
}
export interface HolidayRegionsParams {
  /** `[]`: countries; `['DE']`: its states; `['DE', 'BY']`: regions of that. */
  readonly of: readonly string[]
}
/** In order of the English name. */
export type HolidayRegionsResult = readonly {
  readonly code: string
  readonly name: string
  /** In the country's own language. */
  readonly ownName: string
}[]
export interface AddHolidaysParams extends DocumentParams {
  readonly calendar: string
  /** `DE-BE` */
  readonly code: string
  readonly years: readonly [first: number, last: number]
}
/** `null`: no such place or plan, or the text has errors of syntax. No edits: nothing is missing. */
export type AddHolidaysResult = {
  readonly edits: readonly { readonly uri: string; readonly edits: readonly TextEditOf[] }[]
  readonly count: number
} | null
export interface TextEditOf {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
  readonly newText: string
}
export interface ObjectAtParams {
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
}
export interface PlanObject {
  readonly kind: 'task' | 'risk'
  readonly id: string
}
export interface RangeOfParams {
  readonly uri: string
  readonly object: PlanObject
}
interface Position {
  readonly line: number
  readonly character: number
}
interface Range {
  readonly start: Position
  readonly end: Position
}
export interface StepValueParams extends DocumentParams {
  readonly positions: readonly Position[]
  /** Later or more where positive. */
  readonly steps: number
}
/** `null`: there is nothing to move at any of the positions. No edits: what is there is at its bound. */
export type StepValueResult = {
  readonly version: number
  readonly edits: readonly { readonly range: Range; readonly newText: string }[]
  /** Where the positions are after the edits. */
  readonly cursors: readonly Position[]
} | null
export interface PasteTextParams extends DocumentParams {
  readonly range: Range
  readonly text: string
}
/** What to write, and in place of what: of the line's indentation too, where that does not fit. `null`: as it is. */
export type PasteTextResult = { readonly range: Range; readonly newText: string } | null
export interface CheckedParams {
  readonly uri: string
  readonly version: number
  /** `YYYY-MM-DDTHH:MM` */
  readonly finish?: string
  /** The finish as the views write it: `Fri 29 May`. */
  readonly finishText?: string
  readonly late: boolean
  readonly errors: number
  readonly warnings: number
  readonly worst?: string
}

export interface CodeTiesParams extends DocumentParams {
  readonly text: string
}
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}
/** A task as a source file shows it. */
export interface CodeTask {
  /** URI of its plan. */
  readonly plan: string
  readonly id: string
  /** Its name, state and deadline: `Data sync · in progress · due Wed 15 Apr`. */
  readonly title: string
  /** Its hover: Markdown in which plan text is escaped. */
  readonly markdown: string
  /** Its id in the plan. */
  readonly definition: TextRange
}
/** A place in a source file that names a task. */
export interface CodeMention extends CodeTask {
  readonly range: TextRange
}
export interface CodeTiesResult {
  readonly tasks: readonly CodeTask[]
  readonly mentions: readonly CodeMention[]
}
export interface CodeNamedParams {
  readonly globs: readonly { readonly folder: string; readonly glob: string }[]
}
