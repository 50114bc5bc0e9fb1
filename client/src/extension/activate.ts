import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type OutputChannel,
  Uri,
  window,
} from 'vscode'
import type { PlanObject } from '#protocol/requests'
import { showCode } from './codeTies.ts'
import { addFirstTaskTo } from './commands/addFirstTaskTo.ts'
import { addHolidays } from './commands/addHolidays.ts'
import { chooseComparison, comparisonOfDiff } from './commands/comparePlan.ts'
import { findBreak } from './commands/findBreak.ts'
import { importPlan } from './commands/importPlan.ts'
import { newPlan } from './commands/newPlan.ts'
import { openPicture, uriOf } from './commands/openPicture.ts'
import { createStatusReport, showHistory } from './commands/planHistory.ts'
import { hideBaseline, showBaseline } from './commands/showBaseline.ts'
import { valueStepper } from './commands/stepValue.ts'
import { connectServer, type ServerConnection } from './connection.ts'
import type { RunTool, ServerHost } from './host.ts'
import { openObject, showLine } from './openObject.ts'
import { type ComparisonPanels, registerComparison } from './panels/comparison.ts'
import { heatmap } from './panels/heatmap.ts'
import { type HistoryPanels, registerHistory } from './panels/history.ts'
import { type Panels, registerPanels } from './panels/panels.ts'
import { timeline } from './panels/timeline.ts'
import { registerPaste } from './paste.ts'
import { afterPause } from './pause.ts'
import { activePlan, cursorPlace } from './plans.ts'
import { type Baselines, baselines } from './review/baselines.ts'
import { changeMarks } from './review/changeMarks.ts'
import type { ComparisonSpec } from './review/compare.ts'
import { type Reviewer, reviewer } from './review/reviewer.ts'
import { type PlanServer, planServer } from './server.ts'
import { showStatus } from './status.ts'
import { showTree } from './tree.ts'

/** Starts the extension: all of it, given a way to run a language server. */
export function activateWith(context: ExtensionContext, host: ServerHost): void {
  const log = window.createOutputChannel('TPM', { log: true })
  const connection = connectServer(host, log, Uri.joinPath(context.extensionUri, 'dist'))
  const server = planServer(connection.client)
  const review = reviewer(host.startReview, log)
  const notes = notesOfImports(context)
  const choose = (uri: unknown) => chooseComparison(server, uri)
  const marks = changeMarks(server, review)
  const measures = baselines({ server, connection, reviewer: review, log, state: context.workspaceState })
  const compare = (spec: ComparisonSpec) => pictures.comparison.open(spec)
  const find = (uri: unknown) => findBreak({ server, runTool: host.runTool, compare }, uri)
  const pictures = {
    timeline: registerPanels(context, server, connection, timeline(marks)),
    heatmap: registerPanels(context, server, connection, heatmap),
    history: registerHistory(context, { runTool: host.runTool, compare, find }),
    comparison: registerComparison(context, { server, reviewer: review, choose: uri => choose({ uri }) }),
  }
  // What runs git can be offered only where there are processes.
  void commands.executeCommand('setContext', 'tpm.hasTool', host.runTool !== undefined)
  context.subscriptions.push(
    log,
    connection,
    server,
    review,
    marks,
    measures,
    measures.onChange(uri => pictures.timeline.renew(uri)),
    marks.onChange(uri => pictures.timeline.renew(uri)),
    showTree(server, connection),
    showStatus(server, connection, measures),
    showCode(connection, server),
    tellWhetherPlans(server, connection),
    registerPaste(server),
    ...registerCommands(context, {
      ...{ connection, server, log, measures, find, reviewer: review, notes, runTool: host.runTool },
      ...pictures,
    }),
  )
}

interface Parts {
  readonly connection: ServerConnection
  readonly server: PlanServer
  readonly log: LogOutputChannel
  readonly measures: Baselines
  readonly find: (clicked: unknown) => Promise<void>
  readonly reviewer: Reviewer
  readonly notes: () => OutputChannel
  readonly history: HistoryPanels
  readonly runTool: RunTool | undefined
  readonly timeline: Panels
  readonly heatmap: Panels
  readonly comparison: ComparisonPanels
}

function registerCommands(
  context: ExtensionContext,
  { connection, server, log, measures, find, reviewer, notes, runTool, ...pictures }: Parts,
): Disposable[] {
  const register = (id: string, run: (...args: unknown[]) => unknown) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...args)
      } catch (error) {
        log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        throw error
      }
    })
  const stepValue = valueStepper(server)
  return [
    register('tpm.openTimeline', clicked => openPicture(server, pictures.timeline, clicked)),
    register('tpm.previewLeveled', clicked => openPicture(server, pictures.timeline, clicked, { leveled: true })),
    register('tpm.openHeatmap', clicked => openPicture(server, pictures.heatmap, clicked)),
    register('tpm.revealInTimeline', clicked => revealInTimeline(server, pictures.timeline, clicked)),
    register('tpm.stepUp', () => stepValue(1)),
    register('tpm.stepDown', () => stepValue(-1)),
    register('tpm.showBaseline', clicked => showBaseline(server, measures, clicked)),
    register('tpm.hideBaseline', clicked => hideBaseline(server, measures, clicked)),
    register('tpm.comparePlan', async clicked => openComparison(pictures, await chooseComparison(server, clicked))),
    register('tpm.compareWithHead', uri => openComparison(pictures, withHead(uri))),
    register('tpm.compareDiff', () => openComparison(pictures, comparisonOfDiff())),
    register('tpm.showHistory', clicked => showHistory(server, runTool, pictures.history, clicked)),
    register('tpm.findBreak', clicked => find(clicked)),
    register('tpm.createStatusReport', clicked => createStatusReport(server, runTool, clicked)),
    register('tpm.addFirstTask', clicked => addFirstTaskTo(server, clicked)),
    register('tpm.newPlan', clicked => newPlan(server, context.extensionUri, clicked)),
    register('tpm.importPlan', (source, target) => importPlan({ server, reviewer, notes }, { source, target })),
    register('tpm.addHolidays', (uri, calendar, years) => addHolidays(server, { uri, calendar, years })),
    register('tpm.restartServer', () => connection.restart()),
    register('tpm.showLog', () => log.show(true)),
    register('tpm.goTo', (uri, object, line) => goTo(server, uri, object, line)),
  ]
}

/** An output channel from the first import on that has something to tell. */
function notesOfImports({ subscriptions }: ExtensionContext): () => OutputChannel {
  let channel: OutputChannel | undefined
  return () => {
    if (!channel) {
      channel = window.createOutputChannel('TPM Import')
      subscriptions.push(channel)
    }
    return channel
  }
}

function openComparison({ comparison }: Pick<Parts, 'comparison'>, spec: ComparisonSpec | undefined): void {
  if (spec) comparison.open(spec)
}

function withHead(clicked: unknown): ComparisonSpec | undefined {
  const uri = typeof clicked === 'string' ? clicked : (uriOf(clicked) ?? activePlan())
  return uri === undefined
    ? undefined
    : { uri, base: { kind: 'git', ref: 'HEAD', label: 'HEAD' }, head: { kind: 'working-tree' } }
}

/** Of a line of the tree, or of the place of the cursor. */
async function revealInTimeline(server: PlanServer, panels: Panels, clicked: unknown): Promise<void> {
  const uri = uriOf(clicked) ?? activePlan()
  if (uri === undefined) return
  const object = objectOf(clicked) ?? (await objectAtCursor(server, uri))
  if (object) panels.reveal(uri, object)
  else panels.open(uri)
}

function objectOf(clicked: unknown): PlanObject | undefined {
  if (typeof clicked !== 'object' || clicked === null || !('item' in clicked)) return undefined
  const { id, kind } = clicked.item as { readonly id: string; readonly kind: string }
  return { kind: kind === 'risk' ? 'risk' : 'task', id }
}

async function objectAtCursor(server: PlanServer, uri: string): Promise<PlanObject | undefined> {
  const editor = window.activeTextEditor
  if (editor?.document.uri.toString() !== uri) return undefined
  return (await server.objectAt({ uri, position: cursorPlace(editor) })) ?? undefined
}

/** What a line of the tree does when clicked; not for the palette. */
async function goTo(server: PlanServer, uri: unknown, object: unknown, line: unknown): Promise<void> {
  if (typeof uri !== 'string') return
  if (object) await openObject(server, uri, object as PlanObject, { line: line as number | undefined })
  else await showLine(uri, undefined)
}

/** Sets `tpm.hasPlans`, by which commands and menus show themselves. */
function tellWhetherPlans(server: PlanServer, { onPlanGone }: ServerConnection): Disposable {
  let told: boolean | undefined
  const tell = async () => {
    const hasPlans = (await server.plans()).length > 0
    if (hasPlans === told) return
    told = hasPlans
    await commands.executeCommand('setContext', 'tpm.hasPlans', hasPlans)
  }
  const again = afterPause(() => void tell())
  const listening = [again, server.onChecked(again.soon), onPlanGone(again.soon)]
  void tell()
  return {
    dispose: () => {
      for (const each of listening) each.dispose()
    },
  }
}
