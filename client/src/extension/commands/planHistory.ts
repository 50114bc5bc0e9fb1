import { commands, l10n, type QuickPickItem, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode'
import { gitApi } from '../git/gitApi.ts'
import type { RunTool } from '../host.ts'
import { activePlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'
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
  const { code, out, err } = await runTool(words, text)
  if (code !== 0) return void window.showErrorMessage(err.trim())
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: out }))
}

/** The milestone trend of a plan through its commits as a picture, and the commits to choose one whose change is shown. */
export async function showHistory(server: PlanServer, runTool: RunTool | undefined, clicked: unknown): Promise<void> {
  const plan = await planInGit(server, runTool, clicked)
  if (!plan || !runTool) return
  const words = (format: string) => ['history', plan.fsPath, '--format', format]
  const [picture, list] = await Promise.all([runTool(words('svg'), ''), runTool(words('json'), '')])
  if (picture.code !== 0) return void window.showErrorMessage(picture.err.trim())
  showPicture(plan, picture.out)
  const commit = await chooseCommit(JSON.parse(list.out) as HistoryRecord)
  const git = commit === undefined ? undefined : await gitApi()
  if (commit === undefined || !git) return
  const title = `${plan.path.split('/').at(-1)} (${commit.slice(0, 8)})`
  await commands.executeCommand('vscode.diff', git.toGitUri(plan, `${commit}~`), git.toGitUri(plan, commit), title)
}

/** The part of `tpm history --format json` that is shown here. */
interface HistoryRecord {
  readonly commits: readonly {
    readonly commit: string | null
    readonly date: string
    readonly author: string
    readonly subject: string
    readonly finish: string | null
  }[]
}

interface CommitItem extends QuickPickItem {
  readonly commit: string
}

async function chooseCommit({ commits }: HistoryRecord): Promise<string | undefined> {
  const items = commits.flatMap(({ commit, date, author, subject, finish }, i): readonly CommitItem[] => {
    if (commit === null) return []
    const before = commits[i - 1]?.finish
    const day = finish?.slice(0, 10) ?? l10n.t('no dates')
    const moved = before && finish && before !== finish ? `${before.slice(0, 10)} → ${day}` : day
    return [
      {
        commit,
        label: subject,
        description: l10n.t('finish {0}', moved),
        detail: `${date.slice(0, 10)} · ${author} · ${commit.slice(0, 8)}`,
      },
    ]
  })
  const placeHolder = l10n.t('Show what a commit changed')
  return (await window.showQuickPick(items.reverse(), { placeHolder, matchOnDetail: true }))?.commit
}

let panel: WebviewPanel | undefined

/** A page without scripts, with the picture as data: nothing of the plan is markup there. */
function showPicture(plan: Uri, svg: string): void {
  panel ??= window.createWebviewPanel('tpm.history', '', ViewColumn.Beside, {
    enableScripts: false,
    localResourceRoots: [],
  })
  panel.onDidDispose(() => {
    panel = undefined
  })
  panel.title = l10n.t('History of {0}', plan.path.split('/').at(-1) ?? '')
  panel.webview.html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">
<title>History</title></head>
<body><img alt="Milestone trend" src="data:image/svg+xml,${encodeURIComponent(svg)}"></body></html>`
  panel.reveal(undefined, true)
}

/** A plan on this computer's disk, in a workspace that is trusted: else nothing of a repository is run, and a person is told. */
async function planInGit(server: PlanServer, runTool: RunTool | undefined, clicked: unknown): Promise<Uri | undefined> {
  const uri = uriOf(clicked) ?? activePlan() ?? (await choosePlan(server))
  if (uri === undefined) return undefined
  const plan = Uri.parse(uri)
  if (runTool && plan.scheme === 'file' && workspace.isTrusted) return plan
  const why = workspace.isTrusted
    ? l10n.t('This needs git, and a plan that is a file on this computer.')
    : l10n.t('This needs git, which does not run in Restricted Mode.')
  await window.showInformationMessage(why)
  return undefined
}
