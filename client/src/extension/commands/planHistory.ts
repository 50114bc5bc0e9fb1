import { l10n, Uri, window, workspace } from 'vscode'
import type { RunTool } from '../host.ts'
import { type HistoryPanels, whyNoGit } from '../panels/history.ts'
import { activePlan } from '../plans.ts'
import { whileWorking } from '../progress.ts'
import type { PlanServer } from '../server.ts'
import { toolWords } from '../toolWords.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/**
 * The status of a plan for those who do not read it, as a new Markdown document. What is typed counts, saved or not; it
 * is compared with what git knows of the last status.
 */
export async function createStatusReport(
  server: PlanServer,
  runTool: RunTool | undefined,
  clicked: unknown,
): Promise<void> {
  const plan = await planInGit(server, runTool, clicked)
  if (!plan || !runTool) return
  const audiences = [
    { label: l10n.t('Engineers'), detail: l10n.t('What was done, what moved and why, what comes'), words: 'engineers' },
    { label: l10n.t('Sponsors'), detail: l10n.t('Milestones, money, risks to decide'), words: 'sponsors' },
    { label: l10n.t('Stakeholders'), detail: l10n.t('Milestones and what moved them'), words: 'stakeholders' },
  ]
  const chosen = await window.showQuickPick(audiences, { placeHolder: l10n.t('For whom is the report?') })
  if (!chosen) return
  const { text } = await workspace.openTextDocument(plan).then(document => ({ text: document.getText() }))
  const words = ['report', '-', '--stdin-path', plan.fsPath, '--partial', '--for', chosen.words]
  const { code, out, err } = await whileWorking(l10n.t('Writing the status report…'), () => runTool(words, text))
  if (code !== 0) return void window.showErrorMessage(toolWords(err))
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: out }))
}

/** The milestone trend of a plan through its commits, and what each commit changed. */
export async function showHistory(
  server: PlanServer,
  runTool: RunTool | undefined,
  panels: HistoryPanels,
  clicked: unknown,
): Promise<void> {
  const plan = await planInGit(server, runTool, clicked)
  if (plan) panels.open(plan.toString())
}

/** A plan on this computer's disk, in a workspace that is trusted: else nothing of a repository is run, and a person is told. */
async function planInGit(server: PlanServer, runTool: RunTool | undefined, clicked: unknown): Promise<Uri | undefined> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return undefined
  const plan = Uri.parse(uri)
  const why = whyNoGit(plan, runTool)
  if (why === undefined) return plan
  await window.showInformationMessage(why)
  return undefined
}
