import { type Disposable, type Event, EventEmitter } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type AddHolidaysParams,
  type AddHolidaysResult,
  type CheckedParams,
  type CodeTiesParams,
  type CodeTiesResult,
  type DrivingPathParams,
  type DrivingPathResult,
  type HeatmapResult,
  type HolidayPlacesParams,
  type HolidayPlacesResult,
  type HolidayRegionsParams,
  type HolidayRegionsResult,
  type LevelEditsParams,
  type LevelEditsResult,
  type MeasuredResult,
  methods,
  type ObjectAtParams,
  type OutlineResult,
  type PasteTextParams,
  type PasteTextResult,
  type PlanEntry,
  type PlanObject,
  type RangeOfParams,
  type SetBaselineParams,
  type StepValueParams,
  type StepValueResult,
  type TimelineParams,
  type TimelineResult,
} from '#protocol/requests'
import { nameOfFile, titled } from './nameOfFile.ts'

export interface TextRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

/** What the editor asks about plans. A question that fails is logged and has no answer; none of these throws. */
export interface PlanServer {
  readonly timeline: (params: TimelineParams) => Promise<TimelineResult>
  readonly levelEdits: (params: LevelEditsParams) => Promise<LevelEditsResult | null>
  readonly heatmap: (uri: string) => Promise<HeatmapResult>
  readonly outline: (uri: string) => Promise<OutlineResult>
  readonly drivingPath: (params: DrivingPathParams) => Promise<DrivingPathResult>
  readonly setBaseline: (params: SetBaselineParams) => Promise<boolean>
  readonly measured: (uri: string) => Promise<MeasuredResult>
  readonly plans: () => Promise<readonly PlanEntry[]>
  readonly objectAt: (params: ObjectAtParams) => Promise<PlanObject | null>
  readonly holidayPlaces: (params: HolidayPlacesParams) => Promise<HolidayPlacesResult | null>
  readonly holidayRegions: (params: HolidayRegionsParams) => Promise<HolidayRegionsResult | null>
  readonly addHolidays: (params: AddHolidaysParams) => Promise<AddHolidaysResult>
  readonly stepValue: (params: StepValueParams) => Promise<StepValueResult>
  readonly pasteText: (params: PasteTextParams) => Promise<PasteTextResult>
  readonly rangeOf: (params: RangeOfParams) => Promise<TextRange | null>
  /** What a source file has to do with tasks. */
  readonly codeTies: (params: CodeTiesParams) => Promise<CodeTiesResult | undefined>
  readonly codeClosed: (uri: string) => void
  /** A new version of a plan has been checked. */
  readonly onChecked: Event<CheckedParams>
  /** What was last said about a plan. */
  readonly lastChecked: (uri: string) => CheckedParams | undefined
  readonly dispose: () => void
}

export function planServer(client: BaseLanguageClient): PlanServer {
  const checked = new EventEmitter<CheckedParams>()
  const last = new Map<string, CheckedParams>()
  const subscription: Disposable = client.onNotification(methods.checked, (params: CheckedParams) => {
    last.set(params.uri, params)
    checked.fire(params)
  })
  const ask = async <T>(method: string, params: unknown, otherwise: T): Promise<T> => {
    try {
      return (await client.sendRequest<T | null>(method, params)) ?? otherwise
    } catch (error) {
      client.outputChannel.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`)
      return otherwise
    }
  }
  return {
    timeline: async params => withTitle(await ask<TimelineResult>(methods.timeline, params, null), params.uri),
    levelEdits: params => ask<LevelEditsResult | null>(methods.levelEdits, params, null),
    heatmap: async uri => withTitle(await ask<HeatmapResult>(methods.heatmap, { uri }, null), uri),
    outline: uri => ask<OutlineResult>(methods.outline, { uri }, null),
    drivingPath: params => ask<DrivingPathResult>(methods.drivingPath, params, null),
    setBaseline: params => ask<boolean>(methods.setBaseline, params, false),
    measured: uri => ask<MeasuredResult>(methods.measured, { uri }, null),
    plans: async () => {
      const plans = await ask<readonly PlanEntry[]>(methods.plans, {}, [])
      return plans.map(plan => (plan.name.trim() === '' ? { ...plan, name: nameOfFile(plan.uri) } : plan))
    },
    objectAt: params => ask<PlanObject | null>(methods.objectAt, params, null),
    holidayPlaces: params => ask<HolidayPlacesResult | null>(methods.holidayPlaces, params, null),
    holidayRegions: params => ask<HolidayRegionsResult | null>(methods.holidayRegions, params, null),
    addHolidays: params => ask<AddHolidaysResult>(methods.addHolidays, params, null),
    stepValue: params => ask<StepValueResult>(methods.stepValue, params, null),
    pasteText: params => ask<PasteTextResult>(methods.pasteText, params, null),
    rangeOf: params => ask<TextRange | null>(methods.rangeOf, params, null),
    codeTies: params => ask<CodeTiesResult | undefined>(methods.codeTies, params, undefined),
    codeClosed: uri => void client.sendNotification(methods.codeClosed, { uri }).catch(() => {}),
    onChecked: checked.event,
    lastChecked: uri => last.get(uri),
    dispose: () => {
      subscription.dispose()
      checked.dispose()
    },
  }
}

function withTitle<Answer extends { readonly view: { readonly title: string } }>(
  answer: Answer | null,
  uri: string,
): Answer | null {
  return answer && { ...answer, view: titled(answer.view, uri) }
}
