import { l10n, type QuickPickItem, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode'
import type { AddHolidaysResult, HolidayPlacesResult, HolidayRegionsResult } from '#protocol/requests'
import { showLine } from '../openObject.ts'
import { activePlan, cursorPlace, visibleEditor } from '../plans.ts'
import type { PlanServer } from '../server.ts'

type Years = readonly [first: number, last: number]

/** Asks for what is not given, and writes public holidays into a calendar: one edit, which is then on the screen. */
export async function addHolidays(
  server: PlanServer,
  given: { readonly uri?: unknown; readonly calendar?: unknown; readonly years?: unknown },
): Promise<void> {
  const uri = typeof given.uri === 'string' ? given.uri : activePlan()
  if (uri === undefined) return
  const editor = visibleEditor(uri)
  const found = await server.holidayPlaces({ uri, ...(editor && { position: cursorPlace(editor) }) })
  if (!found) return
  const calendar = typeof given.calendar === 'string' ? given.calendar : await chooseCalendar(found.places)
  if (calendar === undefined) return
  const noted = found.places.find(place => place.calendar === calendar)?.code
  const code = await chooseCode(server, noted)
  if (code === undefined) return
  const years = await chooseYears(isYears(given.years) ? given.years : found.years)
  if (!years) return
  await apply(await server.addHolidays({ uri, calendar, code, years }), code, years)
}

const title = () => l10n.t('Add Public Holidays')

async function chooseCalendar(places: HolidayPlacesResult['places']): Promise<string | undefined> {
  if (places.length < 2) return places[0]?.calendar
  const items = places.map(({ calendar, name, code, last }) => ({
    label: calendar,
    description: name === calendar ? '' : name,
    detail: last === undefined ? l10n.t('No holidays yet') : `${code ?? ''} ${l10n.t('until {0}', last)}`.trim(),
    calendar,
  }))
  const placeHolder = l10n.t('Into which calendar?')
  return (await window.showQuickPick(items, { title: title(), placeHolder, ignoreFocusOut: true }))?.calendar
}

interface Region extends QuickPickItem {
  /** What it adds to the steps so far; undefined: no more. */
  readonly code: string | undefined
}

/** Country, then state, then region of that, as far as there are any: `DE-BE`. The one noted in the file comes first. */
async function chooseCode(server: PlanServer, noted: string | undefined): Promise<string | undefined> {
  const before = noted?.split('-') ?? []
  const steps: string[] = []
  for (let depth = 0; depth < 3; depth++) {
    const known = await server.holidayRegions({ of: steps })
    if (!known || (depth === 0 && known.length === 0)) {
      void window.showErrorMessage(l10n.t('Public holidays could not be loaded: the log says why.'))
      return undefined
    }
    if (known.length === 0) break
    const isNoted = steps.every((step, k) => step === before[k])
    const items = regionItems(known, depth, isNoted ? before[depth] : undefined, depth > 0 && isNoted && !before[depth])
    const placeHolder = depth === 0 ? l10n.t('Which country?') : l10n.t('Which region?')
    const options = { title: title(), placeHolder, matchOnDescription: true, ignoreFocusOut: true }
    const chosen = await window.showQuickPick(items, options)
    if (!chosen) return undefined
    if (chosen.code === undefined) break
    steps.push(chosen.code)
  }
  return steps.join('-')
}

function regionItems(
  known: HolidayRegionsResult,
  depth: number,
  noted: string | undefined,
  isWholeNoted: boolean,
): readonly Region[] {
  const noteOf = (isNoted: boolean) => (isNoted ? { detail: l10n.t('As noted in the calendar') } : {})
  const items = known.map(({ code, name, ownName }): Region => {
    const description = ownName === name ? code : `${code} · ${ownName}`
    return { label: name, description, code, ...noteOf(code === noted) }
  })
  items.sort((a, b) => Number(b.code === noted) - Number(a.code === noted))
  if (depth === 0) return items
  const whole: Region = { label: l10n.t('The whole of it'), code: undefined, ...noteOf(isWholeNoted) }
  return noted === undefined ? [whole, ...items] : [items[0]!, whole, ...items.slice(1)]
}

const mostYears = 50

async function chooseYears([first, last]: Years): Promise<Years | undefined> {
  const written = await window.showInputBox({
    title: title(),
    prompt: l10n.t('Years: one, or from and to'),
    value: first === last ? String(first) : `${first}-${last}`,
    ignoreFocusOut: true,
    validateInput: text =>
      yearsOf(text) ? undefined : l10n.t('A year or a range of at most {0}, such as 2026-2028', mostYears),
  })
  return written === undefined ? undefined : yearsOf(written)
}

function yearsOf(text: string): Years | undefined {
  const match = /^\s*(\d{4})(?:\s*(?:-|–|\.\.)\s*(\d{4}))?\s*$/.exec(text)
  const years: Years = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])]
  return match && isYears(years) ? years : undefined
}

function isYears(value: unknown): value is Years {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [first, last]: readonly unknown[] = value
  if (!Number.isInteger(first) || !Number.isInteger(last)) return false
  const [from, to] = [Number(first), Number(last)]
  return 1970 <= from && from <= to && to <= 2199 && to - from < mostYears
}

async function apply(answer: AddHolidaysResult, code: string, [first, last]: Years): Promise<void> {
  if (!answer) {
    void window.showErrorMessage(l10n.t('The holidays could not be written: the log says why.'))
    return
  }
  const edit = new WorkspaceEdit()
  for (const { uri, edits } of answer.edits) {
    for (const { range, newText } of edits) edit.replace(Uri.parse(uri), toRange(range), newText)
  }
  const where = answer.edits[0]
  if (!where) {
    const years = first === last ? String(first) : `${first}–${last}`
    void window.showInformationMessage(l10n.t('Nothing was added: no holiday of {0} in {1} is missing.', code, years))
    return
  }
  if (await workspace.applyEdit(edit))
    await showLine(where.uri, { line: where.edits[0]!.range.start.line, character: 0 })
}

function toRange({ start, end }: Extract<AddHolidaysResult, object>['edits'][number]['edits'][number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
